"""One file a resource: its reading, and its verbs one line each."""
