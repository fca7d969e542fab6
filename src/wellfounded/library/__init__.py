"""The shelf of country information and exhibits: sources, documents, passages, pins and statements."""
