"""The only doors to a case. No other code fetches one by its number; a hidden case looks exactly like a missing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.refusals import record_refusal
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.models import Assignment, Case, Relation
from wellfounded.cases.numbers import for_the_log
from wellfounded.cases.openings import count_opening, is_new_today
from wellfounded.cases.permissions import Permission, answer
from wellfounded.cases.standing import standing_of
from wellfounded.cases.states import State
from wellfounded.cases.turns import take_turn_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Interview
    from wellfounded.cases.predicates import Standing


@dataclass(frozen=True, slots=True)
class Held:
    """A case that the open transaction has locked, and how somebody stands to it: looked up once for a whole write."""

    user: User
    case: Case
    standing: Standing

    def covers(self, user: User, number: str, *, permission: Permission) -> Case:
        """The case, when it is this one and this user, and `permission` covers it."""
        if (user.pk, number) != (self.user.pk, self.case.number):
            raise NotFound(_("There is no case with this number that you may open."))
        if not (found := answer(self.standing, permission)).allowed:
            raise NotAllowed(found.reason)
        return self.case


def open_case(user: User, number: str, *, permission: Permission = Permission.CASE_OPEN) -> Case:
    """The case with this number, for reading what `permission` covers. The reading is logged.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user may open the case, but not for this, or has opened too many today.
    """
    case = _known_to(user, number, permission=permission)
    record(Event.CASE_OPENED, actor=user.username, subject=case.number, detail={"for": str(permission)})
    return case


def open_interview(
    user: User, number: str, *, interview: int, permission: Permission = Permission.ACCOUNT_READ
) -> Interview:
    """An interview of the case, for reading its lines. The reading is logged.

    An interpreter reads only the interview that they interpret, and only until it is signed.

    Raises:
        NotFound: there is no such case or interview, or the user may not know that there is.
        NotAllowed: the user may open the case, but not read this, or not for what `permission` covers besides.
    """
    found = interview_to_write(user, number, interview=interview, permission=permission)
    record(Event.INTERVIEW_READ, actor=user.username, subject=found.case.number, detail={"interview": found.number})
    return found


def interview_to_write(
    user: User, number: str, *, interview: int, permission: Permission = Permission.ACCOUNT_READ
) -> Interview:
    """An interview of the case, for saving what was said in it. Whoever shows anything of it asks `open_interview`.

    Raises:
        NotFound: there is no such case or interview, or the user may not know that there is.
        NotAllowed: the user may open the case, but not read this, or not for what `permission` covers besides.
    """
    case, standing = _how_known_to(user, number, permission=Permission.ACCOUNT_READ)
    return _interview_for(user, case, standing=standing, interview=interview, permission=permission)


def interview_held(
    user: User, number: str, *, interview: int, permission: Permission = Permission.ACCOUNT_READ
) -> tuple[Interview, Held]:
    """As `interview_to_write`, and the case is locked for the verb that saves in it within this transaction.

    Raises:
        NotFound: there is no such case or interview, or the user may not know that there is.
        NotAllowed: the user may open the case, but not read this, or not for what `permission` covers besides.
    """
    case, standing = _how_known_to(user, number, permission=Permission.ACCOUNT_READ, locked=True)
    found = _interview_for(user, case, standing=standing, interview=interview, permission=permission)
    return found, Held(user, case, standing)


def _interview_for(user: User, case: Case, *, standing: Standing, interview: int, permission: Permission) -> Interview:
    found = interview_of(case, interview)
    lasts = found.unsigned and found.interpreter_id == user.pk
    if answer(standing, Permission.INTERVIEW_INTERPRET).allowed and not lasts:
        raise NotAllowed(_("An interpreter sees the interview only while it lasts."))
    if not (besides := answer(standing, permission)).allowed:
        raise NotAllowed(besides.reason)
    return found


def case_to_change(user: User, number: str, *, permission: Permission, held: Held | None = None) -> Case:
    """The case, locked for the rest of the transaction, for an action that `permission` covers. The action logs itself.

    `held` is what the same transaction has locked and looked up before; then nothing is looked up again.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user may open the case, but not do this.
    """
    if held is not None:
        return held.covers(user, number, permission=permission)
    return _known_to(user, number, permission=permission, locked=True)


def cases_of(user: User) -> QuerySet[Case]:
    """The cases that the user may open: what every list, search and count starts from. The same as `CASE_OPEN`."""
    if not user.is_active:
        return Case.objects.none()
    # A relation opens a case only while its role is held; both go by the same word.
    relations = {relation for relation in Relation if Role(relation.value) in user.roles}
    opened = Q(_assigned(user, relations - {Relation.INTERPRETER}))
    if Relation.INTERPRETER in relations:
        opened |= Q(_assigned(user, {Relation.INTERPRETER}), state=State.INTERVIEW)
    return Case.objects.filter(opened)


def _assigned(user: User, relations: set[Relation]) -> Exists:
    """Asked of each case, and not as a list of all: to open one, an officer's other thousands are not gone through."""
    own = Assignment.objects.filter(case=OuterRef("pk"), user=user, ended_at=None, relation__in=sorted(relations))
    return Exists(own)


def _known_to(user: User, number: str, *, permission: Permission, locked: bool = False) -> Case:
    return _how_known_to(user, number, permission=permission, locked=locked)[0]


def _how_known_to(user: User, number: str, *, permission: Permission, locked: bool = False) -> tuple[Case, Standing]:
    """The case, for whoever may do this with it; `locked` until the transaction ends, so that what is read stands.

    It is asked for as a list is, in one question: a hidden case and a missing one differ by a look into one index.
    """
    new = is_new_today(user, number)
    if new and locked:
        take_turn_of(user)  # before the row: whoever opens several cases has the turn first, and wants rows then
    cases = cases_of(user).select_related("person").filter(number=number)
    case = (cases.select_for_update(of=("self",)) if locked else cases).first()
    standing = standing_of(user, case)
    if case is None or not answer(standing, Permission.CASE_OPEN).allowed:
        record_refusal(Event.CASE_REFUSED, actor=user.username, subject=for_the_log(number))
        raise NotFound(_("There is no case with this number that you may open."))
    found = answer(standing, permission)
    if not found.allowed:
        raise NotAllowed(found.reason)
    if new:
        count_opening(user, case, in_turn=locked)
    return case, standing
