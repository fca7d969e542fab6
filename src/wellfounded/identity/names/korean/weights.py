"""How likely a name is written in one order or another, and how many syllables a given name has. Own estimates."""

from __future__ import annotations

FAMILY_FIRST, FAMILY_LAST, NO_FAMILY = 0.92, 0.078, 0.002
"""Surname first, surname last, no surname, in Hangul and characters."""

FIRST_SAID = (0.97, 0.01)
"""Surname first and last when a comma or capitals point at the first word."""

LAST_SAID = (0.02, 0.96)
"""The same when capitals point at the last word."""

UNSAID = (0.78, 0.2)
"""The same when nothing points at either."""

GIVEN_OF = {1: 0.03, 2: 0.95, 3: 0.02}
"""The share of given names of one, two and three syllables."""

ROMAN, PINYIN = 0.93, 0.06
"""The share of Latin forms that spell the Korean sound, and the Mandarin reading of the characters."""

RUN_TOGETHER = 0.3
"""The weight of a surname that is not parted from the given name, where a single word is all there is."""

HALVED = 0.1
"""The weight of a surname of two syllables whose second stands with the given name: Hwang Bo-kwan."""

MISTYPED = 1e-3
"""The weight of a reading with one word mended that no Korean syllables spell: Kim Chlo Su."""

FOREIGN_WORD = 1e-12
"""The weight of a reading that leaves out a word that cannot be Korean: Daniel Kim Chol Su. It is never typical."""
