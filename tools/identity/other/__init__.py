"""How the tables of `wellfounded.identity.names.other` are made again from open data."""
