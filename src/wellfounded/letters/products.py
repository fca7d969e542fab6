"""How each kind of export is made, and what may be in it: from its row and its cases. Only the gate calls these.

What is permitted is worked out beside the making and not from it: the gate holds the two against each other. Of a brief
the page itself is what is permitted, so that only what comes in after it is found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

import wellfounded.letters.printing  # noqa: F401 - read before an office forks its copies, not at the first letter
from wellfounded.cases.appeals import decided_appeal, reasons_in
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.law_case import case_file_data
from wellfounded.cases.models import ExportKind, RecipientOfExport, StatusEntry
from wellfounded.cases.models.decision import current_decision
from wellfounded.letters.appeal.letter import appeal_letter_of
from wellfounded.letters.brief.of_case import brief_of_case, tongue_of
from wellfounded.letters.brief.papers import case_brief_docx, case_brief_pdf, case_brief_texts, gate_of
from wellfounded.letters.bundle import bundle_of, permitted_in_bundle
from wellfounded.letters.check import Permitted, texts_of
from wellfounded.letters.decision.letter import letter_of
from wellfounded.letters.decision.render import letter_docx, letter_pdf
from wellfounded.letters.outside.paper import extract_of, letter_to_state, outside_pdf
from wellfounded.letters.own_file.paper import own_file_asked, own_file_pdf
from wellfounded.letters.package import timeless
from wellfounded.persons.exchange.allowed import EVERYTHING, OF_CONSENT, OF_EXTRACT, only
from wellfounded.persons.exchange.files import as_csv, as_xlsx, written_cells
from wellfounded.persons.exchange.row import COLUMNS, OfCase, row_of

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, Export
    from wellfounded.letters.decision.letter import Letter
    from wellfounded.letters.outside.paper import Outside
    from wellfounded.persons.exchange.row import Row

Of = Callable[["Export", "list[Case]"], "Letter"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SOURCES = 1000  # sources are numbered on a brief
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {
    "pdf": "application/pdf",
    "docx": DOCX,
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": XLSX,
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Making:
    """How a kind is made, what may be in it, and as what it is read back, which is also how its name ends."""

    make: Callable[[Export, list[Case]], bytes]
    permit: Callable[[Export, list[Case]], Permitted]
    form: str


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


def _rows(export: Export, cases: list[Case]) -> list[Row]:
    return [only(_row(case), _columns(export, case)) for case in cases]


def _row(case: Case) -> Row:
    return row_of(case.person, case=_of_case(case))


def _columns(export: Export, case: Case) -> frozenset[str]:
    """What of a person may be told: inside the house all of the list, outside what that person agreed to."""
    if export.recipient_kind != RecipientOfExport.OTHER:
        return EVERYTHING
    consent = case.person.consents.filter(pk=export.consents.get(case.number), withdrawn_on=None).first()
    return OF_CONSENT.get(consent.data_class, frozenset()) if consent else frozenset()


def _of_case(case: Case) -> OfCase:
    newest = {entry.axis: entry.value for entry in StatusEntry.objects.filter(case=case).order_by("since", "id")}
    return OfCase(
        number=case.number,
        host=case.host,
        registered=timezone.localdate(case.registered_at).isoformat(),
        refugee_status=newest.get("refugee_status", ""),
        process=newest.get("process", ""),
    )


def _extract(export: Export, cases: list[Case]) -> Outside:
    return extract_of(export, only(_row(cases[0]), frozenset(OF_EXTRACT)), fictional=cases[0].fictional)


def _state_letter(export: Export, cases: list[Case]) -> Outside:
    return letter_to_state(export, fictional=any(case.fictional for case in cases))


def _permitted_letter(of: Of) -> Callable[[Export, list[Case]], Permitted]:
    def permit(export: Export, cases: list[Case]) -> Permitted:
        letter = of(export, cases)
        return Permitted(people=1, texts=tuple(texts_of(letter)), numbers=_number(cases), running=letter.title)

    return permit


def _permitted_outside(of: Callable[[Export, list[Case]], Outside]) -> Callable[[Export, list[Case]], Permitted]:
    def permit(export: Export, cases: list[Case]) -> Permitted:
        paper = of(export, cases)
        return Permitted(people=len(paper.fields[:1]), texts=tuple(texts_of(paper)), running=paper.title)

    return permit


def _permitted_own_file(export: Export, cases: list[Case]) -> Permitted:
    file = own_file_asked(export, cases)
    running = f"{file.title} {file.number}"
    return Permitted(people=1, texts=(*texts_of(file), running), numbers=_number(cases), running=running)


def _permitted_brief(export: Export, cases: list[Case]) -> Permitted:
    language = export.language or "en"
    view = brief_of_case(cases[0], gate_of(export), language=language)
    with override(language):
        words = tongue_of(language).words()
        running = f"{words['paper']} {view.number}"
        printed = case_brief_texts(export, cases)
        texts = (*printed, *texts_of(view), *texts_of(words), running, *map(str, range(1, MOST_SOURCES)))
    return Permitted(people=1, texts=texts, numbers=_number(cases), running=running)


def _permitted_rows(export: Export, cases: list[Case]) -> Permitted:
    """From the register itself: a column that may not be told is blank here, whatever the making wrote."""
    told = [(row_of(case.person, case=_of_case(case)), _columns(export, case)) for case in cases]
    rows = [{column: row[column] * (column in allowed) for column in COLUMNS} for row, allowed in told]
    return Permitted(people=export.people, rows=(tuple(COLUMNS), *(written_cells(row) for row in rows)))


def _permitted_case_file(_export: Export, cases: list[Case]) -> Permitted:
    data = json.loads(json.dumps(case_file_data(cases[0]), default=str))
    return Permitted(people=1, data=data)


def _permitted_bundle(export: Export, cases: list[Case]) -> Permitted:
    return Permitted(people=1, files=permitted_in_bundle(export, cases))


def _number(cases: list[Case]) -> tuple[str, ...]:
    return tuple(case.number for case in cases)


def _xlsx(export: Export, cases: list[Case]) -> bytes:
    return timeless(as_xlsx(_rows(export, cases)))


PRODUCTS: dict[str, Making] = {
    ExportKind.DECISION_PDF: Making(lambda *of: letter_pdf(_letter(*of)), _permitted_letter(_letter), "pdf"),
    ExportKind.DECISION_DOCX: Making(lambda *of: letter_docx(_letter(*of)), _permitted_letter(_letter), "docx"),
    ExportKind.APPEAL_PDF: Making(
        lambda *of: letter_pdf(_appeal_letter(*of)), _permitted_letter(_appeal_letter), "pdf"
    ),
    ExportKind.APPEAL_DOCX: Making(
        lambda *of: letter_docx(_appeal_letter(*of)), _permitted_letter(_appeal_letter), "docx"
    ),
    ExportKind.CASE_FILE: Making(_case_file, _permitted_case_file, "json"),
    ExportKind.REGISTER_CSV: Making(lambda *of: as_csv(_rows(*of)), _permitted_rows, "csv"),
    ExportKind.REGISTER_XLSX: Making(_xlsx, _permitted_rows, "xlsx"),
    ExportKind.BUNDLE: Making(bundle_of, _permitted_bundle, "zip"),
    ExportKind.OWN_FILE: Making(own_file_pdf, _permitted_own_file, "pdf"),
    ExportKind.BRIEF_PDF: Making(case_brief_pdf, _permitted_brief, "pdf"),
    ExportKind.BRIEF_DOCX: Making(case_brief_docx, _permitted_brief, "docx"),
    ExportKind.EXTRACT: Making(lambda *of: outside_pdf(_extract(*of)), _permitted_outside(_extract), "pdf"),
    ExportKind.STATE_LETTER: Making(
        lambda *of: outside_pdf(_state_letter(*of)), _permitted_outside(_state_letter), "pdf"
    ),
}
