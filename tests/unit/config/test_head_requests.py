"""What is answered when only the head of a page is asked for."""

from __future__ import annotations

import io

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from wellfounded.config.head_requests import HeadMiddleware

PAGE = b"a page"


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response)


def plain() -> HttpResponse:
    return HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))})


def in_pieces() -> StreamingHttpResponse:
    return StreamingHttpResponse([PAGE], headers={"Content-Length": str(len(PAGE))})


@pytest.mark.parametrize("answer", [plain, in_pieces])
@pytest.mark.parametrize(("method", "body"), [("HEAD", b""), ("GET", PAGE), ("POST", PAGE)])
def test_a_head_has_no_body_and_the_length_of_the_page(
    rf: RequestFactory, answer: type[HttpResponseBase], method: str, body: bytes
) -> None:
    answered = HeadMiddleware(lambda _: answer())(rf.generic(method, "/"))
    assert (body_of(answered), answered.headers["Content-Length"]) == (body, str(len(PAGE)))


@pytest.mark.django_db  # whoever closes an answer looks whether the store was left in a transaction
def test_the_file_of_an_answer_is_closed(rf: RequestFactory) -> None:
    file = io.BytesIO(PAGE)
    answered = HeadMiddleware(lambda _: FileResponse(file))(rf.head("/"))
    assert body_of(answered) == b""
    answered.close()
    assert file.closed
