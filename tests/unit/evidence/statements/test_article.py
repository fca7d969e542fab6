import pytest

from wellfounded.evidence.statements.article import LONGEST_BLOCK, BlockKind, blocks

WRAPPED = """The council met in the old hall on Friday evening to talk about the
bridge, which has been closed since the flood of last spring, and about
the money that would be needed to build another one before the winter."""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in blocks(text)]


def test_a_headline_stands_at_the_top_and_prose_below() -> None:
    text = "Bridge to open in May\n\nThe bridge opens in May.\n\nNobody knows why\n"
    assert kinds(text) == [
        ("headline", "Bridge to open in May"),
        ("prose", "The bridge opens in May."),
        ("prose", "Nobody knows why"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Poe in Tolan", "byline"),
        ("Photo: Ada Poe says hello", "byline"),
        ("Year | Arrived | Sent back", "row"),
        ("Year\tArrived\tSent back", "row"),
        ("1994 12 13 14 15 16", "row"),
        ("- The bridge is closed.", "prose"),
    ],
)
def test_what_is_no_prose_is_told_apart(line: str, kind: str) -> None:
    assert kinds(f"{line}\n")[0][0] == kind


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    assert [block.span.of(WRAPPED) for block in blocks(WRAPPED)] == [WRAPPED]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "One sentence ends here.\nAnother one ends there.\nA third one comes last.\n"
    assert [block.paragraph for block in blocks(text)] == [0, 1, 2]


def test_items_of_a_list_stay_apart_in_a_wrapped_text() -> None:
    text = f"{WRAPPED}\n- first\n- second\n"
    assert [block.span.of(text) for block in blocks(text)][1:] == ["- first", "- second"]


def test_a_long_line_is_cut_at_sentences_and_nothing_is_lost() -> None:
    text = "The river is wide. " * 1000
    found = list(blocks(text))
    assert all(len(block.span) <= LONGEST_BLOCK for block in found)
    assert "".join(block.span.of(text) for block in found) == text.strip()
    assert {block.paragraph for block in found} == {0}
    assert all(block.span.of(text).startswith("The") for block in found)


def test_a_line_without_a_single_space_is_cut_too() -> None:
    text = "a" * (LONGEST_BLOCK * 2 + 1)
    assert [len(block.span) for block in blocks(text)] == [LONGEST_BLOCK, LONGEST_BLOCK, 1]


def test_offsets_count_the_original_with_its_mark_and_line_ends() -> None:
    text = "\ufeffOne ends.\r\n\r\nTwo ends.\r\n"
    assert [block.span.of(text) for block in blocks(text)] == ["One ends.", "Two ends."]
    assert all(block.kind is BlockKind.PROSE for block in blocks(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_nothing_has_no_blocks(text: str) -> None:
    assert not list(blocks(text))
