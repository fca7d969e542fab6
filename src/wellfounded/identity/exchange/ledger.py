"""What an organisation asked and answered: the log of its exchanges, and the limit on them.

Each line carries the hash of the line before, so that one that was taken out of the middle, or changed, is noticed.
Counts stand in it, and no record.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from wellfounded.identity.exchange.errors import ExchangeError

MOST_A_KEY = 3  # questions that one key makes, and that it answers
MOST_ROWS_A_DAY = 2_000
LIMITED = frozenset({"asked", "answered"})  # reading an answer once more tells nobody anything new
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines so far, as text. The caller keeps the file."""

    text: str = ""

    def entries(self) -> list[dict[str, Any]]:
        """Every line, checked against the one before.

        Raises:
            ExchangeError: a line was changed or is missing.
        """
        found, before = [], ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            try:
                entry = json.loads(line)
                told = datetime.fromisoformat(entry["at"]).tzinfo is not None and isinstance(entry["rows"], int)
                whole = (
                    told and entry["before"] == before and bool(entry["what"] and entry["file"] and entry["exchange"])
                )
            except (ValueError, TypeError, KeyError):
                whole = False
            if not whole:
                mend = "Find out who changed it before anything else is exchanged; begin a new one only after that."
                raise ExchangeError(f"Line {number} of the log of exchanges was changed or is missing.", mend=mend)
            found.append(entry)
            before = _hash(line)
        return found

    def with_entry(self, what: str, file: str, *, exchange: str, rows: int, now: datetime) -> Ledger:
        """The ledger with one more line. It is written before the file that it speaks of leaves.

        Raises:
            ExchangeError: the limit is reached, the same file was answered before, or a line was changed.
        """
        same = [entry for entry in self.entries() if entry["what"] == what]
        if what in LIMITED:
            _check_key([entry for entry in same if entry["exchange"] == exchange], _hash(file))
            _check_day([entry for entry in same if datetime.fromisoformat(entry["at"]) > now - _DAY], rows)
        lines = self.text.splitlines()
        entry = {
            "at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "what": what,
            "exchange": exchange,
            "file": _hash(file),
            "rows": rows,
            "before": _hash(lines[-1]) if lines else "",
        }
        return Ledger(self.text + json.dumps(entry) + "\n")


def _check_key(of_key: list[dict[str, Any]], file: str) -> None:
    if any(entry["file"] == file for entry in of_key):
        raise ExchangeError("The log has this question as answered before.", mend="Send the answer that was made then.")
    if len(of_key) >= MOST_A_KEY:
        mend = "Agree on a new key, and ask the other organisation why so many questions are needed."
        raise ExchangeError(f"This key has served {MOST_A_KEY} times already.", mend=mend)


def _check_day(of_day: list[dict[str, Any]], rows: int) -> None:
    if sum(entry["rows"] for entry in of_day) + rows > MOST_ROWS_A_DAY:
        mend = "Wait until tomorrow. Questions in large numbers are how a list is guessed."
        raise ExchangeError(f"More than {MOST_ROWS_A_DAY:,} rows in a day are not exchanged.", mend=mend)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
