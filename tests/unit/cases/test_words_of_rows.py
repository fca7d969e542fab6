"""How the rows of a record name themselves, in a log of the machinery or a traceback: by number, never by a name."""

import pytest
from django.db import models

from wellfounded.cases.models import (
    Case,
    CaseCountry,
    CaseRoute,
    ExhibitReference,
    FactEntry,
    FindingEntry,
    HistoryEntry,
    Interview,
    InterviewLine,
    InterviewPause,
    ReadBack,
    RecordHead,
    SavedRequest,
    Signature,
)

CASE = Case(number="C-1")
INTERVIEW = Interview(case=CASE, number=2)
PRK, CHN = CaseCountry(case=CASE, code="PRK"), CaseCountry(case=CASE, code="CHN")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (RecordHead(case=CASE, title="Hunger"), "C-1: Hunger"),
        (PRK, "PRK"),
        (CaseRoute(start=CHN, end=PRK), "CHN>PRK"),
        (FactEntry(case=CASE, entity="PRK", fact="a_fact", state="refuted", version=3), "C-1 PRK a_fact: refuted (3)"),
        (FindingEntry(case=CASE, entity="PRK", criterion="a", word="assumed", version=1), "C-1 PRK a: assumed (1)"),
        (HistoryEntry(case=CASE, told={"what": "Registered"}), "C-1: {'what': 'Registered'}"),
        (ExhibitReference(case=CASE, label="E-1"), "C-1: E-1"),
        (INTERVIEW, "C-1 interview 2"),
        (InterviewPause(interview=INTERVIEW, kind="break"), "C-1 interview 2: Break"),
        (InterviewLine(interview=INTERVIEW, number=9, text="canary"), "C-1 interview 2 line 9"),
        (ReadBack(interview=INTERVIEW), "C-1 interview 2 read back"),
        (Signature(interview=INTERVIEW, signer="applicant", how="refused"), "C-1 interview 2: Applicant Refused"),
        (SavedRequest(case=CASE, key="k"), "C-1 k"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_row_names_itself_by_number(row: models.Model, words: str) -> None:
    assert str(row) == words
