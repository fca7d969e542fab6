"""The assessment of a case as a paper to read, print and file."""
