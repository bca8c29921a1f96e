"""One file a program: the same tasks on the same data, for `benchmarks.timing`."""
