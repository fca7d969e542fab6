import pytest

from wellfounded.identity.names.keys import asked_keys, filed_keys, keys

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


FOUND_BOTH_WAYS = [
    ("Ali Reza Fadakar", "Alireza FADAKAR"),
    ("George Adwan", "جورج عدوان"),
    ("Aleksandr Kuzin", "Alexander KUZIN"),
    ("مرتضی رضوانی", "Morteza Rezvani"),
    ("جواد محمدی", "Javad Mohammadi"),
    ("Jean-Pierre Chirac", "Jean Pierre SHIRAC"),
    ("謝偉銓", "TSE Wai-chuen"),
    ("李國強", "Lee Kuo-chiang"),
    ("Chan Tai Man", "Chen Daiwen"),
    ("蔡水福", "Chua Chwee Hock"),
    ("許財發", "Koh Chye Huat"),
    ("陳育仁", "Yu-Jen Chen"),
    ("陈志明", "Чэнь Чжимин"),
    ("Chen Zhiming", "Чэнь Чжимин"),
]


@pytest.mark.parametrize(("left", "right"), FOUND_BOTH_WAYS)
def test_what_is_asked_meets_what_is_filed(left: str, right: str) -> None:
    assert asked_keys(left) & filed_keys(right)
    assert asked_keys(right) & filed_keys(left)


def test_a_surname_of_several_southern_spellings_is_asked_in_all_of_them() -> None:
    assert asked_keys("許財發") & filed_keys("Khaw Chye Huat")


def test_a_record_is_filed_under_few_keys_and_asked_under_more() -> None:
    for name in ("Vladimir Vladimirovich Sokolov", "Mohammed Khalil Ibrahim al-Husseini", "李國強", "Kim Chol Su"):
        assert len(filed_keys(name)) <= 24
        assert filed_keys(name) <= asked_keys(name)
        assert len(asked_keys(name)) <= 80
