"""The asking side: a question of fingerprints, and beside it what stays at home to understand the answer by."""

from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

from wellfounded.identity.exchange.fingerprints import OCTETS, PER_RECORD, Fingerprints
from wellfounded.identity.exchange.own_part import OwnPart
from wellfounded.identity.exchange.sheet import TOKEN, padded, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wellfounded.identity.exchange.agreed_key import AgreedKey
    from wellfounded.identity.record import Record

WIDTH = TOKEN + OCTETS * PER_RECORD


def make_question(
    records: Sequence[Record], agreed: AgreedKey, *, told: Callable[[], None] | None = None
) -> tuple[str, OwnPart]:
    """The file for the other side, and the part that stays. `told` is called after each record, for a progress bar.

    Raises:
        ExchangeError: there are too many records.
    """
    prints, own, rows = Fingerprints(agreed), {}, []
    padded("question", [b""] * len(records), width=WIDTH)  # too many are refused before the work
    for record in records:
        token = token_bytes(TOKEN)
        sent = prints.sent(record)
        # What is missing up to the cap is filled with chance: nobody sees how many names somebody has.
        filling = [token_bytes(OCTETS) for _ in range(PER_RECORD - len(sent))]
        rows.append(token + b"".join(sorted([*sent, *filling])))
        own[token.hex()] = record.key
        if told is not None:
            told()
    return written(padded("question", rows, width=WIDTH), agreed), OwnPart(agreed.exchange, "question", own)
