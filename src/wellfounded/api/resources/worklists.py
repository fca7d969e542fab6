"""Lists of one's own cases, and the search. A case that may not be opened is in no list."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from wellfounded.api.shapes import REFUSALS, PageNumber
from wellfounded.api.verbs import of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.worklists import Line, Page, Search, handed_over, mine, search, waiting_for

router = Router(tags=["worklists"])


class LineOfList(Schema):
    """A case in a list: what orders the work, and nothing of the person."""

    number: str
    state: str
    priority: int
    modality: str
    registered_on: date
    in_state_since: date
    due_on: date | None
    relations: list[str]


class PageOfCases(Schema):
    """`more` tells that there is another page; nothing is counted."""

    lines: list[LineOfList]
    more: bool


class HandedOver(Schema):
    number: str
    relation: str
    by: str
    on: date
    note: str


Narrow = Annotated[str, Query(max_length=20)]
OWN = of_permission(None)


@router.get("/worklist", response={200: PageOfCases, **REFUSALS}, operation_id="worklist", openapi_extra=OWN)
def worklist(request: HttpRequest, page: PageNumber = 1) -> dict[str, Any]:
    """My open cases: imminent return first, then the oldest."""
    return _page(mine(user_of(request), page=page))


@router.get(
    "/worklist/waiting",
    response={200: dict[str, list[LineOfList]], **REFUSALS},
    operation_id="waiting",
    openapi_extra=OWN,
)
def waiting(request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """What each duty waits for, at most 50 cases each."""
    found = waiting_for(user_of(request))
    return {str(duty.value): [_line(line) for line in lines] for duty, lines in found.items()}


@router.get(
    "/worklist/handed-over", response={200: list[HandedOver], **REFUSALS}, operation_id="handed_over", openapi_extra=OWN
)
def passed_on(request: HttpRequest) -> Any:
    """What others passed on to me in the last two weeks, with a note."""
    return list(handed_over(user_of(request)))


@router.get("/search", response={200: PageOfCases, **REFUSALS}, operation_id="search", openapi_extra=OWN)
def search_cases(
    request: HttpRequest, *, number: Narrow = "", state: Narrow = "", relation: Narrow = "", page: PageNumber = 1
) -> dict[str, Any]:
    """Search among my own cases. The search is logged."""
    return _page(search(user_of(request), Search(number=number, state=state, relation=relation), page=page))


def _page(found: Page) -> dict[str, Any]:
    return {"lines": [_line(line) for line in found.lines], "more": found.more}


def _line(line: Line) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in LineOfList.model_fields}
    return values | {"relations": [str(relation) for relation in line.relations]}
