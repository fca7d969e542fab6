"""Serve the decision on an appeal: when its letter reached the person, how, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.cases.appeals import check_may_serve, reasons_in
from wellfounded.cases.days import given, problems_of_days
from wellfounded.cases.deadlines import set_deadline
from wellfounded.cases.decision_wording import SOURCE_LANGUAGE
from wellfounded.cases.models import Appeal, DeadlineKind, ServedHow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.signed_texts import unsigned_among
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

PAPER = "appeal_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingAppeal:
    """`texts` has the hash of the letter's own texts under `PAPER`; `letter_hash` is of the paper handed over."""

    letter_date: date | None = None
    served_on: date | None = None
    how: str = ""
    language: str = ""
    letter_hash: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@transaction.atomic
def serve_appeal(user: User, number: str, *, request: ServingAppeal) -> Appeal:
    """The case stays where the decision on the appeal brought it."""
    saving = Saving.begin(user, number, permission=Permission.DECISION_SERVE, request=request)
    if (earlier := saving.earlier(Appeal)) is not None:
        return earlier
    appeal = check_may_serve(saving.case)
    refuse(_problems(appeal, request))
    appeal.letter_date, appeal.served_on, appeal.served_by = request.letter_date, request.served_on, user
    appeal.served_how, appeal.letter_language = request.how, request.language
    appeal.letter_hash = clean(request.letter_hash)
    appeal.save()
    _begin_again(appeal, user=user)
    return saving.done(appeal, Event.APPEAL_SERVED, how=request.how, language=request.language)


def _begin_again(appeal: Appeal, *, user: User) -> None:
    """Nothing becomes final before it reached the person: a term that ran from the decision runs from here."""
    if appeal.case.deadlines.filter(kind=DeadlineKind.FINAL_CLOSURE, settled_at=None).exists():
        set_deadline(appeal.case, DeadlineKind.FINAL_CLOSURE, start=given(appeal.served_on), by=user)


def _problems(appeal: Appeal, request: ServingAppeal) -> dict[str, str]:
    problems = required({"how": request.how, "language": request.language})
    problems |= one_of("how", request.how, known=ServedHow.values)
    problems |= one_of("language", request.language, known=Language.values)
    problems |= problems_of_days(letter_date=request.letter_date, served_on=request.served_on)
    if request.letter_date and request.served_on and request.letter_date > request.served_on:
        problems["served_on"] = _("A letter cannot be served before its own date.")
    if "language" not in problems and (wrong := _wrong_language(appeal, request)):
        problems["language"] = wrong
    return problems


def _wrong_language(appeal: Appeal, request: ServingAppeal) -> str:
    if not reasons_in(appeal, request.language):
        return _("The reasons of the appeal were not written in this language.")
    # Texts that nobody names are texts that nobody signed off.
    texts = {PAPER: request.texts.get(PAPER, "")}
    if request.language != SOURCE_LANGUAGE and unsigned_among(request.language, texts):
        return _(
            "No qualified reader has signed off these texts in this language: %(kinds)s. Nothing is served in it."
        ) % {"kinds": PAPER}
    return ""
