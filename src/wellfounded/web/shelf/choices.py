"""What something on the shelf can be tied to, in the language of the screen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.models import CaseCountry
from wellfounded.law.case_file import PERSON
from wellfounded.law.criterion import Scope
from wellfounded.law.library import load_library
from wellfounded.web.assessment import words
from wellfounded.web.choices import shown_country

if TYPE_CHECKING:
    from wellfounded.cases.models import Case

Group = tuple[str, list[tuple[str, str]]]


def about_groups() -> list[Group]:
    """Criteria by the provision that they belong to, then the country facts of each country."""
    law = load_library()
    groups = [
        (words.titled(provision.title), [(one.id, words.titled(one.title)) for one in provision.criteria])
        for provision in law.provisions
    ]
    countries = dict.fromkeys(fact.country for fact in law.country_facts)
    for code in countries:
        name = _("Country facts: %(country)s") % {"country": shown_country(code)}
        groups.append(
            (name, [(fact.id, words.titled(fact.statement)) for fact in law.country_facts if fact.country == code])
        )
    return groups


def title_of(about: str) -> str:
    """The title of a criterion, or the statement of a country fact."""
    criteria, facts = _known()
    return words.titled(criteria.get(about) or facts.get(about, about))


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], dict[str, str]]:
    law = load_library()
    criteria = {one.id: one.title for provision in law.provisions for one in provision.criteria}
    return criteria, {fact.id: fact.statement for fact in law.country_facts}


def criterion_groups(case: Case) -> list[Group]:
    """The criteria that may stand in a case, for each country and for the person."""
    law = load_library()
    countries = list(CaseCountry.objects.filter(case=case).values_list("code", flat=True))
    entities = {Scope.PERSON: [PERSON], Scope.COUNTRY: countries}
    found: dict[str, list[tuple[str, str]]] = {}
    for provision in law.provisions:
        for one in provision.criteria:
            for entity in entities.get(one.scope, []):
                name = f"{words.about(entity)} · {words.titled(provision.title)}".removeprefix(" · ")
                found.setdefault(name, []).append((f"{entity}.{one.id}", words.titled(one.title)))
    return list(found.items())
