"""Letters that stand for names, and what they cannot stand for; public figures, and names nobody bears."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names

CLASHING = [
    ("W. H. Auden", "W. B. Auden"),
    ("Wystan Hugh Auden", "W. B. Auden"),
    ("J. R. Haddad", "K. R. Haddad"),
    ("Sheikh L. Mansour Haddad", "R. Mansour Haddad"),
]
GOING_TOGETHER = [
    ("W. H. Auden", "Wystan Hugh Auden"),
    ("W. H. Auden", "Auden, W. H."),
    ("C. Szabo Haddad", "T. Szabo Haddad"),  # Csaba, Tschaba
    ("J. Petrov Haddad", "Y. Petrov Haddad"),  # Juri, Yuri
    ("K. Haddad Mansour", "Q. Haddad Mansour"),  # Kasim, Qasim
    ("U Thein Sein", "Dr. Thein Sein"),  # an honorific of one letter is no initial
]


@pytest.mark.parametrize(("left", "right"), CLASHING)
def test_an_initial_that_cannot_begin_the_other_word_parts_two_names(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(("left", "right"), GOING_TOGETHER)
def test_an_initial_that_another_spelling_may_begin_with_parts_none(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is not Verdict.DIFFERENT


def test_an_initial_is_read_whichever_name_stands_first() -> None:
    for left, right in CLASHING:
        assert compare_names(left, right) == compare_names(right, left).turned()
