"""A pack that was written by rule, and needed no code: Burmese. Names are of public figures of history."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names


@pytest.mark.parametrize(
    ("burmese", "latin"),
    [
        ("အောင်ဆန်း", "Aung San"),
        ("အောင်ဆန်းစုကြည်", "Aung San Suu Kyi"),
        ("ဒေါ်အောင်ဆန်းစုကြည်", "Aung San Suu Kyi"),
        ("သန်းရွှေ", "Than Shwe"),
        ("နေဝင်း", "Ne Win"),
        ("သိန်းစိန်", "Thein Sein"),
        ("မင်းအောင်လှိုင်", "Min Aung Hlaing"),
        ("အောင်ဆန်းစုကြည်", "Daw Aung San Suu Kyi"),
        ("Aungsansuukyi", "Daw Aung San Suu Kyi"),
    ],
)
def test_a_burmese_name_is_never_different_from_its_latin_spelling(burmese: str, latin: str) -> None:
    assert compare_names(burmese, latin).verdict in {Verdict.POSSIBLE, Verdict.LIKELY}


@pytest.mark.parametrize(
    ("burmese", "latin"),
    [("အောင်ဆန်း", "Ne Win"), ("သန်းရွှေ", "Thein Sein"), ("မင်းအောင်လှိုင်", "Khin Nyunt"), ("အောင်ဆန်းစုကြည်", "Daw Khin Myo Chit")],
)
def test_two_burmese_names_are_different(burmese: str, latin: str) -> None:
    assert compare_names(burmese, latin).verdict is Verdict.DIFFERENT


def test_an_honorific_is_no_second_word_that_agrees() -> None:
    assert compare_names("Daw Aungsansuukyi", "Daw Aung San Suu Kyi").verdict is Verdict.POSSIBLE
    assert compare_names("Aung Sansuukyi", "Aung San Suu Kyi").verdict is Verdict.LIKELY
