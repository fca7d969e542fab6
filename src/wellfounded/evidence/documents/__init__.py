"""Documents: what a file is, the text in it, where that text comes from, and how a place in it is cited."""
