"""Pin words of a document on the shelf to a fact or a criterion of a case: supports or rebuts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.fact_versions import fact_from, newest, record_of, write_fact
from wellfounded.cases.models import ExhibitReference, ShelfPin
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed, check_findings_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.shelf import document_behind, gate_beside_case, refuse_withdrawn
from wellfounded.cases.shelf_citation import citation_of
from wellfounded.cases.slots import problems_of_item
from wellfounded.cases.typed_text import one_of, refuse
from wellfounded.law.library import load_library
from wellfounded.library.models import Shelf
from wellfounded.library.models.tie import Directions

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.library.models import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPinned:
    """`item` is a fact or a criterion; `weight` is a class that a person gives, for a fact only."""

    key: str = ""
    document: int = 0
    quote: str = ""
    start: int = 0
    entity: str = ""
    item: str = ""
    direction: str = Directions.SUPPORTS
    weight: str = ""
    note: str = ""


@transaction.atomic
def pin_from_shelf(user: User, number: str, *, request: ShelfPinned) -> ShelfPin:
    """Check the words against the document and keep them; beside a fact they become an item of its evidence."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(ShelfPin)) is not None:
        return earlier
    is_fact = request.item in load_library().facts
    (check_facts_allowed if is_fact else check_findings_allowed)(saving.case)
    problems = problems_of_item(saving.case, request.entity, item=request.item)
    refuse(problems | one_of("direction", request.direction, known=Directions.values))
    document = document_behind(gate_beside_case(user), request.document)
    refuse_withdrawn(document.source)
    cited = citation_of(document, request.quote, start=request.start)
    made = ShelfPin.objects.create(
        **cited, case=saving.case, entity=request.entity, item=request.item, direction=request.direction, by=user
    )
    _name_source(saving.case, document.source)
    if is_fact:
        _add_to_fact(saving, made, request=request)
    detail = {"source": document.source.label, "entity": made.entity, "item": made.item}
    return saving.done(made, Event.PASSAGE_PINNED_FROM_SHELF, **detail)


def _name_source(case: Case, source: Source) -> None:
    """The case file says what the label stands for, wherever it is read; of a restricted source only that it is one."""
    told = {"title": source.title, "publisher": source.publisher, "symbol": source.symbol}
    told["date"] = source.published.isoformat() if source.published else source.published_as
    if source.shelf == Shelf.RESTRICTED:
        told = {"title": "A restricted source of the shelf"}
    held = {key: value for key, value in told.items() if value}
    ExhibitReference.objects.get_or_create(case=case, label=source.label, defaults={"told": held})


def _add_to_fact(saving: Saving, pin: ShelfPin, *, request: ShelfPinned) -> None:
    data = {
        "source": pin.document.source.label,
        "at": pin.place,
        "direction": pin.direction,
        "kind": "country_information",
        "weight": request.weight,
        "note": request.note,
    }
    item = fact_from(pin.item, {"state": "unknown", "evidence": [{key: value for key, value in data.items() if value}]})
    slot = (pin.entity, pin.item)
    before = record_of(newest(saving.case, slot))
    found = replace(before, evidence=(*before.evidence, item.evidence[0]))
    write_fact(saving.case, slot, record=found, by=saving.user)
