"""Answers a request for the head of a page with its head only.

Neither Django nor the server leaves the body out. A browser that asks again over the same connection would read it as
the beginning of its next answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class HeadMiddleware:
    """Stands outside all others that answer: what they say of the length of the page stays as they said it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD":
            _leave_out_the_body(response)
        return response


def _leave_out_the_body(response: HttpResponseBase) -> None:
    if response.streaming:
        response.streaming_content = ()  # type: ignore[attr-defined] # of every answer that streams; its file is closed
    else:
        response.content = b""  # type: ignore[attr-defined] # of every other
