from collections.abc import Iterator

from tests.cast import beaten_walker, believed_in_part, walker
from tests.factories import blank, day, found, holding, judged, record
from wellfounded.law.case_file import Case, Direction, Evidence, FactRecord, FactState, Weight
from wellfounded.letters.assessment.context import FactView, FindingView, ReasonView
from wellfounded.letters.assessment.page import view_of

DANGER = "In danger in every country of nationality"


def finding(case: Case, title: str, about: str = "") -> FindingView:
    sections = view_of(judged(case)).sections
    return next(one for part in sections for one in part.findings if one.title == title and about in one.about)


def steps(reason: ReasonView) -> Iterator[ReasonView]:
    yield reason
    for child in reason.children:
        yield from steps(child)


def facts(reason: ReasonView) -> dict[str, FactView]:
    return {step.fact.title: step.fact for step in steps(reason) if step.fact is not None}


def titles(reason: ReasonView) -> list[str]:
    return [step.title for step in steps(reason) if step.title]


def test_the_reasons_go_down_to_the_facts_with_their_state() -> None:
    reasons = finding(beaten_walker(), DANGER).reasons
    assert "In danger there" in titles(reasons)
    assert facts(reasons)["Was beaten"].label.words == "established"


def test_a_group_says_how_it_decides() -> None:
    leads = {step.lead for step in steps(finding(beaten_walker(), DANGER).reasons)}
    assert "One is enough; this holds:" in leads
    assert "All of these hold:" in leads


def test_what_nothing_is_recorded_on_is_named_in_one_line() -> None:
    shown = finding(holding(walker(), {"AAA.beaten": "established"}), DANGER).reasons
    silent = {name for step in steps(shown) for _, names in step.silent for name in names}
    assert any("Is not protected" in name for name in silent)


def test_a_finding_with_nothing_recorded_is_brief() -> None:
    shown = finding(walker(), "Long leave")
    assert shown.brief
    assert shown.reasons.sentences == ("Nothing is recorded yet on what is open here.",)


def test_the_opposite_is_said_as_must_not_hold() -> None:
    reasons = finding(beaten_walker(), DANGER).reasons
    turned = [step for step in steps(reasons) if step.prefix]
    assert turned
    assert all(step.prefix == "must not hold:" for step in turned)


def test_a_human_finding_is_shown_with_author_date_and_reason() -> None:
    reasons = finding(beaten_walker(), DANGER).reasons
    said = " ".join(line for step in steps(reasons) for line in step.human)
    assert "established — adjudicator-1, 1 February 2013: Heard and weighed" in said


def test_what_a_person_looks_at_is_set_out_beneath_the_question() -> None:
    case = holding(blank(), {"AAA.beaten": "established"})
    reasons = finding(case, DANGER).reasons
    looked_at = next(
        step for step in steps(reasons) if step.label and step.label.words == "left to a person" and step.lead
    )
    assert [child.title for child in looked_at.children] == ["Was beaten", "Was harmed"]


def test_a_treaty_binding_is_a_sentence_with_the_name_of_the_state() -> None:
    reasons = finding(beaten_walker(), "May not be sent there", "AAA").reasons
    treaty = next(step for step in steps(reasons) if "bound" in step.title)
    assert treaty.label is not None
    assert treaty.label.words == "bound"
    assert "is bound since 1995-01-01" in treaty.sentences[0]
    assert treaty.law


def test_evidence_stands_once_and_is_pointed_to_afterwards() -> None:
    item = Evidence("interview-1", "line 3", None, Direction.REBUTS, "witness", Weight.STRONG, "“저는 맞았습니다”")
    case = holding(beaten_walker(), {"AAA.beaten": FactRecord(FactState.ESTABLISHED, evidence=(item,))})
    found_facts = [
        facts(one.reasons)["Was beaten"]
        for part in view_of(judged(case)).sections
        for one in part.findings
        if "Was beaten" in facts(one.reasons)
    ]
    first, *others = found_facts
    assert (first.evidence[0].direction, first.evidence[0].weight) == ("rebuts", "strong")
    assert first.evidence[0].note == "“저는 맞았습니다”"
    assert others
    assert all(not other.evidence and other.above for other in others)


def test_an_adverse_point_says_that_it_must_be_put() -> None:
    case = holding(beaten_walker(), {"person.serious_crime": "established"})
    said = facts(finding(case, "Excluded").reasons)["A serious crime"]
    assert "Counts against the person only once it was put; it was not put yet." in said.remarks


def test_a_finding_with_a_number_of_its_own_is_named_and_not_unfolded() -> None:
    reasons = finding(beaten_walker(), "Is a guest of the river").reasons
    assert [(step.title, step.see) for step in steps(reasons) if step.see] == [("Excluded", "2.1")]


def test_the_benefit_of_the_doubt_names_who_gave_it_and_why() -> None:
    said = facts(finding(believed_in_part(), DANGER).reasons)["Was beaten"]
    assert said.label.words == "possible"
    assert any("Benefit of the doubt: adjudicator-1" in line for line in said.remarks)


def test_a_test_of_a_value_shows_the_value_and_its_answer() -> None:
    left, back = record("established", day("2010-05-02")), record("established put", day("2012-06-01"))
    case = holding(blank(all_put=True), {"person.departure_date": left, "person.return_date": back})
    reasons = finding(case, "Long leave").reasons
    test = next(step for step in steps(reasons) if step.fact is not None)
    assert test.prefix == "must not hold:"
    assert test.title == "Day of departure: before return_date"
    assert test.label is not None
    assert test.label.words == "yes"
    assert test.fact is not None
    assert test.fact.value == "2010-05-02"


def test_a_concession_is_shown_where_it_stands() -> None:
    case = holding(walker(), {"AAA.danger": found("conceded")})
    reasons = finding(case, DANGER).reasons
    conceded = next(step for step in steps(reasons) if step.label and step.label.words == "conceded")
    assert conceded.human[0].startswith("conceded — adjudicator-1")
