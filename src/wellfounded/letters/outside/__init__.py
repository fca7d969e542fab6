"""Papers for somebody outside who could do harm: a single extract, and a letter that names nobody."""
