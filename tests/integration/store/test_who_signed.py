"""A backup by somebody else, sealed to our recovery and laid in the place of ours: who signed it is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.integration.store.golden import BACKUP, KEEPER
from tests.integration.store.test_store_comes_back import PROGRAM, drill, in_words, ran, restore
from wellfounded.audit.witness import new_witness
from wellfounded.vault import quorum_file

PASSPHRASE = "a restored passphrase"  # noqa: S105 - of nobody
TWICE = f"{PASSPHRASE}\n{PASSPHRASE}\n"
TYPED = in_words(0, 2)


class Two:
    """Our office and its backup, and those of somebody who has our recovery’s file and a copy of that backup."""

    def __init__(self, folder: Path) -> None:
        home, self.ours, self.theirs = folder / "office", folder / "ours.backup", folder / "theirs.backup"
        self.unsigned = folder / "unsigned.backup"
        first = restore(BACKUP, home, typed=TYPED + TWICE)
        assert first.returncode == 0, first.stderr
        self.said_of_the_first = first.stdout
        made = drill(home, "vouch", "backup", DRILL_OUT=str(self.ours))
        assert made.returncode == 0, made.stderr
        self.key = made.stdout.splitlines()[0]
        known = {"DRILL_RECOVERY": str(home / quorum_file.NAME), "DRILL_OURS": str(self.ours)}
        forged = drill(folder / "another", "forge", DRILL_OUT=str(self.theirs), **known)
        assert forged.returncode == 0, forged.stderr
        self.their_key = forged.stdout.splitlines()[-1]
        again = drill(folder / "another", "forge", DRILL_OUT=str(self.unsigned), DRILL_UNSIGNED="1", **known)
        assert again.returncode == 0, again.stderr


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return Two(tmp_path_factory.mktemp("two"))


def verified(file: Path, *more: str, typed: str = "") -> tuple[int, str]:
    done = ran(PROGRAM, "backup", "verify", str(file), *more, typed=typed)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_two_shares_know_the_office_in_which_they_were_made(two: Two) -> None:
    status, said = verified(two.ours, "--shares", typed=TYPED)
    assert status == 0, said
    assert "the office in which these shares were made" in said
    assert "entries of the log fit" in said


def test_without_a_share_the_key_has_to_be_named(two: Two, tmp_path: Path) -> None:
    assert "a key that nobody here knows" in verified(two.ours)[1]
    line, kept = tmp_path / "key.txt", tmp_path / "witness.json"
    line.write_text(f"{two.key}\n")
    kept.write_text(new_witness("unhcr.example", two.key).write())
    for signer in (two.key, str(line), str(kept)):
        status, said = verified(two.ours, "--signer", signer)
        assert status == 0, said
        assert "the office that you named" in said


@pytest.mark.parametrize("signer", ["nobody", "/", ""])
def test_what_is_no_key_of_a_log_is_said(two: Two, signer: str) -> None:
    status, said = verified(two.ours, "--signer", signer)
    assert status == 2
    assert "neither the line with a log’s key nor a file" in said


def test_a_file_without_a_key_is_said(two: Two, tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("a word\n")
    status, said = verified(two.ours, "--signer", str(tmp_path / "key.txt"))
    assert status == 2
    assert "holds neither one line" in said


def test_a_backup_by_somebody_else_is_not_taken_for_ours(two: Two) -> None:
    """It opens with our shares, and its log fits itself: that much the program of before told, and no more."""
    status, said = verified(two.theirs, "--shares", typed=TYPED)
    assert status == 0, said
    assert "entries of the log fit" in said
    assert "a key that nobody here knows: whoever has the file of the recovery" in said
    assert two.their_key in said
    assert "these shares" not in said


def test_a_backup_by_somebody_else_is_refused_where_ours_was_named(two: Two, tmp_path: Path) -> None:
    """Before any share is asked for, and nothing is laid."""
    for file, why in ((two.theirs, "not by wellfounded-log/"), (two.unsigned, "is not signed, and you named")):
        place = tmp_path / "new"
        options = ("--to", str(place), "--for", KEEPER, "--signer", two.key)
        refused = ran(PROGRAM, "backup", "restore", str(file), *options, typed="")
        assert refused.returncode == 2
        assert "[WF-123]" in refused.stderr
        assert why in " ".join(refused.stderr.split())
        assert not list(tmp_path.iterdir())
        assert "[WF-123]" in verified(file, "--signer", two.key, "--shares")[1]


def test_one_without_a_signature_still_restores_and_says_what_to_do(two: Two) -> None:
    for said in (two.said_of_the_first, verified(two.unsigned)[1]):
        assert "Not signed: made before backups were signed" in " ".join(said.split())
        assert "against the last checkpoint of a witness before anybody works in it" in " ".join(said.split())


def test_a_restored_office_signs_as_before_and_its_shares_still_vouch(two: Two, tmp_path: Path) -> None:
    home, again = tmp_path / "office", tmp_path / "again.backup"
    done = ran(
        *(PROGRAM, "backup", "restore", str(two.ours), "--to", str(home), "--for", KEEPER, "--signer", two.key),
        typed=TYPED + TWICE,
    )
    assert done.returncode == 0, done.stderr
    assert drill(home, "backup", DRILL_OUT=str(again)).returncode == 0
    assert "the office in which these shares were made" in verified(again, "--shares", typed=TYPED)[1]


def test_a_changed_signature_is_refused_before_any_share_is_asked(two: Two, tmp_path: Path) -> None:
    whole = two.ours.read_bytes()
    place = whole.rindex(b'"voucher": "') + 12
    body = whole[:place] + (b"B" if whole[place : place + 1] == b"A" else b"A") + whole[place + 1 : -32]
    changed = tmp_path / "changed.backup"
    changed.write_bytes(body + hashlib.sha256(body).digest())
    refused = restore(changed, tmp_path / "new", typed="")
    assert refused.returncode == 2
    assert "signature of this backup does not fit" in " ".join(refused.stderr.split())
    assert "[WF-117]" in refused.stderr
