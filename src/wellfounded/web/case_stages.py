"""The stages of a case as a list of tasks: what is done, where it stands, what comes next."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.states import State
from wellfounded.web.address import address_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.cases.models import Case

DONE, NOW, LATER = "done", "now", "later"
WAY = (
    State.REGISTERED,
    State.INTERVIEW,
    State.ASSESSMENT,
    State.REVIEW,
    State.DECISION,
    State.DECIDED,
    State.SERVED,
)
# What is done in each state, and the page on which it is done.
WORK: dict[State, tuple[Promise, Promise, str]] = {
    State.REGISTERED: (
        _("Register"),
        _("Take down what the person can say, explain the rights, record consents."),
        "registration",
    ),
    State.INTERVIEW: (_("Interview"), _("Hear the person; put every adverse point to them."), "interviews"),
    State.ASSESSMENT: (
        _("Assess"),
        _("Find facts, make findings with reasons, close the record, recommend."),
        "assessment",
    ),
    State.REVIEW: (_("Review"), _("Somebody else reads the recommendation."), "decision"),
    State.DECISION: (_("Decide"), _("The decision is written and signed."), "decision"),
    State.DECIDED: (
        _("Serve"),
        _("The letter is handed to the person, in a language that they understand."),
        "decision",
    ),
    State.SERVED: (_("Served"), _("The time to appeal runs, or the decision is final."), "decision"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on the way. `standing` is done, now or later."""

    label: Promise
    words: Promise
    standing: str
    address: str


def stages_of(case: Case, *, reachable: Container[str]) -> list[Stage]:
    """The way, with a link to the present stage where `reachable` has its address."""
    state = State(case.state)
    # An appeal and a closed case stand behind the whole way.
    reached = WAY.index(state) if state in WAY else len(WAY)
    return [
        _stage(
            one,
            number - reached,
            address=address if (address := address_of(WORK[one][2], case.number)) in reachable else "",
        )
        for number, one in enumerate(WAY)
    ]


def _stage(state: State, distance: int, *, address: str) -> Stage:
    label, words, _route = WORK[state]
    standing = DONE if distance < 0 else LATER if distance else NOW
    return Stage(label, words, standing, address if standing == NOW else "")
