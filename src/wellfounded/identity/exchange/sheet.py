"""The files that pass between the two: rows of octets under a seal, padded so that their number tells little."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from secrets import SystemRandom, token_bytes
from typing import TYPE_CHECKING, Any

from wellfounded.identity.exchange.errors import ExchangeError
from wellfounded.identity.exchange.own_part import OWN_FORM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.identity.exchange.agreed_key import AgreedKey

STEPS = (50, 100, 200, 500, 1_000, 2_000)
TOKEN = 12  # octets
MOST_BYTES = 20_000_000
_ANY_FORM = "wellfounded-exchange-"
_FORM = f"{_ANY_FORM}1"
_NAMES = ("form", "exchange", "kind", "width", "rows", "seal")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one width in an order that says nothing. `kind` is `question` or `answer`."""

    kind: str
    width: int
    rows: tuple[bytes, ...]


def padded(kind: str, rows: Sequence[bytes], *, width: int) -> Sheet:
    """The rows among as many of mere chance as fill the next step, shuffled.

    Raises:
        ExchangeError: there are more rows than the largest step.
    """
    room = next((step for step in STEPS if step >= len(rows)), None)
    if room is None:
        mend = f"Ask for at most {STEPS[-1]:,} people with one key, and only for those whom it concerns."
        raise ExchangeError(f"{len(rows):,} people are too many for one exchange.", mend=mend)
    every = [*rows, *(token_bytes(width) for _ in range(room - len(rows)))]
    SystemRandom().shuffle(every)
    return Sheet(kind, width, tuple(every))


def written(sheet: Sheet, agreed: AgreedKey) -> str:
    """The sheet as a file, under the seal of the exchange."""
    body: dict[str, Any] = {
        "form": _FORM,
        "exchange": agreed.exchange,
        "kind": sheet.kind,
        "width": sheet.width,
        "rows": b64encode(b"".join(sheet.rows)).decode(),
    }
    return json.dumps(body | {"seal": _seal(body, agreed)}, indent=1) + "\n"


def read(text: str, agreed: AgreedKey, *, kind: str, width: int) -> Sheet:
    """The sheet in a file that the other side made.

    Raises:
        ExchangeError: it is no such file, of another exchange or kind, or it was changed or made with another key.
    """
    body = _parsed(text)
    seal = body.pop("seal")
    if body["exchange"] != agreed.exchange:
        raise ExchangeError("This file belongs to another exchange.", mend="Take the key that was agreed on for it.")
    if not isinstance(seal, str) or not hmac.compare_digest(seal.encode(), _seal(body, agreed).encode()):
        mend = "Ask the other organisation to send it again, and compare the keys by another way."
        raise ExchangeError("This file was changed on its way, or made with another key.", mend=mend)
    if body["kind"] != kind:
        raise ExchangeError(f"This file holds no {kind} but another part of the exchange.", mend=f"Give the {kind}.")
    rows = _octets(body["rows"])
    if body["width"] != width or len(rows) % width or len(rows) // width not in STEPS:
        raise ExchangeError(
            "This file has another size than its form allows.", mend="Use the same version on both sides."
        )
    return Sheet(kind, width, tuple(rows[at : at + width] for at in range(0, len(rows), width)))


def as_written(text: str) -> str:
    """The file as `written` writes it: one file in other blanks, or in another order, is no other file.

    Raises:
        ExchangeError: it is no such file.
    """
    body = _parsed(text)
    return json.dumps({name: body[name] for name in _NAMES}, indent=1) + "\n"


def _octets(rows: object) -> bytes:
    """The rows; none where they are no text of octets, which then has another size than it should."""
    try:
        return b64decode(rows) if isinstance(rows, str) else b""
    except ValueError:
        return b""


def _parsed(text: str) -> dict[str, Any]:
    wrong = ExchangeError("This is no file of an exchange.", mend="Give the file that the other organisation sent.")
    if len(text) > MOST_BYTES:
        raise wrong
    try:
        body: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong from None
    if not isinstance(body, dict):
        raise wrong
    form = body.get("form")
    if form == OWN_FORM:
        mend = "It stays where it was made. Give, and send, the file beside it without “own” in its name."
        raise ExchangeError("This is the part of an exchange that stays at home.", mend=mend)
    if isinstance(form, str) and form.startswith(_ANY_FORM) and form != _FORM:
        said = "This file was made by another version of the program."
        raise ExchangeError(said, mend="Use the same version on both sides.")
    if form != _FORM or set(body) != set(_NAMES):
        raise wrong
    return body


def _seal(body: dict[str, Any], agreed: AgreedKey) -> str:
    told = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return hmac.digest(agreed.for_use("seal"), told, "sha256").hex()
