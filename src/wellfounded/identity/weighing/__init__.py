"""How much each thing that two records say speaks for one person or for two, added up and shown."""
