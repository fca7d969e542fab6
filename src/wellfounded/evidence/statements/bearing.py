"""On which criterion a statement may bear, and in which direction: a suggestion with the words that led to it.

The descriptions come from outside (the law packs). Two texts meet in concepts (words that mean one thing in this field,
in English, Korean and Chinese) and in plain English words, the rarer among the descriptions the heavier. The direction
follows from negations alone. Nothing here finds anything: a person accepts a suggestion or leaves it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import snowballstemmer
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = Path(__file__).with_name("cues") / "concepts.yaml"
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")
# A concept that both share says more than a word.
CONCEPT_WEIGHT = 2.0
# One word or one common concept is too little to suggest anything.
LEAST_SCORE = 4.5
# “should not be returned” states a duty; it denies nothing.
DUTY = re.compile(r"\b(?:should|must|shall|may|can|ought to|could)\s*not\b|안\s*된다|不得|不应|不能|不可")
# “without a permit” says who; it denies nothing.
QUALIFIER = re.compile(
    r"\bwithout (?:a |any |the |proper |prior )*(?:permi\w+|papers?|leave|passports?|visas?|trials?|warning|consent"
    r"|reason|author\w+|food|charge)\b|없이|非法|不法|无辜|非政府"
)
STEMMER = snowballstemmer.stemmer("english")
COMMON = frozenset(
    [
        "this",
        "that",
        "with",
        "from",
        "they",
        "them",
        "their",
        "there",
        "have",
        "been",
        "were",
        "will",
        "would",
        "could",
        "should",
        "which",
        "when",
        "where",
        "what",
        "than",
        "then",
        "such",
        "only",
        "also",
        "even",
        "must",
        "into",
        "upon",
        "does",
        "done",
        "made",
        "make",
        "more",
        "most",
        "other",
        "another",
        "some",
        "every",
        "because",
        "about",
        "after",
        "before",
        "between",
        "under",
        "over",
        "again",
        "against",
        "said",
        "person",
        "people",
        "country",
        "state",
        "states",
    ]
)


class Direction(StrEnum):
    """Whether the statement, taken at its word, speaks for the criterion being met or against it."""

    SUPPORTS = "supports"
    REBUTS = "rebuts"


@dataclass(frozen=True, slots=True)
class Described:
    """A criterion (or an article of a treaty) as described elsewhere."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A criterion that a statement may bear on; `words` are those of the statement that led to it."""

    described: Described
    direction: Direction
    words: tuple[str, ...]
    score: float


class Bearing:
    """Descriptions made ready to be compared with statements."""

    def __init__(self, descriptions: Sequence[Described]) -> None:
        self._descriptions = tuple(descriptions)
        self._features = [frozenset(features(f"{item.title}. {item.text}")) for item in descriptions]
        self._titles = [frozenset(features(item.title)) for item in descriptions]
        counts = Counter(feature for found in self._features for feature in found)
        total = len(self._descriptions)
        self._weight = {
            feature: math.log(1 + total / count) * (CONCEPT_WEIGHT if feature.isupper() else 1.0)
            for feature, count in counts.items()
        }

    def suggest(self, content: str, *, cue: str = "", most: int = 3) -> tuple[Suggestion, ...]:
        """The criteria that share most with what was said, the best first; none when too little is shared."""
        said = features(content)
        direction = Direction.REBUTS if is_negated(content, cue) else Direction.SUPPORTS
        scored = [
            (self._score(shared, titled & shared, size=len(own)), item, shared)
            for item, own, titled in zip(self._descriptions, self._features, self._titles, strict=True)
            if any(map(str.isupper, shared := own & said.keys()))
        ]
        best = sorted(
            (entry for entry in scored if entry[0] >= LEAST_SCORE), key=lambda entry: (-entry[0], entry[1].id)
        )
        return tuple(
            Suggestion(item, direction, _words(shared, said), round(score, 2)) for score, item, shared in best[:most]
        )

    def _score(self, shared: frozenset[str], titled: frozenset[str], *, size: int) -> float:
        """What is shared counts by its weight, in a title twice; long descriptions count a little less."""
        total = sum(self._weight[feature] for feature in (*shared, *titled))
        return total / math.sqrt(1 + math.log(1 + size))


def features(text: str) -> dict[str, str]:
    """The concepts (in capitals) and stems of a text, each with the words that stand for it there."""
    lower = text.casefold()
    found = {name: match.group() for name, pattern in _concepts().items() if (match := pattern.search(lower))}
    for word in WORD.findall(lower):
        if word not in COMMON:
            found.setdefault(STEMMER.stemWord(word.replace("’", "'")), word)
    return found


def is_negated(content: str, cue: str) -> bool:
    """Whether what was said denies, by the parity of the negations in it and in its cue."""
    negations, cues = _negations()
    first = bool(negations.search(QUALIFIER.sub(" ", DUTY.sub(" ", content.casefold()))))
    return first is not bool(cues.search(cue.casefold()))


def _words(shared: frozenset[str], said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({said[feature] for feature in shared}))


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    return data


@cache
def _concepts() -> dict[str, re.Pattern[str]]:
    return {name.upper(): _any_of(words) for name, words in _data()["concepts"].items()}


@cache
def _negations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = [word.strip() for word in _data()["negations"].split(",")]
    latin = "|".join(re.escape(word) for word in words if word.isascii() and word != "n't")
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"\b(?:{latin})\b|n['’]t\b|{other}"), _any_of(_data()["negative_cues"])


def _any_of(words: str) -> re.Pattern[str]:
    """Any of the words: in Latin letters at the beginning of a word, else anywhere."""
    wanted = [word.strip().casefold() for word in words.split(",")]
    latin = "|".join(re.escape(word) for word in wanted if word.isascii())
    other = "|".join(re.escape(word) for word in wanted if not word.isascii())
    return re.compile(rf"\b(?:{latin})\w*|(?:{other})" if other else rf"\b(?:{latin})\w*")
