"""Long lists a page at a time. The number of pages is never counted: a count would tell of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

FURTHEST = 9999


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the page before and after this one are; empty when there is none."""

    number: int
    before: str = ""
    after: str = ""


def page_number(request: HttpRequest) -> int:
    """Whatever is no page means the first."""
    typed = request.GET.get("page", "")
    return min(int(typed), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 6 and int(typed) else 1  # noqa: PLR2004 - digits of FURTHEST and one more


def pages_of(request: HttpRequest, *, number: int, more: bool) -> Pages:
    return Pages(number, _page(request, number - 1) if number > 1 else "", _page(request, number + 1) if more else "")


def _page(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
