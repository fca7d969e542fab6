"""Migrations of a later version, in the second of which the computer stops."""
