"""Recovery: two of three shares, in words, open what was sealed to them, and one opens nothing."""

from itertools import combinations, pairwise

import pytest
import shamir_mnemonic

from wellfounded.vault import recovery
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.recovery import Quorum, Recovered

SECRET = b"k" * 32


@pytest.fixture(scope="module")
def made() -> tuple[list[str], Quorum]:
    return recovery.new_shares()


def test_any_two_of_three_shares_open_what_was_sealed(made: tuple[list[str], Quorum]) -> None:
    shares, quorum = made
    sealed = quorum.seal(SECRET, purpose=b"a backup")
    assert SECRET not in sealed
    for pair in combinations(shares, 2):
        whole = recovery.recovered(pair)
        assert whole.quorum == quorum
        assert whole.open(sealed, purpose=b"a backup") == SECRET


def test_one_share_opens_nothing_nor_does_the_same_one_twice(made: tuple[list[str], Quorum]) -> None:
    shares, _ = made
    for given in ([], shares[:1], [shares[0], shares[0]], [shares[0], f"  {shares[0].upper()} "], shares):
        with pytest.raises(RecoveryRefused, match="2 different shares"):
            recovery.recovered(given)


def test_shares_of_two_recoveries_do_not_mix(made: tuple[list[str], Quorum]) -> None:
    others, _ = recovery.new_shares()
    with pytest.raises(RecoveryRefused, match="do not belong together"):
        recovery.recovered([made[0][0], others[1]])


def test_a_wrong_word_of_a_share_is_told_before_the_next_share(made: tuple[list[str], Quorum]) -> None:
    words = made[0][0].split()
    assert len(words) == 33
    assert recovery.check_share(made[0][0].upper()) == made[0][0]
    first = next(place for place, (one, next_one) in enumerate(pairwise(words)) if one != next_one)
    turned = [*words[:first], words[first + 1], words[first], *words[first + 2 :]]  # one in a thousand begins alike
    for wrong in (words[:-1], turned, ["wellfounded", *words[1:]], []):
        with pytest.raises(RecoveryRefused, match="no share"):
            recovery.check_share(" ".join(wrong))


def test_what_was_sealed_for_one_purpose_opens_for_no_other(made: tuple[list[str], Quorum]) -> None:
    shares, quorum = made
    sealed = quorum.seal(SECRET, purpose=b"a backup")
    whole = recovery.recovered(shares[:2])
    stranger = Recovered(bytes(32))
    for one, given, purpose in (
        (whole, sealed, b"the key of a store"),
        (whole, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"a backup"),
        (whole, sealed[:9], b"a backup"),
        (stranger, sealed, b"a backup"),
    ):
        with pytest.raises(RecoveryRefused, match="not sealed to them"):
            one.open(given, purpose=purpose)


def test_the_fingerprint_tells_quorums_apart_and_never_changes() -> None:
    """The key pair of a secret stays the same in every version: backups of years ago must open."""
    assert Recovered(bytes(32)).quorum.fingerprint == "579652cb78779ace7f265d3bb8695295"
    assert recovery.new_shares()[1].fingerprint != recovery.new_shares()[1].fingerprint


def test_the_library_keeps_to_the_published_vector() -> None:
    """SLIP-39, test vector 4 of the specification: basic sharing 2-of-3 of 128 bits, with its passphrase."""
    shares = (
        """shadow pistol academic always adequate wildlife fancy gross oasis cylinder
        mustang wrist rescue view short owner flip making coding armed""",
        """shadow pistol academic acid actress prayer class unknown daughter sweater
        depict flip twice unkind craft early superior advocate guest smoking""",
    )
    opened = shamir_mnemonic.combine_mnemonics(shares, b"TREZOR")
    assert opened.hex() == "b43ceb7e57a0ea8766221624d01b0864"
