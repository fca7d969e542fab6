"""Files of an exchange, read and written with care: a problem is told with its file, and nothing is half-written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.cli.writable import alone_in, writable
from wellfounded.identity.exchange.agreed_key import AgreedKey
from wellfounded.identity.exchange.errors import ExchangeError
from wellfounded.identity.exchange.ledger import Ledger
from wellfounded.identity.exchange.sheet import MOST_BYTES
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, InputError, Problem

LOG = "exchange-log.jsonl"


def text_of(path: Path) -> str:
    """Raises `InputError` when there is no such file, or it is no text."""
    try:
        with path.open("rb") as stream:
            # No more than decides that it is too large; editors of some systems put a mark before a text.
            return stream.read(MOST_BYTES + 1).decode("utf-8-sig")
    except FileNotFoundError:
        problem = Problem(Code.FILE_MISSING, "There is no such file.", "Check the name and the folder.", str(path))
    except OSError:
        problem = Problem(Code.FILE_UNREADABLE, "This file cannot be read.", "Give a file that is yours.", str(path))
    except UnicodeDecodeError:
        mend = "Give the file that the other organisation sent."
        problem = Problem(Code.EXCHANGE_REFUSED, "This is no file of an exchange.", mend, str(path))
    raise InputError.one(problem)


@contextmanager
def of_file(path: Path) -> Iterator[None]:
    """What an exchange refuses is told with the file that it is about."""
    try:
        yield
    except ExchangeError as refused:
        raise InputError.one(Problem(Code.EXCHANGE_REFUSED, refused.message, refused.mend, str(path))) from None


def key_in(path: Path, *, to_use: bool) -> AgreedKey:
    """The key of the exchange. `to_use`: something is made with it, so it must not have run out."""
    with of_file(path):
        agreed = AgreedKey.read(text_of(path))
        if to_use:
            agreed.check_day(datetime.now(UTC).date())
    return agreed


def check_new(*paths: Path) -> None:
    """Nothing is overwritten: an answer can only be read with the part that was kept for it."""
    for path in paths:
        if path.exists():
            mend = "Name a new file; this one stays as it is."
            raise InputError.one(Problem(Code.WRITE_REFUSED, "This is there already.", mend, str(path)))
    writable(paths)  # before the log counts what then cannot be written


def own_beside(out: Path) -> Path:
    """What stays at home stands beside what is sent."""
    return out.with_name(f"{out.stem}.own.json")


def log_beside(key: Path, log: Path | None) -> Path:
    """The log that was named, else the one beside the key."""
    return log or key.absolute().parent / LOG


def check_limits(log: Path, what: str, *, file: str, exchange: str, rows: int) -> None:
    """Whether the log would take such a line, before the work that it is about. Nothing is counted by it."""
    _with_line(log, what, file=file, exchange=exchange, rows=rows)


def note(log: Path, what: str, *, file: str, exchange: str, rows: int) -> None:
    """Write a line into the log, before anything leaves. A limit that is reached stops here, and so two at once."""
    with alone_in(log.absolute().parent):
        after = _with_line(log, what, file=file, exchange=exchange, rows=rows)
        write_atomically(log, after.text.encode())


def _with_line(log: Path, what: str, *, file: str, exchange: str, rows: int) -> Ledger:
    with of_file(log):
        before = Ledger(_log_text(log)) if log.exists() else Ledger()
        return before.with_entry(what, file, exchange=exchange, rows=rows, now=datetime.now(UTC))


def _log_text(log: Path) -> str:
    """The log whole, however long it grew: a line that is cut off would be a line that was changed."""
    try:
        return log.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        message, mend = f"The log of exchanges cannot be read: {error.strerror}.", "Give a file that is yours."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, mend, str(log))) from None
