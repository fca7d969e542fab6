"""Looks for a person by name, for a case and with a purpose. Only records that the user may open come back.

Whoever else resembles the name is found later, when a matcher works through the searches. So that the answer, its count
and its time are the same whether or not there is somebody hidden, nothing else than the user's own cases is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import open_case
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Invalid
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.models import Looking, NameSearch
from wellfounded.cases.permissions import Permission
from wellfounded.cases.possible_duplicates import Hint, alike, not_comparable
from wellfounded.identity.record import Record

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSearched:
    """One name, in any script. `purpose` is one of `SearchPurpose`, `reason` says the rest in words."""

    name: str
    purpose: str
    reason: str
    birth: str = ""
    key: str = ""  # of the page; each search counts


def search_by_name(user: User, number: str, *, request: NameSearched) -> tuple[Hint, ...]:
    """The user's own cases whose person may be the one with this name.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user searches for nobody in this case, or has used up the searches of the day.
        Invalid: name, purpose or reason is missing, or cannot be used.
    """
    case = open_case(user, number, permission=Permission.IDENTITY_SEARCH)
    given = read_entry(NameSearch, request, needed=("name", "purpose", "reason"))
    if wrong := not_comparable(given["name"]):
        raise Invalid({"name": wrong})
    count_asking(user, Looking.SEARCH)
    return _search(user, case, given=given)


@transaction.atomic
def _search(user: User, case: Case, *, given: dict[str, Any]) -> tuple[Hint, ...]:
    asked = Record("?", (given["name"],), given.get("birth"))
    found = tuple(hint for hint in alike(user, asked) if hint.number != case.number)
    NameSearch.objects.create(case=case, by=user, shown=len(found), **given)
    detail = {"purpose": given["purpose"], "shown": len(found)}
    record(Event.NAME_SEARCHED, actor=user.username, subject=case.number, detail=detail)
    return found
