"""A name as it was given: cleaned, its script known, its words apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wellfounded.identity.script import Script, normal, scripts_of, unreadable


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a name.

    `given` is what was typed, `text` the same in normal form without titles, `words` its parts as they stand between
    blanks and commas (hyphens, apostrophes and capitals kept), `surname_first` whether a comma says so.
    `problem` says why it cannot be read; then there are no words.
    """

    given: str
    text: str
    script: Script
    words: tuple[str, ...]
    surname_first: bool = False
    problem: str = ""


@lru_cache(maxsize=65536)
def form_of(given: str) -> Form:
    """The form of a name as typed; never raises, see `Form.problem`."""
    problem = unreadable(given)
    if problem:
        return Form(given, "", Script.OTHER, (), problem=problem)
    text = normal(given)
    scripts = scripts_of(text)
    script = next(iter(scripts)) if len(scripts) == 1 else Script.MIXED
    words = tuple(word for word in text.replace(",", " ").replace("،", " ").split() if scripts_of(word))
    if not words:
        return Form(given, "", Script.OTHER, (), problem="It has no letters.")
    return Form(given, " ".join(words), script, words, surname_first="," in text.rstrip(", "))
