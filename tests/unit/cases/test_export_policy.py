"""What stands against an export, each by itself; histories of an office are in tests/property."""

from dataclasses import replace

import pytest

from wellfounded.cases.export_kinds import RULES
from wellfounded.cases.export_policy import About, Wanted, Why, refusals
from wellfounded.cases.models import ExportKind, RecipientOfExport
from wellfounded.cases.models.export import ALONE_UP_TO

NOBODY: frozenset[str] = frozenset()
CASE = About(number="C-1", feared=NOBODY, returning=NOBODY, counsel=True)
LIST = Wanted(kind=ExportKind.REGISTER_CSV, recipient_kind=RecipientOfExport.OFFICE, asked_by="mina", sealed=True)
MANY = [replace(CASE, number=f"C-{number}") for number in range(ALONE_UP_TO + 1)]


@pytest.mark.parametrize("kind", ExportKind)
@pytest.mark.parametrize("recipient", RecipientOfExport)
def test_each_kind_is_made_for_some_and_for_nobody_else(kind: ExportKind, recipient: RecipientOfExport) -> None:
    found = {one.why for one in refusals(replace(LIST, kind=kind, recipient_kind=recipient), [CASE])}
    assert (Why.NOT_FOR_THEM in found) == (recipient not in RULES[kind].for_whom)


@pytest.mark.parametrize(
    ("approved_by", "lapsed", "why"),
    [
        (None, False, Why.SECOND_PERSON),
        ("mina", False, Why.SAME_PERSON),
        ("jun", True, Why.LAPSED),
        ("jun", False, None),
    ],
)
def test_many_people_need_another_second_person(approved_by: str | None, why: Why | None, *, lapsed: bool) -> None:
    wanted = replace(LIST, approved_by=approved_by, lapsed=lapsed)
    assert [one.why for one in refusals(wanted, MANY)] == ([why] if why else [])
    assert refusals(wanted, MANY[1:]) == []
