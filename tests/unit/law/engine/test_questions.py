"""What is still open, and what is asked first."""

from typing import Any

import pytest

from tests.cast import beaten_walker, heard_fugitive
from tests.factories import blank, day, found, holding, judged, law_of, record
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law.case_file import Case, Slot
from wellfounded.law.questions import Ask, OpenPoint, _Walk, goals_and_grounds, next_point, open_points

FOR_THE_PERSON = {"scope": "person", "favours": "applicant", "burden": "applicant", "standard": "risk", "goal": True}


def points(case: Case) -> dict[Slot, OpenPoint]:
    return {point.slot: point for point in open_points(judged(case).evaluation)}


def asked(case: Case, **how: str) -> str:
    point = next_point(judged(case).evaluation, **how)  # type: ignore[arg-type]
    return "" if point is None else ".".join(point.slot)


def test_every_open_fact_is_given_once_with_what_to_do_about_it() -> None:
    waiting = points(blank())
    assert waiting["AAA", "beaten"].ask is Ask.QUESTION
    assert waiting["AAA", "protected"].ask is Ask.LOOK_UP
    assert waiting["AAA", "risk_is_real"].ask is Ask.FIND
    assert len(waiting) == len(open_points(judged(blank()).evaluation))


def test_a_point_says_where_it_belongs_and_why_it_matters() -> None:
    point = points(blank())["AAA", "beaten"]
    assert (point.topic, point.country, point.sensitive) == ("harm", "AAA", True)
    assert point.path[-1] == ("AAA", "harm")
    assert point.path[0] in {("person", "status"), ("AAA", "no_return")}
    finding = points(blank())["AAA", "risk_is_real"]
    assert (finding.topic, finding.sensitive, finding.definition) == ("", False, None)
    assert points(blank())["person", "departure_date"].country == ""


def test_a_treaty_is_asked_of_nobody() -> None:
    assert not [slot for slot in points(blank(host="XXX")) if slot[1].startswith("pact")]


def test_exclusion_is_asked_only_on_an_indication() -> None:
    assert ("person", "serious_crime") not in points(blank())
    for words in ("established", "possible"):
        assert ("person", "serious_crime") in points(holding(blank(), {"person.crime_hinted": words}))
    assert ("person", "serious_crime") not in points(holding(blank(), {"person.crime_hinted": "refuted"}))


def test_what_was_answered_is_not_asked_again() -> None:
    assert ("AAA", "beaten") not in points(holding(blank(), {"AAA.beaten": "unknown asked"}))
    assert ("AAA", "beaten") not in points(holding(blank(), {"AAA.beaten": "established"}))


def test_a_decisive_adverse_point_is_put_once_more() -> None:
    refuted = holding(blank(), {"AAA.beaten": "refuted"})
    assert points(refuted)["AAA", "beaten"].ask is Ask.PUT
    assert ("AAA", "beaten") not in points(holding(blank(), {"AAA.beaten": "refuted put"}))


def test_a_finding_of_a_person_that_was_not_put_waits_to_be_put_and_not_to_be_found() -> None:
    case = holding(blank(), {"AAA.risk_is_real": found("not_established")})
    assert points(case)["AAA", "risk_is_real"].ask is Ask.PUT
    assert points(holding(blank(), {"AAA.risk_is_real": found("left_open")}))["AAA", "risk_is_real"].ask is Ask.FIND
    for words in ("not_established put", "established"):
        assert ("AAA", "risk_is_real") not in points(holding(blank(), {"AAA.risk_is_real": found(words)}))


def test_a_finding_that_waits_to_be_put_is_no_question_of_the_interview() -> None:
    answers = {".".join(slot): "unknown asked" for slot, point in points(blank()).items() if point.ask is not Ask.FIND}
    case = holding(blank(), answers | {"AAA.risk_is_real": found("not_established")})
    assert points(case)["AAA", "risk_is_real"].ask is Ask.PUT
    assert asked(case) == ""


@pytest.mark.parametrize(
    ("left", "back", "asked_for"),
    [
        ("", "", {"departure_date": Ask.QUESTION}),
        ("established", "", {"return_date": Ask.QUESTION}),
        ("unknown asked", "", {"return_date": Ask.QUESTION}),
        ("established", "established", {"departure_date": Ask.PUT}),
        ("established put", "established", {"return_date": Ask.PUT}),
        ("established put", "established put", {}),
    ],
)
def test_both_facts_of_a_comparison_are_asked_and_put_one_after_the_other(
    left: str, back: str, asked_for: dict[str, Ask]
) -> None:
    rule = {"fact": "departure_date", "after": "return_date"}
    law = law_of_entries({"goal": {**COMMON, **FOR_THE_PERSON, "rule": rule}})
    days = {"departure_date": (left, "2010-05-01"), "return_date": (back, "2011-05-01")}
    held = {f"person.{name}": record(words, day(on)) for name, (words, on) in days.items() if words}
    evaluation = judged(holding(blank(), held), law=law).evaluation
    assert {point.slot[1]: point.ask for point in open_points(evaluation)} == asked_for
    following = next_point(evaluation)
    assert ({} if following is None else {following.slot[1]: following.ask}) == asked_for


def test_the_sensitive_question_waits_for_the_others() -> None:
    case = blank()
    seen: list[str] = []
    while (name := asked(case)) and len(seen) < 20:
        seen.append(name)
        case = holding(case, {name: "unknown asked"})
    assert "AAA.beaten" in seen
    first = seen.index("AAA.beaten")
    assert all(name.endswith("beaten") for name in seen[first:])


def test_a_block_is_finished_before_the_next_one() -> None:
    assert asked(blank(), topic="harm", country="AAA") in {"AAA.detained", "AAA.fears"}
    assert asked(blank(), topic="journey").startswith(("person.", "AAA.crossed"))


def test_what_the_interviewer_passed_over_is_not_asked() -> None:
    evaluation = judged(blank()).evaluation
    skipped: set[Slot] = set()
    while (point := next_point(evaluation, skip=frozenset(skipped))) is not None:
        assert point.slot not in skipped
        skipped.add(point.slot)
    assert {slot[1] for slot in skipped} >= {"beaten", "detained", "fears", "crossed"}


def test_nothing_is_asked_where_nothing_is_open() -> None:
    every = {f"AAA.{fact}": "established put" for fact in ("beaten", "detained", "fears", "crossed")}
    every |= {f"BBB.{fact}": "established put" for fact in ("beaten", "detained", "fears", "crossed")}
    case = holding(heard_fugitive(), {**every, "person.motives": record("established", ("faith",))})
    names = ("departure_date", "return_date", "days_walked")
    case = holding(case, {f"person.{name}": "unknown asked" for name in names})
    assert asked(case) == ""


def test_every_goal_and_every_ground_is_completed() -> None:
    program = judged(blank()).evaluation.program
    names = [program.criterion_at[place][0] for place in goals_and_grounds(program)]
    assert {"status", "no_return", "leave", "either_way", "reason_faith"} == set(names)
    assert names.index("reason_faith") > names.index("status")
    assert ("person", "motives") in points(beaten_walker())


@pytest.mark.parametrize("case", [blank(), beaten_walker(), heard_fugitive()])
def test_whatever_is_asked_is_open_and_matters(case: Case) -> None:
    evaluation = judged(case, law=law_of()).evaluation
    for point in open_points(evaluation):
        assert evaluation.values[point.node] == 1
        assert point.path
    assert judged(holding(case, {"AAA.risk_is_real": found("established")})).findings


@pytest.mark.parametrize(
    ("rule", "aside"),
    [
        ({"all": ["crime_hinted", {"any": ["own_mark", "beaten_mark"]}]}, {"AAA.beaten"}),
        ({"not": {"all": ["own_mark", "beaten_mark"]}}, {"AAA.beaten"}),
        ({"not": {"any": ["own_mark", "beaten_mark"]}}, set()),
        ({"all": ["own_mark", "beaten_mark"]}, set()),
    ],
)
def test_a_block_never_opens_an_alternative_that_was_put_aside(rule: Any, aside: set[str]) -> None:
    entry = {**COMMON, "scope": "person"}
    marks = {"own_mark": "fears", "beaten_mark": "beaten"}
    entries = {name: {**entry, "rule": {"for_each": "nationality", "some": fact}} for name, fact in marks.items()}
    law = law_of_entries({**entries, "goal": {**entry, "goal": True, "rule": rule}})
    walk = _Walk(judged(blank(), law=law).evaluation)
    leaves = {".".join(walk.statics[place].slot): walk.put_aside(place) for place, _ in walk.leaves()}
    assert {name for name, put_aside in leaves.items() if put_aside} == aside
