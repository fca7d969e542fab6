"""Names that are not Korean: Latin, Cyrillic, Arabic, Chinese and every script that has a pack of data."""
