"""Map tools: each turns one gesture into one value."""
