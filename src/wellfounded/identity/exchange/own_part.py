"""What stays at home: which token of this exchange stands for which record, by numbers of the register, not names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from wellfounded.identity.exchange.errors import ExchangeError

OWN_FORM = "wellfounded-exchange-own-1"


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Tokens, as hexadecimal text, and the keys of the records that they stand for."""

    exchange: str
    kind: str
    records: dict[str, str]

    def written(self) -> str:
        """As a file. Whoever has it and the answer knows which of the records were found."""
        body = {"form": OWN_FORM, "exchange": self.exchange, "kind": self.kind, "records": self.records}
        return json.dumps(body, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, text: str) -> OwnPart:
        """From its file.

        Raises:
            ExchangeError: it is no such file.
        """
        try:
            body: Any = json.loads(text)
            whole = set(body) == {"form", "exchange", "kind", "records"} and body["form"] == OWN_FORM
            records = {bytes.fromhex(token).hex(): str(key) for token, key in body["records"].items()}
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            whole = False
        if not whole:
            mend = "Give the file that was kept when the question was made."
            raise ExchangeError("This is not the part of an exchange that stays at home.", mend=mend)
        return cls(str(body["exchange"]), str(body["kind"]), records)
