"""Numbers of cases and people: drawn by lot, with a check letter.

A running number would tell whoever sees two letters how many people came in between, and would invite trying its
neighbours. These tell nothing, not even the year. The 29 signs hold no vowel, so that no word arises, and neither 0 nor
1, so that none is mistaken for a letter. 29 is prime: the last sign shows every single wrong sign and every exchange of
two neighbours.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db import models

SIGNS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
DRAWN = 7
# A number or its beginning. Numbers from before may hold 0 and 1; no vowel, so that no name fits.
LIKE_A_NUMBER = re.compile(rf"[A-Z](?:-[01{SIGNS}]{{0,5}}){{0,2}}", re.IGNORECASE)
NO_NUMBER = "not a number"


def draw_number(model: type[models.Model], *, column: str, prefix: str) -> str:
    """A number like `C-7K3Q-9MBR` that no row of `model` has."""
    while True:
        number = _written(prefix, "".join(secrets.choice(SIGNS) for _ in range(DRAWN)))
        taken: dict[str, Any] = {column: number}
        if not model._default_manager.filter(**taken).exists():  # noqa: SLF001 - Django's public way in
            return number


def is_well_written(number: str) -> bool:
    """Whether the check letter fits: False tells a slip of the pen from a number that is not there."""
    prefix, _, signs = number.upper().partition("-")
    drawn = signs.replace("-", "")
    return set(drawn) <= set(SIGNS) and len(drawn) == DRAWN + 1 and number.upper() == _written(prefix, drawn[:-1])


def for_the_log(typed: str) -> str:
    """What was typed where a number is asked for: it may be a name, and the log holds none."""
    return typed if not typed or LIKE_A_NUMBER.fullmatch(typed) else NO_NUMBER


def _written(prefix: str, drawn: str) -> str:
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(drawn, start=1))
    signs = drawn + SIGNS[total % len(SIGNS)]
    return f"{prefix}-{signs[:4]}-{signs[4:]}"
