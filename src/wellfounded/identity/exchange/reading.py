"""The asking side again: which of the own records the other side may know, and under which token to ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.answer import ANSWER_WIDTH, Ground, blinded
from wellfounded.identity.exchange.errors import ExchangeError
from wellfounded.identity.exchange.sheet import TOKEN

if TYPE_CHECKING:
    from wellfounded.identity.exchange.agreed_key import AgreedKey
    from wellfounded.identity.exchange.own_part import OwnPart


@dataclass(frozen=True, slots=True)
class PossibleHit:
    """A record of one's own, and the token under which the other side knows whom they mean. A lead, never a fact."""

    key: str
    ground: Ground
    their_token: str


def read_answer(answer: str, own: OwnPart, *, agreed: AgreedKey) -> list[PossibleHit]:
    """The possible hits, those that share a year first.

    Raises:
        ExchangeError: the answer cannot be read, was changed, or belongs to another key or question.
    """
    if (own.exchange, own.kind) != (agreed.exchange, "question"):
        mend = "Give the part that was kept when this question was made."
        raise ExchangeError("The part that stayed at home is of another exchange, or of an answer.", mend=mend)
    given = sheet.read(answer, agreed, kind="answer", width=ANSWER_WIDTH)
    meant = {
        blinded(bytes.fromhex(token), ground, agreed=agreed): (key, ground)
        for token, key in own.records.items()
        for ground in Ground
    }
    found = [
        PossibleHit(*meant[row[:TOKEN]], their_token=row[TOKEN:].hex()) for row in given.rows if row[:TOKEN] in meant
    ]
    return sorted(found, key=lambda hit: (hit.ground is Ground.NAME, hit.key, hit.their_token))
