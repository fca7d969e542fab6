"""The fictional applicants, made by the very actions that an office uses, by the colleagues whose work it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.record_counselling import CounsellingGiven, record_counselling
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.set_journey import JourneyGiven, set_journey
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.law_case import take_over
from wellfounded.cases.models import Priority, Relation
from wellfounded.config.fictional_course import Course
from wellfounded.law.case_reader import read_case
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.cases.models import Case

PEOPLE = Path(__file__).with_name("fictional_people.yaml")
# The records lie beside the program in a package, and under examples/ in the repository.
PLACES = (Path(__file__).with_name("fictional_records"), Path(__file__).parents[3] / "examples" / "fictional")
# Who works on every fictional case, so that each sign-in has something to open.
ON_EACH = {
    "interviewer": Relation.INTERVIEWER,
    "interpreter": Relation.INTERPRETER,
    "adjudicator": Relation.ADJUDICATOR,
    "reviewer": Relation.REVIEWER,
    "second_reviewer": Relation.REVIEWER,
    "counsel": Relation.COUNSEL,
    "observer": Relation.OBSERVER,
    "protection_officer": Relation.PROTECTION_OFFICER,
}
ASKED_OF_A_PERSON = ("sex", "birth", "birth_country", "birth_place", "language", "dialect")


def load() -> list[Case]:
    """Make every fictional case, each as far as its person's entry says."""
    staff = {user.username: user for user in User.objects.all()}
    people: list[Mapping[str, Any]] = YAML(typ="safe").load(PEOPLE)
    return [_make(staff, person) for person in people]


def _make(staff: dict[str, User], person: Mapping[str, Any]) -> Case:
    registrar = staff["registrar"]
    case = register_person(registrar, request=_registration(person))
    _assign(registrar, case)
    _tell(registrar, case, person=person)
    if "record" in person:
        case.refresh_from_db()
        _take_record(staff, case, name=person["record"])
        Course(staff, case.number, language=person["language"]).walk(person["until"])
    return case


def _registration(person: Mapping[str, Any]) -> Registration:
    names = tuple(NameGiven(**name) for name in person["names"])
    given: dict[str, Any] = {field: str(person[field]) for field in ASKED_OF_A_PERSON if field in person}
    return Registration(names=names, nationality="PRK", nationality_known="said", **given)


def _assign(registrar: User, case: Case) -> None:
    for username, relation in ON_EACH.items():
        assign_user(registrar, case.number, request=AssignmentGiven(username=username, relation=relation.value))


def _tell(registrar: User, case: Case, *, person: Mapping[str, Any]) -> None:
    number = case.number
    if person["priority"] != Priority.ORDINARY:
        reason = person["priority_reason"]
        set_priority(registrar, number, request=PriorityGiven(priority=person["priority"], reason=reason))
    for code in person.get("needs", ()):
        note_specific_need(registrar, number, request=NeedGiven(code=code))
    when: dict[str, Any] = {name: str(person[name]) for name in ("fled", "arrived") if name in person}
    set_journey(registrar, number, request=JourneyGiven(origin=person["origin"], **when))
    told = CounsellingGiven(language=person["language"], rights=True, steps=True, confidentiality=True, complaints=True)
    record_counselling(registrar, number, request=told)


def _take_record(staff: dict[str, User], case: Case, *, name: str) -> None:
    """The record as an example tells it, still open: closing it is somebody's act."""
    folder = next(place for place in PLACES if place.is_dir())
    record = read_case(folder / f"{name}.yaml", load_library())
    take_over(case, replace(record, closing=None, all_points_put=None), by=staff["adjudicator"])
