"""A Django database backend: SQLite as Django knows it, with every page of the file encrypted (SQLCipher)."""
