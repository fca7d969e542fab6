"""Lists of people from outside: brought in, held against the register, hits judged. A hit is a lead, never a fact."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from wellfounded.api.body import body_of, request_of
from wellfounded.api.shapes import REFUSALS
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.actions.import_list import MOST, ListGiven, import_list
from wellfounded.cases.actions.judge_list_hit import ListHitJudged, judge_list_hit
from wellfounded.cases.actions.note_exchange import ExchangeNoted, note_exchange
from wellfounded.cases.actions.screen_list import Screening, screen_list
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission

router = Router(tags=["lists"])


class RowShown(Schema):
    """A row that was refused, or read without a part."""

    where: str
    message: str
    mend: str
    refused: bool


class ListBrought(Schema):
    """`id` is null when nothing was brought in, because rows were refused."""

    id: int | None
    entries: int
    rows: list[RowShown]


ListDescribed = body_of(ListGiven, without=frozenset({"content", "without_refused"}))


@router.post(
    "/lists",
    response={200: ListBrought, **REFUSALS},
    operation_id="import_list",
    openapi_extra=of_permission(Permission.OFFICE_LISTS_KEEP),
)
def upload_list(
    request: HttpRequest,
    *,
    described: Annotated[ListDescribed, Form()],  # type: ignore[valid-type]  # made at run time
    without_refused: Annotated[bool, Form(description="Bring in the rest without the rows that are refused.")] = False,
    content: Annotated[UploadedFile, File(description="A list of people, at most 60 MB.")],
) -> ListBrought:
    """Bring in a list of people from outside. It is read in the guarded child, and comes in whole or not at all."""
    if (content.size or 0) > MOST:
        raise Invalid({"content": "The file is too large."})
    asked = request_of(ListGiven, described, content=content.read(), without_refused=without_refused)
    report = import_list(user_of(request), request=asked)
    rows = [RowShown.model_validate(one, from_attributes=True) for one in report.problems]
    return ListBrought(id=report.listed.pk if report.listed else None, entries=report.entries, rows=rows)


P = Permission
add_verbs(
    router,
    Verb(
        address="/lists/{listed}/screen",
        act=screen_list,
        asked=Screening,
        permission=P.OFFICE_LISTS_KEEP,
        of_case=False,
    ),
    Verb(
        address="/lists/hits/judge",
        act=judge_list_hit,
        asked=ListHitJudged,
        permission=P.OFFICE_LISTS_KEEP,
        of_case=False,
    ),
    Verb(
        address="/exchanges",
        act=note_exchange,
        asked=ExchangeNoted,
        permission=P.OFFICE_EXCHANGES_KEEP,
        of_case=False,
    ),
)
