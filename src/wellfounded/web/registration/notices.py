"""What is worth a second look in a registration, with the question page where it can be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.permissions import allowing
from wellfounded.cases.registration import entry_of
from wellfounded.persons.quality import warnings
from wellfounded.web.registration.pages import PAGES

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

# The field that a check points to: the page that asks for it. A field that is not here has no page of registration.
PAGE_OF = {
    "arrived": "journey",
    "birth": "birth",
    "birth_place": "birthplace",
    "contacts": "contact",
    "died": "life",
    "documents": "documents",
    "earlier_claims": "earlier-claims",
    "fled": "journey",
    "household": "household",
    "languages": "languages",
    "marital_status": "life",
    "names": "names",
    "nationalities": "nationalities",
    "needs": "needs",
    "origin": "journey",
    "origin_region": "home",
    "present_region": "home",
    "sex": "sex",
    "stages": "journey",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A reminder. `slug` is empty where the user may not answer the page."""

    words: str
    slug: str


@dataclass(frozen=True, slots=True)
class Notices:
    """What does not go together, and what nobody has asked yet; the first is shown, the second folded away."""

    odd: list[Shown]
    missing: list[Shown]


def notices_of(user: User, case: Case) -> Notices:
    odd: list[Shown] = []
    missing: list[Shown] = []
    allows = allowing(user, case)
    for notice in warnings(entry_of(user, case)):
        slug = PAGE_OF.get(notice.field, "")
        open_to = slug and allows(PAGES[slug].needs)
        shown = Shown(notice.sentence, slug if open_to else "")
        (missing if notice.name.endswith("_missing") else odd).append(shown)
    return Notices(odd, missing)
