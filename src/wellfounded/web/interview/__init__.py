"""What the pages of an interview show, read off the record."""
