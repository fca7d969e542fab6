"""Lists of sources that somebody kept as a table, read as source records."""
