"""For the pages of signing in, which allauth's views fill."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from wellfounded.accounts.fictional import PASSPHRASE, SignIn, sign_ins

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()


@register.simple_tag
def fictional_staff() -> list[SignIn]:
    """The invented staff of a fictional office; of a real one nobody."""
    return sign_ins()


@register.simple_tag(takes_context=True)
def fictional_code(context: Context) -> SignIn | None:
    """The code of the moment of the invented person who is at the second step of signing in."""
    stage = getattr(context["request"], "_login_stage", None)
    if stage is None:
        return None
    return next((one for one in sign_ins() if one.username == stage.login.user.username), None)


@register.simple_tag
def fictional_passphrase() -> str:
    return PASSPHRASE


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute: escaped by the template like any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
