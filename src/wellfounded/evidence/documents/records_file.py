"""Source records in a library file, beside its index: where each document comes from, and what was tracked in it."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.documents.extraction import Change
from wellfounded.evidence.documents.source_writer import sources_as_data

if TYPE_CHECKING:
    from wellfounded.evidence.documents.extraction import Extraction
    from wellfounded.evidence.documents.source_record import SourceRecord
    from wellfounded.evidence.search.index.dialect import Dialect

TABLE = "CREATE TABLE IF NOT EXISTS evidence_records (document TEXT PRIMARY KEY, held TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What a library file holds of a document beside its passages; `data` is its record as a file of records has it."""

    data: dict[str, Any]
    method: str
    remarks: tuple[str, ...]
    changes: tuple[Change, ...]


class Records:
    """The records of a library file, by the hash of the document."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        dialect.run(TABLE)

    def keep(self, record: SourceRecord, taken: Extraction) -> None:
        """Keep the record of a document, which must bear its hash, in the place of an earlier one."""
        if not record.sha256:
            raise ValueError("A record is kept by the hash of its document.")
        held = {
            "record": sources_as_data([record]),
            "method": taken.method,
            "remarks": list(taken.remarks),
            "changes": [list(astuple(change)) for change in taken.changes],
        }
        with self._dialect.atomic():
            self._dialect.run("DELETE FROM evidence_records WHERE document = ?", [record.sha256])
            statement = "INSERT INTO evidence_records VALUES (?, ?)"
            self._dialect.run(statement, [record.sha256, json.dumps(held, ensure_ascii=False)])

    def of(self, document: str) -> KeptRecord | None:
        """The record of a document by its hash; None where it was added before records were kept."""
        rows = self._dialect.run("SELECT held FROM evidence_records WHERE document = ?", [document])
        if not rows:
            return None
        held = json.loads(rows[0][0])
        changes = tuple(Change(*change) for change in held["changes"])
        return KeptRecord(held["record"], held["method"], tuple(held["remarks"]), changes)
