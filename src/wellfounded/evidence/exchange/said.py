"""A statement as it leaves the shelf: flat, and only when a person confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.statement import Kind, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what, for other programs.

    `source` is the id of its source record; `speaker` is empty where the text names nobody; `state` is a code of three
    letters. `confirmed_by` is empty for a candidate, which no export holds. `bears_on` are criteria that a person tied
    it to, as `criterion: supports` or `criterion: rebuts`.
    """

    id: str
    source: str
    content: str
    speaker: str = ""
    kind: Kind = Kind.UNNAMED
    role: str = ""
    organisation: str = ""
    state: str = ""
    mode: Mode = Mode.INDIRECT
    stance: str = ""
    when: str = ""
    where: str = ""
    relayed_by: tuple[str, ...] = ()
    language: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    bears_on: tuple[str, ...] = ()


def confirmed(statements: Iterable[Said]) -> list[Said]:
    """Those that a person confirmed: nothing else leaves."""
    return [one for one in statements if one.confirmed_by and one.confirmed_on]
