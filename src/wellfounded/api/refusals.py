"""Turns what went wrong into one shape with the right status. A hidden case answers as a missing one, byte for byte."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from wellfounded.cases.errors import CaseworkError, Invalid, NotAllowed, NotFound, NotNow, Stale
from wellfounded.law.errors import WellfoundedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ninja import NinjaAPI

STATUS: dict[type[CaseworkError], int] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotNow: HTTPStatus.CONFLICT,
    Stale: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}
SIGN_IN, UNREADABLE = "WF-106", "WF-107"


def install(api: NinjaAPI) -> None:
    """Answer every refusal of this API in the one shape."""
    for error, answer in ANSWERS.items():
        api.add_exception_handler(error, _handler(answer))


def _handler(answer: Callable[[Any], JsonResponse]) -> Any:
    """What ninja calls; the request says nothing that an answer needs."""
    return lambda _request, error: answer(error)


def _shape(status: int, *, code: str, message: str, fields: Mapping[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, "fields": dict(fields or {})}, status=status)


def _casework(error: CaseworkError) -> JsonResponse:
    status = STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
    if isinstance(error, NotFound):  # nothing of what was asked for, so that nothing differs between missing and hidden
        return _shape(status, code=error.code, message=_("There is nothing here that you may open."))
    if isinstance(error, Invalid):
        return _shape(status, code=error.code, message=_("Some of this cannot be used."), fields=error.fields)
    return _shape(status, code=error.code, message=error.message)


def _of_the_law(error: WellfoundedError) -> JsonResponse:
    """The law of the case, or its record, cannot be read: nothing that whoever asked can mend in the request."""
    return _shape(HTTPStatus.CONFLICT, code=NotNow.code, message=str(error))


def _wrong_body(error: ValidationError) -> JsonResponse:
    return _casework(Invalid({".".join(map(str, _own(wrong["loc"]))): wrong["msg"] for wrong in error.errors}))


def _own(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The field by its own name, as the actions name it, or the name of a part of the address."""
    steps = place[1:] or place
    return steps[1:] if len(steps) > 1 and steps[0] in {"body", "described"} else steps


def _stranger(_error: AuthenticationError) -> JsonResponse:
    return _shape(HTTPStatus.UNAUTHORIZED, code=SIGN_IN, message=_("Sign in with a browser first."))


def _missing(_error: Http404) -> JsonResponse:
    return _casework(NotFound(""))


def _too_large(_error: SuspiciousOperation) -> JsonResponse:
    return _shape(HTTPStatus.BAD_REQUEST, code=UNREADABLE, message=_("The body is too large."))


def _unreadable(error: HttpError) -> JsonResponse:
    if error.status_code == HTTPStatus.FORBIDDEN:
        return _casework(NotAllowed(_("The CSRF token is missing or wrong.")))
    return _shape(error.status_code, code=UNREADABLE, message=_("The body cannot be read."))


ANSWERS: dict[type[Exception], Callable[[Any], JsonResponse]] = {
    WellfoundedError: _of_the_law,
    CaseworkError: _casework,
    ValidationError: _wrong_body,
    AuthenticationError: _stranger,
    Http404: _missing,
    SuspiciousOperation: _too_large,
    HttpError: _unreadable,
}
