"""Where the next question comes from once some were answered: blocks, points to be put, and replies that change."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import Act, Answer, Case, Country, FactRecord, FactState, Slot
from wellfounded.law.catalogue import FactType
from wellfounded.law.interview import Interview, as_answered
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import load_library
from wellfounded.law.questions import OPENING, Ask, OpenPoint, _Walk, next_point, open_points
from wellfounded.law.whatif import with_fact

DAY = date(2026, 3, 2)
LONG = 15  # answers, after which an interview of the tests is broken off
IN_DEPARTURE = frozenset(
    (entity, fact.id) for entity in ("person", "PRK") for fact in load_library().topics["departure"].facts
)
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


def hurts_out_of_the_blue(seed: int) -> list[Slot]:
    """The sensitive questions of an interview that came while it opened, or before a gentle one of their block."""
    answers = Random(seed)  # noqa: S311 - the answers of a test, nothing secret
    case, early = two_nationalities(), list[Slot]()
    interview = Interview(law(), case, "interviewer-1", DAY)
    while (point := interview.next()) is not None and interview.lines < LONG:
        if point.ask is not Ask.QUESTION:
            interview.pass_over(point)
            continue
        if point.sensitive and gentle_ones(interview, point):
            early.append(point.slot)
        definition = point.definition
        assert definition is not None
        yes_or_no = answers.choice((Answer.YES, Answer.NO))
        interview.record(point, yes_or_no if definition.type is FactType.YES_NO else Answer.DONT_KNOW)
    return early


def gentle_ones(interview: Interview, point: OpenPoint) -> list[OpenPoint]:
    """The gentle questions that should have come before a sensitive one."""
    walk = _Walk(assess_under(as_answered(interview.case), law()).evaluation)
    opening = interview.lines < OPENING
    found = (walk.point(place, ask) for place, ask in walk.leaves() if opening or not walk.put_aside(place))
    questions = (item for item in found if item.ask is Ask.QUESTION and item.slot not in interview.passed_over)
    return [
        item
        for item in questions
        if not item.sensitive
        and (opening or (item.topic == point.topic and point.country in {"", item.country or point.country}))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_what_hurts_never_opens_an_interview_and_never_comes_out_of_the_blue(seed: int) -> None:
    assert hurts_out_of_the_blue(seed) == []


def test_it_is_noticed_when_what_hurts_comes_out_of_the_blue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Walk, "goes_on", lambda *_, **__: False)
    monkeypatch.setattr(_Walk, "gently", lambda _, questions: questions[0])
    assert any(hurts_out_of_the_blue(seed) for seed in range(3))


def test_a_sensitive_question_does_not_hold_the_whole_interview_back() -> None:
    """Late at any price asked up to half as many again as the best order: whatever else was open came before it."""
    best = open_points(assessed(two_nationalities(), ("KOR", "recognised_as_national")).evaluation)
    evaluation = assessed(two_nationalities(), ("KOR", "recognised_as_national")).evaluation
    hurting = next(point for point in best if point.ask is Ask.QUESTION and point.sensitive)
    before = frozenset(point.slot for point in best[: best.index(hurting)])
    aside = frozenset(point.slot for point in best if point.topic == hurting.topic and not point.sensitive)
    following = next_point(evaluation, topic="departure", country="PRK", skip=before | aside | IN_DEPARTURE)
    assert following is not None
    assert following.slot == hurting.slot


def test_what_others_can_settle_is_given_in_between_only_where_it_is_asked_for() -> None:
    evaluation = assessed(two_nationalities()).evaluation
    everything = open_points(evaluation)
    questions = frozenset(point.slot for point in everything if point.ask is Ask.QUESTION)
    first = next_point(evaluation, between=frozenset({Ask.LOOK_UP}), skip=questions)
    assert first is not None
    assert first.slot == next(point.slot for point in everything if point.ask is Ask.LOOK_UP)
    assert next_point(evaluation, skip=questions) is None


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
