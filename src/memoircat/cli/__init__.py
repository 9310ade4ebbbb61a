"""The command line: the same operations as in the window. Its shapes are a contract with scripts and benchmarks."""
