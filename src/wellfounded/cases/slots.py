"""The places of a record that a fact or a finding can stand in: an entity of the case, and a name of the law."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.models import CaseCountry, CaseRoute
from wellfounded.law.case_file import PERSON
from wellfounded.law.case_reader import scope_of
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.law.catalogue import FactDefinition


def problems_of_fact(case: Case, entity: str, *, fact: str) -> dict[str, str]:
    """What is wrong with a place for a fact, one sentence for each field."""
    definition = load_library().facts.get(fact)
    if definition is None:
        return {"fact": _("There is no such fact in the catalogue.")}
    return _problems_of_place(case, entity, scope=str(definition.scope))


def problems_of_criterion(case: Case, entity: str, *, criterion: str) -> dict[str, str]:
    """What is wrong with a place for a human finding."""
    scope = _criteria().get(criterion)
    if scope is None:
        return {"criterion": _("There is no such criterion in the law.")}
    return _problems_of_place(case, entity, scope=scope)


def problems_of_item(case: Case, entity: str, *, item: str) -> dict[str, str]:
    """What is wrong with a place for a fact or a criterion, whichever it is."""
    if item in load_library().facts:
        return problems_of_fact(case, entity, fact=item)
    return {
        "item" if name == "criterion" else name: sentence
        for name, sentence in problems_of_criterion(case, entity, criterion=item).items()
    }


def definition_of(fact: str) -> FactDefinition:
    """A fact of the catalogue."""
    return load_library().facts[fact]


def _problems_of_place(case: Case, entity: str, *, scope: str) -> dict[str, str]:
    if str(scope_of(entity)) != scope:
        return {"entity": _("This belongs to a %(scope)s.") % {"scope": scope}}
    if not _stands_in(case, entity):
        return {"entity": _("%(entity)s is not on the record of this case. Add it first.") % {"entity": entity}}
    return {}


def _stands_in(case: Case, entity: str) -> bool:
    if entity == PERSON:
        return True
    start, _arrow, end = entity.partition(">")
    if end:
        return CaseRoute.objects.filter(start__case=case, start__code=start, end__code=end).exists()
    return CaseCountry.objects.filter(case=case, code=start).exists()


@lru_cache(maxsize=1)
def _criteria() -> dict[str, str]:
    """The scope of every criterion that any law of the library knows."""
    library = load_library()
    own = {
        name: str(entry.values["scope"])
        for profile in library.profiles
        for name, entry in profile.entries.items()
        if "scope" in entry.values
    }
    return own | {item.id: str(item.scope) for provision in library.provisions for item in provision.criteria}
