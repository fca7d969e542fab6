from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import blank, found, holding, judged, law_of, record
from wellfounded.law.agreement import Compared, Share, Verdict, compare
from wellfounded.law.case_file import Case, Evidence
from wellfounded.law.law import Law
from wellfounded.law.outcomes import Element, Outcome
from wellfounded.law.rule import AllOf, Name


def compared(case: Case, tribunal: str, *, criterion: str = "harm", element: Element | None = None) -> Compared:
    """One element of a decision on AAA, compared with the case."""
    country = "" if criterion in {"status", "exclusion"} else "first"
    elements = {"point": element or Element("point", (criterion,), country, reversed=False)}
    law: Law = law_of(case.profile, claim=case.claim, decision=case.decision)
    outcome = Outcome("T-1", "X 1", "refused", ("AAA",), {"point": tribunal})
    (row,) = compare(judged(case, law=law), outcome, elements=elements)
    return row


def stated(*kinds: str) -> Case:
    """A beating with evidence of these kinds."""
    evidence = tuple(Evidence("decision", kind=kind) for kind in kinds)
    return holding(blank(), {"AAA.beaten": replace(record("established"), evidence=evidence)})


HARMED = stated("document")
UNHARMED = holding(blank(), {"AAA.beaten": "refuted put", "AAA.detained": "refuted put"})


@pytest.mark.parametrize(
    ("case", "tribunal", "verdict"),
    [
        (HARMED, "established", Verdict.AGREES),
        (HARMED, "conceded", Verdict.AGREES),
        (HARMED, "assumed", Verdict.AGREES),
        (HARMED, "available", Verdict.AGREES),
        (HARMED, "applies", Verdict.AGREES),
        (HARMED, "not_established", Verdict.DISAGREES),
        (HARMED, "does_not_apply", Verdict.DISAGREES),
        (UNHARMED, "not_established", Verdict.AGREES),
        (UNHARMED, "not_available", Verdict.AGREES),
        (UNHARMED, "established", Verdict.DISAGREES),
    ],
)
def test_a_finding_agrees_where_the_tribunal_found_the_same(case: Case, tribunal: str, verdict: Verdict) -> None:
    row = compared(case, tribunal)
    assert (row.verdict, row.criterion, row.cause) == (verdict, "AAA harm", "")


@pytest.mark.parametrize(("tribunal", "verdict"), [("available", "disagrees"), ("not_available", "agrees")])
def test_a_reversed_word_says_the_opposite_of_our_criterion(tribunal: str, verdict: str) -> None:
    safety = Element("point", ("harm",), "first", reversed=True)
    assert compared(HARMED, tribunal, element=safety).verdict == verdict


@pytest.mark.parametrize(
    "word", ["not_reached", "left_open", "remitted", "unknown", "error_below", "partly_established"]
)
def test_a_tribunal_that_did_not_answer_cannot_be_compared(word: str) -> None:
    row = compared(HARMED, word)
    assert row.verdict is Verdict.NOT_COMPARABLE
    assert word.replace("_", " ") in row.cause


@pytest.mark.parametrize(
    ("element", "verdict", "cause"),
    [
        (Element("point", (), "", reversed=False, not_comparable="a fact"), Verdict.NOT_COMPARABLE, "a fact"),
        (Element("point", (), "", reversed=False, left_to_person="seen"), Verdict.LEFT_TO_PERSON, "seen"),
        (
            Element("point", ("harm",), "second", reversed=False),
            Verdict.NOT_COMPARABLE,
            "the criterion or the country is not part of this profile or case",
        ),
        (
            Element("another", (), "", reversed=False),
            Verdict.NOT_COMPARABLE,
            "the criterion or the country is not part of this profile or case",
        ),
    ],
    ids=["not-comparable", "left-to-person", "no-second-country", "no-criterion"],
)
def test_an_element_says_why_nothing_is_compared(element: Element, verdict: Verdict, cause: str) -> None:
    row = compared(HARMED, "established", element=element)
    assert (row.verdict, row.cause, row.ours) == (verdict, cause, "")


def test_an_element_that_nobody_encoded_is_not_comparable() -> None:
    outcome = Outcome("T-1", "X 1", "refused", ("AAA",), {"moon_phase": "established"})
    (row,) = compare(judged(blank()), outcome, elements={})
    assert (row.verdict, row.cause) == (Verdict.NOT_COMPARABLE, "the law of this element is not encoded")


HINTED = holding(blank(), {"person.crime_hinted": "established", "person.serious_crime": "established"})
PENDING = replace(blank("north"), claim=date(2008, 1, 1))


@pytest.mark.parametrize(
    ("case", "criterion", "cause"),
    [
        (blank(), "risk_is_real", "an evaluative criterion has no finding"),
        (HINTED, "exclusion", "an adverse point was not put"),
        (PENDING, "harm", "law was not read, or a treaty record is missing"),
        (blank(), "harm", "the facts lines do not say"),
        (replace(blank(), digest=True), "exclusion", "the facts lines do not say"),
    ],
    ids=["person", "unput", "law", "silent", "unraised"],
)
def test_what_is_open_is_left_to_a_person_with_the_cause(case: Case, criterion: str, cause: str) -> None:
    row = compared(case, "established", criterion=criterion)
    assert (row.verdict, row.cause) == (Verdict.LEFT_TO_PERSON, cause)


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (("finding_of_tribunal",), Verdict.FROM_FINDING),
        (("finding_of_tribunal", "finding_of_tribunal"), Verdict.FROM_FINDING),
        (("finding_of_tribunal", "document"), Verdict.AGREES),
        ((), Verdict.AGREES),
    ],
)
def test_what_rests_only_on_findings_of_the_tribunal_is_counted_apart(kinds: tuple[str, ...], verdict: Verdict) -> None:
    assert compared(stated(*kinds), "established").verdict is verdict


def test_resting_on_a_finding_still_says_whether_it_agrees() -> None:
    assert compared(stated("finding_of_tribunal"), "not_established").cause == "disagrees"


def test_a_finding_of_a_person_alone_is_left_to_a_person() -> None:
    case = holding(blank(), {"AAA.risk_is_real": found("established")})
    assert compared(case, "established", criterion="risk_is_real").verdict is Verdict.LEFT_TO_PERSON


def test_a_criterion_that_decides_twice_is_looked_at_once() -> None:
    law, rule = law_of(), AllOf((Name("harm"), Name("same_harm")))
    law = replace(law, criteria=law.criteria | {"marked": replace(law.criteria["marked"], rule=rule)})
    elements = {"point": Element("point", ("marked",), "first", reversed=False)}
    outcome = Outcome("T-1", "X 1", "refused", ("AAA",), {"point": "established"})
    (row,) = compare(judged(HARMED, law=law), outcome, elements=elements)
    assert row.verdict is Verdict.AGREES


def rows(**counts: int) -> list[Compared]:
    return [
        Compared("x", "plain", "point", "", "", "", Verdict[name])
        for name, count in counts.items()
        for _ in range(count)
    ]


def test_the_share_leaves_out_what_cannot_be_compared() -> None:
    share = Share.of(rows(AGREES=2, DISAGREES=1, FROM_FINDING=1, LEFT_TO_PERSON=4, NOT_COMPARABLE=5))
    assert (share.decided, share.comparable, share.decided_by_rules) == (4, 8, 0.5)


@pytest.mark.parametrize("some", [[], rows(NOT_COMPARABLE=3)], ids=["nothing", "nothing-comparable"])
def test_of_nothing_comparable_rules_decide_nothing(some: list[Compared]) -> None:
    share = Share.of(some)
    assert share.decided_by_rules == 0
    assert share.counts == Counter(row.verdict for row in some)
