"""Dates in English: the day first, so that nobody takes it for the month."""
