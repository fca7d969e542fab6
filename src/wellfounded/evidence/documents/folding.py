"""A text as it is compared: without what another extraction of the same page may change, each sign with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = {**dict.fromkeys("“”„‟«»″〝〞「」『』", '"'), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
# A word broken at the end of a line, with or without the mark of it.
_BROKEN = re.compile(r"(?<=\w)[-\u2010\u00ad][ \t]*\n[ \t]*(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Folded:
    """`signs` is what is compared; `places[n]` is where in the text its n-th sign came from."""

    signs: str
    places: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The stretch of the text that `signs[first:last]` came from."""
        return self.places[first], self.places[last - 1] + 1


def folded(text: str) -> Folded:
    """A text without white space, in small letters, with one kind of quotation mark and dash, words made whole."""
    dropped = {place for found in _BROKEN.finditer(text) for place in range(*found.span())}
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = "" if place in dropped else _plain(sign)
        signs.append(plain)
        places += [place] * len(plain)
    return Folded("".join(signs), tuple(places))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    same = _SAME.get(sign, sign)
    kept = unicodedata.normalize("NFKC", same).casefold()
    return "".join(one for one in kept if not one.isspace() and unicodedata.category(one) != "Cf")
