"""Whatever the text, nothing is raised, and every span holds words of the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.evidence.statements.annotation import annotation
from wellfounded.evidence.statements.article import LONGEST_BLOCK, blocks
from wellfounded.evidence.statements.extract import statements_of
from wellfounded.evidence.statements.quotation import quotations
from wellfounded.evidence.statements.score import Gold, read_gold, score

ENGLISH = [
    "Ada Poe said ",
    "that the camps were closed",
    "he added ",
    "according to ",
    "the ministry",
    "denied ",
    "not ",
]
MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "(",
    ")",
    ": ",
    "- ",
    "| ",
    "\u202e",
    "\u00a0",
    "\ufeff",
    "😀",
]
OTHERS = [
    "장관은 ",
    "“수용소가 닫혔다”고 ",
    "말했다. ",
    "따르면 ",
    "部长表示，",
    "“营地已关闭。”",
    "据报道，",
    "قال ",
    "e\u0301",
]
PIECES = st.sampled_from([*ENGLISH, *MARKS, *OTHERS])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=30)
@given(TEXTS)
def test_any_text_is_read_and_every_span_holds_words_of_it(text: str) -> None:
    for item in statements_of(text):
        assert item.content
        assert 0 <= item.confidence <= 1
        for span in (*item.content, *item.cue, *((item.source,) if item.source else ())):
            assert 0 <= span.start < span.end <= len(text)
        assert list(item.content) == sorted(item.content)
        assert any(letter.isalnum() for letter in item.words(text))


@settings(max_examples=20)
@given(TEXTS)
def test_what_is_written_as_annotation_is_its_own_gold(text: str) -> None:
    found = statements_of(text)
    gold = read_gold(annotation("a", text, statements=found))["a"]
    figures = score(gold, found)
    assert figures.content == figures.speaker == len(found)


@given(TEXTS)
def test_blocks_are_in_order_apart_and_not_too_long(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert end <= block.span.start < block.span.end <= len(text)
        assert len(block.span) <= LONGEST_BLOCK
        end = block.span.end


@given(TEXTS)
def test_quotations_are_in_order_and_hold_their_inner_text(text: str) -> None:
    end = 0
    for item in quotations(text):
        assert end <= item.span.start < item.span.end <= len(text)
        assert item.span.holds(item.inner)
        end = item.span.end


def test_the_control_a_gold_without_content_is_found_by_nobody() -> None:
    assert score([Gold("G", ())], statements_of("Ada Poe said that the camps were closed.")).content == 0
