"""The brief of a case as a paper that leaves through the gate."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from django.utils.translation import override

from wellfounded.accounts.models import Language
from wellfounded.cases.models import RecipientOfExport
from wellfounded.cases.shelf import gate_beside_case
from wellfounded.evidence.search.index.reach import Gate
from wellfounded.letters.brief.of_case import brief_of_case, tongue_of
from wellfounded.letters.brief.render import brief_docx, brief_html, brief_pdf
from wellfounded.library.models import Shelf

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, Export

_BETWEEN_MARKS = re.compile(r"<[^>]*>")


def case_brief_pdf(export: Export, cases: list[Case]) -> bytes:
    language = export.language or Language.ENGLISH.value
    view = brief_of_case(cases[0], gate_of(export), language=language)
    with override(language):
        return brief_pdf(view, tongue_of(language))


def case_brief_docx(export: Export, cases: list[Case]) -> bytes:
    language = export.language or Language.ENGLISH.value
    view = brief_of_case(cases[0], gate_of(export), language=language)
    with override(language):
        return brief_docx(view, tongue_of(language))


def case_brief_texts(export: Export, cases: list[Case]) -> tuple[str, ...]:
    """Every run of words on the page of the brief: what may be on its papers."""
    language = export.language or Language.ENGLISH.value
    view = brief_of_case(cases[0], gate_of(export), language=language)
    with override(language):
        found = _BETWEEN_MARKS.split(brief_html(view, tongue_of(language)).partition("</head>")[2])
    return tuple(unescape(words) for words in found if words.strip())


def gate_of(export: Export) -> Gate:
    """What is restricted never leaves the house, whoever asks: it is printed for the office itself alone."""
    if export.recipient_kind == RecipientOfExport.OFFICE:
        return gate_beside_case(export.asked_by)
    return Gate.of([str(Shelf.OPEN)])
