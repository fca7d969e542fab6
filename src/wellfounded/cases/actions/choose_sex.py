"""Notes the sex that the applicant chose for interviewer and interpreter. Blank leaves what was chosen before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.accounts.models import Sex
from wellfounded.audit.events import Event
from wellfounded.cases.models import Case
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import one_of, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

NO_MATTER = "no_matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class SexChosen:
    """`no_matter` takes an earlier choice back."""

    interviewer_sex: str = ""
    interpreter_sex: str = ""
    key: str = ""


@transaction.atomic
def choose_sex(user: User, number: str, *, request: SexChosen) -> Case:
    """The case. Whoever is assigned of another sex needs a reason from then on."""
    saving = Saving.begin(user, number, permission=Permission.SAFEGUARDS_WRITE, request=request)
    if earlier := saving.earlier(Case):
        return earlier
    chosen = {"interviewer_sex": request.interviewer_sex, "interpreter_sex": request.interpreter_sex}
    problems: dict[str, str] = {}
    for name, sex in chosen.items():
        problems |= one_of(name, sex, known=[NO_MATTER, *Sex.values])
    refuse(problems)
    for name, sex in chosen.items():
        if sex:
            setattr(saving.case, name, "" if sex == NO_MATTER else sex)
    return saving.done(saving.case, Event.SEX_CHOSEN)
