"""Where the next question comes from once some were answered: blocks, points to be put, and replies that change."""

from dataclasses import replace
from datetime import date

from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import Act, Answer, Case, Country, FactRecord, FactState, Slot
from wellfounded.law.interview import Interview
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import load_library
from wellfounded.law.questions import Ask, OpenPoint, next_point, open_points
from wellfounded.law.whatif import with_fact

DAY = date(2026, 3, 2)
NATIONAL = frozenset({"nationality"})


def law() -> Law:
    return resolve(load_library(), "unhcr", claim=DAY, decision=DAY)


def two_nationalities() -> Case:
    countries = {code: Country(links=NATIONAL, destination=True) for code in ("PRK", "KOR")}
    return Case("T-1", "fictional", "unhcr", "CHN", DAY, DAY, countries=countries)


def assessed(case: Case, *refuted: Slot) -> Assessment:
    for slot in refuted:
        case = with_fact(case, slot, record=FactRecord(FactState.REFUTED))
    return assess_under(case, law())


def place_of(points: tuple[OpenPoint, ...], slot: Slot) -> int:
    return next(number for number, point in enumerate(points) if point.slot == slot)


def test_an_interview_does_not_open_with_a_point_to_be_put() -> None:
    established = with_fact(
        two_nationalities(), ("PRK", "recognised_as_national"), record=FactRecord(FactState.ESTABLISHED)
    )
    evaluation = assess_under(established, law()).evaluation
    waiting = [point.ask for point in open_points(evaluation)]
    first = next_point(evaluation)
    assert Ask.PUT in waiting
    assert first is not None
    assert first.ask is Ask.QUESTION


def test_points_are_put_when_nothing_else_is_left_to_ask() -> None:
    established = with_fact(
        two_nationalities(), ("PRK", "recognised_as_national"), record=FactRecord(FactState.ESTABLISHED)
    )
    evaluation = assess_under(established, law()).evaluation
    questions = frozenset(point.slot for point in open_points(evaluation) if point.ask is Ask.QUESTION)
    last = next_point(evaluation, skip=questions)
    assert last is not None
    assert last.ask is Ask.PUT


def test_a_block_does_not_open_an_alternative_that_was_put_aside() -> None:
    everything_put = replace(two_nationalities(), all_points_put=Act("officer"))
    named = (part.id for part in law().criteria["threat_to_life_or_freedom"].rule.parts)
    no_threat = assessed(everything_put, *(("PRK", name) for name in named)).evaluation
    point = next_point(no_threat, topic="harm", country="PRK")
    assert point is not None
    assert point.topic != "harm", "lesser harms matter only if none of the quicker ways to persecution holds"


def test_an_answer_that_other_alternatives_may_make_needless_is_put_after_them() -> None:
    points = open_points(assessed(two_nationalities(), ("PRK", "harm_serious_violence")).evaluation)
    again = place_of(points, ("PRK", "harm_serious_violence"))
    assert points[again].ask is Ask.PUT
    assert again > place_of(points, ("PRK", "harm_forced_labour"))


def test_an_answer_that_alone_decides_is_put_before_more_is_asked_under_it() -> None:
    points = open_points(assessed(two_nationalities(), ("PRK", "fears_return")).evaluation)
    assert place_of(points, ("PRK", "fears_return")) < place_of(points, ("PRK", "harm_serious_violence"))


def test_a_changed_reply_was_not_put_itself() -> None:
    slot = ("person", "receives_other_un_protection")
    case = with_fact(two_nationalities(), slot, record=FactRecord(answered=Answer.NO))
    interview = Interview(law(), case, "interviewer-1", DAY)
    point = next(point for point in open_points(assessed(case, slot).evaluation) if point.slot == slot)
    assert point.ask is Ask.PUT
    changed = interview.record(point, Answer.YES)
    assert changed.answered is Answer.YES
    assert changed.put is None, "what counts against her now is the new answer, and nobody put that to her"
    assert interview.record(point, Answer.YES).put is not None
