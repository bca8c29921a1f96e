"""Statistics as pure functions on arrays, each with the paper it comes from."""
