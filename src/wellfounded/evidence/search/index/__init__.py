"""Indexes of passages: one interface, SQLite in the house, PostgreSQL for an office that shares one."""
