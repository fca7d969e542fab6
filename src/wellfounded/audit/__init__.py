"""What was done: an append-only log that an outsider can verify."""
