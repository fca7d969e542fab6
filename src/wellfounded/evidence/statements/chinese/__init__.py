"""Statements in Chinese, by clauses and cues."""
