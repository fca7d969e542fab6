"""What binds a State beside what it says: the articles of treaties that its words touch, as the law packs record them.

Everything is a suggestion by shared words. That an article binds, is open or does not bind is the record of the packs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.bearing import Bearing, Described
from wellfounded.law.country_name import country_name
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wellfounded.law.instrument import Instrument
    from wellfounded.law.library import LawLibrary
    from wellfounded.law.truth import Truth

MOST = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """An article that what a State says touches, and whether it binds that State; `words` led to it."""

    instrument: str
    article: str
    title: str
    truth: Truth
    sentence: str
    words: tuple[str, ...]


class Duties:
    """The articles of every instrument, made ready to be laid beside what States say."""

    def __init__(self, library: LawLibrary) -> None:
        self._instruments = library.instruments
        self._articles = Bearing(
            [described for instrument in library.instruments.values() for described in _articles(instrument)]
        )

    def beside(self, content: str, *, state: str, on: date) -> tuple[Duty, ...]:
        """The articles that words of a State (a code of three letters) may touch, of treaties in force on a day.

        What binds it stands first, and what does not last.
        """
        found = list(self._touched(content, state=state, on=on))[:MOST] if state else []
        return tuple(sorted(found, key=lambda duty: -duty.truth))

    def _touched(self, content: str, *, state: str, on: date) -> Iterator[Duty]:
        for one in self._articles.suggest(content, most=2 * MOST):
            name, number = one.described.id.split(" ", maxsplit=1)
            instrument = self._instruments[name]
            if instrument.in_force is not None and instrument.in_force > on:
                continue
            binding = instrument.binding(state, number, day=on)
            sentence = binding.sentence.replace(state, country_name(state))
            yield Duty(instrument.title, number, one.described.title, binding.truth, sentence, one.words)


@lru_cache(maxsize=1)
def duties() -> Duties:
    """Those of the packs, made once for the process."""
    return Duties(load_library())


def _articles(instrument: Instrument) -> Iterator[Described]:
    for number, article in instrument.articles.items():
        yield Described(f"{instrument.id} {number}", article.title, article.text)
