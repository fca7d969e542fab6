"""The log, for oversight."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from wellfounded.api.body import LARGEST
from wellfounded.api.shapes import REFUSALS
from wellfounded.api.verbs import of_permission
from wellfounded.api.visitor import user_of
from wellfounded.audit.reading import Sought
from wellfounded.cases.actions.read_log import read_log
from wellfounded.cases.permissions import Permission

router = Router(tags=["log"])
Exact = Annotated[str, Query(max_length=150, pattern=r"^[^\x00]*$")]


class EntryShown(Schema):
    """When an entry was erased, only number and time are left and `detail` is null."""

    number: int
    time: datetime
    event: str
    actor: str
    subject: str
    detail: dict[str, Any] | None


class PageOfLog(Schema):
    """Give `older` as `before` for the page after this one; null on the last."""

    lines: list[EntryShown]
    older: int | None


@router.get(
    "/log",
    response={200: PageOfLog, **REFUSALS},
    operation_id="log",
    openapi_extra=of_permission(Permission.OFFICE_LOG_READ),
)
def log(
    request: HttpRequest,
    *,
    event: Exact = "",
    actor: Exact = "",
    subject: Exact = "",
    before: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
) -> Any:
    """The newest entries that are sought. Reading the log is itself in the log."""
    sought = Sought(event=event, actor=actor, subject=subject)
    found = read_log(user_of(request), request=sought, before=before)
    return {"lines": list(found.lines), "older": found.older}
