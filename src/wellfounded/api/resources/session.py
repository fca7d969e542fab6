"""Who is signed in, and the token that whatever writes has to send."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS
from wellfounded.api.verbs import of_permission
from wellfounded.api.visitor import user_of

router = Router(tags=["session"])


class Session(Schema):
    """Send `csrf_token` as the header `X-CSRFToken` with everything that writes."""

    username: str
    roles: list[str]
    csrf_token: str


@router.get("", response={200: Session, **REFUSALS}, operation_id="session", openapi_extra=of_permission(None))
def session(request: HttpRequest) -> Session:
    """Who is signed in."""
    user = user_of(request)
    roles = sorted(role.value for role in user.roles)
    return Session(username=user.username, roles=roles, csrf_token=get_token(request))
