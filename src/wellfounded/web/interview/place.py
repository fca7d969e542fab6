"""A place of the record in an address and in a field: `PRK.left_without_permission`, `person.birth_date`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from wellfounded.cases.slots import problems_of_item
from wellfounded.law.country_name import entity_name
from wellfounded.law.library import load_library
from wellfounded.web.assessment.words import titled

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Slot
    from wellfounded.law.catalogue import FactDefinition

# The catalogue writes the script with a capital letter, Django does not.
_AS_IN_LAW = {"zh-hans": "zh-Hans"}


def place_text(slot: Slot) -> str:
    return f"{slot[0]}.{slot[1]}"


def place_in(case: Case, text: str) -> Slot | None:
    """The place that a text names, None when the case has no such place."""
    entity, _dot, item = text.partition(".")
    return None if problems_of_item(case, entity, item=item) else (entity, item)


def fact_at(slot: Slot | None) -> FactDefinition | None:
    """The fact that stands at a place; None for a criterion."""
    return None if slot is None else load_library().facts.get(slot[1])


def title_of(slot: Slot) -> str:
    """What a place is about, with its country."""
    fact = fact_at(slot)
    title = titled(fact.title if fact is not None else _criterion(slot[1]))
    about = entity_name(slot[0], screen_language())
    return f"{title} ({about})" if about else title


def screen_language() -> str:
    """The language of the screen, as the catalogue names it."""
    code = get_language() or "en"
    return _AS_IN_LAW.get(code, code)


def _criterion(name: str) -> str:
    """The title of a criterion in any law of the library that knows it."""
    library = load_library()
    titles = (item.title for provision in library.provisions for item in provision.criteria if item.id == name)
    return next(titles, name.replace("_", " "))
