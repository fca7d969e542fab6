"""Files sealed with a passphrase."""

import pyrage
import pytest

from tests.casework.cheap_seal import CHUNK, WORK
from wellfounded.vault import passphrase
from wellfounded.vault.errors import SealBroken, VaultError, WrongPassphrase
from wellfounded.vault.sealed import is_sealed, open_sealed, seal

LEAST_WORK = 15  # of scrypt, as a power of two: a tenth of a second on a slow computer
DEAR = pyrage.passphrase.encrypt  # the tests put a cheap one in its place, see `conftest`
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
CONTENT = "number: C-00001 한송이\n".encode() * 50


@pytest.fixture(scope="module")
def sealed() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", DEAR)
        return seal(CONTENT, PASSPHRASE)


def test_a_guess_costs_much(sealed: bytes) -> None:
    assert work_of(sealed) >= LEAST_WORK


def work_of(sealed: bytes) -> int:
    return int(sealed.split(b"\n", 2)[1].rsplit(b" ", 1)[1])


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_the_tests_seal_cheaply_is_the_same_but_for_the_cost(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    cheap = seal(content[:size], PASSPHRASE)
    assert work_of(cheap) == WORK
    assert open_sealed(cheap, PASSPHRASE) == content[:size]
    with pytest.raises(WrongPassphrase):
        open_sealed(cheap, "four words are not enough")


def test_a_sealed_file_opens_with_its_passphrase_alone(sealed: bytes) -> None:
    assert is_sealed(sealed)
    assert CONTENT[:20] not in sealed
    assert open_sealed(sealed, PASSPHRASE) == CONTENT
    with pytest.raises(WrongPassphrase, match="does not open the file"):
        open_sealed(sealed, "four words are not enough")


@pytest.mark.parametrize("place", [-5, -600])
def test_a_changed_file_is_called_changed(sealed: bytes, place: int) -> None:
    changed = bytearray(sealed)
    changed[place] ^= 1
    with pytest.raises(SealBroken, match="cut short or changed"):
        open_sealed(bytes(changed), PASSPHRASE)


@pytest.mark.parametrize("length", [30, 60, -5])
def test_a_file_cut_short_is_said(sealed: bytes, length: int) -> None:
    with pytest.raises(SealBroken, match="cut short or changed"):
        open_sealed(sealed[:length], PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"number: C-00001"])
def test_a_plain_file_is_not_sealed(content: bytes) -> None:
    assert not is_sealed(content)
    with pytest.raises(SealBroken, match="not a sealed file"):
        open_sealed(content, PASSPHRASE)


def test_a_file_for_a_key_is_told_apart() -> None:
    for_a_key = pyrage.encrypt(CONTENT, [pyrage.x25519.Identity.generate().to_public()])
    with pytest.raises(SealBroken, match="for somebody's key"):
        open_sealed(for_a_key, PASSPHRASE)


def test_a_file_that_asks_for_hours_is_refused_at_once(sealed: bytes) -> None:
    first, second, rest = sealed.split(b"\n", 2)
    dear = b"\n".join([first, second.rsplit(b" ", 1)[0] + b" 30", rest])
    with pytest.raises(SealBroken, match="hours of computing"):
        open_sealed(dear, PASSPHRASE)


def test_a_short_passphrase_seals_nothing() -> None:
    with pytest.raises(VaultError, match="at least 12"):
        seal(CONTENT, "short")


def test_a_passphrase_by_chance_is_long_and_never_the_same() -> None:
    drawn = {passphrase.by_chance() for _ in range(100)}
    assert len(drawn) == 100
    assert {len(one) for one in drawn} == {24}
