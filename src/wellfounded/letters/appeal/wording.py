"""The words of the letter on an appeal, in each language. Only the reasons are written by whoever decided."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wellfounded.cases.actions.serve_appeal import PAPER
from wellfounded.letters.decision.wording import SAY as OF_DECISION
from wellfounded.letters.decision.wording import WORDS

if TYPE_CHECKING:
    from django.utils.functional import Promise

KIND = PAPER
SHARED = (
    "to",
    "dated",
    "unsigned_language",
    "fictional",
    "decision",
    "reasons",
    "rights",
    "own_file",
    "explain",
    "complain",
    "keep_safe",
    "words",
    *WORDS,
)

SAY: dict[str, Promise] = {
    **{name: OF_DECISION[name] for name in SHARED},
    "title": _("Decision on your appeal"),
    "appeal": _("What comes now"),
    "outcome_confirmed": _("The decision on your claim stands."),
    "outcome_granted_refugee": _("Your appeal succeeds. You are recognised as a refugee."),
    "outcome_granted_complementary": _("Your appeal succeeds. You are granted complementary protection."),
    "outcome_granted_status_kept": _("Your appeal succeeds. You keep your status."),
    "outcome_sent_back": _("Your claim is examined again. Nothing is decided before that."),
    "outcome_withdrawn": _("You have taken back your appeal. The decision on your claim stands."),
    "lodged": _("Your appeal arrived on %(day)s."),
    "late": _("It came after the last day, and was looked at all the same."),
    "somebody_new": _("Somebody who had taken no part in the decision on your claim has decided it."),
    "finding_confirmed": _("“%(title)s”: the appeal finds the same."),
    "finding_replaced": _("“%(title)s”: the appeal finds otherwise."),
    "finding_sent_back": _("“%(title)s”: this is to be found again."),
    "finding_not_reached": _("“%(title)s”: the appeal did not have to answer this."),
    "other_ways": _(
        "Ask your counsel, or anybody of this office, whether another court or body can still look at it, and by when."
    ),
    "heard_again": _("You will be told when you are heard again. You may not be sent away before that is decided."),
    "signed": _("Decided by %(name)s on %(day)s."),
}


def text_hash(language: str) -> str:
    """What a qualified reader signs off: every word of the letter in this language."""
    with override(language):
        told = "\0".join(f"{name}\0{text}" for name, text in sorted(SAY.items()))
    return hashlib.sha256(told.encode()).hexdigest()
