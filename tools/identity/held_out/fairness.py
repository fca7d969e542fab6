"""How often a person is found and how often another is taken for them, by script and by how common a surname is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wellfounded.identity.names.compare import NameComparison, Verdict, compare_names
from wellfounded.identity.names.korean.tables import surname_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.identity.held_out.pairs import Row

Judged = tuple[NameComparison, bool]
_COMMON, _USUAL = 0.08, 0.01  # shares of the people with a surname
_FEWEST = 30
HEAD = """# Who is found by name, and who is not

<!-- Written by `python -m tools.identity.held_out --fairness docs/reference/name-fairness.md`; not by hand. -->

Names of people who do not exist, put together by chance and spelt by the rules and habits of many systems, and names
of people of history from CC-CEDICT. *Found* is the part of true pairs that come out at least “possible”, *taken* the
part of false pairs that do; the column *likely* beside each is the part that come out “likely”. The false pairs are
hard on purpose: a Korean given name two or three letters (jamo) away, a brother, a colleague with the same patronymic,
the nearest spelling in a dictionary. Ordinary strangers are told apart far more easily.

What makes these people is kept apart from the tables of the program, but both were written by one hand, with the rules
of the same systems in view, and faults that showed here were mended. So the figures show where one group fares worse
than another; they are no forecast for a register.

"""
TAIL = """
A few things stand out. Who is known in French, German or Polish letters, or in those of the McCune-Reischauer system
without its marks, is *likely* less often: such letters tell less, and the program says so instead of guessing. A rare
Korean surname is found as often as Kim. A Chinese name in characters beside pinyin is mostly *possible* only, since
many names sound alike. A foreign name that was written in characters by its sound is mostly missed: nobody should rely
on a search by name alone there. Women's and men's names are found alike where the sex shows in the name.
"""


def page(rows: Sequence[Row]) -> list[str]:
    """The lines of the page."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for row in rows:
        judged = compare_names(row[2], row[3]), row[4]
        for group in _groups(row):
            groups[group].append(judged)
    lines = HEAD.splitlines()
    for title in ("Korean names, by writing", "Korean names, by surname", "Other names", "Russian names, by sex"):
        lines += [f"## {title}", "", "| | true | found | likely | false | taken | likely |", "|---" * 7 + "|"]
        lines += [_line(name, held) for (under, name), held in groups.items() if under == title]
        lines.append("")
    return [*lines[:-1], *TAIL.splitlines()]


def _groups(row: Row) -> Iterator[tuple[str, str]]:
    lang, kind, left, _, _ = row
    name = kind.removeprefix("made ").replace("hang", "Hangul").replace("hani", "characters").replace("latn", "Latin")
    name = name.replace("cyrl", "Cyrillic").replace("arab-", "Arabic-").replace("-", ", ", 1)
    if lang != "ko":
        yield "Other names", name
    else:
        yield "Korean names, by writing", name
    if kind.startswith("made hang-latn"):
        share = surname_shares()[left[0]]
        common = "Kim, Lee, Park" if share > _COMMON else "1 to 8 in 100" if share > _USUAL else "rarer"
        yield "Korean names, by surname", common
    if kind == "made cyrl-latn":
        yield (
            "Russian names, by sex",
            "women" if any(word.endswith("на") for word in left.split()) else "men, or unsaid",
        )


def _line(name: str, held: list[Judged]) -> str:
    cells = [name]
    for whose in (True, False):
        verdicts = [found.verdict for found, same in held if same is whose]
        count = len(verdicts)
        above = sum(verdict in {Verdict.POSSIBLE, Verdict.LIKELY} for verdict in verdicts)
        cells += [str(count), _part(above, count), _part(verdicts.count(Verdict.LIKELY), count)]
    return f"| {' | '.join(cells)} |"


def _part(some: int, count: int) -> str:
    return f"{some / count:.2f}" if count >= _FEWEST else "–"
