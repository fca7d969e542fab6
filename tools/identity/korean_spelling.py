"""Learn how Korean syllables are spelt in Latin and in Cyrillic letters.

    python -m tools.identity.korean_spelling LEXICON

Writes spelling_latin.json and spelling_cyrillic.json beside the Korean channel. LEXICON is persons.txt, see lexicon.py.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from tools.identity.kontsevich import prior as kontsevich
from tools.identity.lexicon import Part, parts
from tools.identity.licit_spellings import prior as licit
from tools.identity.licit_spellings import slips
from tools.identity.spelling_em import Alphabet, Example, Model, Table, learn
from wellfounded.identity.names.korean.letters import plain_letters

KOREAN = Path("src/wellfounded/identity/names/korean")
LATIN = Alphabet(frozenset("aeiouywjvŏŭäöüé"), frozenset("bcdfghjklmnprstvwyzčšžćż'"))
CYRILLIC = Alphabet(frozenset("аеёиоуыэюяйіїєўьъвју"), frozenset("бвгґдежзклмнпрстфхцчшщђјљњћџ'"))
ROUNDS = 8
FIRST_FLOOR, FLOOR = -9.0, -1.45
SMALLEST = 8e-4
SHARE_OF_RULES = {LATIN: 0.03, CYRILLIC: 0.15}


def main() -> None:
    """Write both tables."""
    lexicon = [part for part in parts(Path(sys.argv[1])) if not chinese(part)]
    write("spelling_latin.json", table_of(Model(LATIN, licit()), latin_examples(lexicon)))
    cyrillic = [Example(part.hangul, form.replace(" ", "-"), 1.0) for part in lexicon for form in part.cyrillic]
    write("spelling_cyrillic.json", table_of(Model(CYRILLIC, kontsevich()), cyrillic))


def chinese(part: Part) -> bool:
    """Whether the entry is a Chinese name: pinyin with tones stands in it."""
    tones = set("\u0304\u0301\u030c\u0300")
    return any(tones & set(unicodedata.normalize("NFD", form)) - {"\u030c"} for form in part.latin)


def latin_examples(lexicon: list[Part]) -> list[Example]:
    """Every Latin form, and again without marks, as most papers print it."""
    found: dict[tuple[tuple[str, ...], str], Example] = {}
    for part in lexicon:
        for form in part.latin:
            letters = plain_letters(form).replace(" ", "-")
            bare = letters.replace("ŏ", "o").replace("ŭ", "u").replace("'", "")
            for spelling in (letters, bare):
                found[part.hangul, spelling] = Example(part.hangul, spelling, 1.0)
    return list(found.values())


def table_of(model: Model, examples: list[Example]) -> Table:
    """The learned table, small chances left out."""
    learn(model, examples, rounds=1, floor=FIRST_FLOOR)
    learn(model, examples, rounds=ROUNDS, floor=FLOOR)
    rules, share = model.prior, SHARE_OF_RULES[model.alphabet]
    table = {key: blended(row, rules.get(key, {}), share=share) for key, row in sorted(model.table.items())}
    for key, row in slips().items() if model.alphabet is LATIN else ():
        for piece, chance in row.items():
            table[key][piece] = max(chance, table[key].get(piece, 0.0))
    return table


def blended(row: dict[str, float], rules: Mapping[str, float], *, share: float) -> dict[str, float]:
    """What was learned, with a small share for what the rules allow and the lexicon does not show."""
    whole = sum(rules.values())
    share = share if whole else 0.0
    pieces = sorted(set(row) | set(rules))
    found = {
        piece: (1 - share) * row.get(piece, 0.0) + (share * rules.get(piece, 0.0) / whole if whole else 0.0)
        for piece in pieces
    }
    return {piece: round(chance, 5) for piece, chance in found.items() if chance >= SMALLEST}


def write(name: str, table: Table) -> None:
    """One key a line, so that a change of the table can be read."""
    lines = ",\n".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False)}" for key, row in table.items()
    )
    (KOREAN / name).write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
