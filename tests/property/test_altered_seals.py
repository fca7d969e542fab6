"""Altered seals, key files and backups are refused with the declared words: some of the throws of `make fuzz-seal`."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from tools import fuzzed_seals
from tools.fuzzed_seals import Opens, Thrown

EACH = 60
SEED = 6


@pytest.fixture(scope="module")
def thrown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Thrown]:
    return fuzzed_seals.thrown(random.Random(SEED), tmp_path_factory.mktemp("thrown"))  # noqa: S311 - alterations, not secrets


def ends(one: Thrown, others: list[bytes]) -> Counter[str]:
    dice = random.Random(SEED)  # noqa: S311 - the same
    return Counter(one.end(dice, dice.choice(others)) for _ in range(EACH))


def test_nothing_that_was_altered_opens_or_ends_otherwise(thrown: dict[str, Thrown]) -> None:
    others = [one.whole for one in thrown.values()]
    for name, one in thrown.items():
        told = ends(one, others)
        assert [end for end in told if end[:5].isupper()] == [], name
        assert any(end.startswith("refused") for end in told), name  # the throws do alter it
        if name != "passphrase":  # nobody waits for scrypt here
            one.opens(one.whole)


def test_what_opens_anything_and_what_ends_otherwise_are_found_out(thrown: dict[str, Thrown]) -> None:
    """The controls."""

    def careless(made: bytes) -> bytes:
        if len(made) % 2:
            raise KeyError
        return made

    for may in (Opens.NOTHING, Opens.THE_SAME):
        told = ends(replace(thrown["wrap"], opens=careless, may=may), [b"other"])
        assert told["OPENED THOUGH ALTERED"] > 0
        assert told["ENDED BY KeyError"] > 0


def test_it_reaches_what_lies_in_a_file_with_a_digest_of_its_own(thrown: dict[str, Thrown]) -> None:
    """Most alterations of a key file get beyond its digest: some still open it, and some are a wrong passphrase."""
    told = ends(thrown["key file"], [b"other"])
    assert told["opened to the same"] > 0
    assert told["refused (WrongPassphrase)"] > 0
    assert told["refused (SlotDamaged)"] > 0
