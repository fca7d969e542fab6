"""Serving the letter: the door that pages and programs use, so that neither can pass over the letter's own texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.letters.decision.wording import KIND, text_hash

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Decision


def serve_letter(user: User, number: str, *, request: Serving) -> Decision:
    """Serve a signed decision. No letter goes out in a language whose texts nobody signed off, whatever was asked."""
    texts = {KIND: text_hash(request.language)} if request.language else {}
    return serve_decision(user, number, request=replace(request, texts=texts))
