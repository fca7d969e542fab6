"""What waits for whom: a query for each duty. Whether a user may really do it is asked again when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.roles import Role
from wellfounded.cases.access import cases_of
from wellfounded.cases.models import (
    AppealReader,
    Assignment,
    Case,
    FactEntry,
    FindingEntry,
    QualityReview,
    Recommendation,
    Relation,
    Review,
    ReviewResult,
    ShelfPin,
)
from wellfounded.cases.outcomes import GRANTS
from wellfounded.cases.return_reasons import ReturnReason
from wellfounded.cases.standing import decisions_by
from wellfounded.cases.states import State
from wellfounded.library.models import Judgement, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable, NegatedExpression

    from wellfounded.accounts.models import User


class Duty(models.TextChoices):
    PUT_POINTS = "put_points", _("Put points to the applicant")
    ASSESS = "assess", _("Assess")
    LOOK_AGAIN = "look_again", _("Look again: a source was judged or withdrawn after it was pinned")
    REVIEW = "review", _("Review")
    SECOND_OPINION = "second_opinion", _("Give a second opinion")
    DECIDE = "decide", _("Decide and sign")
    SERVE = "serve", _("Serve")
    DECIDE_APPEAL = "decide_appeal", _("Decide an appeal")
    READ_APPEAL = "read_appeal", _("Read what an appeal said of a finding")
    FIND_MARKER = "find_marker", _("Drawn for the review of quality: assign a reviewer who took no part")
    MARK_QUALITY = "mark_quality", _("Fill in the sheet of quality")


def cases_by_duty(user: User) -> dict[Duty, QuerySet[Case]]:
    """The cases that wait, by each duty that one of the user's roles can have."""
    return {duty: waiting(user) for duty, (roles, waiting) in DUTIES.items() if not roles or user.holds(*roles)}


def _held(user: User, *relations: Relation) -> QuerySet[Case]:
    """The user's cases in one of these relations, as far as its role is still held.

    Each of these relations opens a case by itself, so that this is a part of `cases_of` without asking it again.
    """
    usable = [relation for relation in relations if Role(relation.value) in user.roles]
    if not usable or not user.is_active:
        return Case.objects.none()
    own = Assignment.objects.filter(case=OuterRef("pk"), user=user, ended_at=None, relation__in=usable)
    return Case.objects.filter(Exists(own))


def _standing(**fields: object) -> QuerySet[Recommendation]:
    """The standing recommendation of the case of the outer query."""
    return Recommendation.objects.filter(case=OuterRef("pk"), ended_at=None, **fields)


def _reviews(**fields: object) -> QuerySet[Review]:
    """The reviews of that recommendation."""
    return Review.objects.filter(recommendation__case=OuterRef("pk"), recommendation__ended_at=None, **fields)


def _assess(user: User) -> QuerySet[Case]:
    return _held(user, Relation.ADJUDICATOR).filter(state=State.ASSESSMENT)


def _to_look_again(user: User) -> QuerySet[Case]:
    """Those in which nobody saved what a pin bears on since its source was judged or withdrawn.

    It begins with the few pins.

    Country facts past their day are told on the pages of the case alone: nearly every case rests on one.
    """
    of_source = {"source": OuterRef("document__source")}
    judged = _unseen(Judgement.objects.filter(**of_source).order_by("-id").values("at"))
    withdrawn = _unseen(Withdrawal.objects.filter(**of_source, put_back_at=None).values("at"))
    return _assess(user).filter(Q(pk__in=judged.values("case")) | Q(pk__in=withdrawn.values("case")))


def _unseen(happened: QuerySet[Any, Any]) -> QuerySet[ShelfPin]:
    """The pins to whose source something happened after them, and whose place nobody saved since."""
    pins = ShelfPin.objects.annotate(happened=Subquery(happened[:1])).filter(happened__gt=F("at"))
    later = {"case": OuterRef("case"), "entity": OuterRef("entity"), "at__gt": OuterRef("happened")}
    return pins.filter(
        ~Exists(FactEntry.objects.filter(fact=OuterRef("item"), **later)),
        ~Exists(FindingEntry.objects.filter(criterion=OuterRef("item"), **later)),
    )


def _first_review(user: User) -> QuerySet[Case]:
    return _to_review(user).filter(~Exists(_reviews(result=ReviewResult.SECOND_OPINION)))


def _second_opinion(user: User) -> QuerySet[Case]:
    """It begins with the few reviews that asked for one."""
    asked = Review.objects.filter(result=ReviewResult.SECOND_OPINION, recommendation__ended_at=None)
    return _to_review(user).filter(pk__in=asked.values("recommendation__case"))


def _to_review(user: User) -> QuerySet[Case]:
    """Under review, and neither recommended nor reviewed by the user."""
    waiting = _held(user, Relation.REVIEWER).filter(state=State.REVIEW)
    return waiting.filter(~Exists(_standing(by=user)), ~Exists(_reviews(by=user)))


def _to_decide(user: User) -> QuerySet[Case]:
    """To be decided, not recommended by the user, and not reviewed either where a third person has to sign."""
    two_suffice = Exists(_standing(outcome__in=sorted(GRANTS))) & ~Exists(_reviews(result=ReviewResult.SECOND_OPINION))
    waiting = _held(user, Relation.REVIEWER).filter(~Exists(_standing(by=user)), state=State.DECISION)
    return waiting.filter(~Exists(_reviews(by=user)) | two_suffice)


def _points_to_put(user: User) -> QuerySet[Case]:
    """Those whose last recommendation came back because a point was not put. It begins with what came back."""
    later = Recommendation.objects.filter(case=OuterRef("recommendation__case"), pk__gt=OuterRef("recommendation"))
    back = Review.objects.filter(
        ~Exists(later), result=ReviewResult.RETURN, codes__contains=ReturnReason.POINT_NOT_PUT.value
    )
    waiting = _held(user, Relation.INTERVIEWER, Relation.ADJUDICATOR)
    return waiting.filter(state__in=[State.INTERVIEW, State.ASSESSMENT], pk__in=back.values("recommendation__case"))


def _serve(user: User) -> QuerySet[Case]:
    return _held(user, Relation.REGISTRAR, Relation.ADJUDICATOR).filter(state=State.DECIDED)


def _appeals_to_read(user: User) -> QuerySet[Case]:
    unread = AppealReader.objects.filter(user=user, seen_at=None)
    return cases_of(user).filter(pk__in=unread.values("result__appeal__case"))


def _appeals(user: User) -> QuerySet[Case]:
    """Appeals against decisions in which the user neither recommended, reviewed nor decided."""
    return _no_part_in(_held(user, Relation.REVIEWER), user).filter(state=State.APPEAL)


def _no_part_in(cases: QuerySet[Case], user: User) -> QuerySet[Case]:
    return cases.filter(
        ~Exists(Recommendation.objects.filter(case=OuterRef("pk"), by=user)),
        ~Exists(Review.objects.filter(recommendation__case=OuterRef("pk"), by=user)),
        ~Exists(decisions_by(user).filter(case=OuterRef("pk"))),
    )


def _drawn(cases: QuerySet[Case], *narrowed: NegatedExpression[Combinable]) -> QuerySet[Case]:
    """Those of the cases from which a sample drew what nobody has looked at. It begins with the few that were drawn."""
    waiting = QualityReview.objects.filter(*narrowed, by=None)
    return cases.filter(pk__in=waiting.values("decision__case"))


def _new_reviewers() -> QuerySet[Assignment]:
    """Whoever was assigned as reviewer since the sample of the outer query was drawn."""
    return Assignment.objects.filter(
        case=OuterRef("decision__case"),
        relation=Relation.REVIEWER,
        ended_at=None,
        made_at__gte=OuterRef("sample__at"),
    )


def _to_hand_to_a_marker(user: User) -> QuerySet[Case]:
    return _drawn(_held(user, Relation.REGISTRAR), ~Exists(_new_reviewers()))


def _to_mark(user: User) -> QuerySet[Case]:
    return _drawn(_no_part_in(_held(user, Relation.REVIEWER), user))


# Which roles can have the duty at all (no role named: everybody), and the cases that wait for the user in it.
DUTIES: Mapping[Duty, tuple[frozenset[Role], Callable[[User], QuerySet[Case]]]] = {
    Duty.PUT_POINTS: (frozenset({Role.INTERVIEWER, Role.ADJUDICATOR}), _points_to_put),
    Duty.ASSESS: (frozenset({Role.ADJUDICATOR}), _assess),
    Duty.LOOK_AGAIN: (frozenset({Role.ADJUDICATOR}), _to_look_again),
    Duty.REVIEW: (frozenset({Role.REVIEWER}), _first_review),
    Duty.SECOND_OPINION: (frozenset({Role.REVIEWER}), _second_opinion),
    Duty.DECIDE: (frozenset({Role.REVIEWER}), _to_decide),
    Duty.SERVE: (frozenset({Role.REGISTRAR, Role.ADJUDICATOR}), _serve),
    Duty.DECIDE_APPEAL: (frozenset({Role.REVIEWER}), _appeals),
    Duty.READ_APPEAL: (frozenset(), _appeals_to_read),
    Duty.FIND_MARKER: (frozenset({Role.REGISTRAR}), _to_hand_to_a_marker),
    Duty.MARK_QUALITY: (frozenset({Role.REVIEWER}), _to_mark),
}
