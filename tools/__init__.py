"""Tools of the workshop: they read the packs and the spec examples, and are not shipped."""
