"""Korean names: what Hangul, Hanja, Latin and Cyrillic letters may stand for, and how likely each reading is."""
