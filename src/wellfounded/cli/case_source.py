"""Where a case comes from and goes back to: a plain file, or one that is sealed with a passphrase.

What was sealed stays sealed: it is opened in memory, and written back sealed with the same passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cli.office import ask
from wellfounded.law.atomic import write_atomically
from wellfounded.law.case_reader import case_from, read_case
from wellfounded.law.case_writer import save_fact, text_with_fact
from wellfounded.law.document import parse_document
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.vault.sealed import ARMOUR, is_sealed, open_sealed, seal

if TYPE_CHECKING:
    from pathlib import Path

    from wellfounded.law.case_file import Case, FactRecord, Slot
    from wellfounded.law.library import LawLibrary


@dataclass(slots=True)
class CaseSource:
    """A case file. `passphrase` is empty for a plain one."""

    path: Path
    passphrase: str = ""

    @property
    def sealed(self) -> bool:
        return bool(self.passphrase)

    def read(self, library: LawLibrary) -> Case:
        """The case. Raises every problem of the file, and whatever keeps a seal from opening."""
        if not self.sealed:
            return read_case(self.path, library)
        return case_from(parse_document(self.text(), str(self.path)), library)

    def text(self) -> str:
        """What a sealed file holds, in memory only."""
        opened = open_sealed(self.path.read_bytes(), self.passphrase)
        try:
            return opened.decode("utf-8-sig")
        except UnicodeDecodeError:
            problem = Problem(
                Code.FILE_UNREADABLE, "What is sealed here is no text.", "Seal a case file.", str(self.path)
            )
            raise InputError.one(problem) from None

    def save_fact(self, slot: Slot, *, record: FactRecord) -> None:
        """Write one fact into the file, keeping everything else, and the seal."""
        if not self.sealed:
            save_fact(self.path, slot, record=record)
            return
        self.write(text_with_fact(self.text(), slot, record=record, file=str(self.path)).encode())

    def write(self, content: bytes) -> None:
        """Seal content into this file, whole or not at all."""
        write_atomically(self.path, seal(content, self.passphrase))


def source_of(path: Path) -> CaseSource:
    """The file, after its passphrase was asked for when it is sealed."""
    return CaseSource(path, ask(f"Passphrase of {path.name}: ") if _looks_sealed(path) else "")


def _looks_sealed(path: Path) -> bool:
    """What cannot be read is told of by whoever reads it next."""
    try:
        with path.open("rb") as stream:
            return is_sealed(stream.read(len(ARMOUR)))
    except OSError:
        return False
