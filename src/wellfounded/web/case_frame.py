"""What every page of a case shows around its own content: number, name, state, and the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.cases.models import Priority
from wellfounded.cases.permissions import Permission, allowing, may
from wellfounded.web.case_tabs import tabs_of
from wellfounded.web.registration.person_rows import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, QueryDict

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.web.registration.page import Row


def case_frame(
    user: User, case: Case, *, tab: str, allows: Callable[[Permission], bool] | None = None
) -> dict[str, Any]:
    """The context that `web/case/base.html` asks for. `tab` is the slug of the tab that the page belongs to.

    The case was opened by the caller; the name is added only for those who may read it. A page that has asked what the
    user may do gives its `allows`, so that how the user stands to the case is not read again.
    """
    allows = allows or allowing(user, case)
    return {
        "case": case,
        "case_names": _names_in_use(case) if allows(Permission.IDENTITY_READ) else [],
        "case_tabs": tabs_of(case, allows, current=tab),
        "case_urgent": case.priority != Priority.ORDINARY,
    }


def shown_names(user: User, case: Case) -> list[Row]:
    """The names in use, for those who may read them."""
    return _names_in_use(case) if may(user, Permission.IDENTITY_READ, case=case) else []


def _names_in_use(case: Case) -> list[Row]:
    return list({row.words: row for row in names(case) if not row.over}.values())


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed, also when it is nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
