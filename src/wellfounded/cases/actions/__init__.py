"""What may be done to a case: one verb a file, each checked, written and recorded in one transaction."""
