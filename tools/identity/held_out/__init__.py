"""Pairs of names by which quality is checked beside the development pairs: made from rules and an open dictionary."""
