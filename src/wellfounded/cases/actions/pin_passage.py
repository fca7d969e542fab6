"""Pin a passage of an exhibit to a fact: the words, where they stand, and which way they speak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.exhibits import exhibit_of, page_of
from wellfounded.cases.fact_versions import fact_from, newest, record_of, write_fact
from wellfounded.cases.models import Passage
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.typed_text import refuse
from wellfounded.law.case_file import Direction

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Exhibit, ExhibitPage
    from wellfounded.cases.models.record import FactEntry
    from wellfounded.law.case_file import Evidence

AROUND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePinned:
    """`quote` as marked on the page; `start` tells which of several like places is meant. `weight` is a class."""

    key: str = ""
    label: str = ""
    page: int = 0
    start: int = 0
    quote: str = ""
    entity: str = ""
    fact: str = ""
    direction: str = ""
    kind: str = ""
    weight: str = ""
    note: str = ""


@transaction.atomic
def pin_passage(user: User, number: str, *, request: PassagePinned) -> Passage:
    """Check the quote against the page, keep it, and add it to the fact as an evidence item."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(Passage)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    exhibit = exhibit_of(saving.case, request.label)
    page = page_of(exhibit, request.page)
    start = _place(page.text, request)
    refuse(_problems(saving, start))
    item = _item(exhibit, request)
    _add_to_fact(saving, item)
    made = _passage(page, start, saving=saving)
    return saving.done(made, Event.PASSAGE_PINNED, exhibit=exhibit.label, entity=made.entity, fact=made.fact)


def _place(text: str, request: PassagePinned) -> int:
    """Where the quote stands: the place nearest to the one that was marked; -1 when it does not."""
    places: list[int] = []
    at = text.find(request.quote) if request.quote.strip() else -1
    while at >= 0:
        places.append(at)
        at = text.find(request.quote, at + 1)
    return min(places, key=lambda place: abs(place - request.start), default=-1)


def _problems(saving: Saving, start: int) -> dict[str, str]:
    request: PassagePinned = saving.request  # type: ignore[assignment] # `Saving` knows only that it has a key
    problems = problems_of_fact(saving.case, request.entity, fact=request.fact)
    if start < 0:
        problems["quote"] = _("These words do not stand on this page as written here. Mark them on the page.")
    return problems


def _item(exhibit: Exhibit, request: PassagePinned) -> Evidence:
    data = {
        "source": exhibit.label,
        "at": f"page {request.page}",
        "direction": request.direction or str(Direction.SUPPORTS),
        "kind": request.kind or "document",
        "weight": request.weight,
        "note": request.note,
    }
    filled = {name: value for name, value in data.items() if value}
    return fact_from(request.fact, {"state": "unknown", "evidence": [filled]}).evidence[0]


def _add_to_fact(saving: Saving, item: Evidence) -> FactEntry:
    request: PassagePinned = saving.request  # type: ignore[assignment] # `Saving` knows only that it has a key
    before = record_of(newest(saving.case, (request.entity, request.fact)))
    found = replace(before, evidence=(*before.evidence, item))
    return write_fact(saving.case, (request.entity, request.fact), record=found, by=saving.user)


def _passage(page: ExhibitPage, start: int, *, saving: Saving) -> Passage:
    request: PassagePinned = saving.request  # type: ignore[assignment] # `Saving` knows only that it has a key
    end = start + len(request.quote)
    return Passage.objects.create(
        exhibit=page.exhibit,
        page=page.number,
        start=start,
        end=end,
        quote=request.quote,
        before=page.text[max(0, start - AROUND) : start],
        after=page.text[end : end + AROUND],
        entity=request.entity,
        fact=request.fact,
        direction=request.direction or str(Direction.SUPPORTS),
        by=saving.user,
    )
