"""Races and faults, each in a short form for every run of the tests and a long one for `make faults`."""
