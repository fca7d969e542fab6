"""The brief of a case of the office, for whoever reads its assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from wellfounded.cases.case_shelf import CaseShelf
from wellfounded.cases.errors import NotNow
from wellfounded.cases.screening import screen
from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.errors import WellfoundedError
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.contents import brief_of
from wellfounded.letters.brief.wording import Tongue
from wellfounded.library.described import described_criterion
from wellfounded.library.models import Shelf

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.letters.brief.context import BriefView


def brief_of_case(case: Case, gate: Gate, *, language: str) -> BriefView:
    """What the shelf behind a gate holds on what is open in a case. The caller has opened the case.

    Raises:
        NotNow: no law answers for this case on this day, or the record holds what the catalogue no longer knows.
    """
    try:
        assessment = screen(case)
    except WellfoundedError as error:
        raise NotNow(str(error)) from error
    tongue = tongue_of(language)
    bearing = Bearing([described_criterion(criterion) for criterion in assessment.law.criteria.values()])
    name = wording.WHOLE_SHELF if Shelf.RESTRICTED in (gate.shelves or ()) else wording.OPEN_SHELF
    with override(language):
        shelf = CaseShelf(case, gate, bearing=bearing)
        return brief_of(assessment, shelf, shelf_name=tongue(name), tongue=tongue)


def tongue_of(language: str) -> Tongue:
    """A language of the office for a brief; sentences and days are said in it while that language is on."""
    return Tongue(language, gettext, date_format)
