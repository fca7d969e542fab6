from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded
from wellfounded.law.case_file import Answer, Case, FactState
from wellfounded.law.case_reader import read_case
from wellfounded.law.library import load_library

LONG_LINE = f"title: “{'강을 건넜어요. 허가는 없었습니다. ' * 8}”"
FRESH = f"""\
# a claim on its first day
format: wellfounded-case/1
case: EX-002
{LONG_LINE}
material: fictional
profile: unhcr
host: CHN
dates: {{claim: 2024-03-02}}
person:
  facts: {{}}
countries:
  PRK:
    link: nationality
    destination: true
    facts:
      is_outside: established
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(FRESH, encoding="utf-8")
    return path


def read(path: Path) -> Case:
    return read_case(path, load_library())


LOOK_UPS = 3  # which come before the second question of this case once the first has no answer


def answering(first: str, *others: str) -> str:
    """The keys of some answers without words; the look-ups in between are passed over."""
    return f"{first}\n\n" + "".join(
        ("p\n" * LOOK_UPS if number == 0 else "") + f"{key}\n\n" for number, key in enumerate(others)
    )


def answered(case: Case) -> dict[tuple[str, str], Answer]:
    return {
        (entity, name): fact.answered
        for entity, record in case.entities()
        for name, fact in record.facts.items()
        if fact.answered is not None
    }


def test_an_answer_is_saved_in_the_words_of_the_person_and_is_not_yet_a_finding(case: Path) -> None:
    said = wellfounded("interview", case, "--by", "interviewer-2", "--language", "ko", typed="y\n산을 넘었습니다\nq\n")
    assert said.code == 0
    assert "예" in said.out
    after = read(case)
    (slot,) = answered(after)
    record = after.fact(slot)
    assert record is not None
    assert record.evidence[-1].note == "산을 넘었습니다"
    assert record.state is FactState.UNKNOWN, "what was said is not yet found"


def test_each_answer_is_saved_before_the_next_question(case: Path) -> None:
    said = wellfounded("interview", case, typed=answering("d", "w", "c"))
    assert said.code == 0, "the end of the keyboard stops the interview"
    assert list(answered(read(case)).values()).count(Answer.CANNOT_SAY) == 1
    assert len(answered(read(case))) == 3


def test_not_knowing_and_not_wanting_to_say_are_kept_apart(case: Path) -> None:
    wellfounded("interview", case, typed=answering("d", "w") + "q\n")
    assert set(answered(read(case)).values()) == {Answer.DONT_KNOW, Answer.WONT_SAY}


def test_a_question_that_is_passed_over_leaves_the_file_as_it_was(case: Path) -> None:
    before = case.read_bytes()
    wellfounded("interview", case, "--language", "zh-Hans", typed="p\np\nq\n")
    assert case.read_bytes() == before


def test_a_letter_that_is_no_answer_is_asked_again(case: Path) -> None:
    assert "Please choose one of the letters." in wellfounded("interview", case, typed="x\nq\n").out


def test_comments_and_lines_that_nobody_touched_stay(case: Path) -> None:
    wellfounded("interview", case, typed="y\n\nn\n\nq\n")
    text = case.read_text(encoding="utf-8")
    assert text.startswith("# a claim on its first day\n")
    assert LONG_LINE in text, "a long line is not wrapped anew"
    assert answered(read(case)), "the file is sound"


def test_a_language_that_is_not_held_is_told(case: Path) -> None:
    said = wellfounded("interview", case, "--language", "fr")
    assert said.code == 2
    assert "Choose one of: en, ko, zh-Hans." in said.beside


def test_a_broken_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("format: [", encoding="utf-8")
    assert wellfounded("interview", path, typed="y\n").code == 2
    assert path.read_text(encoding="utf-8") == "format: ["


def test_ask_says_which_question_comes_next_and_why(case: Path) -> None:
    said = wellfounded("ask", case)
    assert said.code == 0
    assert "Next question" in said.out
    assert "Why:" in said.out
    assert "Waits for an answer of the applicant" in said.out


def test_ask_says_what_to_look_up_before_the_next_question(case: Path) -> None:
    wellfounded("interview", case, typed="d\n\nq\n")
    assert "Look up first: National by the law itself (North Korea)." in wellfounded("ask", case).out


def test_ask_says_which_answers_nobody_has_found_yet(case: Path) -> None:
    wellfounded("interview", case, typed="y\n\nq\n")
    assert "Answers that wait for a person to find them" in wellfounded("ask", case).out


def test_ask_says_which_finding_was_not_put(case: Path) -> None:
    found = "torture_risk: {finding: not_established, by: adjudicator-7, reason: Judged unlikely}"
    case.write_text(f"{FRESH}    findings:\n      {found}\n", encoding="utf-8")
    said = wellfounded("ask", case)
    waiting = said.out.partition("Waits for being put to the person: 1")[2].partition("Waits for")[0]
    assert "[PRK.torture_risk]" in waiting


def test_a_look_up_is_for_the_interviewer_and_found_with_a_reason(case: Path) -> None:
    said = wellfounded("interview", case, "--by", "officer-3", typed="y\n\nn\nReport of 2023, para 4\ny\n\nq\n")
    assert "For the interviewer, not to be read out." in said.out
    record = read(case).fact(("PRK", "generalised_violence"))
    assert record is not None
    assert (record.state, record.answered) == (FactState.REFUTED, None)
    assert (record.act.by, record.act.reason) == ("officer-3", "Report of 2023, para 4")
    assert read(case).fact(("PRK", "public_order_disturbed")) is None, "without a reason nothing is found"


def test_what_may_hurt_is_announced(case: Path) -> None:
    keys = "p\n" * 150
    assert "The next question may be hard to hear." in wellfounded("interview", case, typed=keys).out


def test_what_stands_on_the_file_is_put_in_other_words_than_an_answer(case: Path) -> None:
    text = case.read_text(encoding="utf-8").replace("is_outside: established", "is_outside: refuted")
    case.write_text(text, encoding="utf-8")
    assert "This stands on the file." in wellfounded("interview", case, typed="p\n" * 150).out


def confirm(case: Path, typed: str, *more: str) -> str:
    said = wellfounded("interview", case, "--by", "adjudicator-7", "--confirm", *more, typed=typed)
    assert said.code == 0
    return said.out


def test_answers_are_found_one_by_one_with_a_name_and_a_reason(case: Path) -> None:
    wellfounded("interview", case, typed="y\nThey issued my card\nq\n")
    out = confirm(case, "e\nDetailed and without contradiction\n")
    assert "Said: yes" in out
    assert "“They issued my card”" in out
    assert "Found now: 1. Answers that still wait: 0." in out
    (slot,) = answered(read(case))
    record = read(case).fact(slot)
    assert record is not None
    assert (record.state, record.answered) == (FactState.ESTABLISHED, Answer.YES)
    assert (record.act.by, record.act.reason) == ("adjudicator-7", "Detailed and without contradiction")
    assert "You find this" not in confirm(case, ""), "nothing waits any more"


def test_an_answer_may_be_found_otherwise_than_it_was_said(case: Path) -> None:
    wellfounded("interview", case, typed="y\n\nq\n")
    confirm(case, "s\nOnly hearsay\n", "--language", "ko")
    (slot,) = answered(read(case))
    record = read(case).fact(slot)
    assert record is not None
    assert record.state is FactState.POSSIBLE


@pytest.mark.parametrize("typed", ["q\n", "p\n", "e\n\n", ""])
def test_nothing_is_found_by_itself(case: Path, typed: str) -> None:
    wellfounded("interview", case, typed="y\n\nq\n")
    before = case.read_bytes()
    assert "Found now: 0. Answers that still wait: 1." in confirm(case, typed)
    assert case.read_bytes() == before


def test_a_value_is_shown_and_found_with_the_fact(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    date_said = "{state: unknown, value: 2019-04, answered: value}"
    case.write_text(text.replace("facts: {}", f"facts: {{birth_date: {date_said}}}"), encoding="utf-8")
    out = confirm(case, "r\ne\nThe stamp\n")
    assert "2019-04" in out
    assert "Please choose one of the letters." in out, "a date is not refuted: it is found, or not"
    record = read(case).fact(("person", "birth_date"))
    assert record is not None
    assert record.state is FactState.ESTABLISHED


def test_a_finding_needs_the_one_who_makes_it(case: Path) -> None:
    said = wellfounded("interview", case, "--confirm")
    assert said.code == 2
    assert "Add --by with your number or role" in said.beside
