"""Files that a command writes: looked at before any work is done, and written whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.cli.writable import would_replace
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, Problem
from wellfounded.vault.sealed import MARK, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


SEALED = ".age"


class Kind(StrEnum):
    """What a file is."""

    HTML = "page"
    PDF = "PDF"
    JSON = "receipt"
    CSV = "table"
    DOCX = "word document"

    @property
    def head(self) -> bytes:
        """The first bytes of a file of this kind."""
        return {
            Kind.HTML: b"<!doctype html",
            Kind.PDF: b"%PDF-",
            Kind.JSON: b"{",
            Kind.CSV: b"case,",
            Kind.DOCX: b"PK\x03\x04",
        }[self]


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was asked for."""

    kind: Kind
    path: Path
    # Of the case, when that is sealed: what is written about it is sealed with the same one.
    passphrase: str = ""

    @classmethod
    def of(cls, kind: Kind, path: Path, *, passphrase: str = "") -> Output:
        """The file; a sealed one says so in its name."""
        sealed = passphrase and path.suffix != SEALED
        return cls(kind, path.with_name(path.name + SEALED) if sealed else path, passphrase)

    @property
    def head(self) -> bytes:
        """The first bytes of such a file."""
        return MARK if self.passphrase else self.kind.head

    def write(self, content: bytes) -> None:
        """Write it whole, or leave what was there."""
        write_atomically(self.path, seal(content, self.passphrase) if self.passphrase else content)


def problems_of(outputs: Sequence[Output], *, read: Iterable[Path] = ()) -> Iterator[Problem]:
    """Why an output cannot be written, for each that cannot. `read`: what the same command reads stays as it is."""
    given = tuple(read)
    seen: set[Path] = set()
    for output in outputs:
        found = _problem(output) or would_replace(output.path, given)
        if found is not None:
            yield found
        elif output.path.absolute() in seen:
            yield _refused(output, "Two outputs have the same name.", mend="Give each its own name.")
        seen.add(output.path.absolute())


def _problem(output: Output) -> Problem | None:
    path = output.path
    if path.is_dir():
        return _refused(output, "This is a folder, not a file.", mend=f"Name a file in it, like {path / 'assessment'}.")
    if not path.parent.is_dir():
        return _refused(output, f"There is no folder {path.parent}.", mend="Make the folder first, or check the name.")
    if not os.access(path.parent, os.W_OK):
        return _refused(
            output, f"Nothing can be written in {path.parent}.", mend="Choose another folder, or get the right."
        )
    if path.exists() and not _same_kind(output):
        mend = "Choose another name; this file stays as it is."
        return _refused(
            output, f"A file stands there that is no {'sealed file' if output.passphrase else output.kind}.", mend=mend
        )
    return None


def _same_kind(output: Output) -> bool:
    """Whether the file that stands there is one that we may replace: of the same kind, or empty."""
    head = output.head
    try:
        with output.path.open("rb") as stream:
            start = stream.read(len(head))
    except OSError:
        return False
    return not start or start.lower() == head.lower()


def _refused(output: Output, message: str, *, mend: str) -> Problem:
    return Problem(Code.WRITE_REFUSED, message, mend, str(output.path))
