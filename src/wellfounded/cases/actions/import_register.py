"""Brings a list of people into the register: each row checked like a form, the whole list or nothing.

Half a list that is mended and brought in again would register people twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_household_member import MOST_MEMBERS, MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.set_journey import JourneyGiven, set_journey
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission, check
from wellfounded.identity.lists.packed import unpacked
from wellfounded.persons.exchange.row import OF_IDENTITY, OF_JOURNEY, STATELESS, YES
from wellfounded.persons.models import FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wellfounded.accounts.models import User
    from wellfounded.persons.exchange.row import Row

NAME = ("text", "kind", "script", "language", "order", "family_part", "given_part")
DOCUMENT = ("kind", "country", "number", "held", "issued", "expires")
ANSWERS = {"": None, YES: True, "no": False}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """`row` counts from 1 below the header. `columns` has a sentence for each column that cannot be used."""

    row: int
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The numbers of the new cases in the order of the list, or the rows that are to be mended."""

    numbers: tuple[str, ...]
    refused: tuple[RefusedRow, ...]


@transaction.atomic
def import_register(user: User, *, rows: Sequence[Row]) -> ImportReport:
    """The report. When any row is refused nothing is brought in, and every refused row is named.

    Raises:
        NotAllowed: the user is no registrar.
    """
    check(user, Permission.OFFICE_CASE_REGISTER)
    numbers, refused = [], []
    households: dict[str, str] = {}
    start = transaction.savepoint()
    for position, row in enumerate(rows, start=1):
        entry = _RowImport(user, row, number=register_person(user, request=Registration()).number)
        entry.bring_in(households)
        numbers.append(entry.number)
        if entry.problems:
            refused.append(RefusedRow(position, entry.problems))
    if refused:
        transaction.savepoint_rollback(start)
        numbers = []
    record(Event.REGISTER_IMPORTED, actor=user.username, detail={"rows": len(numbers), "refused": len(refused)})
    return ImportReport(tuple(numbers), tuple(refused))


@dataclass(slots=True)
class _RowImport:
    """One row, through the verbs that a form uses. What they refuse is collected under the names of the columns."""

    user: User
    row: Row
    number: str
    problems: dict[str, str] = field(default_factory=dict)

    def bring_in(self, households: dict[str, str]) -> None:
        self._single_fields()
        for parts in self._things("Names"):
            self._act("Names", add_name, request=NameGiven(**_by_name(NAME, parts, first="text")))
        for parts in self._things("Nationalities"):
            self._nationality(parts)
        for parts in self._things("Languages"):
            language, dialect, level, wanted = _filled(parts, 4)
            given = LanguageGiven(
                language=language, dialect=dialect, level=level, wants_interview=self._answer("Languages", wanted)
            )
            self._act("Languages", add_language, request=given)
        for parts in self._things("Documents"):
            *typed, own = _filled(parts, len(DOCUMENT) + 1)
            given_paper = DocumentGiven(**_by_name(DOCUMENT, typed, first="kind"), own=self._answer("Documents", own))
            self._act("Documents", add_document, request=given_paper)
        for parts in self._things("SpecificNeeds"):
            self._need(parts[0].upper())
        self._household(households)

    def _single_fields(self) -> None:
        identity: dict[str, Any] = {name: self.row.get(column, "") for column, name in OF_IDENTITY.items()}
        self._act("", correct_identity, request=IdentityGiven(**identity), of=OF_IDENTITY)
        journey: dict[str, Any] = {name: self.row.get(column, "") for column, name in OF_JOURNEY.items()}
        self._act("", set_journey, request=JourneyGiven(**journey), of=OF_JOURNEY)

    def _nationality(self, parts: list[str]) -> None:
        country, known, feared, stateless = _filled(parts, 4)
        given = NationalityGiven(
            country=country,
            how_known=known,
            feared=self._answer("Nationalities", feared),
            stateless=stateless == STATELESS,
        )
        self._act("Nationalities", add_nationality, request=given)

    def _need(self, code: str) -> None:
        if code in FLAGS:
            self._refuse("SpecificNeeds", _("This code is kept apart. Enter it in the case itself."))
        else:
            self._act("SpecificNeeds", note_specific_need, request=NeedGiven(code=code))

    def _household(self, households: dict[str, str]) -> None:
        """Rows of one group make one new household: the numbers of another office mean nothing here."""
        group, size = self.row.get("RegistrationGroupID", "").strip(), self.row.get("GroupSize", "").strip()
        if not group:
            return
        if size and not (size.isdecimal() and 0 < int(size) < MOST_MEMBERS):
            self._refuse("GroupSize", _("Write a number."))
            size = ""
        given = MemberGiven(
            household=households.get(group, ""),
            focal_point=self._answer("FocalPoint", self.row.get("FocalPoint", "").strip()),
            relationship=self.row.get("RelationshipToFocalPoint", ""),
            size_said=int(size) if size else None,
        )
        made = self._act("RelationshipToFocalPoint", add_household_member, request=given)
        if made is not None:
            households[group] = made.household.reference

    def _things(self, column: str) -> list[list[str]]:
        return unpacked(self.row.get(column, ""))

    def _answer(self, column: str, said: str) -> bool | None:
        if said not in ANSWERS:
            self._refuse(column, _("Write yes or no, or leave it blank."))
        return ANSWERS.get(said)

    def _act(
        self, column: str, act: Callable[..., Any], *, request: object, of: Mapping[str, str] | None = None
    ) -> Any:
        """Do it, or keep the sentences: under one column, or under that of each field."""
        try:
            return act(self.user, self.number, request=request)
        except Invalid as wrong:
            columns = {name: title for title, name in (of or {}).items()}
            for name, sentence in wrong.fields.items():
                self._refuse(columns.get(name, column), sentence)
            return None

    def _refuse(self, column: str, sentence: str) -> None:
        self.problems[column] = f"{self.problems.get(column, '')} {sentence}".strip()


def _filled(parts: list[str], count: int) -> list[str]:
    return [*parts, *[""] * count][:count]


def _by_name(names: tuple[str, ...], parts: list[str], *, first: str) -> dict[str, Any]:
    """The parts by their names; the first is always there."""
    return {first: ""} | dict(zip(names, parts, strict=False))
