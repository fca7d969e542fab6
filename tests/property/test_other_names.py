"""What must hold of any two names in alphabets or characters, whatever they are."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.identity.names.channel import Likeness
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.form import form_of
from wellfounded.identity.names.other.alphabets import Alphabets
from wellfounded.identity.names.other.chinese import Chinese

LETTERS = "abcdefghijklmnopqrstuvwxyzéüł" + "абвгдеёжзийклмнопрстуфхцчшщьюя" + "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LATIN, CYRILLIC, ARABIC = LETTERS[:29], LETTERS[29:61], LETTERS[61:]
WORDS = st.one_of(*(st.text(alphabet=letters, min_size=2, max_size=9) for letters in (LATIN, CYRILLIC, ARABIC)))
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
HAN = st.text(alphabet="王李张陈黄吴志明国强文华丽珍金正恩安", min_size=1, max_size=4)


def likeness(left: str, right: str, channel: Alphabets | Chinese) -> Likeness | None:
    one, other = channel.read(form_of(left)), channel.read(form_of(right))
    return None if one is None or other is None else channel.likeness(one, other)  # type: ignore[arg-type]  # the same


@given(NAMES, NAMES)
@settings(deadline=None, max_examples=60)
def test_it_does_not_matter_which_name_is_asked_for(left: str, right: str) -> None:
    there, back = likeness(left, right, Alphabets()), likeness(right, left, Alphabets())
    assert there is not None
    assert back is not None
    assert abs(there.score - back.score) < 1e-9
    assert (there.left, there.right) == (back.right, back.left)


@given(
    HAN,
    st.one_of(HAN, st.lists(st.sampled_from(["wang", "chi", "ming", "Lee", "kwok", "Anna"]), min_size=1).map(" ".join)),
)
@settings(deadline=None, max_examples=60)
def test_chinese_names_are_symmetric(left: str, right: str) -> None:
    there, back = likeness(left, right, Chinese()), likeness(right, left, Chinese())
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there == back.turned()


@given(NAMES, NAMES)
@settings(deadline=None, max_examples=60)
def test_no_name_is_more_like_another_than_like_itself(left: str, right: str) -> None:
    itself, another = likeness(left, left, Alphabets()), likeness(left, right, Alphabets())
    assert itself is not None
    assert another is not None
    assert another.score <= itself.score + 1.5  # a common short word left out may make the rest a little rarer


@given(st.lists(WORDS, min_size=2, max_size=4, unique=True))
@settings(deadline=None, max_examples=60)
def test_the_order_of_words_changes_little(words: list[str]) -> None:
    turned = words[1:] + words[:1]
    straight, other = (
        likeness(" ".join(words), " ".join(words), Alphabets()),
        likeness(" ".join(words), " ".join(turned), Alphabets()),
    )
    assert straight is not None
    assert other is not None
    assert abs(straight.score - other.score) < 1.0


@given(NAMES)
@settings(deadline=None, max_examples=60)
def test_a_name_is_never_different_from_itself(name: str) -> None:
    assert compare_names(name, name).verdict in {Verdict.LIKELY, Verdict.POSSIBLE}


@given(HAN)
@settings(deadline=None, max_examples=40)
def test_characters_are_never_different_from_themselves(name: str) -> None:
    assert compare_names(name, name).verdict in {Verdict.LIKELY, Verdict.POSSIBLE}


BORNE = [
    "Сергей Кузнецов",
    "محمد الحسيني",
    "عبد الرحمن قدور",
    "Jürgen Müller",
    "Łukasz Wójcik",
    "Jean-Pierre Dubois",
    "Vincent van den Berg",
    "Giorgos Papadopoulos",
    "Krzysztof Szczepanski",
]


@given(st.sampled_from(BORNE), st.sampled_from(["Mr {}", "Dr. {}", "{}, Prof."]))
@settings(deadline=None, max_examples=40)
def test_a_title_never_makes_a_name_different(name: str, titled: str) -> None:
    assert compare_names(titled.format(name), name).verdict is not Verdict.DIFFERENT


@given(st.sampled_from(BORNE))
@settings(deadline=None, max_examples=20)
def test_another_order_another_case_or_no_marks_never_make_a_name_different(name: str) -> None:
    first, _, rest = name.partition(" ")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    for other in (f"{rest} {first}", f"{rest.upper()}, {first}", name.upper(), bare, f"{first[0]}. {rest}"):
        assert compare_names(name, other).verdict is not Verdict.DIFFERENT, other


@given(st.text(max_size=40), NAMES)
@settings(deadline=None, max_examples=80)
def test_nothing_that_is_typed_breaks_the_comparison(typed: str, name: str) -> None:
    found = compare_names(typed, name)
    assert (found.score is None) == (found.verdict is Verdict.CANNOT)
