from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.evidence.plain_text import passages_of

LONG = "The commission found that persons who were returned had been questioned for weeks about their time abroad. "


def pieces(text: str) -> list[tuple[str, str]]:
    return [(passage.paragraph, passage.text) for passage in passages_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing.\n\nAnother thing.", [("", "One thing."), ("", "Another thing.")]),
        (
            "146.\tThey said so.\n147. They said more.",
            [("146", "146.\tThey said so."), ("147", "147. They said more.")],
        ),
        ("(3) Third.\n(4) Fourth.", [("3", "(3) Third."), ("4", "(4) Fourth.")]),
        ("第四十六条 申请难民地位的外国人。", [("第四十六条", "第四十六条 申请难民地位的外国人。")]),
        ("제2조(정의) 뜻은 다음과 같다.", [("제2조", "제2조(정의) 뜻은 다음과 같다.")]),
        ("A line that was\nwrapped by hand.\n\nNext.", [("", "A line that was\nwrapped by hand."), ("", "Next.")]),
        ("Findings\n\n5. It is so.", [("5", "Findings\n\n5. It is so.")]),
        ("A heading alone", [("", "A heading alone")]),
        ("2014 was a hard year.\n3.5 million fled.", [("", "2014 was a hard year.\n3.5 million fled.")]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_paragraphs_with_their_printed_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


def test_each_line_of_a_text_that_was_not_wrapped_is_a_paragraph() -> None:
    assert len(pieces(f"{LONG}\n{LONG}\n{LONG}")) == 3


def test_a_long_paragraph_is_cut_between_sentences_and_keeps_its_number() -> None:
    found = pieces("12. " + LONG * 40)
    assert len(found) > 3
    assert {number for number, _ in found} == {"12"}
    assert all(text.endswith(".") and len(text) <= 1_500 for _, text in found)


def test_what_has_no_end_of_a_sentence_is_cut_all_the_same() -> None:
    assert max(len(text) for _, text in pieces("x" * 10_000)) <= 1_500


def test_the_language_is_told_passage_by_passage() -> None:
    found = passages_of("They were returned.\n\n그들은 송환되었다.\n\n他们被遣返。")
    assert [str(passage.language) for passage in found] == ["en", "ko", "zh"]


@given(st.text(alphabet="ab. \n\t1)(第条。송", max_size=400))
def test_passages_stand_where_they_say_in_order_and_lose_no_letter(text: str) -> None:
    found = passages_of(text)
    assert all(text[passage.first : passage.last] == passage.text for passage in found)
    assert all(before.last <= after.first for before, after in pairwise(found))
    assert "".join("".join(passage.text.split()) for passage in found) == "".join(text.split())
