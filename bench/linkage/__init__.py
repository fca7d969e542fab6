"""Linkage of whole registers by the settings that ship, where the truth is known: FEBRL, historical figures, Korea."""
