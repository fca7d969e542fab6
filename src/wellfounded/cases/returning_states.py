"""Which States could send a person back: known by pair of countries, with a source. What is not known is danger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.cases.bodies_of_states import one_state

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path(__file__).with_name("return_pairs.json")


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of a State and people of a nationality."""

    nationality: str
    state: str
    returns: bool
    source: str


@cache
def pairs() -> tuple[Pair, ...]:
    return tuple(Pair(**row) for row in json.loads(TABLE.read_text(encoding="utf-8"))["pairs"])


def returning(nationalities: Iterable[str], *, host: str, onward: Iterable[str] = ()) -> frozenset[str]:
    """The States that may send back somebody of these nationalities.

    `host` is where the person is: it counts unless a source says that it takes every one of these nationalities in.
    With no nationality known every pair counts. `onward` are States from which the record of the case knows a way back.
    """
    known = set(nationalities)
    sends = {pair.state for pair in pairs() if pair.returns and (not known or pair.nationality in known)}
    takes_in = {pair.nationality for pair in pairs() if not pair.returns and pair.state == host}
    safe = bool(known) and known <= takes_in
    return one_state({*sends, *onward, *(() if safe else (host,))} - {""})
