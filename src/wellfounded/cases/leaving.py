"""Nobody leaves a case without a colleague: what somebody still holds goes to another, or the account stays open.

An administrator opens no case. They learn the numbers of those that wait, which are drawn by lot and tell nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.key_sharing import share_keys
from wellfounded.cases.models import Assignment, Relation
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.punctuation import listed
from wellfounded.cases.registration_policies import problems_of_assignment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

SHOWN = 20


def held_by(user: User, username: str) -> list[tuple[str, int]]:
    """How many cases a colleague holds in each relation, for an administrator: counts and nothing else."""
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    counts = Counter(
        Assignment.objects.filter(user__username=username, ended_at=None).values_list("relation", flat=True)
    )
    return [(str(Relation(relation).label), counts[relation]) for relation in Relation.values if counts[relation]]


def let_go(colleague: User, relations: Iterable[Relation], *, to: str, by: User) -> int:
    """Hand every case that the colleague holds in these relations to somebody else; returns how many.

    Goes in the transaction of the verb, so that a refusal hands over nothing.

    Raises:
        NotNow: cases are held and nobody is named who takes them, or some of them cannot go to this person.
        Invalid: there is no such colleague.
    """
    held = list(_held(colleague, relations))
    if not held:
        return 0
    if not to:
        sentence = ngettext(
            "%(count)d case has to be handed over first: %(numbers)s.",
            "%(count)d cases have to be handed over first: %(numbers)s.",
            len(held),
        )
        raise NotNow(sentence % {"count": len(held), "numbers": _numbers(held)})
    successor = User.objects.filter(username=to, is_active=True).exclude(pk=colleague.pk).first()
    if successor is None:
        raise Invalid({"hand_over_to": _("Choose a colleague who is still here.")})
    stuck = [one for one in held if not _handed_over(one, successor, by=by)]
    if stuck:  # why, is for those who may open the case
        raise NotNow(
            _("These cannot go to %(who)s in one step; somebody who works on them hands them over: %(numbers)s.")
            % {"who": successor.username, "numbers": _numbers(stuck)}
        )
    return len(held)


def _held(colleague: User, relations: Iterable[Relation]) -> QuerySet[Assignment]:
    """Closed cases too: an appeal that comes late, or a status that is looked at again, wants people."""
    rows = Assignment.objects.select_for_update().filter(user=colleague, relation__in=list(relations), ended_at=None)
    return rows.select_related("case").order_by("case__number")


def _handed_over(assignment: Assignment, successor: User, *, by: User) -> bool:
    case, relation = assignment.case, Relation(assignment.relation)
    if problems_of_assignment(case, successor, relation=relation, note=""):
        return False
    assignment.ended_by, assignment.ended_at = by, timezone.now()
    assignment.save()
    Assignment.objects.get_or_create(
        case=case, user=successor, relation=relation, ended_at=None, defaults={"made_by": by}
    )
    case.version += 1
    case.save(update_fields=["version"])
    share_keys(case)
    detail = {"of": assignment.user.username, "to": successor.username, "relation": relation.value}
    record(Event.CASE_HANDED_OVER, actor=by.username, subject=case.number, detail=detail)
    return True


def _numbers(held: list[Assignment]) -> str:
    numbers = list(dict.fromkeys(one.case.number for one in held))
    return listed(numbers[:SHOWN]) + (" …" if len(numbers) > SHOWN else "")
