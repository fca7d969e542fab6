"""Plants a word in every text, list and picture of every table that holds something of a file.

The tables are those of `cases.compartments`, whatever they are by then: a new one is planted in without a word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from wellfounded.accounts.models import User
from wellfounded.cases.compartments import BY_NUMBER, HOLDS, REWORDED
from wellfounded.cases.models import Case
from wellfounded.persons.models import Person
from wellfounded.persons.name_index import file_names

ROOM = 20  # characters of a column that a word fits into
BULK = 20_000  # bytes of a picture or a paper: several pages of the store
EXACT = frozenset({"sha256", "seal", "digest"})
# What a table asks for besides: a state in which its other columns may be filled.
ASKED: dict[str, dict[str, Any]] = {
    "cases.AppealAddition": {"grounds": lambda one: one.word()},
    "cases.Assignment": {"relation": "observer"},
    "cases.CaseCountry": {"code": lambda one: f"{one.number():03}"},
    "cases.CaseRoute": {
        "start": lambda one: one.rows["cases.CaseCountry"],
        "end": lambda one: one.add("cases.CaseCountry"),
    },
    "cases.Closure": {"kind": "withdrawal"},
    "cases.Counselling": {"rights": True},
    "cases.Decision": {"reviewed_by": lambda one: one.second},
    "cases.DerivativeStatus": {"granted_by": lambda one: one.second},
    "cases.Exhibit": {"kind": "other", "media": "pdf"},
    "cases.FactEntry": {"state": "established", "entity": "PRK"},
    "cases.FindingEntry": {"word": "established", "entity": "PRK"},
    "cases.Guardian": {"conflict_checked": True},
    "cases.Interview": {"reason": lambda one: one.word()},
    "cases.Passage": {"start": 1, "end": 9},
    "cases.QualitySample": {"seed": "0" * 64, "percent": 5, "cap": 5},
    "cases.Review": {"by": lambda one: one.second},
    "cases.ShelfPin": {"first": 1, "last": 9},
    "persons.Consent": {"recipient_kind": "relative", "language": "ko"},
    "persons.ExclusionFlag": {"code": "LP-CR"},
    "persons.IdentityChange": {"new": lambda one: one.word()},
    "persons.Nationality": {"country": lambda one: f"{one.number():03}"},
    "persons.Photo": {"picture": lambda one: one.bytes()},
}
# What stands beside words that are only there in a further state.
WITH: dict[str, dict[str, Any]] = {
    "cases.DecisionParagraph.edited": {"edited_by": lambda one: one.user, "edited_at": lambda _: timezone.now()},
    "cases.Interview.cancelled_reason": {"state": "cancelled", "started_at": None},
    "cases.InterviewLine.item": {"entity": "PRK"},
    "cases.PlanChange.told_how": {"told_on": date(2024, 3, 2)},
    "cases.RecordHead.closed_by": {"closed_on": date(2024, 3, 2)},
    "cases.SearchHit.note": {
        "outcome": "same",
        "settled_by": lambda one: one.user,
        "settled_at": lambda _: timezone.now(),
    },
}
# Columns that hold one code of a closed list, which no constraint lets be a word.
CODES = frozenset(
    {
        "cases.Appeal.granted",
        "cases.FactEntry.answered",
        "cases.FactEntry.state",
        "cases.FindingEntry.word",
        "cases.InterviewLine.answered",
        "persons.Consent.language",
    }
)
# Rows that a row of the file may point to and that are nobody's: the open shelf, a list from outside, a sample.
NOBODYS = frozenset(
    {"library.Source", "library.ShelfDocument", "cases.ImportedList", "cases.ListedPerson", "cases.QualitySample"}
)


class Planting:
    """One file: its rows of each table, and the words in them, each of which is planted once."""

    def __init__(self, case: Case, users: tuple[User, User], *, other: Person, mark: str) -> None:
        self.case, self.other, self.mark = case, other, mark
        self.user, self.second = users
        self.planted, self.refused = 0, set[str]()
        self._numbers, self.rows = count(), dict[str, models.Model]()

    def word(self) -> str:
        """One more. A table may refuse its row: then the word stands nowhere."""
        self.planted += 1
        return f"{self.mark}-{self.planted:04}"

    def number(self) -> int:
        return next(self._numbers)

    def bytes(self, word: str = "") -> bytes:
        marked = (word or self.word()).encode()
        return marked + b"." * BULK + marked

    def fill(self) -> None:
        """One more row in every table; where the table allows only one, none."""
        for label in tables():
            self.add(label)
        file_names(self.case.person)

    def add(self, label: str) -> models.Model | None:
        model = apps.get_model(label)
        try:
            with transaction.atomic():
                row: models.Model = model._base_manager.create(**self._values(model))  # noqa: SLF001 - the public way to ask a model
        except IntegrityError as refused:
            if label not in self.rows:
                self.refused.add(f"{label}: {refused}")
            return None
        self.rows[label] = row
        self.refused = {one for one in self.refused if not one.startswith(f"{label}:")}
        for field in _columns(model):
            if _holds_words(field) and not _is_needed(field):
                self._plant(row, field)
        return row

    def _plant(self, row: models.Model, field: Any) -> None:
        """By itself, or with what has to stand beside it: for the reason of an ending, who and when."""
        begins, model = field.name.removesuffix("reason"), type(row)
        ending = {f"{begins}by": self.user, f"{begins}at": timezone.now(), f"{begins}on": timezone.localdate()}
        known = {one.name for one in _columns(model)} - {field.name}
        beside = WITH.get(f"{model._meta.label}.{field.name}", {})  # noqa: SLF001 - the same
        beside = {name: one(self) if callable(one) else one for name, one in beside.items()}
        said = {field.name: self._said(field)} | beside
        for values in (said, said | {name: value for name, value in ending.items() if name in known}):
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**values)  # noqa: SLF001 - the same
            except IntegrityError:
                continue  # in this state the column has to be empty
            return

    def _values(self, model: type[models.Model]) -> dict[str, Any]:
        asked = ASKED.get(model._meta.label, {})  # noqa: SLF001 - the same
        asked = {name: one(self) if callable(one) else one for name, one in asked.items()}
        given = {one.name: self._value(one) for one in _columns(model) if one.name not in asked and _is_needed(one)}
        return asked | given

    def _value(self, field: Any) -> Any:
        if field.is_relation:
            return self._related(field)
        if field.choices:
            return field.choices[0][0]
        if _holds_words(field):
            return self._said(field)
        if isinstance(field, models.DateTimeField):
            return timezone.now()
        if isinstance(field, models.DateField):
            return date(2024, 3, 2)
        return next(self._numbers)

    def _related(self, field: Any) -> models.Model | None:
        target = field.related_model
        if target is Person and field.name in {"other", "merged", "relative"}:
            return self.other
        known = {Case: self.case, Person: self.case.person, User: self.user}
        label = target._meta.label  # noqa: SLF001 - the same
        return known.get(target) or self.rows.get(label) or self.add(label)

    def _said(self, field: Any) -> Any:
        word = f"nobody {self.number()}" if field.model._meta.label in NOBODYS else self.word()  # noqa: SLF001 - the same
        if isinstance(field, models.BinaryField):
            return self.bytes(word)
        if isinstance(field, models.JSONField):
            return {"said": word}
        if field.name in EXACT:
            return word.ljust(field.max_length, "0")
        if field.name == "address" and field.model._meta.label in BY_NUMBER:  # noqa: SLF001 - the same
            return f"/cases/{self.case.number}/{word}/"
        return word


def tables() -> Iterator[str]:
    """Every table of a file, those that stay and lose their words too."""
    listed = [label for ways in HOLDS.values() for label in ways]
    listed += [words.label for several in REWORDED.values() for words in several if words.way]
    yield from dict.fromkeys([*listed, *BY_NUMBER])


def columns_with(mark: str) -> set[str]:
    """Every column in which a word with this mark stands."""
    found = set()
    for label in tables():
        model = apps.get_model(label)
        for field in filter(_holds_words, _columns(model)):
            said = model._base_manager.values_list(field.name, flat=True)  # noqa: SLF001 - the same
            if any(
                mark in (bytes(one[:40]).decode() if isinstance(one, bytes | memoryview) else str(one)) for one in said
            ):
                found.add(f"{label}.{field.name}")
    return found


def columns_for_words() -> set[str]:
    listed = ((label, field) for label in tables() for field in _columns(apps.get_model(label)))
    return {f"{label}.{field.name}" for label, field in listed if _holds_words(field)} - CODES


def _columns(model: type[models.Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if not one.primary_key]  # noqa: SLF001 - the same


def _is_needed(field: Any) -> bool:
    if field.is_relation:
        return not field.null or field.name == "relative"
    return not (field.blank or field.null or field.has_default() or getattr(field, "auto_now_add", False))


def _holds_words(field: Any) -> bool:
    if field.is_relation or field.choices:
        return False
    if isinstance(field, models.JSONField | models.BinaryField | models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or ROOM) >= ROOM
