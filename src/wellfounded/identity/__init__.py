"""Is this person already known, under another name, in another script? A core: no framework, no screen, no network."""
