"""What each kind of export tells, for whom it may be made, and how it may leave: one table that an auditor can read."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.cases.models.export import ExportKind, RecipientOfExport
from wellfounded.persons.models import IDENTIFYING, DataClass

APPLICANT, COUNSEL = RecipientOfExport.APPLICANT, RecipientOfExport.COUNSEL
OFFICE, OTHER = RecipientOfExport.OFFICE, RecipientOfExport.OTHER
ANYBODY = frozenset(RecipientOfExport)
DECISIONS = frozenset({ExportKind.DECISION_PDF, ExportKind.DECISION_DOCX})
APPEALS = frozenset({ExportKind.APPEAL_PDF, ExportKind.APPEAL_DOCX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`tells` is what a person must have agreed to before somebody else gets it; the whole file covers each."""

    tells: DataClass
    for_whom: frozenset[RecipientOfExport]
    of_many: bool = False
    # A paper that is handed over in a room may leave unsealed; nothing else may.
    paper: bool = False

    @property
    def identifying(self) -> bool:
        return self.tells in IDENTIFYING


_LETTER = Rules(tells=DataClass.ACCOUNT, for_whom=ANYBODY, paper=True)
_LIST = Rules(tells=DataClass.IDENTITY, for_whom=frozenset({OFFICE, OTHER}), of_many=True)

RULES: dict[ExportKind, Rules] = {
    ExportKind.DECISION_PDF: _LETTER,
    ExportKind.DECISION_DOCX: _LETTER,
    ExportKind.APPEAL_PDF: _LETTER,
    ExportKind.APPEAL_DOCX: _LETTER,
    ExportKind.CASE_FILE: Rules(tells=DataClass.ACCOUNT, for_whom=frozenset({OFFICE, COUNSEL, OTHER})),
    ExportKind.REGISTER_CSV: _LIST,
    ExportKind.REGISTER_XLSX: _LIST,
    ExportKind.BUNDLE: Rules(tells=DataClass.WHOLE_FILE, for_whom=frozenset({OFFICE, COUNSEL, OTHER})),
    ExportKind.OWN_FILE: Rules(tells=DataClass.WHOLE_FILE, for_whom=frozenset({APPLICANT, COUNSEL}), paper=True),
    ExportKind.BRIEF_PDF: _LETTER,
    ExportKind.BRIEF_DOCX: _LETTER,
    ExportKind.EXTRACT: Rules(tells=DataClass.IDENTITY, for_whom=frozenset({OTHER})),
    ExportKind.STATE_LETTER: Rules(tells=DataClass.STATISTICS, for_whom=frozenset({OTHER}), of_many=True),
}
