"""An exchange between two organisations as both of them type it."""

import json
import os
import re
from base64 import b64encode
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.integration.cli.door import Said, wellfounded
from tests.integration.cli.folder_lock import looking
from wellfounded.cli.exchange import answer as answering
from wellfounded.cli.exchange import files
from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.agreed_key import MOST_DAYS, AgreedKey

SOUGHT = "number,names,born\nA-1,김은희,1984-03-05\nA-2,Pak Chol-su,1990\n,,1984\n"
REGISTER = "number,names,born\nB-1,Kim Eun-hee,1984\nB-2,Anna Nowak,1990\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder of whoever asks, and beside it that of whoever answers, with one key."""
    for name, table in [("here", SOUGHT), ("there", REGISTER)]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "people.csv").write_text(table, encoding="utf-8")
    key = tmp_path / "here" / "exchange.key"
    assert exchange("key", key, "--days", "3").code == 0
    (tmp_path / "there" / "exchange.key").write_bytes(key.read_bytes())
    return tmp_path / "here"


def exchange(*words: str | Path) -> Said:
    return wellfounded("identity", "exchange", *words)


def make(folder: Path, name: str = "question.json") -> Said:
    return exchange("make", folder / "people.csv", "--key", folder / "exchange.key", "-o", folder / name)


def answer(folder: Path, question: Path, name: str = "answer.json") -> Said:
    return exchange("answer", question, folder / "people.csv", "--key", folder / "exchange.key", "-o", folder / name)


def read(folder: Path, given: Path) -> Said:
    own = folder / "question.own.json"
    return exchange("read", given, "--key", folder / "exchange.key", "--own", own)


def test_two_organisations_find_whom_both_may_know(here: Path) -> None:
    there = here.parent / "there"
    made = make(here)
    assert (made.code, "2 people among 50 rows" in made.out) == (0, True)
    assert "row 4, not read" in made.beside
    given = answer(there, here / "question.json")
    assert (given.code, "1 of 50 rows" in given.out, "never a fact" in given.out) == (0, True, True)
    said = read(here, there / "answer.json")
    assert "1 of 2 people may be known there" in said.out
    (token,) = re.findall(r"A-1 \(name and year\): ask about ([0-9a-f]{24})", said.out)
    assert json.loads((there / "answer.own.json").read_text())["records"][token] == "B-1"
    for sent in [here / "question.json", there / "answer.json"]:
        assert not re.search("김|Eun-hee|Pak Chol|A-1|B-1|1984-03", sent.read_text(encoding="utf-8"))
    assert [json.loads(line)["what"] for line in (here / "exchange-log.jsonl").read_text().splitlines()] == [
        "asked",
        "read",
    ]
    assert (here / "exchange.key").stat().st_mode & 0o077 == 0
    assert (there / "answer.own.json").stat().st_mode & 0o077 == 0


def test_what_was_answered_is_not_answered_again_and_nothing_is_overwritten(here: Path) -> None:
    there = here.parent / "there"
    make(here)
    assert answer(there, here / "question.json").code == 0
    again = answer(there, here / "question.json", "again.json")
    assert (again.code, "question as answered before" in again.beside, (there / "again.json").exists()) == (
        2,
        True,
        False,
    )
    assert "WF-080" in answer(there, here / "question.json").beside
    assert make(here).code == 2
    for name in ["two.json", "three.json"]:
        assert make(here, name).code == 0
    limited = make(here, "four.json")
    assert (limited.code, "served 3 times" in limited.beside, (here / "four.json").exists()) == (2, True, False)


def test_a_wrong_key_a_changed_file_and_a_changed_log_are_told_by_name(here: Path) -> None:
    there = here.parent / "there"
    make(here)
    question = here / "question.json"
    changed = here / "changed.json"
    changed.write_text(question.read_text().replace('"width": 780', '"width": 779'))
    said = answer(there, changed)
    assert (said.code, "WF-066" in said.beside, "changed on its way" in said.beside) == (2, True, True)
    exchange("key", there / "other.key")
    (there / "exchange.key").write_bytes((there / "other.key").read_bytes())
    assert "another exchange" in answer(there, question).beside
    (there / "exchange.key").write_bytes(b"\xff")
    assert "WF-066" in answer(there, question).beside
    (there / "exchange.key").unlink()
    assert "WF-001" in answer(there, question).beside
    assert "WF-002" in read(here, here).beside
    assert "stays at home" in exchange("read", question, "--key", here / "exchange.key", "--own", question).beside
    log = here / "exchange-log.jsonl"
    log.write_text(log.read_text().replace('"rows": 50', '"rows": 1') + log.read_text())
    assert "of the log of exchanges was changed" in make(here, "more.json").beside
    assert not list(there.glob("answer*"))


def test_a_log_elsewhere_counts_over_all_keys(here: Path) -> None:
    log = here.parent / "office-log.jsonl"
    key, people = here / "exchange.key", here / "people.csv"
    assert exchange("make", people, "--key", key, "-o", here / "q.json", "--log", log).code == 0
    assert len(log.read_text().splitlines()) == 1
    assert not (here / "exchange-log.jsonl").exists()


def test_a_folder_in_which_nothing_can_be_written_costs_none_of_the_three_questions(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode, **__: mode != os.W_OK)
    said = make(here)
    assert (said.code, "WF-080" in said.beside, (here / "exchange-log.jsonl").exists()) == (2, True, False)


def test_two_at_once_do_not_read_the_same_log(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else both count as the third question, and one line of the log is lost."""
    held: list[bool] = []
    monkeypatch.setattr(files, "write_atomically", looking(held))
    assert make(here).code == 0
    assert held == [True]


def test_a_question_in_other_blanks_is_the_same_question(here: Path) -> None:
    there = here.parent / "there"
    make(here)
    assert answer(there, here / "question.json").code == 0
    body = json.loads((here / "question.json").read_text())
    for number, text in enumerate(
        [json.dumps(body), json.dumps(dict(reversed(body.items()))), json.dumps(body, indent=7)]
    ):
        (here / "again.json").write_text(text)
        said = answer(there, here / "again.json", f"again-{number}.json")
        assert (said.code, "answered before" in said.beside) == (2, True)
    assert not list(there.glob("again*"))
    assert make(here, "other.json").code == 0
    assert answer(there, here / "other.json", "other.json").code == 0  # the control: another question is answered


ROWS: tuple[object, ...] = (5, None, ["a"], {}, "A", "!!!a", "é", "", b64encode(b"x" * 780).decode())
WIDTHS: tuple[object, ...] = (0, "780", True, None)
KINDS: tuple[object, ...] = (5, None, "answer")


@pytest.mark.parametrize(
    "wrong",
    [
        *({"rows": rows} for rows in ROWS),
        *({"width": width} for width in WIDTHS),
        *({"kind": kind} for kind in KINDS),
    ],
)
def test_garbage_under_a_right_seal_is_refused_in_words(here: Path, wrong: dict[str, object]) -> None:
    """Whoever holds the key can seal anything: the other organisation, or who stole it."""
    there = here.parent / "there"
    make(here)
    agreed = AgreedKey.read((here / "exchange.key").read_text())
    body = json.loads((here / "question.json").read_text()) | wrong
    del body["seal"]
    (here / "forged.json").write_text(json.dumps(body | {"seal": sheet._seal(body, agreed)}))  # noqa: SLF001 - forged
    said = answer(there, here / "forged.json")
    assert (said.code, "WF-066" in said.beside, "WF-900" in said.beside) == (2, True, False)
    assert not (there / "exchange-log.jsonl").exists()
    assert answer(there, here / "question.json").code == 0  # the control


def test_a_key_that_serves_longer_than_any_may_is_refused(here: Path) -> None:
    drawn = AgreedKey.read((here / "exchange.key").read_text())
    for days, code in ((MOST_DAYS + 2, 2), (MOST_DAYS, 0)):
        until = date.today() + timedelta(days=days)  # noqa: DTZ011 - two days off are far from any change of day
        (here / "exchange.key").write_text(AgreedKey(drawn.exchange, until, drawn.secret).line())
        said = make(here, f"for-{days}.json")
        assert (said.code, "serves until" in said.beside) == (code, code == 2)


def test_the_part_that_stays_and_a_file_of_another_version_are_told_as_such(here: Path) -> None:
    there = here.parent / "there"
    make(here)
    said = answer(there, here / "question.own.json")
    assert (said.code, "stays at home" in said.beside) == (2, True)
    newer = here / "newer.json"
    newer.write_text((here / "question.json").read_text().replace("wellfounded-exchange-1", "wellfounded-exchange-2"))
    assert "another version" in answer(there, newer).beside


def test_an_answer_that_holds_nobody_asks_whether_it_is_of_this_question(here: Path) -> None:
    there = here.parent / "there"
    make(here)
    answer(there, here / "question.json")
    assert "does not say" not in read(here, there / "answer.json").out
    make(here, "other.json")
    other = exchange("read", there / "answer.json", "--key", here / "exchange.key", "--own", here / "other.own.json")
    assert (other.code, "0 of 2" in other.out, "part of the question that was answered" in other.out) == (0, True, True)


def test_whoever_stops_an_answer_can_begin_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    there = here.parent / "there"
    make(here)
    monkeypatch.setattr(answering, "answer_question", stopped)
    said = answer(there, here / "question.json")
    assert (said.code, "No answer was finished" in said.beside) == (130, True)
    assert sorted(one.name for one in there.iterdir()) == ["exchange.key", "people.csv"]
    monkeypatch.undo()
    assert answer(there, here / "question.json").code == 0


def test_a_key_that_an_editor_saved_again_is_the_same_key(here: Path) -> None:
    key = here / "exchange.key"
    key.write_bytes(b"\xef\xbb\xbf" + key.read_bytes().replace(b"\n", b"\r\n"))
    assert make(here).code == 0
