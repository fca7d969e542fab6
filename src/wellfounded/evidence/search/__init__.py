"""Passages found again: tokens of three languages, indexes, ranking, search by meaning, and how good it is."""
