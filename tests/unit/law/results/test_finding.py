from dataclasses import replace

import pytest

from tests.cast import beaten_walker, believed_in_part
from tests.factories import blank, closed, found, holding, judged, law_of, record
from wellfounded.law.case_file import Case, Direction, Evidence
from wellfounded.law.finding import Finding, Label
from wellfounded.law.law import Law
from wellfounded.law.rule import AnyOf, Name, Not

FLAGS = (
    "not_established",
    "exception_unraised",
    "rests_on_possible",
    "rests_on_contested",
    "waits_to_be_put",
    "waits_for_person",
    "conceded",
    "waits_for_law",
)
BOTH_WAYS = (Evidence("a"), Evidence("b", direction=Direction.REBUTS))


def flags(finding: Finding) -> set[str]:
    return {name for name in FLAGS if getattr(finding, name)}


def finding_of(case: Case, criterion: str, *, entity: str = "AAA") -> Finding:
    return judged(case)[criterion, entity]


@pytest.mark.parametrize(
    ("entries", "label"),
    [
        ({}, Label.OPEN),
        ({"AAA.beaten": "established"}, Label.MET),
        ({"AAA.beaten": "refuted put", "AAA.detained": "refuted put"}, Label.NOT_MET),
        ({"AAA.beaten": "contradicted"}, Label.CONTRADICTED),
        ({"AAA.beaten": "contradicted", "AAA.detained": "established"}, Label.MET),
    ],
    ids=["silent", "met", "not-met", "contradicted", "contradicted-but-met"],
)
def test_a_label_says_how_it_came_out(entries: dict[str, str], label: Label) -> None:
    finding = finding_of(holding(blank(), entries), "harm")
    assert finding.label is label
    assert finding.determined == (label in {Label.MET, Label.NOT_MET})


CONTESTED = holding(blank(), {"AAA.beaten": replace(record("established"), evidence=BOTH_WAYS)})
FLAGGED = {
    "nothing": (beaten_walker(), "danger", "AAA", set()),
    "closed": (
        closed(holding(blank(), {"AAA.beaten": "refuted put", "AAA.detained": "unknown asked"})),
        "harm",
        "AAA",
        {"not_established"},
    ),
    "disproved": (holding(blank(), {"AAA.beaten": "refuted put", "AAA.detained": "refuted put"}), "harm", "AAA", set()),
    "unraised": (replace(beaten_walker(), digest=True), "status", "person", {"exception_unraised"}),
    "possible": (believed_in_part(), "danger", "AAA", {"rests_on_possible"}),
    "contested": (CONTESTED, "harm", "AAA", {"rests_on_contested"}),
    "unput": (holding(blank(), {"person.serious_crime": "established"}), "exclusion", "person", {"waits_to_be_put"}),
    "person": (blank(), "risk_is_real", "AAA", {"waits_for_person"}),
    "conceded": (holding(blank(), {"AAA.risk_is_real": found("conceded")}), "risk_is_real", "AAA", {"conceded"}),
    "assumed": (holding(blank(), {"AAA.harm": found("assumed")}), "harm", "AAA", {"conceded"}),
    "treaty": (replace(beaten_walker(), host="ZZZ"), "no_return", "AAA", {"waits_for_law"}),
}


@pytest.mark.parametrize("name", FLAGGED)
def test_a_flag_says_on_what_it_rests_or_waits(name: str) -> None:
    case, criterion, entity, expected = FLAGGED[name]
    assert flags(finding_of(case, criterion, entity=entity)) == expected


def both_ways() -> Law:
    """The tiny law with a criterion that is used plain and negated."""
    law, rule = law_of(), AnyOf((Name("harm"), Not(Name("harm"))))
    return replace(law, criteria=law.criteria | {"marked": replace(law.criteria["marked"], rule=rule)})


@pytest.mark.parametrize(
    ("beaten", "label"),
    [
        ("established", Label.OPEN),
        ("established put", Label.MET),
        ("refuted", Label.OPEN),
        ("refuted put", Label.NOT_MET),
    ],
)
def test_two_readings_that_differ_are_open_until_the_point_is_put(beaten: str, label: Label) -> None:
    case = holding(blank(), {"AAA.beaten": beaten, "AAA.detained": "refuted put"})
    finding = judged(case, law=both_ways())["harm", "AAA"]
    assert (finding.label, finding.waits_to_be_put) == (label, label is Label.OPEN)


def test_what_comes_out_the_same_either_way_says_so() -> None:
    finding = finding_of(
        holding(blank(), {"AAA.detained": "established", "AAA.fears": "established"}), "either_way", entity="person"
    )
    assert (finding.label, finding.by_cases) == (Label.MET, True)


def test_a_finding_carries_what_a_person_found_of_it() -> None:
    human = finding_of(beaten_walker(), "risk_is_real").human
    assert human is not None
    assert human.word == "established"


def test_a_human_finding_of_nothing_that_is_asked_is_passed_over() -> None:
    case = holding(blank(), {"AAA.no_such_question": found("established")})
    assert ("no_such_question", "AAA") not in judged(case).findings
