"""A case file of the law core, plain or sealed, brought in as a new case."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from wellfounded.api.body import body_of, request_of
from wellfounded.api.shapes import REFUSALS, Done
from wellfounded.api.verbs import of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.actions.import_case_file import CaseFileGiven, import_case_file
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.reading_case_file import MOST
from wellfounded.law.errors import CaseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.errors import Problem

router = Router(tags=["cases"])
CaseFileDescribed = body_of(CaseFileGiven, without=frozenset({"content", "file"}))


@router.post(
    "/case-files",
    response={200: Done, **REFUSALS},
    operation_id="import_case_file",
    openapi_extra=of_permission(Permission.OFFICE_CASE_REGISTER),
)
def upload_case_file(
    request: HttpRequest,
    *,
    described: Annotated[CaseFileDescribed, Form()],  # type: ignore[valid-type]  # made at run time
    content: Annotated[UploadedFile, File(description="YAML or JSON in UTF-8, plain or sealed; at most 1 MB.")],
) -> Done:
    """Bring in a case file as a new case; `passphrase` is that of a sealed one, used once and kept nowhere.

    It is read in the guarded child, and comes in whole or not at all.
    """
    given = request_of(CaseFileGiven, described, content=content.read(MOST + 1))
    try:
        return Done.of(import_case_file(user_of(request), request=given))
    except CaseError as wrong:
        raise Invalid(_by_place(wrong.problems)) from None


def _by_place(problems: Iterable[Problem]) -> dict[str, str]:
    """Every problem under its way into the file; what concerns the file as a whole under the name of its part."""
    places: dict[str, list[str]] = defaultdict(list)
    for one in problems:
        line = f"Line {one.line}: " if one.line else ""
        places[one.path or "content"].append(f"{line}{one.message} {one.mend} [{one.code}]")
    return {place: " ".join(told) for place, told in places.items()}
