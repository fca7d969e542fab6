"""Ties between what stands on the shelf and what it bears on: suggested by the program, made by a person."""
