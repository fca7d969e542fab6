import pytest

from wellfounded.identity.names.keys import keys

SAME = [
    ("Владимир Соколов", "Vladimir Sokolov"),
    ("محمد الحسيني", "Mohammed al-Husseini"),
    ("Mohamed Hussein", "HUSSAIN, Muhammad"),
    ("林淑芬", "Shu-Fen Lin"),
    ("王國興", "WONG Kwok-hing"),
    ("張華峯", "Christopher CHEUNG Wah-fung"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_name_in_two_scripts_shares_a_key(left: str, right: str) -> None:
    assert keys(left) & keys(right)


def test_other_names_share_none() -> None:
    assert not keys("Владимир Соколов") & keys("Mohammed al-Husseini")
    assert not keys("林淑芬") & keys("WONG Kwok-hing")


def test_two_words_of_a_korean_name_are_no_key() -> None:
    assert not any(key.startswith("x") for key in keys("Kim Chol Su"))
    assert any(key.startswith("x") for key in keys("Vladimir Sokolov"))


@pytest.mark.parametrize("nothing", ["", "   ", "🙂", "x" * 10_000])
def test_what_is_no_name_has_no_key(nothing: str) -> None:
    assert keys(nothing) == frozenset()


def test_a_name_of_many_words_has_few_keys() -> None:
    assert len(keys(" ".join(["abdul", "karim", "hassan", "yusuf", "salim", "nasir", "omar", "faruq"] * 3))) < 40
