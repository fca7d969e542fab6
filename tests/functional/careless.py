"""The control of the search in a browser's folder: the same office, which lets browsers keep pages and typed words."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
django.setup()

from wellfounded.config import headers, serve  # noqa: E402 - after Django is set up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_careful = headers.HeadersMiddleware.__call__


def careless(self: headers.HeadersMiddleware, request: HttpRequest) -> HttpResponse:
    response = _careful(self, request)
    response.headers["Cache-Control"] = "private, max-age=600"
    if not response.streaming:
        response.content = response.content.replace(b'autocomplete="off"', b"")
        response.headers["Content-Length"] = str(len(response.content))
    return response


if __name__ == "__main__":
    headers.HeadersMiddleware.__call__ = careless  # type: ignore[method-assign] # there is no setting for it
    sys.exit(serve.main())
