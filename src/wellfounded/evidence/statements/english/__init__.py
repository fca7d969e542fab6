"""Statements in English, by grammar."""
