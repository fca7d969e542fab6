"""Migrations of a later version, of which the second fails after the first did its work."""
