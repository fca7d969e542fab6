"""Let a country report out: the facts of the law's packs with the passages of the open shelf that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, statements_behind
from wellfounded.cases.typed_text import one_of, refuse
from wellfounded.evidence.search.index.reach import Gate
from wellfounded.law.library import load_library
from wellfounded.library.models import Shelf, StatementTie
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided
from wellfounded.library.withdrawn import is_withdrawn

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.law.country_fact import CountryFact

KINDS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class CountryReport:
    """What leaves, before it is written: nothing restricted, and no statement that nobody confirmed and tied."""

    country: str
    gate: Gate
    facts: tuple[CountryFact, ...]
    said: tuple[StatementTie, ...]


@transaction.atomic
def report_country(user: User, country: str, *, kind: str) -> CountryReport:
    """About a country, and about nobody. What is restricted stays in the house, whoever asks.

    Raises:
        Invalid: the packs know no fact of this country, or it is no kind of paper.
    """
    shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    facts = load_library().country_facts
    refuse(
        one_of("country", country, known={fact.country for fact in facts}) | one_of("kind", kind, known=KINDS),
    )
    opened = Gate.of([str(Shelf.OPEN)])
    chosen = tuple(fact for fact in facts if fact.country == country)
    said = StatementTie.objects.filter(
        about__in=[fact.id for fact in chosen],
        state=Decided.ACCEPTED,
        statement__in=statements_behind(opened)
        .filter(standing=Standing.CONFIRMED)
        .exclude(is_withdrawn("text__document__source")),
    ).select_related("statement__text__document__source")
    detail = {"kind": f"country_report_{kind}", "country": country}
    record(Event.LIBRARY_EXPORTED, actor=user.username, detail=detail)
    return CountryReport(country, opened, chosen, tuple(said))
