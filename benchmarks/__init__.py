"""How fast: each figure of the speed table, measured in a process of its own."""
