"""What may be run in the guarded child process: an allow-list, by name.

Each task is a module with `def parse(payload: bytes, options: Mapping[str, Any]) -> Product`. It gets bytes and gives
plain data and bytes back. It raises `NotThisType` when the file is not what it is said to be, and `TooBig` when the
file says of itself that it unpacks to more than is reasonable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# name of the task -> module. keep in alphabetical order
TASKS: dict[str, str] = {
    "case_file": "wellfounded.vault.parsers.case_file",
    "csv_table": "wellfounded.vault.parsers.csv_table",
    "document": "wellfounded.vault.parsers.document",
    "exhibit": "wellfounded.vault.parsers.exhibit",
    "leaving": "wellfounded.vault.parsers.leaving",
    "page": "wellfounded.vault.parsers.page",
    "person_list": "wellfounded.vault.parsers.person_list",
    "photo": "wellfounded.vault.parsers.photo",
    "scan": "wellfounded.vault.parsers.scan",
    "sheet": "wellfounded.vault.parsers.sheet",
    "source_table": "wellfounded.vault.parsers.source_table",
}


@dataclass(frozen=True, slots=True)
class Product:
    """What a parser gives back: plain JSON, and files as bytes."""

    result: dict[str, Any]
    parts: tuple[bytes, ...] = ()


class NotThisType(Exception):  # noqa: N818 - the word of the refusal
    """The file is not of the type that it is said to be, or of none that is taken."""


class TooBig(Exception):  # noqa: N818 - the word of the refusal
    """The file unpacks to more than is reasonable."""
