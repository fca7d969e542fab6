"""Review somebody else's recommendation: agree, return it with coded reasons, or ask for a second opinion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotAllowed, NotNow, Stale
from wellfounded.cases.models import EndedHow, Review, ReviewResult
from wellfounded.cases.models.decision import standing_recommendation
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import end_recommendation
from wellfounded.cases.return_reasons import ReturnReason
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Recommendation

_NEXT = {ReviewResult.AGREE: State.DECISION, ReviewResult.RETURN: State.ASSESSMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """`codes` are of `ReturnReason`. A point names a finding that is meant: code, entity, item and a note.

    `recommendation` is the key of the one that was read; without it, the one that stands is meant.
    """

    result: str = ""
    codes: tuple[str, ...] = ()
    points: tuple[Mapping[str, str], ...] = ()
    remarks: str = ""
    recommendation: int | None = None
    key: str = ""


@transaction.atomic
def review_recommendation(user: User, number: str, *, request: Reviewing) -> Review:
    saving = Saving.begin(user, number, permission=Permission.REVIEW, request=request)
    if (earlier := saving.earlier(Review)) is not None:
        return earlier
    standing = standing_recommendation(saving.case)
    if standing is None or State(saving.case.state) is not State.REVIEW:
        raise NotNow(_("There is no recommendation to review."))
    check_was_read(standing, request)
    if standing.reviews.filter(by=user).exists():
        raise NotAllowed(_("You reviewed this already. The second opinion is somebody else's."))
    refuse(_problems(standing, request))
    made = write_review(standing, request, by=user)
    if made.result in _NEXT:
        saving.move(_NEXT[ReviewResult(made.result)])
    return saving.done(made, Event.REVIEWED, result=made.result, codes=made.codes)


def check_was_read(standing: Recommendation, request: Reviewing) -> None:
    """Nobody agrees to what they did not read: it may have been taken back, and another one made.

    Raises:
        Stale: another recommendation stands than the one that was read.
    """
    if request.recommendation is not None and request.recommendation != standing.pk:
        raise Stale(_("Another recommendation stands now than the one you read. Read it first: nothing is saved yet."))


def write_review(standing: Recommendation, request: Reviewing, *, by: User, before_signing: bool = False) -> Review:
    """The review, and the end of the recommendation when it is returned."""
    if request.result == ReviewResult.RETURN:
        end_recommendation(standing, how=EndedHow.RETURNED)
    return Review.objects.create(
        recommendation=standing,
        recommended_by=standing.by,
        by=by,
        result=request.result,
        codes=" ".join(sorted(set(request.codes))),
        points=[dict(point) for point in request.points],
        remarks=clean(request.remarks),
        before_signing=before_signing,
    )


def problems_of_return(request: Reviewing) -> dict[str, str]:
    """A return without a reason helps nobody; “something else” has to be said."""
    known = set(ReturnReason.values)
    named = {*request.codes, *(point.get("code", "") for point in request.points)}
    if not request.codes:
        return {"codes": _("Choose at least one reason.")}
    if not named <= known:
        return {"codes": _("Choose reasons from the list.")}
    if ReturnReason.OTHER in request.codes:
        return required({"remarks": request.remarks})
    return {}


def _problems(standing: Recommendation, request: Reviewing) -> dict[str, str]:
    problems = required({"result": request.result}) | one_of("result", request.result, known=ReviewResult.values)
    if request.result == ReviewResult.RETURN:
        problems |= problems_of_return(request)
    if request.result == ReviewResult.SECOND_OPINION:
        problems |= required({"remarks": request.remarks})
        if standing.reviews.filter(result=ReviewResult.SECOND_OPINION).exists():
            problems["result"] = _("A second opinion was asked for once already: agree or return.")
    return problems
