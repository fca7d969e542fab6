"""Numbers with the East Asian words for ten thousands, as the plain number that others write: 3만 4천 is 34000.

Decades too: 90년대 and 90年代 are found by 1990.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

_UNITS = {"십": 10, "백": 100, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
_UNITS |= {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_GREAT = 10**4
_FIGURES = r"\d+(?:,\d{3})*(?:\.\d+)?"
_NAMES = "".join(_UNITS)
# At least one unit behind figures; a number may go on after a blank where it began with a unit of ten thousand or more.
_NUMBER = re.compile(rf"(?<![\d.,]){_FIGURES}\s?[{_NAMES}]+(?:\s?{_FIGURES}(?:\s?[{_NAMES}]+)?)*")
_PART = re.compile(rf"({_FIGURES})\s?([{_NAMES}]*)")
_DECADE = re.compile(r"(?<!\d)([2-9]0)(?=\s?(?:년대|年代))")
# 조 names an article of a law (제46조, 46조 1항) unless money or a smaller unit follows.
_ARTICLE = re.compile(r"제?\s?\d+\s?조(?!\s?\d+\s?억|\s?원|\s?달러|\s?위안)")


class NumeralAnalyzer:
    """Terms of such numbers, beside those that other analyzers make of their parts."""

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """See `ScriptAnalyzer.tokens`."""
        return [_of(text) for text in texts]


def _of(text: str) -> list[Token]:
    found = [
        (str(value), match.start(), match.end())
        for match in _NUMBER.finditer(text)
        if not _ARTICLE.match(text, match.start()) and (value := _value(match.group())) is not None
    ]
    decades = ((f"19{match.group(1)}", match.start(), match.end()) for match in _DECADE.finditer(text))
    return sorted([*found, *decades], key=lambda token: token[1:])


def _value(words: str) -> int | None:
    """The number; None when it is no whole one, or its units do not fall."""
    total, section, last = Decimal(0), Decimal(0), None
    for figures, units in _PART.findall(words):
        number = Decimal(figures.replace(",", ""))
        small = 1
        great = 1
        for unit in units:
            value = _UNITS[unit]
            if value >= _GREAT:
                great *= value
            else:
                small *= value
        section += number * small
        if great > 1:
            if last is not None and great >= last:
                return None
            total, section, last = total + section * great, Decimal(0), great
    whole = total + section
    return int(whole) if whole == whole.to_integral_value() else None
