"""What holds for every Korean name, however it is written: made from the surnames and syllables that names have."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.korean.jamo import jamo_of
from wellfounded.identity.names.korean.tables import characters_of, given_shares, surnames

SURNAMES = sorted(name for name, one in surnames().items() if len(name) == 1 and one.han)
SYLLABLES = sorted(name for name, share in given_shares()[1].items() if share > 0.002)
ONSETS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
REVISED_ONSETS = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", ONSETS, strict=True))
NORTHERN_ONSETS = REVISED_ONSETS | {"ㄱ": "k", "ㄷ": "t", "ㅂ": "p"}
VOWELS = ["a", "ae", "ya", "eo", "e", "yeo", "ye", "o", "wa", "oe", "yo", "u", "wo", "wi", "yu", "eu", "ui", "i"]
REVISED_VOWELS = dict(zip("ㅏㅐㅑㅓㅔㅕㅖㅗㅘㅚㅛㅜㅝㅟㅠㅡㅢㅣ", VOWELS, strict=True))
NORTHERN_VOWELS = REVISED_VOWELS | {"ㅓ": "o", "ㅕ": "yo", "ㅡ": "u"}
CODAS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅇ": "ng"}

surname = st.sampled_from(SURNAMES)
syllable = st.sampled_from(SYLLABLES)
names = st.tuples(surname, syllable, syllable)
anything = st.text(max_size=40)


def spelt(text: str, onsets: dict[str, str], vowels: dict[str, str]) -> str:
    jamo = jamo_of(text)
    assume(jamo.vowel in vowels and jamo.coda in CODAS)
    return onsets[jamo.onset].strip("-") + vowels[jamo.vowel] + CODAS[jamo.coda]


def family(name: str) -> str:
    """The usual spelling of a surname."""
    latin = surnames()[name].latin
    return max(latin, key=latin.__getitem__)


def revised(name: tuple[str, str, str]) -> str:
    first, second = (spelt(one, REVISED_ONSETS, REVISED_VOWELS) for one in name[1:])
    return f"{family(name[0]).title()} {first.title()}-{second}"


def northern(name: tuple[str, str, str]) -> str:
    first, second = (spelt(one, NORTHERN_ONSETS, NORTHERN_VOWELS) for one in name[1:])
    return f"{family(name[0]).title()} {first.title()} {second.title()}"


def in_characters(name: tuple[str, str, str]) -> str:
    """The surname in its first character, each syllable in its commonest."""
    given = [characters_of(one) for one in name[1:]]
    assume(all(given))
    return min(surnames()[name[0]].han) + "".join(max(row, key=row.__getitem__) for row in given)


@given(anything, anything)
def test_order_of_the_sides_changes_nothing(left: str, right: str) -> None:
    one, other = compare_names(left, right), compare_names(right, left)
    assert one.verdict is other.verdict
    assert one.score == other.score
    assert (one.left, one.right) == (other.right, other.left)


@given(names, names)
def test_order_of_the_sides_changes_nothing_in_names(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    there, back = compare_names(revised(one), "".join(other)), compare_names("".join(other), revised(one))
    assert (there.score, there.left, there.right) == (back.score, back.right, back.left)


@given(names)
def test_a_name_is_never_different_from_itself_however_it_is_written(name: tuple[str, str, str]) -> None:
    hangul = "".join(name)
    for other in (hangul, revised(name), northern(name)):
        assert compare_names(hangul, other).verdict is not Verdict.DIFFERENT, other


@given(names)
def test_characters_are_never_different_from_their_sound(name: tuple[str, str, str]) -> None:
    han = in_characters(name)
    for other in ("".join(name), revised(name), northern(name), han):
        assert compare_names(han, other).verdict is not Verdict.DIFFERENT, (han, other)


@given(names)
def test_title_order_and_capitals_never_make_a_name_different(name: tuple[str, str, str]) -> None:
    latin = revised(name)
    first, rest = latin.split(" ", 1)
    for other in (f"Mr {latin}", f"{rest} {first}", f"{first}, {rest}", latin.upper(), f"{first.upper()} {rest}"):
        assert compare_names("".join(name), other).verdict is not Verdict.DIFFERENT, other


@given(names, st.sampled_from(["", " ", "\u200f", "١٢٣", "🙂", "\x07", "?"]))
def test_a_missing_value_never_has_a_score(name: tuple[str, str, str], nothing: str) -> None:
    found = compare_names("".join(name), nothing)
    assert found.verdict is Verdict.CANNOT
    assert found.score is None


@given(anything, anything)
@settings(max_examples=300)
def test_no_text_breaks_the_comparison(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert (found.score is None) == (found.verdict is Verdict.CANNOT)
    if found.score is not None:
        assert (found.score > THRESHOLD) == (found.verdict in {Verdict.LIKELY, Verdict.POSSIBLE})


@given(names, names)
def test_two_names_without_a_syllable_in_common_are_different(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    """The negative control: a comparison that never says “different” would pass all the others."""
    assume(not {jamo_of(a)[:2] for a in one} & {jamo_of(b)[:2] for b in other})
    assert compare_names("".join(one), "".join(other)).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("letters", ["Kim" * 60, "김" * 190, "金" * 190, "kim-" * 45, "an " * 60, "Ч" * 190])
def test_a_long_name_is_answered_at_once(letters: str) -> None:
    compare_names(letters, letters[:-1])
    compare_names(letters, "김철수")
