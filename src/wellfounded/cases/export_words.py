"""The sentences of the gate: each reason of the policy, and the field of the form that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.export_policy import Why
from wellfounded.cases.punctuation import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

    from wellfounded.cases.export_policy import Refusal

SHOWN = 20

SENTENCES: dict[Why, tuple[str, StrPromise]] = {
    Why.FEARED: ("recipient_state", _("Nothing may go to this State: it is feared, or may be.")),
    Why.KNOWN: (
        "recipient",
        _("The applicant, counsel and this office are known from the case. Name nobody here."),
    ),
    Why.NO_COUNSEL: ("recipient_kind", _("These cases have no counsel now: %(numbers)s.")),
    Why.DRAFT: ("recipient_kind", _("A decision that nobody has signed leaves to this office alone.")),
    Why.NOT_FOR_THEM: ("recipient_kind", _("This is not made for such a recipient.")),
    Why.ONE_AT_A_TIME: ("numbers", _("This is made for one case at a time.")),
    Why.NO_KEY: (
        "recipient",
        _(
            "No recipient of this name and State is in force. Two people write one in, with their key, under "
            "Recipients."
        ),
    ),
    Why.NO_CONSENT: (
        "recipient",
        _(
            "These have not agreed that this goes to this recipient for this purpose: %(numbers)s. Record a consent "
            "first."
        ),
    ),
    Why.RETURNS: (
        "recipient_state",
        _(
            "This State could send the person back. It gets a letter that names nobody; or once, with consent and "
            "agreed to by two people, a single extract."
        ),
    ),
    Why.EXTRACT_LEFT: (
        "recipient",
        _("The one extract that the person agreed to has left already. Another one needs another consent."),
    ),
    Why.SECOND_PERSON: ("", _("A second person has to agree first.")),
    Why.SAME_PERSON: ("", _("Whoever asked for an export does not agree to it.")),
    Why.LAPSED: (
        "",
        _(
            "The agreement no longer stands: it is older than a week, whoever agreed may no longer, or the consents "
            "have changed. Ask for it again."
        ),
    ),
    Why.NOT_INFORMED: (
        "",
        _("First counsel of the person, or UNHCR, has to be told of it; whoever agrees records that."),
    ),
}


def by_field(refusals: Iterable[Refusal]) -> dict[str, str]:
    """One sentence a field: the first that stands against it."""
    said: dict[str, str] = {}
    for one in refusals:
        said.setdefault(SENTENCES[one.why][0], sentence(one))
    return said


def sentence(refusal: Refusal) -> str:
    numbers = listed(refusal.numbers[:SHOWN]) + (" …" if len(refusal.numbers) > SHOWN else "")
    text = str(SENTENCES[refusal.why][1])
    return text % {"numbers": numbers} if "%(numbers)s" in text else text
