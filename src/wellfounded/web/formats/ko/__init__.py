"""Dates in Korean: the clock of 24 hours, as in every record of an office."""
