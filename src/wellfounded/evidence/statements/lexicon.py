"""Cue lexicons: the words that attribute, in groups with an id, read from the YAML files of `cues/`.

Nothing here knows a language: a frame is a name that the rules of a language understand, with the confidence of that
reading as its value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("cues")


@dataclass(frozen=True, slots=True)
class Frame:
    """One shape in which a cue takes content.

    `confidence` is a prior from 0 to 1. `agents` says who may be the subject: `any`, `speaker` (a person, body, State
    or pronoun) or `source` (documents and figures too). `group` is the id of the group of the lexicon that says so.
    """

    group: str
    confidence: float
    agents: str = "any"


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase as a cue, with its frames by name."""

    word: str
    frames: dict[str, Frame]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's cues by kind (`verbs`, `nouns`, `adjectives`, `phrases`), and its lists of words."""

    language: str
    cues: dict[str, dict[str, Cue]]
    lists: dict[str, frozenset[str]]
    stances: dict[str, str]

    def cue(self, kind: str, word: str) -> Cue | None:
        """The cue of a kind, or None."""
        return self.cues.get(kind, {}).get(word)

    def stance(self, word: str) -> str:
        """The position that a cue tells by itself: `denies`, `demands` and so on; `asserts` for all others."""
        return self.stances.get(word, "asserts")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: `english`, `korean` or `chinese`."""
    path = FOLDER / f"{language}.yaml"
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    cues: dict[str, dict[str, Cue]] = {}
    for group in data["groups"]:
        for kind in group.keys() & {"verbs", "nouns", "adjectives", "phrases"}:
            for word in dict.fromkeys(_words(group[kind])):
                known = cues.setdefault(kind, {})
                earlier = known[word].frames if word in known else {}
                # a word may stand in several groups; where two give the same frame, the first counts
                known[word] = Cue(word, _frames(group) | earlier)
    lists = {name: frozenset(_words(words)) for name, words in data.get("lists", {}).items()}
    stances = {word: stance for stance, words in reversed(data["stances"].items()) for word in _words(words)}
    return Lexicon(language, cues, lists, stances)


def _frames(group: dict[str, Any]) -> dict[str, Frame]:
    agents = group.get("agents", "any")
    return {str(name): Frame(group["id"], float(value), agents) for name, value in group["frames"].items()}


def _words(value: str) -> tuple[str, ...]:
    """Words are written with commas between them, over as many lines as they need."""
    return tuple(word for word in (" ".join(part.split()) for part in value.split(",")) if word)
