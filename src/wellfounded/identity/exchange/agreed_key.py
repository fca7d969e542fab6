"""The key that two organisations agree on for one exchange, as a file of one line. It serves until a day, then no more.

Each use has a key of its own that is derived from it, so that what one use shows says nothing of another.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_bytes, token_hex

from wellfounded.identity.exchange.errors import ExchangeError

SECRET_BYTES = 32
MOST_DAYS = 90
_FORM = "wellfounded-exchange-key-1"
_CHECK = 8


@dataclass(frozen=True, slots=True)
class AgreedKey:
    """The key of one exchange.

    Attributes:
        exchange: a name drawn for the exchange; it stands in every file and is no secret.
        until: the last day on which anything is made or answered with it.
        secret: 32 octets, known to the two organisations alone.
    """

    exchange: str
    until: date
    secret: bytes

    @classmethod
    def drawn(cls, *, until: date) -> AgreedKey:
        """A new key for a new exchange."""
        return cls(token_hex(8), until, token_bytes(SECRET_BYTES))

    @classmethod
    def read(cls, text: str) -> AgreedKey:
        """From its line.

        Raises:
            ExchangeError: it is no such line, or a sign of it was changed.
        """
        parts = text.strip().split(" ")
        try:
            form, exchange, until, secret, _check = parts
            key = cls(exchange, date.fromisoformat(until), bytes.fromhex(secret))
        except ValueError:
            raise _no_key() from None
        if form != _FORM or key.line() != text.strip() or len(key.secret) != SECRET_BYTES:
            raise _no_key()
        return key

    def line(self) -> str:
        """As it is kept, with a check against slips of the pen."""
        body = f"{_FORM} {self.exchange} {self.until.isoformat()} {self.secret.hex()}"
        return f"{body} {hashlib.sha256(body.encode()).hexdigest()[:_CHECK]}"

    def for_use(self, use: str) -> bytes:
        """The key of one use."""
        return hmac.digest(self.secret, f"{self.exchange} {use}".encode(), "sha256")

    def check_day(self, today: date) -> None:
        """Raise `ExchangeError` once the key has run out, or where it serves longer than any key may."""
        if self.until - today > timedelta(days=MOST_DAYS):
            mend = f"A key serves for {MOST_DAYS} days at most. Agree on another, and ask who made this one."
            raise ExchangeError(
                f"The key of this exchange says that it serves until {self.until.isoformat()}.", mend=mend
            )
        if today > self.until:
            mend = "Agree on a new key with the other organisation, and destroy this one."
            raise ExchangeError(f"The key of this exchange ran out on {self.until.isoformat()}.", mend=mend)


def _no_key() -> ExchangeError:
    mend = "Use the file that `wellfounded identity exchange key` made, unchanged."
    return ExchangeError("This is no key of an exchange, or it was changed.", mend=mend)
