"""What the law core says of a case of the office: the next question, what is open, the reasons, what would differ."""

from pathlib import Path
from unittest.mock import patch

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from tests.casework.interviews import FACT, answered, asked, case_in_interview
from tests.factories import ROOT, real
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_route import RouteAdded, add_route
from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.make_finding import FindingMade, make_finding
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.explanation import Branch, explanation
from wellfounded.cases.inconsistencies import inconsistencies
from wellfounded.cases.law_case import take_over
from wellfounded.cases.models import Case, Interview
from wellfounded.cases.question_count import questions_of_interview
from wellfounded.cases.questions import Questions, language_of, next_questions, why
from wellfounded.cases.screening import needed, open_points, remarks, rests_on, screen, what_if
from wellfounded.cases.unasked import unasked
from wellfounded.law import interview as guided
from wellfounded.law import whatif
from wellfounded.law.case_reader import read_case
from wellfounded.law.diagram import DiagramTooLargeError
from wellfounded.law.explain import StepKind
from wellfounded.law.questions import Ask

EXAMPLE = ROOT / "examples/fictional/ex-02-repeat-returnee.yaml"


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


def taken_over(cast: Cast, path: Path = EXAMPLE) -> Case:
    case = make_case(cast.registrar)
    take_over(case, read_case(path, real()), by=cast.registrar)
    return Case.objects.get(pk=case.pk)


def questions(case: Case, *, language: str = "en", number: int = 1) -> Questions:
    return next_questions(case, Interview.objects.get(case=case, number=number), language=language)


def test_the_free_narrative_comes_first(cast: Cast, case: Case) -> None:
    assert questions(case).narrative_first
    record_narrative(cast.interviewer, case.number, request=Telling(text="I was born in Hoeryong."))
    assert not questions(case).narrative_first


def test_a_second_interview_does_not_ask_for_it_all_again(cast: Cast, case: Case) -> None:
    plan_interview(cast.interviewer, case.number, request=Plan(reason="One point was left"))
    assert not questions(case, number=2).narrative_first


def test_the_next_question_says_why_and_never_hurts_by_default(case: Case) -> None:
    found = questions(case)
    assert found.next is not None
    assert found.next in found.questions
    assert found.next.why
    assert found.next.answers
    assert found.next.topic
    assert not any(question.sensitive for question in found.questions)
    hurting = {question.slot[1] for question in found.sensitive}
    assert {"harm_sexual_violence", "harm_torture"} <= hurting
    assert {question.ask for question in found.others} <= {Ask.LOOK_UP, Ask.FIND}
    assert why(case, found.next.slot) == found.next.why
    assert why(case, ("PRK", "nothing")) == ()


def test_what_was_asked_is_not_the_next_question(cast: Cast, case: Case) -> None:
    first = questions(case).next
    assert first is not None
    request = Question(entity=first.slot[0], fact=first.slot[1], reason="The opening")
    ask_question(cast.interviewer, case.number, request=request)
    found = questions(case)
    assert found.next is not None
    assert found.next.slot != first.slot
    again = [question for question in found.questions if question.slot == first.slot]
    assert [question.asked for question in again] == [True]


def test_what_was_answered_is_not_asked_again(cast: Cast, case: Case) -> None:
    answered(cast, case, word="dont_know")
    assert ("PRK", FACT) not in {question.slot for question in questions(case).questions}


@pytest.mark.parametrize(
    ("slot", "block"),
    [
        (("PRK", FACT), ("departure", "PRK")),
        (("person", "motives"), ("economic", "")),
        (("CHN>PRK", "onward_removal_real"), ("return", "")),
    ],
)
def test_the_core_is_told_the_block_of_the_last_question(
    cast: Cast, case: Case, slot: tuple[str, str], block: tuple[str, str]
) -> None:
    add_country(cast.adjudicator, case.number, request=CountryAdded(code="CHN"))
    add_route(cast.adjudicator, case.number, request=RouteAdded(start="CHN", end="PRK"))
    told: list[guided.Interview] = []
    with patch.object(guided.Interview, "next", autospec=True, side_effect=told.append):
        assert questions(case).next is None
        ask_question(cast.interviewer, case.number, request=Question(entity=slot[0], fact=slot[1], reason="x"))
        questions(case)
    assert [(one.topic, one.country, one.lines) for one in told] == [("", "", 0), (*block, 1)]
    assert slot in told[1].passed_over


def test_questions_are_asked_in_the_language_of_the_interview(case: Case) -> None:
    for language, name in (("en", "North Korea"), ("ko", "북한"), ("zh-hans", "朝鲜")):
        about = {question.about for question in questions(case, language=language).questions}
        assert name in about
    motives = [question for question in questions(case).questions if question.slot == ("person", "motives")]
    assert motives == [] or motives[0].options["hunger"]


@pytest.mark.parametrize(
    ("code", "language"),
    [("", "en"), ("ko", "ko"), ("zh-hans", "zh-Hans"), ("ZH-HANS", "zh-Hans"), ("ko-KP", "ko"), ("fr", "en")],
)
def test_a_language_of_the_catalogue_is_found_for_any_code(code: str, language: str) -> None:
    assert language_of(code) == language


def test_a_point_to_be_put_stands_apart(cast: Cast, case: Case) -> None:
    request = FindingMade(entity="PRK", criterion="objective_risk", word="not_established", reason="Weighed")
    make_finding(cast.adjudicator, case.number, request=request)
    found = questions(case)
    assert [question.slot for question in found.to_put] == [("PRK", "objective_risk")]
    assert (found.to_put[0].answers, found.to_put[0].text, found.to_put[0].topic) == ((), "", "")
    assert found.to_put[0].title == screen(case).law.criteria["objective_risk"].title


def test_open_points_and_remarks_are_those_of_the_core(cast: Cast, case: Case) -> None:
    answered(cast, case, word="yes")
    assessment = screen(case)
    assert ("PRK", FACT) not in {point.slot for point in open_points(assessment)}
    assert "REV-10" in {remark.code for remark in remarks(assessment)}


def test_what_would_turn_against_the_applicant_stands_apart(cast: Cast) -> None:
    assessment = screen(taken_over(cast))
    standing = [goal for goal in assessment.goals() if goal.label is whatif.towards_applicant(goal)]
    assert standing
    (way, *_others) = [one for one in rests_on(assessment) if one.finding == standing[0]]
    assert way.flip is not None
    away = [(change.slot, change.value) for change in way.flip.changes if change.test is None]
    found = what_if(assessment, away)
    assert standing[0].criterion.id in {before.criterion.id for before, _after in found.worse}
    assert not any(before.label is whatif.towards_applicant(before) for before, _after in found.better)
    assert what_if(assessment, []).worse == ()


def test_several_suppositions_hold_together(case: Case) -> None:
    assessment = screen(case)
    both = what_if(assessment, [(("PRK", "fears_return"), True), (("PRK", "objective_risk"), True)])
    alone = what_if(assessment, [(("PRK", "objective_risk"), True)])
    assert len(both.better) > len(alone.better)
    assert both.worse == ()


def test_what_is_needed_and_what_a_finding_rests_on(cast: Cast, case: Case) -> None:
    way = needed(screen(case))
    assert {one.finding.criterion.id for one in way} >= {"refugee_status"}
    assert any(one.flip is not None and one.flip.changes for one in way)
    assert rests_on(screen(case)) == ()
    resting = rests_on(screen(taken_over(cast)))
    assert resting
    assert not any(one.too_large for one in resting)


def test_what_cannot_be_computed_is_said_to_be_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_args: object, **_kwargs: object) -> None:
        raise DiagramTooLargeError

    monkeypatch.setattr(whatif, "smallest_flip", too_large)
    assert all(one.too_large and one.flip is None for one in needed(screen(case)))


def leaves(branch: Branch) -> list[Branch]:
    return [branch] if not branch.branches else [leaf for child in branch.branches for leaf in leaves(child)]


def test_the_reasons_are_a_tree_down_to_the_facts(cast: Cast) -> None:
    assessment = screen(taken_over(cast))
    goal = next(goal for goal in assessment.goals() if goal.criterion.id == "refugee_status")
    tree = explanation(assessment, goal)
    assert (tree.kind, tree.title, tree.slot) == (
        StepKind.CRITERION,
        goal.criterion.title,
        ("person", "refugee_status"),
    )
    facts = [leaf for leaf in leaves(tree) if leaf.kind is StepKind.FACT]
    assert facts
    assert all(leaf.state or "closed" in leaf.marks for leaf in facts if leaf.value != "open")
    assert any(leaf.evidence for leaf in facts)
    found = [leaf for leaf in leaves(tree) if leaf.kind is StepKind.HUMAN and leaf.state]
    assert all(leaf.reason for leaf in found)
    whole = explanation(assessment, goal, everything=True)
    assert len(leaves(whole)) > len(leaves(tree))


def test_open_and_closed_questions_are_counted(cast: Cast, case: Case) -> None:
    for openness in ("open", "open", "closed", ""):
        asked(cast, case, openness=openness)
    count = questions_of_interview(Interview.objects.get(case=case))
    assert (count.open, count.closed, count.unsaid, count.total) == (2, 1, 1, 4)
    assert questions_of_interview(Interview.objects.get(case=case_in_interview(cast))).total == 0


def test_a_changed_answer_is_an_inconsistency_until_the_reply_explains_it(cast: Cast, case: Case) -> None:
    answered(cast, case, word="yes")
    assert inconsistencies(case) == ()
    answered(cast, case, word="yes")
    assert inconsistencies(case) == ()
    answered(cast, case, word="dont_know")
    answered(cast, case, word="no")
    (found,) = inconsistencies(case)
    assert (found.slot, found.answers, found.put) == (("PRK", FACT), ("yes", "no"), False)
    point = put_point(cast.interviewer, case.number, request=Point(entity="PRK", item=FACT, text="Which is it?"))
    reply = Reply(point=point.number, text="The first time I was afraid")
    record_reply(cast.interviewer, case.number, request=reply)
    (found,) = inconsistencies(case)
    assert (found.put, found.reply) == (True, "The first time I was afraid")


def test_dates_that_differ_and_contradicted_facts_are_inconsistencies(cast: Cast, case: Case) -> None:
    for value in ("1998", "2001"):
        answered(cast, case, fact="departure_date", word="value", value=value)
    contradicted = FactFound(entity="PRK", fact="fears_return", state="contradicted", reason="Two stories")
    set_fact(cast.adjudicator, case.number, request=contradicted)
    found = {one.slot[1]: one for one in inconsistencies(case)}
    assert found["departure_date"].answers == ("1998", "2001")
    assert (found["fears_return"].answers, found["fears_return"].put) == ((), False)


def test_a_reply_in_an_imported_file_counts(cast: Cast) -> None:
    case = taken_over(cast, ROOT / "examples/fictional/ex-09-smuggler.yaml")
    assert all(one.put == bool(one.reply) for one in inconsistencies(case))


def test_an_element_of_which_nobody_asked_is_named(cast: Cast, case: Case) -> None:
    before = {(one.criterion, one.entity): one.facts for one in unasked(case, screen(case))}
    naming = [key for key, facts in before.items() if ("PRK", FACT) in facts]
    assert naming
    asked(cast, case)
    after = {(one.criterion, one.entity): one.facts for one in unasked(case, screen(case))}
    assert all(("PRK", FACT) not in facts for facts in after.values())


def test_what_was_found_without_asking_is_not_named(cast: Cast, case: Case) -> None:
    request = FactFound(entity="PRK", fact=FACT, state="established", reason="Seen on the papers")
    set_fact(cast.adjudicator, case.number, request=request)
    assert all(("PRK", FACT) not in one.facts for one in unasked(case, screen(case)))


def test_a_settled_element_is_not_named(cast: Cast) -> None:
    case = taken_over(cast)
    assessment = screen(case)
    assert all(not assessment[one.criterion, one.entity].determined for one in unasked(case, assessment))
