"""An exported log is checked by a second implementation, which shares no code with the first."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.tampering import tamper
from wellfounded.audit import standalone_verifier
from wellfounded.audit.checkpoint import make_checkpoint, signer
from wellfounded.audit.erasure import erase
from wellfounded.audit.events import Event
from wellfounded.audit.export import consistency_lines, inclusion_lines, log_lines
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint
from wellfounded.audit.note import NoteError
from wellfounded.audit.standalone_verifier import Verifier
from wellfounded.audit.tree import ProofError
from wellfounded.audit.witness import cosign, new_witness

pytestmark = pytest.mark.django_db
Lines = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def _log() -> None:
    for number in range(5):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number:05}", detail={"for": "reading \u2028 가"})
    make_checkpoint(actor="mina")
    erase([1, 2], actor="mina", reason="retention")
    record(Event.CASE_OPENED, actor="mina", subject="C-00003")
    make_checkpoint(actor="mina")
    record(Event.SIGNED_OUT, actor="mina")


def told(lines: Iterable[str], *, key: str | None = None) -> list[str]:
    return Verifier(key).run("".join(lines))


def parsed(lines: Iterable[str]) -> Lines:
    return [json.loads(line) for line in lines]


def written(records: Lines) -> list[str]:
    return [json.dumps(found, ensure_ascii=False) + "\n" for found in records]


# ── what fits ────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("details", [False, True])
def test_a_whole_log_fits(*, details: bool) -> None:
    lines = list(log_lines(details=details))
    assert [found["kind"] for found in parsed(lines)] == ["log", *["entry"] * 10, *["checkpoint"] * 2]
    assert told(lines, key=signer().line()) == []


def test_an_export_without_details_tells_nothing_of_what_happened() -> None:
    text = "".join(log_lines())
    assert "mina" not in text
    assert "C-0" not in text
    entries = [found for found in parsed(log_lines()) if found["kind"] == "entry"]
    assert {frozenset(found) for found in entries} == {frozenset({"kind", "number", "leaf"})}


def test_an_erased_entry_is_exported_without_its_detail() -> None:
    entry = parsed(log_lines(details=True))[2]
    assert set(entry) == {"kind", "number", "time", "commitment", "erased_by"}


@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize("number", range(9))
def test_every_inclusion_proof_fits(number: int, *, details: bool) -> None:
    lines = list(inclusion_lines(number, details=details))
    verifier = Verifier(signer().line())
    assert verifier.run("".join(lines)) == []
    assert verifier.proofs == 1
    assert ("mina" in "".join(lines)) == (details and number not in {1, 2})


def test_a_consistency_proof_fits() -> None:
    first, second = Checkpoint.objects.all()
    assert told(consistency_lines(first.note)) == []
    assert told(consistency_lines(second.note)) == []


def test_a_proof_needs_a_checkpoint_of_this_log_that_is_not_newer() -> None:
    first, second = (checkpoint.note for checkpoint in Checkpoint.objects.all())
    with pytest.raises(NoteError, match="not signed"):
        list(consistency_lines(first.replace("6", "7")))
    tamper("DELETE FROM audit_checkpoint")
    with pytest.raises(ProofError, match="Nothing can be proved of 9 entries against 0"):
        list(consistency_lines(second))


def test_an_entry_that_no_checkpoint_covers_has_no_proof() -> None:
    for number in (-1, 9, 10):
        with pytest.raises(ProofError, match="No checkpoint covers"):
            list(inclusion_lines(number))


# ── what does not fit ────────────────────────────────────────────────────────────────────────────────────────────────
def with_entry(which: int, **changes: Any) -> Lines:
    records = parsed(log_lines(details=True))
    records[1 + which] |= changes
    return records


CHANGES: dict[str, tuple[Callable[[], Lines], str]] = {
    "another actor": (lambda: with_entry(3, actor="somebody"), "line 5: it does not say what was recorded"),
    "another time": (lambda: with_entry(3, time=1), "the checkpoint has another root"),
    "a time that is no number": (lambda: with_entry(3, time=True), "a number is not a whole number"),
    "a leaf beside what is opened": (lambda: with_entry(3, leaf=""), "more, or less, than can be checked"),
    "a word more": (lambda: with_entry(3, note="seen"), "more, or less, than can be checked"),
    "a number out of place": (lambda: with_entry(3, number=4), "entry 3 is missing or out of place"),
    "a number that is none": (lambda: with_entry(3, number="3"), "a number is not a whole number"),
    "another erasure": (lambda: with_entry(1, erased_by=7), "entry 7 does not tell of just those erasures"),
    "a salt that is too short": (lambda: with_entry(3, salt="AA=="), "the salt does not have 32 bytes"),
    "a salt that is none": (lambda: with_entry(3, salt="§"), "the salt is not base64"),
    "an entry less": (lambda: [line for line in with_entry(0) if line.get("number") != 9], "says that it has 10"),
    "an entry taken out": (lambda: [line for line in with_entry(0) if line.get("number") != 4], "entry 4 is missing"),
    "entries cut off": (lambda: [line for line in with_entry(0) if line.get("number", 0) < 4], "the file only 4"),
    "another kind": (lambda: with_entry(3, kind="entries"), "it is of no known kind"),
    "a list": (lambda: [*with_entry(0), []], "not in the form of an export"),  # type: ignore[list-item] # that is the test
    "another format": (
        lambda: [parsed(log_lines())[0] | {"format": 2}],
        "of a format that this verifier does not know",
    ),
    "no header": (lambda: parsed(log_lines())[1:], "not an export of a log"),
    "an empty key": (lambda: [parsed(log_lines())[0] | {"key": ""}], "not a line of name, id and key"),
    "another sort of key": (lambda: [parsed(log_lines())[0] | {"key": "a+b+AA=="}], "not an Ed25519 key"),
    "a key with a wrong id": (
        lambda: [parsed(log_lines())[0] | {"key": signer().line().replace("+", "+00", 1)}],
        "the id of the key does not fit",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_an_export_is_told_of(name: str) -> None:
    change, words = CHANGES[name]
    assert any(words in trouble for trouble in told(written(change()))), told(written(change()))


def test_a_key_that_stands_twice_is_told_of() -> None:
    lines = list(log_lines())
    lines[3] = lines[3].replace('"kind":"entry"', '"kind":"entry","number":7')
    assert told(lines)[0] == "line 4: a key stands twice"


def test_the_published_key_counts() -> None:
    other = standalone_verifier.sha256(b"another").hex()
    assert told(log_lines(), key=f"log+{other[:8]}+AA==") == [
        "line 1: the file names another key than the one that was published"
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda note: note.replace("\n6\n", "\n5\n"), "the signature of"),
        (lambda note: note.split("\n\n")[0], "the signature of"),
        (lambda note: note.replace("— w", "— v"), "the signature of"),
    ],
)
def test_a_changed_checkpoint_is_told_of(changed: Callable[[str], str], words: str) -> None:
    records = parsed(log_lines())
    records[-2]["note"] = changed(records[-2]["note"])
    assert words in told(written(records))[0]


def test_a_proof_for_another_place_is_told_of() -> None:
    proof = parsed(inclusion_lines(3))
    for changes, words in (
        ({"number": 2}, "does not lead to the root"),
        ({"number": 100}, "does not reach to this entry"),
        ({"hashes": proof[1]["hashes"][:-1]}, "too short"),
        ({"hashes": [*proof[1]["hashes"], proof[1]["leaf"]]}, "does not lead to the root"),
        ({"actor": "somebody"}, "more, or less, than can be checked"),
    ):
        assert words in told(written([proof[0], proof[1] | changes]))[0]


def test_the_last_entry_is_not_taken_for_the_one_after_it() -> None:
    """Entry 8 stands alone at the right of nine, where any number from 8 on would lead."""
    proof = parsed(inclusion_lines(8))
    assert told(written(proof)) == []
    assert "does not reach to this entry" in told(written([proof[0], proof[1] | {"number": 9}]))[0]


def test_a_consistency_proof_the_wrong_way_round_is_told_of() -> None:
    first, second = Checkpoint.objects.all()
    head, proof = parsed(consistency_lines(first.note))
    for changes, words in (
        ({"old": second.note, "new": first.note}, "nothing can be proved"),
        ({"hashes": []}, "too short"),
        ({"hashes": [*proof["hashes"], proof["hashes"][0]]}, "does not lead to the roots"),
        ({"hashes": proof["hashes"][::-1]}, "does not lead to the roots"),
    ):
        assert words in told(written([head, proof | changes]))[0]


# ── a checkpoint that was kept elsewhere ─────────────────────────────────────────────────────────────────────────────
def test_a_checkpoint_that_was_kept_is_held_against_a_log_and_against_a_proof() -> None:
    first, second = (checkpoint.note for checkpoint in Checkpoint.objects.all())
    for given in (log_lines(), consistency_lines(first)):
        assert Verifier(against=[first, second]).run("".join(given)) == []
    said = Verifier(against=[first]).run("".join(inclusion_lines(0)))
    assert said == ["checkpoint given, no. 1: no proof of the file leads to it"]
    said = Verifier(against=[second, first.replace("\n6\n", "\n5\n")]).run("".join(log_lines()))
    assert [one.split(" of ")[0] for one in said] == ["checkpoint given, no. 2: the signature"]


def test_a_checkpoint_that_was_kept_has_to_be_signed_by_the_witness_who_is_named() -> None:
    first, second = (checkpoint.note for checkpoint in Checkpoint.objects.all())
    witness, signed = cosign(new_witness("observer.example", signer().line()), first, seconds=1_770_000_000)
    named = [witness.key().line()]
    assert Verifier(against=[signed], witnesses=named).run("".join(log_lines())) == []
    for note in (first, second):
        said = Verifier(against=[note], witnesses=named).run("".join(log_lines()))
        assert said == ["checkpoint given, no. 1: observer.example did not sign it"]


# ── the file alone ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_it_needs_the_standard_library_and_cryptography_only() -> None:
    tree = ast.parse(Path(standalone_verifier.__file__).read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in modules} <= {*sys.stdlib_module_names, "cryptography"}


@pytest.mark.parametrize("key", [True, False])
def test_it_runs_alone(tmp_path: Path, *, key: bool) -> None:
    alone = tmp_path / "verifier.py"
    alone.write_bytes(Path(standalone_verifier.__file__).read_bytes())
    export = tmp_path / "log.jsonl"
    export.write_text("".join(log_lines(details=True)), encoding="utf-8")
    asked = ["--key", signer().line()] if key else []
    command = [sys.executable, "-I", alone.name, export.name, *asked]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    warning = "" if key else " No published key was given: the file was compared with its own key only."
    assert run.stdout == f"10 entries, 2 checkpoints, 0 proofs: everything fits.{warning}\n"


def test_it_says_what_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = tmp_path / "log.jsonl"
    export.write_text("".join(written(with_entry(3, actor="somebody"))), encoding="utf-8")
    assert standalone_verifier.main([str(export), "--key", signer().line()]) == 2
    assert capsys.readouterr().out.splitlines() == [
        "line 5: it does not say what was recorded",
        "line 12: the checkpoint has another root than the entries before it",
        "line 13: the checkpoint has another root than the entries before it",
        "10 entries, 2 checkpoints, 0 proofs: 3 do not fit.",
    ]
    export.write_bytes(b"\xff")
    assert standalone_verifier.main([str(export)]) == 2
    assert "cannot be read" in capsys.readouterr().out
