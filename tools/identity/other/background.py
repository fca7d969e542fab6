"""How rare words and letters are among Latin name parts.

The lexicon does not count bearers. A name that many languages have a label for is a name that many people bear: a line
of n Latin forms is counted n * n times, shared by its forms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tools.identity.other.lexicon import script_of
from wellfounded.identity.names.other.letters import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = 20_000
_RAREST = 90  # tenths of a nat: rarer letters are left to the reader's floor


def latin_background(lines: Iterable[list[str]]) -> tuple[list[str], list[str]]:
    """The lines of `latn.words.tsv` and of `latn.letters.tsv`."""
    words: Counter[str] = Counter()
    for line in lines:
        found = {folded(part) for form in line if script_of(form) == "latn" for part in form.replace("-", " ").split()}
        forms = [form for form in found if form.isascii() and len(form) > 1]
        words.update(dict.fromkeys(forms, len(forms)))
    return _words(words), _letters(words)


def _words(words: Counter[str]) -> list[str]:
    total = words.total()
    grouped: dict[int, list[str]] = defaultdict(list)
    # by name among equals: the order of a set would draw another edge each time
    for word, count in sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))[:_LISTED]:
        grouped[round(-10 * math.log(count / total))].append(word)
    return [f"{nats}\t{' '.join(sorted(found))}" for nats, found in sorted(grouped.items())]


def _letters(words: Counter[str]) -> list[str]:
    follow: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in words.items():
        text = f"^^{word}$"
        for place in range(2, len(text)):
            # the root: letters of rare names count as well, or every unlisted name would look like Muhammad
            follow[text[place - 2 : place]][text[place]] += round(10 * math.sqrt(count))
    found = []
    for before, after in sorted(follow.items()):
        total = after.total() + 27
        nats = {letter: round(-10 * math.log((count + 1) / total)) for letter, count in sorted(after.items())}
        kept = [f"{letter}{value}" for letter, value in nats.items() if value < _RAREST]
        found.append(f"{before}\t{' '.join(kept)}")
    return found
