"""What every page of a case shows around its own content: number, name, state, and the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.cases.models import Priority
from wellfounded.cases.permissions import Permission, may
from wellfounded.web.case_tabs import tabs_of
from wellfounded.web.registration.person_rows import names

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.web.registration.page import Row


def case_frame(user: User, case: Case, *, tab: str) -> dict[str, Any]:
    """The context that `web/case/base.html` asks for. `tab` is the slug of the tab that the page belongs to.

    The case was opened by the caller; the name is added only for those who may read it.
    """
    return {
        "case": case,
        "case_names": shown_names(user, case),
        "case_tabs": tabs_of(user, case, current=tab),
        "case_urgent": case.priority != Priority.ORDINARY,
    }


def shown_names(user: User, case: Case) -> list[Row]:
    """The names in use, for those who may read them."""
    if not may(user, Permission.IDENTITY_READ, case=case):
        return []
    return list({row.words: row for row in names(case) if not row.over}.values())


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed, also when it is nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
