"""Benchmarks: ratios within one run, so that the machine's mood does not count."""
