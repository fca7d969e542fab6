"""What was typed into a form that is refused as a whole: shown again, since going back does not bring all of it back.

The browser keeps no page of the office, and no name or address that was typed, so that nobody finds them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.http.multipartparser import MultiPartParserError

from wellfounded.accounts.idle import is_from_here, typed_words

if TYPE_CHECKING:
    from django.http import HttpRequest


def words_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Field by field, without secrets. A part of a page keeps its words itself; another site's words are not shown."""
    if request.method != "POST" or request.headers.get("HX-Request") or not is_from_here(request):
        return []
    try:
        return typed_words(request)
    except (OSError, SuspiciousOperation, MultiPartParserError):  # it cannot be read: that may be what is wrong
        return []
