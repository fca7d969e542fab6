"""The fictional office that a trial opens: its staff, one role each, and a second one where two people are needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wellfounded.accounts.fictional import make_colleague
from wellfounded.accounts.models import Office, Sex
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record

START = "(start of the office)"


@dataclass(frozen=True, slots=True)
class Colleague:
    username: str
    role: Role
    name: str
    sex: Sex = Sex.FEMALE
    spoken: str = "en"


STAFF = (
    Colleague("registrar", Role.REGISTRAR, "Rowan"),
    Colleague("interviewer", Role.INTERVIEWER, "Ines", spoken="en ko"),
    Colleague("second_interviewer", Role.INTERVIEWER, "Ivo", sex=Sex.MALE, spoken="en zh"),
    Colleague("interpreter", Role.INTERPRETER, "Minji", spoken="ko zh en"),
    Colleague("second_interpreter", Role.INTERPRETER, "Jun", sex=Sex.MALE, spoken="ko en"),
    Colleague("adjudicator", Role.ADJUDICATOR, "Ada"),
    Colleague("reviewer", Role.REVIEWER, "Remy", sex=Sex.MALE),
    Colleague("second_reviewer", Role.REVIEWER, "Sasha"),
    Colleague("third_reviewer", Role.REVIEWER, "Amal"),
    Colleague("counsel", Role.COUNSEL, "Cleo"),
    Colleague("observer", Role.OBSERVER, "Oluwa", sex=Sex.MALE),
    Colleague("protection_officer", Role.PROTECTION_OFFICER, "Paz"),
    Colleague("matcher", Role.MATCHER, "Mika", sex=Sex.MALE),
    Colleague("second_matcher", Role.MATCHER, "Marit"),
    Colleague("oversight", Role.OVERSIGHT, "Olive"),
    Colleague("administrator", Role.ADMINISTRATOR, "Adil", sex=Sex.MALE),
)


@transaction.atomic
def load() -> None:
    """Fill an empty store."""
    Office.objects.create(pk=1, name="Fictional office", fictional=True)
    for one in STAFF:
        make_colleague(one.username, [one.role], name=one.name, sex=one.sex, spoken=one.spoken)
        record(Event.ACCOUNT_CREATED, actor=START, subject=one.username, detail={"roles": [one.role.value]})
