"""Arabic letters leave short vowels out, but none at the end of a word; names nobody bears, made of common ones."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.other.packs import LATIN, packs

ARABIC = packs()["ARABIC"].spelling


@pytest.mark.parametrize(("written", "read"), [("سمير", "samira"), ("حداد", "haddadi"), ("كمال", "kamalo")])
def test_a_vowel_that_stands_last_would_be_written(written: str, read: str) -> None:
    assert ARABIC.log_probability(written, read) < ARABIC.log_probability(written, read[:-1]) - 4.0


@pytest.mark.parametrize(("written", "read"), [("ياسين", "yacine"), ("كاتب", "kateb"), ("محمد", "mohamed")])
def test_short_vowels_and_a_mute_letter_cost_little(written: str, read: str) -> None:
    assert ARABIC.log_probability(written, read) > -12.0


def test_samir_is_never_likely_to_be_samira() -> None:
    assert compare_names("سمير حداد", "Samira Haddad").verdict is not Verdict.LIKELY
    assert compare_names("سميرة حداد", "Samira Haddad").verdict is Verdict.LIKELY


def test_a_script_that_writes_its_vowels_has_no_mute_ones() -> None:
    assert {script for script, pack in packs().items() if pack.spelling.mute} == {"ARABIC", "HEBREW"}
    assert not packs()[LATIN].spelling.unwritten


def test_two_vowels_together_would_be_written() -> None:
    assert compare_names("حسن نصر الله", "Hussein Nasrallah").verdict is Verdict.DIFFERENT
    assert compare_names("سعد حداد", "Said Haddad").verdict is not Verdict.LIKELY


@pytest.mark.parametrize(("written", "read"), [("محمد", "mouhamed"), ("نور", "noor"), ("سعيد", "saeed")])
def test_one_vowel_in_two_letters_is_one(written: str, read: str) -> None:
    assert compare_names(f"{written} حداد", f"{read} Haddad").verdict is Verdict.LIKELY
