"""How good the search is, on collections with judged answers."""
