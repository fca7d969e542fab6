"""What a row is called where a list or the log of a fault prints it: a number, a label, never a person's name."""

import pytest
from django.db import models

from wellfounded.accounts.models import User
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import (
    Assignment,
    Case,
    CustodyEvent,
    DuplicateJudgement,
    DuplicateLead,
    Exhibit,
    ExhibitContent,
    ExhibitOpened,
    ExhibitPage,
    Export,
    Passage,
    StatusEntry,
)
from wellfounded.cases.states import State, check_may_move
from wellfounded.persons.models import Person

CASE = Case(number="C-2222-2222", person=Person(reference="P-3333-3333"))
EXHIBIT = Exhibit(case=CASE, label="E1", sha256="ab" * 32)
USER = User(username="reviewer")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (CASE, "C-2222-2222"),
        (EXHIBIT, "C-2222-2222: E1"),
        (ExhibitContent(exhibit=EXHIBIT), "C-2222-2222: E1: abababababab"),
        (ExhibitPage(exhibit=EXHIBIT, number=2), "C-2222-2222: E1, 2"),
        (ExhibitOpened(exhibit=EXHIBIT, user=USER), "C-2222-2222: E1 by reviewer"),
        (CustodyEvent(exhibit=EXHIBIT, kind="received", on="2024-01-02"), "C-2222-2222: E1: "),
        (Passage(exhibit=EXHIBIT, page=2), "C-2222-2222: E1, 2"),
        (Assignment(case=CASE, user=USER, relation="reviewer"), "C-2222-2222: reviewer as "),
        (StatusEntry(case=CASE, axis="stay", value="x"), "C-2222-2222 stay: x"),
        (Export(kind="decision_pdf", people=1), ": 1"),
        (DuplicateLead(person=Person(reference="P-1"), other=Person(reference="P-2")), "P-1 and P-2"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, models.Model) else "",
)
def test_a_row_is_named_by_numbers_and_labels(row: models.Model, name: str) -> None:
    assert name in str(row)


def test_a_judgement_is_named_by_its_lead() -> None:
    lead = DuplicateLead(person=Person(reference="P-1"), other=Person(reference="P-2"))
    assert str(DuplicateJudgement(lead=lead, verdict="same")) == "P-1 and P-2: same"


def test_a_case_moves_only_along_the_table() -> None:
    check_may_move(State.REGISTERED, State.INTERVIEW)
    with pytest.raises(NotNow, match="cannot become"):
        check_may_move(State.SERVED, State.REGISTERED)
