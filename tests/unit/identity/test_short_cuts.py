"""What is left uncounted to save time changes no score and no gist."""

from __future__ import annotations

import gc
import inspect
import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import combinations
from math import inf

import pytest

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.hashing import HEADS, NOTHING, gist_of, hashed, head_of
from wellfounded.identity.look_up import look_up
from wellfounded.identity.names import form as forms
from wellfounded.identity.names.compare import CHANNELS, Read, Reading, worth
from wellfounded.identity.names.form import Form, formed
from wellfounded.identity.names.key import Key
from wellfounded.identity.names.keys import filed
from wellfounded.identity.names.other import agreement as module
from wellfounded.identity.names.other.agreement import agreement
from wellfounded.identity.names.other.words import words_of
from wellfounded.identity.record import Record

SECRET = bytes(range(32))
WORDS = ("karim", "kareem", "carim", "sokolov", "sokoloff", "muhammad", "mehmet", "li", "lee", "wojciech", "voytsekh")


def values(monkeypatch: pytest.MonkeyPatch, *, hopeless: float) -> list[float]:
    """What every two words are worth, where the second way is left out after a first that is worth no more."""
    monkeypatch.setattr(module, "_HOPELESS", hopeless)
    monkeypatch.setattr(module, "_latin", inspect.unwrap(vars(module)["_latin"]))
    words = [word for text in WORDS if (found := words_of((text,))) for word in found.single]
    return [agreement(one, other) for one, other in combinations(words, 2)]


def test_a_word_that_is_hopeless_one_way_is_not_tried_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = vars(module)["_HOPELESS"]
    exact = values(monkeypatch, hopeless=-inf)
    assert values(monkeypatch, hopeless=usual) == exact
    assert values(monkeypatch, hopeless=9.0) != exact  # whoever gives up too soon is seen


@pytest.mark.parametrize("names", [0, 1, 2, 3])
def test_a_gist_says_nothing_where_no_name_is_known(names: int) -> None:
    heads = tuple((f"name {place}", 0.5) for place in range(names))
    gist = gist_of(Key("f", 0.25, heads), SECRET)
    assert gist >> 24 == 4
    for place in range(HEADS):
        bits = gist >> (12 * place) & 0xFFF
        name, share = (f"name {place}", 2) if place < names else ("", NOTHING)
        assert bits == share << 8 | head_of(name, SECRET)


PLAIN = [
    "김철수",
    "金哲洙",
    "김",
    "Kim Chol-su",
    "Ri",
    "O'Brien",
    "MR KIM",
    "Mr",
    "김 대통령",
    "김대통령",
    "李先生",
    "先生",
]
SIGNS = [
    "김철수(金哲洙)",
    "김철수 金哲洙",
    "Kim, Chol-su",
    "Kim  Il",
    " Kim",
    "Kim–Su",
    "Ｋｉｍ Il",
    "Ким Ир",
    "",
    "A" * 201,
    "가" * 201,
]


def taken_for_plain() -> list[str]:
    """The names that are read by the short way and otherwise than by the long one."""
    short, whole = inspect.unwrap(forms.form_of), vars(forms)["_read"]
    return [name for name in (*PLAIN, *SIGNS) if short(name) != whole(name)]


def test_a_plain_name_has_the_form_that_any_other_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken_for_plain() == []
    monkeypatch.setattr(forms, "_PLAIN", re.compile("([가-힣]+)|([一-龥]+)|([A-Za-z, -]+)"))
    assert taken_for_plain()  # a comma that is taken for a part of a plain name is seen


def test_a_hash_is_the_one_made_with_the_key_itself() -> None:
    for text in ("", "fkimco", "김철수", "x" * 500):
        assert hashed(text, SECRET) == int.from_bytes(blake2b(text.encode(), key=SECRET, digest_size=4).digest(), "big")


NAMES = (
    "박서늘",
    "朴瑞訥",
    "Pak Sŏ-nŭl",
    "Piao Ruine",
    "Пак Со Ныль",
    "Ruine Chan Tai-man",
    "Karim Sokolov",
    "كريم",
    "?",
)


def circles(of: Callable[[str], Iterable[object]]) -> int:
    """How many objects in circles are left once the names were read, each with a new ending."""
    gc.collect()
    gc.disable()
    try:
        for name in NAMES:
            for ending in ("a", "ы", "솔"):
                list(of(name + ending))
        return gc.collect()
    finally:
        gc.enable()


def test_filing_a_name_leaves_nothing_in_a_circle() -> None:
    """A worker of a build never looks for circles. Control: keys that hold themselves."""

    def in_circles(_: str) -> list[object]:
        found: list[object] = []
        found.append(found)
        return found

    list(map(filed, NAMES))  # the tables are read
    assert circles(filed) == 0
    assert circles(in_circles) >= len(NAMES)


def test_an_answer_leaves_nothing_in_a_circle() -> None:
    """So a process that only answers may do without looking for circles: the page on the index says so."""
    register = [Record(str(number), (name,), parse("1984")) for number, name in enumerate(NAMES)]

    def answered(name: str) -> list[object]:
        return [*look_up(Record("?", (name,), parse("1985")), register, among=1000)]

    list(map(answered, NAMES))  # the tables are read
    assert circles(answered) == 0


ACROSS = ("김철수", "Pak Yong Nam", "Chan Chi-ming", "Chen Zhiming", "Ivan Sokolov", "金哲洙", "Ким Чен Ын", "Lee Wei")


def worths(monkeypatch: pytest.MonkeyPatch, *, unmeasured: set[str]) -> list[float | None]:
    """What every two names are worth, where these channels do not measure how near a name is, and all others do."""
    for channel in CHANNELS:
        monkeypatch.setattr(type(channel), "measures", channel.name not in unmeasured)
    readings = [Reading(form, Read(form)) for form in map(formed, ACROSS)]
    return [worth(one, other) for one, other in combinations(readings, 2)]


def test_a_channel_without_a_measure_is_never_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = worths(monkeypatch, unmeasured=set())
    assert worths(monkeypatch, unmeasured={"any alphabet"}) == exact
    assert worths(monkeypatch, unmeasured={"Chinese"}) != exact  # a channel that does measure must be asked


def test_what_is_settled_is_not_read_as_words(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    alphabets = CHANNELS[-1]
    usual = alphabets.read

    def seen(_: object, form: Form) -> object:
        read.append(form.given)
        return usual(form)

    monkeypatch.setattr(type(alphabets), "read", seen)
    korean, other, russian = (
        Reading(form, Read(form)) for form in map(formed, ("김철수", "Pak Yong Nam", "Ivan Sokolov"))
    )
    worth(korean, other)
    assert read == []
    worth(other, russian)  # hardly Korean: every channel is asked
    assert set(read) == {"Pak Yong Nam", "Ivan Sokolov"}
