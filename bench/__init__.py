"""Measurements of speed and of questions, run by `make bench`. Never a test: a slow machine is not a fault."""
