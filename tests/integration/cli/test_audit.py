"""`wellfounded audit`, as a user calls it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from tests.casework.cast import make_user
from tests.casework.codes import code_of, stand_still
from tests.casework.prepared import prepared_office
from tests.integration.audit.tampering import tamper
from tests.integration.cli.door import wellfounded
from tests.integration.cli.folder_lock import looking
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit.checkpoint import make_checkpoint, signer
from wellfounded.audit.events import Event
from wellfounded.audit.export import consistency_lines, log_lines
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint, Detail
from wellfounded.audit.standalone_verifier import Verifier
from wellfounded.cli import audit_witness, office
from wellfounded.cli.office import OfficeError

ROOT = Path(__file__).parents[3]
PROGRAM = str(Path(sys.executable).with_name("wellfounded"))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the test is open already, and nothing has to be unlocked."""
    monkeypatch.setattr(settings, "DB", "open")
    monkeypatch.chdir(tmp_path)
    stand_still(monkeypatch)
    for number in range(3):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number:05}")


def typed(user: User, passphrase: str = "") -> str:
    """Passphrase and code, as the person would type them."""
    factor = Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": generate_totp_secret()}
    )
    return f"{passphrase or f'{user.username}-passphrase'}\n{code_of(factor.data['secret'])}\n"


@pytest.fixture
def oversight() -> User:
    return make_user("oversight", Role.OVERSIGHT)


# ── verify ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_verify_says_that_the_log_fits_and_what_is_still_missing() -> None:
    said = wellfounded("audit", "verify")
    assert said.code == 0, said
    assert said.out == (
        "3 entries, 0 of them erased, 0 checkpoints: everything fits. No checkpoint from outside was given: whoever "
        "owns the store could have made all of this anew."
    )


def test_verify_compares_with_a_checkpoint_from_outside() -> None:
    Path("kept.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    said = wellfounded("audit", "verify", "--against", "kept.txt")
    assert (said.code, said.out) == (0, "4 entries, 0 of them erased, 2 checkpoints: everything fits.")


def test_verify_names_what_does_not_fit() -> None:
    tamper("UPDATE audit_detail SET actor = 'somebody' WHERE entry_id = 1")
    said = wellfounded("audit", "verify")
    assert (said.code, said.out) == (
        2,
        "Entry 1 no longer says what was recorded 3 entries, 0 of them erased, 0 checkpoints: 1 do not fit.",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--key", "log+00+AA=="], "--key is for a file"),
        (["missing.jsonl"], "missing.jsonl cannot be read: No such file or directory."),
        (["binary.jsonl"], "binary.jsonl cannot be read: it is no text."),
        (["--against", "missing.txt"], "missing.txt cannot be read"),
        (["binary.jsonl", "--against", "x"], "x cannot be read"),
    ],
)
def test_verify_says_what_it_cannot_use(words: list[str], told: str) -> None:
    Path("binary.jsonl").write_bytes(b"\xff\xfe")
    said = wellfounded("audit", "verify", *words)
    assert said.code == 2
    assert told in said.beside


def test_verify_of_a_file_needs_no_store(tmp_path: Path) -> None:
    make_checkpoint(actor="mina")
    Path("log.jsonl").write_text("".join(log_lines()), encoding="utf-8")
    key, command = signer().line(), [PROGRAM, "audit", "verify", "log.jsonl"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    run = subprocess.run([*command, "--key", key], cwd=tmp_path, env=kept, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "4 entries, 1 checkpoints, 0 proofs: everything fits.\n"), run.stderr
    text = Path("log.jsonl").read_text(encoding="utf-8")
    Path("log.jsonl").write_text(text.replace('"number":2', '"number":3'), encoding="utf-8")
    said = wellfounded("audit", "verify", "log.jsonl")
    assert said.code == 2
    assert said.out.startswith("line 4: entry 2 is missing or out of place")


# ── checkpoint ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_checkpoint_is_signed_and_written(oversight: User) -> None:
    said = wellfounded("audit", "checkpoint", "--by", "oversight", "--out", "kept.txt", typed=typed(oversight))
    assert said.code == 0, said
    checkpoint = Checkpoint.objects.get()
    assert Path("kept.txt").read_text(encoding="utf-8") == checkpoint.note
    assert said.out == (
        f"kept.txt: the first 5 entries, signed. The log’s key, which others check it with: {signer().line()}"
    )
    events = Detail.objects.filter(actor="oversight").values_list("event", flat=True)
    assert list(events) == [Event.SIGNED_IN, Event.LOG_CHECKPOINTED]


@pytest.mark.parametrize("wrong", ["passphrase", "code", "factor", "account", "closed"])
def test_nobody_signs_without_passphrase_and_second_factor(oversight: User, wrong: str) -> None:
    answers = typed(oversight, "another passphrase" if wrong == "passphrase" else "")
    if wrong == "code":
        answers = f"{oversight.username}-passphrase\n000\n"
    if wrong == "factor":
        Authenticator.objects.all().delete()
    if wrong == "closed":
        User.objects.update(is_active=False)
    name = "nobody" if wrong == "account" else "oversight"
    said = wellfounded("audit", "checkpoint", "--by", name, "--out", "kept.txt", typed=answers)
    assert (said.code, Path("kept.txt").exists()) == (2, False)
    assert "do not open an account" in said.beside
    actor = "(unknown)" if wrong in {"account", "closed"} else "oversight"
    assert Detail.objects.filter(event=Event.SIGN_IN_REFUSED, actor=actor).count() == 1


def test_a_file_that_cannot_be_written_is_told_before_the_log_tells_of_it(oversight: User) -> None:
    answers = typed(oversight)
    for words in (("checkpoint",), ("export", "--details")):
        said = wellfounded("audit", *words, "--by", "oversight", "--out", "gone/a.txt", typed=answers)
        assert (said.code, "[WF-080]" in said.beside, "Passphrase" in said.beside) == (2, True, False)
    assert not Checkpoint.objects.exists()
    assert not Detail.objects.filter(event=Event.LOG_EXPORTED).exists()
    assert "[WF-080]" in wellfounded("audit", "prove", "--entry", "1", "--out", "gone/a.txt").beside


# ── export and prove ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_export_tells_nothing_of_what_happened() -> None:
    said = wellfounded("audit", "export", "--out", "log.jsonl")
    assert (said.code, said.out) == (0, "log.jsonl: written. Check it with: wellfounded audit verify log.jsonl")
    assert "mina" not in Path("log.jsonl").read_text(encoding="utf-8")
    assert wellfounded("audit", "verify", "log.jsonl").code == 0


def test_details_are_for_oversight(oversight: User) -> None:
    said = wellfounded(
        "audit", "export", "--out", "log.jsonl", "--details", "--by", "oversight", typed=typed(oversight)
    )
    assert said.code == 0, said
    assert said.out.endswith("Keep it as you would keep a case file.")
    assert '"actor":"mina"' in Path("log.jsonl").read_text(encoding="utf-8")
    assert wellfounded("audit", "verify", "log.jsonl").code == 0
    clerk = make_user("clerk", Role.REGISTRAR)
    said = wellfounded("audit", "export", "--out", "other.jsonl", "--details", "--by", "clerk", typed=typed(clerk))
    assert (said.code, Path("other.jsonl").exists()) == (2, False)


def test_an_entry_is_proved(oversight: User) -> None:
    make_checkpoint(actor="mina")
    said = wellfounded("audit", "prove", "--entry", "1", "--out", "proof.jsonl")
    assert said.code == 0, said
    assert wellfounded("audit", "verify", "proof.jsonl", "--key", signer().line()).out == (
        "0 entries, 0 checkpoints, 1 proofs: everything fits."
    )
    asked = ["--entry", "1", "--out", "opened.jsonl", "--details", "--by", "oversight"]
    assert wellfounded("audit", "prove", *asked, typed=typed(oversight)).code == 0
    assert '"subject":"C-00001"' in Path("opened.jsonl").read_text(encoding="utf-8")
    assert wellfounded("audit", "verify", "opened.jsonl").code == 0


def test_nothing_changed_since_an_older_checkpoint() -> None:
    Path("old.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    record(Event.SIGNED_OUT, actor="mina")
    make_checkpoint(actor="mina")
    assert wellfounded("audit", "prove", "--since", "old.txt", "--out", "proof.jsonl").code == 0
    assert wellfounded("audit", "verify", "proof.jsonl").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["prove"], "Say either --entry"),
        (["prove", "--entry", "1", "--since", "x"], "Say either --entry"),
        (["prove", "--entry", "1"], "No checkpoint covers an entry 1"),
        (["prove", "--entry", "1", "--details"], "--details goes with --entry and --by"),
        (["prove", "--since", "x.txt"], "is not signed by"),
        (["export", "--details"], "--details goes with --by"),
    ],
)
def test_prove_and_export_say_what_is_missing(words: list[str], told: str) -> None:
    Path("x.txt").write_text("nothing", encoding="utf-8")
    said = wellfounded("audit", *words, "--out", "out.jsonl")
    assert (said.code, Path("out.jsonl").exists()) == (2, False)
    assert told in said.beside


# ── a store of its own ───────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("there", [True, False])
def test_the_store_is_unlocked_by_whom_the_settings_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    asked: list[bool] = []
    store = tmp_path / "office.db"
    opening = SimpleNamespace(reach=lambda: None, unlock=lambda _ask, *, fictional: asked.append(fictional))
    monkeypatch.setattr(settings, "DB", "sqlcipher")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", store)
    monkeypatch.setattr(office, "import_module", lambda name: {"wellfounded.config.opening": opening}[name])
    if there:
        store.touch()
    said = wellfounded("audit", "verify")
    assert (said.code, asked) == ((0, [False]) if there else (2, []))


def alone(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=kept | {"WELLFOUNDED_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_opens_an_encrypted_store_and_makes_none(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path / "office"
    missing = alone(home, PROGRAM, "audit", "verify")
    assert (missing.returncode, home.exists()) == (2, False)
    assert "There is no office in" in missing.stderr
    shutil.copytree(prepared_office(tmp_path_factory), home)
    found = alone(home, PROGRAM, "audit", "verify")
    assert (found.returncode, "everything fits" in found.stdout) == (0, True), found.stderr


# ── witness ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def witnessed(*words: str) -> SimpleNamespace:
    said = wellfounded("audit", "witness", *words, "--state", "witness.json", "--out", "cosigned.txt")
    return SimpleNamespace(code=said.code, text=f"{said.out} {said.beside}")


def test_a_witness_signs_what_follows_and_finds_a_rewritten_log_out() -> None:
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    first = witnessed("first.txt", "--name", "observer", "--key", signer().line())
    assert first.code == 0, first
    key = first.text.split("check it with: ")[1].split()[0]
    assert Path("witness.json").stat().st_mode & 0o777 == 0o600
    record(Event.CASE_OPENED, actor="mina", subject="C-00009")
    make_checkpoint(actor="mina")
    Path("proof.jsonl").write_text("".join(consistency_lines(Path("first.txt").read_text())), encoding="utf-8")
    assert witnessed("proof.jsonl").code == 0
    assert witnessed("proof.jsonl").code == 0  # the same again: its signature may have been lost
    record(Event.CASE_OPENED, actor="mina", subject="C-00010")
    make_checkpoint(actor="mina")
    Path("later.jsonl").write_text("".join(consistency_lines(Path("first.txt").read_text())), encoding="utf-8")
    assert "begins at another checkpoint" in witnessed("later.jsonl").text  # the last one seen is the newer one now
    Path("log.jsonl").write_text("".join(log_lines()), encoding="utf-8")
    good = ("audit", "verify", "log.jsonl", "--key", signer().line(), "--against", "cosigned.txt", "--witness", key)
    assert wellfounded(*good).code == 0
    assert wellfounded("audit", "verify", "--against", "cosigned.txt", "--witness", key).code == 0
    # Whoever owns the store makes the newest entry anew, and signs again with the log's own key.
    tamper("DELETE FROM audit_checkpoint WHERE size > 4")
    tamper("DELETE FROM audit_detail WHERE entry_id >= 4")
    tamper("DELETE FROM audit_entry WHERE number >= 4")
    record(Event.CASE_OPENED, actor="somebody", subject="C-00001")
    Path("second.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    assert wellfounded("audit", "verify").code == 0  # nothing in the store itself tells
    said = witnessed("second.txt")
    assert (said.code, "It was not shown" in said.text) == (2, True)
    assert wellfounded("audit", "verify", "--against", "cosigned.txt", "--witness", key).code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["first.txt"], "The first time, say --name"),
        (["first.txt"], "[WF-124]"),
        (["first.txt", "--name", "two words", "--key", "KEY"], "[WF-124]"),
        (["other.txt", "--name", "observer", "--key", "KEY"], "other.txt: The checkpoint"),
        (["first.txt", "--name", "two words", "--key", "KEY"], "no blanks"),
        (["first.txt", "--name", "observer", "--key", "x"], "not the key of a log"),
        (["other.txt", "--name", "observer", "--key", "KEY"], "not signed by"),
    ],
)
def test_a_witness_is_told_what_is_missing(words: list[str], told: str) -> None:
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    Path("other.txt").write_text("no note", encoding="utf-8")
    said = witnessed(*(signer().line() if word == "KEY" else word for word in words))
    assert (said.code, told in said.text) == (2, True), said
    assert not Path("witness.json").exists()


def test_a_witness_is_set_up_once_and_a_signature_is_asked_for_with_its_checkpoint() -> None:
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    named = ("first.txt", "--name", "observer", "--key", signer().line())
    key = witnessed(*named).text.split("check it with: ")[1].split()[0]
    assert "is there already" in witnessed(*named).text
    for words, told in (
        (["--witness", key], "--witness goes with --against"),
        (["--against", "first.txt", "--witness", "x"], "not the key of a witness"),
        (["--against", "first.txt", "--witness", key], "observer did not sign"),
    ):
        said = wellfounded("audit", "verify", *words)
        assert (said.code, told in f"{said.out} {said.beside}") == (2, True), words


def test_a_witness_without_a_checkpoint_is_not_passed_over_for_a_file() -> None:
    """Whoever forgot --against was told that everything fits, and no signature had been looked at."""
    log = Path(__file__).parents[3] / "examples" / "log" / "log.jsonl"
    said = wellfounded("audit", "verify", log, "--witness", "anybody")
    assert (said.code, "--witness goes with --against" in said.beside) == (2, True)
    verifier = Verifier(witnesses=["anybody"])
    assert verifier.run(log.read_text(encoding="utf-8")) == [
        "no checkpoint was given that the witness could have signed"
    ]
    assert Verifier().run(log.read_text(encoding="utf-8")) == []


def test_what_a_witness_saw_is_kept_before_its_signature_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full or the power goes between the two: what was signed is known, and is signed again."""
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    named = ("first.txt", "--name", "observer", "--key", signer().line())
    written: list[str] = []

    def only_the_first(path: Path, content: bytes) -> None:
        written.append(path.name)
        if len(written) > 1:
            raise OfficeError("The disk is full.")
        path.write_bytes(content)

    with monkeypatch.context() as patch:
        patch.setattr(audit_witness, "write_atomically", only_the_first)
        assert witnessed(*named).code == 2
    assert written == ["witness.json", "cosigned.txt"]
    assert witnessed("first.txt").code == 0


def test_the_file_of_a_witness_is_locked_while_it_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run waits, and sees what the first one signed."""
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    held: list[bool] = []
    monkeypatch.setattr(audit_witness, "write_atomically", looking(held))
    assert witnessed("first.txt", "--name", "observer", "--key", signer().line()).code == 0
    assert held == [True, True]


def test_a_signature_never_takes_the_place_of_the_key() -> None:
    Path("first.txt").write_text(make_checkpoint(actor="mina").note, encoding="utf-8")
    words = ("first.txt", "--name", "observer", "--key", signer().line())
    said = wellfounded("audit", "witness", *words, "--state", "witness.json", "--out", "./witness.json")
    assert (said.code, "holds your key" in f"{said.out} {said.beside}") == (2, True)
    Path("other.json").write_text("{}", encoding="utf-8")
    said = wellfounded("audit", "witness", "first.txt", "--state", "other.json", "--out", "out.txt")
    assert (said.code, "other.json: This is not the file of a witness. [WF-124]" in said.beside) == (2, True)
    said = wellfounded("audit", "witness", *words, "--state", "nowhere/witness.json", "--out", "out.txt")
    assert (said.code, "cannot be opened" in f"{said.out} {said.beside}") == (2, True)
