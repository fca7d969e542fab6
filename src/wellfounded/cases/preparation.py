"""What comes before an interview: counselling, somebody who stands by a child, and an interpreter who is right.

Nothing here is compulsory. What was not done is asked for with its reason, so that a reviewer sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Assignment, Counselling, Interview, Relation
from wellfounded.cases.models.interview import Dialect, Said
from wellfounded.persons.models import Identity, SpecificNeed

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.cases.models import Case

OF_AGE = 18
# The groups of needs of a child at risk, and of one who is alone or separated.
NEEDS_OF_A_CHILD = frozenset({"CR", "SC"})
EXPLAINED = ("rights", "steps", "confidentiality", "complaints")


def not_explained(case: Case) -> tuple[str, ...]:
    """What no counselling has explained yet, of the four."""
    done = list(Counselling.objects.filter(case=case))
    return tuple(name for name in EXPLAINED if not any(getattr(one, name) for one in done))


def may_be_a_child(case: Case, *, on: date | None = None) -> bool:
    """Whether the person may be under 18, as far as it is known: by a need that only a child has, or the date of birth.

    In doubt a child.
    """
    needs = SpecificNeed.objects.filter(person=case.person_id, ended_at=None).values_list("code", flat=True)
    if any(code.partition("-")[0] in NEEDS_OF_A_CHILD for code in needs):
        return True
    identity = Identity.objects.filter(person=case.person_id).first()
    if identity is None or identity.birth is None or not identity.birth.bounded:
        return False
    day, youngest = on or timezone.localdate(), identity.birth.last
    birthday = (youngest.month, youngest.day) <= (day.month, day.day)
    return day.year - youngest.year - (0 if birthday else 1) < OF_AGE


def has_guardian(case: Case) -> bool:
    return case.guardians.filter(ended_on=None).exists()


def interpreter_named(case: Case, username: str) -> User | None:
    """The interpreter who is assigned to the case under this sign-in name."""
    return _named(case, username, relation=Relation.INTERPRETER)


def interviewer_named(case: Case, username: str) -> User | None:
    """The interviewer who is assigned to the case under this sign-in name."""
    return _named(case, username, relation=Relation.INTERVIEWER)


def _named(case: Case, username: str, *, relation: Relation) -> User | None:
    held = Assignment.objects.filter(
        case=case, relation=relation, ended_at=None, user__username=username, user__is_active=True
    ).select_related("user")
    return next((one.user for one in held if one.user.holds(Role(relation.value))), None)


def problems_of_people(case: Case, interview: Interview, *, interpreter: str) -> dict[str, str]:
    """What an interview still has to give a reason for, of who asks and who interprets (`interpreter` as typed)."""
    problems: dict[str, str] = {}
    if interpreter and interview.interpreter is None:
        problems["interpreter"] = _("No interpreter of this case has this sign-in name.")
    if _sex_not_kept(case, interview) and not interview.sex_not_kept_reason:
        problems["sex_not_kept_reason"] = _("The applicant chose otherwise. Say why the choice cannot be kept.")
    doubts = _doubts_about_interpreter(case, interview)
    if doubts and not interview.interpreter_kept_reason:
        problems["interpreter_kept_reason"] = " ".join((*doubts, _("Choose another one, or say why not.")))
    return problems


def _sex_not_kept(case: Case, interview: Interview) -> bool:
    """Whether the sex that the applicant chose for interviewer or interpreter is not, or not known to be, kept."""
    chosen = [(case.interviewer_sex, interview.officer.sex)]
    if interview.interpreter is not None:
        chosen.append((case.interpreter_sex, interview.interpreter.sex))
    return any(wanted and wanted != sex for wanted, sex in chosen)


def _doubts_about_interpreter(case: Case, interview: Interview) -> tuple[str, ...]:
    """What speaks against the interpreter: an answer at this opening, or one in an earlier interview of the case."""
    doubts: list[str] = []
    if interview.interpreter is None:
        return ()
    if interview.objection == Said.YES:
        doubts.append(_("The applicant objects to this interpreter."))
    if interview.conflict == Said.YES:
        doubts.append(_("The interpreter has a conflict of interest."))
    if interview.dialect == Dialect.NOT_UNDERSTOOD:
        doubts.append(_("The interpreter and the applicant do not understand each other well."))
    before = Interview.objects.filter(case=case, interpreter=interview.interpreter).exclude(pk=interview.pk)
    if any(Said.YES in (one.objection, one.conflict) for one in before):
        doubts.append(_("This interpreter was objected to, or had a conflict, in an earlier interview."))
    return tuple(doubts)
