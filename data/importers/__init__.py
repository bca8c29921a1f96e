"""Reading what the city sends: tables and vector files of any shape."""
