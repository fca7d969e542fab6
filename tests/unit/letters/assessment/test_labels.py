from dataclasses import replace

import pytest

from tests.cast import beaten_walker, believed_in_part, heard_fugitive, walker
from tests.factories import ACT, closed, found, holding, judged, law_of
from wellfounded.law.case_file import Case
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.labels import flags_of, label_of


def words(case: Case, criterion: str, entity: str = "AAA") -> str:
    assessment = judged(case)
    return label_of(assessment, assessment[criterion, entity]).words


def flags(case: Case, criterion: str, entity: str = "AAA") -> str:
    assessment = judged(case)
    return "; ".join(flags_of(assessment, assessment[criterion, entity]))


def asked(case: Case) -> Case:
    return holding(case, {"AAA.beaten": "unknown asked", "AAA.detained": "unknown asked"})


@pytest.mark.parametrize(
    ("case", "criterion", "expected"),
    [
        (beaten_walker(), "danger", "met"),
        (holding(walker(), {"AAA.protected": "established put"}), "danger", "not met"),
        (closed(asked(walker())), "harm", "not established"),
        (walker(), "harm", "open"),
        (holding(walker(), {"AAA.beaten": "contradicted"}), "harm", "open: contradicted"),
        (holding(walker(), {"AAA.protected": "established"}), "unprotected", "open: must first be put to the person"),
        (walker(), "risk_is_real", "left to a person"),
        (holding(walker(), {"AAA.danger": found("conceded")}), "danger", "conceded"),
    ],
)
def test_a_finding_reads_in_plain_words(case: Case, criterion: str, expected: str) -> None:
    assert words(case, criterion) == expected


def test_what_waits_for_a_person_and_for_facts_is_open_and_says_both() -> None:
    assert words(walker(), "danger") == "open"
    assert flags(walker(), "danger") == "waits for a person's finding and facts that nobody has found yet"


def test_a_closed_record_reads_not_established_and_never_disproved() -> None:
    assert flags(closed(asked(walker())), "harm") == wording.FLAGS["closed"]


def test_a_possible_fact_is_named_where_a_finding_rests_on_it() -> None:
    assert "accepted as possible" in flags(believed_in_part(), "danger")


def test_unread_law_is_named() -> None:
    case = replace(walker(), host="NNN")
    assessment = judged(case)
    label = label_of(assessment, assessment["no_return", "AAA"])
    assert label.words in {"open", "not met", "open: law not read"}


def test_every_label_is_words_and_a_shape() -> None:
    for case in (walker(), beaten_walker(), heard_fugitive(), closed(replace(walker(), all_points_put=ACT))):
        assessment = judged(case, law=law_of())
        for finding in assessment.findings.values():
            label = label_of(assessment, finding)
            assert any(letter.isalpha() for letter in label.words)
            assert label.tone in {"met", "not-met", "open", "person"}
