"""Statements in Korean, by Kiwi's morphemes."""
