"""A quotation in a text taken anew: where its words clearly stand, and nowhere when no place is clear."""

from wellfounded.evidence.documents.citation import cite
from wellfounded.library.place_again import place_again

WORDS = "sent back at night over the river"
TEXT = f"They were {WORDS}, she said."
CITED = cite("0" * 64, TEXT, first=TEXT.index(WORDS), last=TEXT.index(WORDS) + len(WORDS))


def test_it_is_found_where_it_moved_to() -> None:
    moved = f"A new heading.\n\n{TEXT}"
    found = place_again(CITED, moved)
    assert found is not None
    assert moved[slice(*found)] == WORDS


def test_between_two_places_that_are_alike_nothing_is_guessed() -> None:
    assert place_again(CITED, f"New.\n\n{TEXT}\n\n{TEXT}") is None


def test_words_that_are_gone_are_not_found() -> None:
    assert place_again(CITED, "Nothing of it stands here.") is None
