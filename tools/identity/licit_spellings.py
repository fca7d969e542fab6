"""Spellings of jamo that published systems allow, as counts put beside what is learned.

They keep alive what the lexicon hardly shows.
"""

from __future__ import annotations

from wellfounded.identity.names.korean.licit import CODAS, CONSONANTS, VOWELS

EACH = 0.4
DROPPED = {"ㄱ": 0.003, "ㄴ": 0.006, "ㄹ": 0.004, "ㅁ": 0.003, "ㅂ": 0.003, "ㅇ": 0.006}
"""How often a coda is not written at all: a slip, and the writer's own hearing."""
UNHEARD = {"ㅎ": 0.006, "ㄹ": 0.006}
"""How often an onset inside a word is not written: 김보라 as Boa."""
CONFUSED = {"ㄴ": {"ng": 0.006, "m": 0.001}, "ㅇ": {"n": 0.01, "g": 0.001}, "ㅁ": {"n": 0.002}, "ㄱ": {"ng": 0.002}}
"""How often a coda is written as another one."""


def prior() -> dict[str, dict[str, float]]:
    """Counts by key of the table: the every spelling of a row alike."""
    found: dict[str, dict[str, float]] = {}
    for kind, contexts, rows in (("O", "012", CONSONANTS), ("V", "01", VOWELS), ("C", "fvn", CODAS)):
        for context in contexts:
            for jamo, spellings in rows.items():
                found[f"{kind}{context}{jamo}"] = dict.fromkeys(spellings.split(), EACH)
    for context in "012":
        found[f"O{context}ㅇ"] = {"": 20.0}
    for context in "vn":
        found[f"C{context}ㅇ"]["n"] = 2.0
    return found


def slips() -> dict[str, dict[str, float]]:
    """The least chance of letters that no rule allows and that people write all the same, by key of the table."""
    found: dict[str, dict[str, float]] = {}
    for context in "fvn":
        for jamo, chance in DROPPED.items():
            found[f"C{context}{jamo}"] = {"": chance, **CONFUSED.get(jamo, {})}
    for context in "12":
        for jamo, chance in UNHEARD.items():
            found[f"O{context}{jamo}"] = {"": chance}
    return found
