"""States as speakers: a name, the word for a people or a seat of government, and the code of the State meant.

A State speaks when its own name, its people's or its seat's stands as the speaker, or a body or office of its
government. A group that merely carries a State's name (a committee for human rights in a country) speaks for no State.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("cues") / "states.yaml"
LATIN = re.compile(r"[ -~À-ɏ’]+")


@dataclass(frozen=True, slots=True, eq=False)
class _States:
    names: dict[str, str]
    any_name: re.Pattern[str]
    organ: re.Pattern[str]
    office: re.Pattern[str]
    past: re.Pattern[str]


def state_named(words: str) -> str:
    """The code of the State whose name these words are; empty when they are more or something else."""
    return _states().names.get(words.removeprefix("the ").removeprefix("The ").strip(), "")


def state_speaking(organisation: str, role: str = "") -> str:
    """The code of the State for which a body, or whoever holds a role in it, speaks; empty when for none.

    Whoever held an office in the past speaks for nobody now.
    """
    states = _states()
    if states.past.search(role):
        return ""
    exact = state_named(organisation)
    if exact:
        return exact if not role or states.office.search(role) else ""
    if states.organ.search(organisation):
        return _first(organisation)
    if not organisation and states.office.search(role):
        return _leading(role)
    return ""


def _first(words: str) -> str:
    found = _states().any_name.search(words)
    return _states().names[found.group()] if found else ""


def _leading(role: str) -> str:
    """“Chinese foreign minister”, but not “envoy for Korea”: the State stands first."""
    found = _states().any_name.match(role)
    return _states().names[found.group()] if found else ""


@cache
def _states() -> _States:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    names = {name.strip(): code for code, line in data["states"].items() for name in line.split(",")}
    return _States(
        names=names,
        any_name=_any_of(names),
        organ=_any_of(data["organs"].split(","), re.IGNORECASE),
        office=_any_of(data["offices"].split(","), re.IGNORECASE),
        past=_any_of(data["past"].split(","), re.IGNORECASE),
    )


def _any_of(words: Any, flags: int = 0) -> re.Pattern[str]:
    """Any of the words, the longest first; words in Latin letters only as whole words."""
    wanted = sorted({word.strip() for word in words}, key=len, reverse=True)
    latin = [re.escape(word) for word in wanted if LATIN.fullmatch(word)]
    other = [re.escape(word) for word in wanted if not LATIN.fullmatch(word)]
    parts = [rf"\b(?:{'|'.join(latin)})(?!\w)"] if latin else []
    return re.compile("|".join([*parts, *other]), flags)
