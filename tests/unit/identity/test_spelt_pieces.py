"""What is quickly seen to spell nothing: never a word that the tables can read."""

from __future__ import annotations

import pytest

from wellfounded.identity.names.korean import spelling
from wellfounded.identity.names.korean.letters import one_slip
from wellfounded.identity.names.korean.spelt import _in_one_piece, may_spell, syllables
from wellfounded.identity.names.korean.tables import surnames

WORDS = [
    "chŏlsu",
    "ch'ol-su",
    "kyong",
    "cheong-eun",
    "jongun",
    "songnyol",
    "seon-gyeong",
    "khan",
    "sung-hwan",
    "myeong",
]


def words() -> list[str]:
    """Spellings of surnames, given names, and each with one slip: half of them can still be read."""
    families = sorted(spelt for one in surnames().values() for spelt in one.latin)
    whole = [*WORDS, *families[::15]]
    return sorted({slipped for word in whole for slipped in (word, *one_slip(word))})


def test_no_word_that_can_be_read_is_refused() -> None:
    read = [word for word in words() if spelling._is_read(word)]  # noqa: SLF001 - what the quick look stands before
    assert len(read) > len(words()) / 4
    assert [word for word in read if not may_spell(word, "latin")] == []


@pytest.mark.parametrize("foreign", ["schmidt", "christophe", "brzezinski", "xq", "wrn", ""])
def test_what_has_no_syllable_is_seen_at_once(foreign: str) -> None:
    assert not may_spell(foreign, "latin")
    assert not spelling._sounds(foreign)  # noqa: SLF001 - and is not read either


def test_slips_come_in_one_order_in_every_process() -> None:
    slips = one_slip("jeongn")
    assert "jeong" in slips
    assert list(slips) == sorted(slips)


def test_no_piece_that_is_a_syllable_is_refused_at_a_glance() -> None:
    """In whatever context it stands; and most pieces are refused, or nothing would be saved."""
    contexts = [(onset, coda) for onset in "012" for coda in "fvn"]
    pieces = sorted({word[:end] for word in words() for end in range(1, len(word) + 1)})
    read = {piece for piece in pieces if any(syllables(piece, "latin", where=where) for where in contexts)}
    seen = {piece for piece in pieces if _in_one_piece("latin").fullmatch(piece)}
    assert read
    assert read <= seen
    assert len(seen) < len(pieces) / 2
