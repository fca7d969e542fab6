"""Every fact that may stand in a case, for a list to choose from and for a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.models import CaseCountry, CaseRoute
from wellfounded.cases.models.record import newest_facts
from wellfounded.law.case_file import PERSON
from wellfounded.law.criterion import Scope
from wellfounded.law.library import load_library
from wellfounded.web.assessment import words
from wellfounded.web.interview.place import place_text, screen_language, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Slot
    from wellfounded.law.catalogue import FactDefinition

Group = tuple[str, list[tuple[str, str]]]


def places_of(case: Case) -> Iterator[tuple[Slot, FactDefinition]]:
    """Where a fact may stand: each entity of the case with the facts of its scope, topic after topic."""
    countries = list(CaseCountry.objects.filter(case=case).values_list("code", flat=True))
    routes = [str(route) for route in CaseRoute.objects.filter(start__case=case).select_related("start", "end")]
    entities = {Scope.PERSON: [PERSON], Scope.COUNTRY: countries, Scope.ROUTE: routes}
    for topic in sorted(load_library().topics.values(), key=lambda one: one.order):
        for fact in topic.facts:
            for entity in entities[fact.scope]:
                yield (entity, fact.id), fact


def fact_groups(case: Case) -> list[Group]:
    """The facts on the record first, then everything, by country and topic."""
    standing = [(entry.entity, entry.fact) for entry in newest_facts(case).order_by("entity", "fact")]
    groups: dict[str, list[tuple[str, str]]] = {}
    if standing:
        groups[_("On the record already")] = [(place_text(slot), title_of(slot)) for slot in standing]
    screen, topics = screen_language(), load_library().topics
    for slot, fact in places_of(case):
        about = words.about(slot[0])
        topic = topics[fact.topic].title[screen]
        name = f"{about} · {topic}" if about else topic
        groups.setdefault(name, []).append((place_text(slot), words.titled(fact.title)))
    return list(groups.items())
