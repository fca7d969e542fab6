"""How each kind of export is made: from its row and its cases, as bytes. Only the gate calls these."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.appeals import decided_appeal, reasons_in
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.law_case import case_file_data
from wellfounded.cases.models import ExportKind, StatusEntry
from wellfounded.cases.models.decision import current_decision
from wellfounded.letters.appeal.letter import appeal_letter_of
from wellfounded.letters.brief.papers import case_brief_docx, case_brief_pdf
from wellfounded.letters.bundle import bundle_of
from wellfounded.letters.decision.letter import letter_of
from wellfounded.letters.decision.render import letter_docx, letter_pdf
from wellfounded.letters.own_file.paper import own_file_pdf
from wellfounded.persons.exchange.files import as_csv, as_xlsx
from wellfounded.persons.exchange.row import OfCase, row_of

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, Export
    from wellfounded.letters.decision.letter import Letter
    from wellfounded.persons.exchange.row import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Making:
    """How a kind is made, what it is, and how its name ends."""

    make: Callable[[Export, list[Case]], bytes]
    media_type: str
    ending: str


def _letter(export: Export, cases: list[Case]) -> Letter:
    decision = current_decision(cases[0])
    if decision is None:
        raise NotNow(_("This case has no decision to print."))
    language = export.language or "en"
    if not decision.paragraphs.filter(language=language).exists():
        raise Invalid({"language": _("The decision was not drafted in this language.")})
    return letter_of(decision, language=language, dated=decision.letter_date or timezone.localdate())


def _appeal_letter(export: Export, cases: list[Case]) -> Letter:
    appeal = decided_appeal(cases[0])
    if appeal is None:
        raise NotNow(_("No appeal of this case was decided."))
    language = export.language or "en"
    if not reasons_in(appeal, language):
        raise Invalid({"language": _("The reasons of the appeal were not written in this language.")})
    return appeal_letter_of(appeal, language=language, dated=appeal.letter_date or timezone.localdate())


def _case_file(_export: Export, cases: list[Case]) -> bytes:
    return json.dumps(case_file_data(cases[0]), ensure_ascii=False, indent=2, default=str).encode()


def _rows(cases: list[Case]) -> list[Row]:
    return [row_of(case.person, case=_of_case(case)) for case in cases]


def _of_case(case: Case) -> OfCase:
    newest = {entry.axis: entry.value for entry in StatusEntry.objects.filter(case=case).order_by("since", "id")}
    return OfCase(
        number=case.number,
        host=case.host,
        registered=case.registered_at.date().isoformat(),
        refugee_status=newest.get("refugee_status", ""),
        process=newest.get("process", ""),
    )


PRODUCTS: dict[str, Making] = {
    ExportKind.DECISION_PDF: Making(
        lambda export, cases: letter_pdf(_letter(export, cases)), "application/pdf", ".pdf"
    ),
    ExportKind.DECISION_DOCX: Making(lambda export, cases: letter_docx(_letter(export, cases)), DOCX, ".docx"),
    ExportKind.APPEAL_PDF: Making(
        lambda export, cases: letter_pdf(_appeal_letter(export, cases)), "application/pdf", ".pdf"
    ),
    ExportKind.APPEAL_DOCX: Making(lambda export, cases: letter_docx(_appeal_letter(export, cases)), DOCX, ".docx"),
    ExportKind.CASE_FILE: Making(_case_file, "application/json", ".json"),
    ExportKind.REGISTER_CSV: Making(lambda _export, cases: as_csv(_rows(cases)), "text/csv", ".csv"),
    ExportKind.REGISTER_XLSX: Making(lambda _export, cases: as_xlsx(_rows(cases)), XLSX, ".xlsx"),
    ExportKind.BUNDLE: Making(bundle_of, "application/zip", ".zip"),
    ExportKind.OWN_FILE: Making(own_file_pdf, "application/pdf", ".pdf"),
    ExportKind.BRIEF_PDF: Making(case_brief_pdf, "application/pdf", ".pdf"),
    ExportKind.BRIEF_DOCX: Making(case_brief_docx, DOCX, ".docx"),
}
