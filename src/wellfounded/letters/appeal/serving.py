"""Serving the letter on an appeal: the one door, so that no page and no program passes over its own texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.cases.actions.serve_appeal import ServingAppeal, serve_appeal
from wellfounded.letters.appeal.wording import KIND, text_hash

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Appeal


def serve_appeal_letter(user: User, number: str, *, request: ServingAppeal) -> Appeal:
    """Serve a decided appeal. No letter goes out in a language whose texts nobody signed off, whatever was asked."""
    texts = {KIND: text_hash(request.language)} if request.language else {}
    return serve_appeal(user, number, request=replace(request, texts=texts))
