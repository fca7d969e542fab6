"""The answering side: which rows of a question may be people of this register, in tokens that only the asker knows.

Whoever answers learns which of their own records were found, and nothing of the others that were asked for.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_bytes
from typing import TYPE_CHECKING

from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.fingerprints import OCTETS, Fingerprints
from wellfounded.identity.exchange.own_part import OwnPart
from wellfounded.identity.exchange.question import WIDTH
from wellfounded.identity.exchange.sheet import STEPS, TOKEN, padded, written

if TYPE_CHECKING:
    from wellfounded.identity.exchange.agreed_key import AgreedKey
    from wellfounded.identity.record import Record

ANSWER_WIDTH = 2 * TOKEN
MOST_HITS = 3  # for one row of the question


class Ground(StrEnum):
    """What two records share. Neither says that it is one person."""

    NAME_AND_YEAR = "name and year"
    NAME = "name alone"


@dataclass(frozen=True, slots=True)
class Answered:
    """The file for the asker, the part that stays, and how many rows of the question found somebody."""

    text: str
    own: OwnPart
    found: int


def answer_question(
    question: str, records: Iterable[Record], *, agreed: AgreedKey, told: Callable[[], None] | None = None
) -> Answered:
    """Look for every row of the question among `records`. `told` is called after each record.

    Raises:
        ExchangeError: the question cannot be read, was changed, or is of another key.
    """
    asked = sheet.read(question, agreed, kind="question", width=WIDTH)
    hits = _hits(asked.rows, records, agreed=agreed, told=told)
    own, rows = {}, []
    for token, found in hits.items():
        for key, ground in found[:MOST_HITS]:
            mine = token_bytes(TOKEN)
            own[mine.hex()] = key
            rows.append(blinded(token, ground, agreed=agreed) + mine)
    text = written(padded("answer", rows[: STEPS[-1]], width=ANSWER_WIDTH), agreed)
    return Answered(text, OwnPart(agreed.exchange, "answer", own), len(hits))


def blinded(token: bytes, ground: Ground, *, agreed: AgreedKey) -> bytes:
    """The token as it comes back: without the key nobody sees which row it answers, or that it answers one."""
    return hmac.digest(agreed.for_use("answer"), token + ground.value.encode(), "sha256")[:TOKEN]


def _hits(
    rows: Iterable[bytes], records: Iterable[Record], *, agreed: AgreedKey, told: Callable[[], None] | None
) -> dict[bytes, list[tuple[str, Ground]]]:
    """For each token that finds somebody the keys of the records: those that share the year first, then by rarity."""
    asking: dict[bytes, set[bytes]] = defaultdict(set)
    for row in rows:
        for one in _prints(row):
            asking[one].add(row[:TOKEN])
    prints = Fingerprints(agreed)
    hits: dict[bytes, list[tuple[str, Ground]]] = defaultdict(list)
    for record in records:
        with_year, name_alone = prints.sought(record)
        by_year = {token for one in with_year for token in asking.get(one, ())}
        by_name = {token for one in name_alone for token in asking.get(one, ())} - by_year
        for token in sorted(by_year):
            hits[token].insert(0, (record.key, Ground.NAME_AND_YEAR))
        for token in sorted(by_name):
            hits[token].append((record.key, Ground.NAME))
        if told is not None:
            told()
    return dict(hits)


def _prints(row: bytes) -> Iterator[bytes]:
    return (row[at : at + OCTETS] for at in range(TOKEN, len(row), OCTETS))
