"""Everything that leaves the house as a file, each format in its own module."""
