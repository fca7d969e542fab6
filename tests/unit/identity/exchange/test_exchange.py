"""Two sides find whom both may know, and nothing else comes across."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.agreed_key import AgreedKey
from wellfounded.identity.exchange.answer import ANSWER_WIDTH, MOST_HITS, Ground, answer_question
from wellfounded.identity.exchange.errors import ExchangeError
from wellfounded.identity.exchange.fingerprints import OCTETS, PER_RECORD, Fingerprints
from wellfounded.identity.exchange.ledger import MOST_A_KEY, MOST_ROWS_A_DAY, Ledger
from wellfounded.identity.exchange.own_part import OwnPart
from wellfounded.identity.exchange.question import WIDTH, make_question
from wellfounded.identity.exchange.reading import PossibleHit, read_answer
from wellfounded.identity.exchange.sheet import STEPS, TOKEN
from wellfounded.identity.record import Record

UNTIL = date(2030, 1, 1)
NOW = datetime(2029, 6, 1, 12, tzinfo=UTC)


def person(key: str, *names: str, born: str = "") -> Record:
    return Record(key, names, parse(born) if born else None)


ASKED = [
    person("A-1", "김은희", born="1984-03-05"),
    person("A-2", "Pak Chŏl-su", born="1990"),
    person("A-3", "한별솔"),
    person("A-4", "리설주", born="1971"),
]
HELD = [
    person("B-1", "Kim Eun-hee", born="1985"),
    person("B-2", "朴哲秀"),
    person("B-3", "Han Byul-sol", born="2001"),
    person("B-4", "Ri Sol-ju", born="1990"),
    person("B-5", "최은별", born="1984"),
]


@pytest.fixture(scope="module")
def agreed() -> AgreedKey:
    return AgreedKey.drawn(until=UNTIL)


@pytest.fixture(scope="module")
def question(agreed: AgreedKey) -> tuple[str, OwnPart]:
    return make_question(ASKED, agreed)


def found(question: tuple[str, OwnPart], held: list[Record], *, agreed: AgreedKey) -> set[tuple[str, str, Ground]]:
    """Pairs of keys, by way of both parts that stay at home."""
    answered = answer_question(question[0], held, agreed=agreed)
    hits = read_answer(answered.text, question[1], agreed=agreed)
    assert {hit.their_token for hit in hits} == set(answered.own.records)
    return {(hit.key, answered.own.records[hit.their_token], hit.ground) for hit in hits}


def test_both_sides_come_to_the_people_whom_both_may_know(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    assert found(question, HELD, agreed=agreed) == {
        ("A-1", "B-1", Ground.NAME_AND_YEAR),  # a year apart, in other letters
        ("A-2", "B-2", Ground.NAME),  # one side knows no year
        ("A-3", "B-3", Ground.NAME),
    }


@pytest.mark.parametrize(
    ("theirs", "hits"),
    [("1984", True), ("1985", True), ("1983", True), ("1987", False), ("", True), ("1970/1990", True)],
)
def test_a_year_has_to_agree_where_both_know_it(agreed: AgreedKey, theirs: str, hits: bool) -> None:  # noqa: FBT001 - a column
    made = make_question([person("A", "김은희", born="1984")], agreed)
    assert bool(found(made, [person("B", "김은희", born=theirs)], agreed=agreed)) is hits


def test_nothing_in_clear_leaves(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    answered = answer_question(question[0], HELD, agreed=agreed)
    files = question[0] + answered.text
    octets = b"".join(
        row
        for text, kind, width in [(question[0], "question", WIDTH), (answered.text, "answer", ANSWER_WIDTH)]
        for row in sheet.read(text, agreed, kind=kind, width=width).rows
    )
    keys = ["fkim-onhi", *(one.key for one in [*ASKED, *HELD])]  # a key of the index, and numbers of the registers
    for text in [*(name for one in [*ASKED, *HELD] for name in one.names), *keys, agreed.secret.hex()]:
        assert text not in files
        assert len(text.encode()) < 6 or text.encode() not in octets  # shorter ones come by chance
    assert "A-1" in question[1].written()  # what stays at home knows
    assert "김은희" not in question[1].written()


def test_sizes_tell_only_a_step(agreed: AgreedKey) -> None:
    sizes = set()
    for records in [[], [person("A", "김은희")], [person(str(n), "김은희", "Kim", "Anna Nowak") for n in range(50)]]:
        text, _own = make_question(records, agreed)
        sizes.add(len(text))
        assert len(sheet.read(text, agreed, kind="question", width=WIDTH).rows) == STEPS[0]
        sizes.add(len(answer_question(text, HELD, agreed=agreed).text) + 1)
    assert len(sizes) == 2


def test_the_same_record_never_looks_the_same_in_two_exchanges(agreed: AgreedKey) -> None:
    other = AgreedKey.drawn(until=UNTIL)
    one, two = (set(Fingerprints(key).sent(ASKED[0])) for key in (agreed, other))
    assert len(one) == len(two) > 0
    assert not one & two
    assert one == set(Fingerprints(agreed).sent(ASKED[0]))  # the control: within one exchange it does


def test_a_wrong_key_gives_nothing(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    stranger = AgreedKey.drawn(until=UNTIL)
    with pytest.raises(ExchangeError, match="another exchange"):
        answer_question(question[0], HELD, agreed=stranger)
    pretending = replace(stranger, exchange=agreed.exchange)
    with pytest.raises(ExchangeError, match="another key"):
        answer_question(question[0], HELD, agreed=pretending)
    # Even past the seal: no fingerprint of a name that is there is found by another key.
    rows = sheet.read(question[0], agreed, kind="question", width=WIDTH).rows
    forged = sheet.written(sheet.Sheet("question", WIDTH, rows), pretending)
    assert answer_question(forged, ASKED, agreed=pretending).found == 0
    assert answer_question(question[0], ASKED, agreed=agreed).found == len(ASKED)


def test_an_answer_is_read_only_with_its_own_question(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    answered = answer_question(question[0], HELD, agreed=agreed)
    assert read_answer(answered.text, make_question(ASKED, agreed)[1], agreed=agreed) == []
    for own in [answered.own, replace(question[1], exchange="other")]:
        with pytest.raises(ExchangeError, match="stayed at home"):
            read_answer(answered.text, own, agreed=agreed)


def test_which_rows_were_answered_is_seen_only_with_the_key(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    asked = {row[:TOKEN] for row in sheet.read(question[0], agreed, kind="question", width=WIDTH).rows}
    answered = answer_question(question[0], HELD, agreed=agreed)
    given = sheet.read(answered.text, agreed, kind="answer", width=ANSWER_WIDTH).rows
    assert not asked & {row[:TOKEN] for row in given}
    assert len(given) == STEPS[0]


def tampered(text: str, **changed: object) -> str:
    return json.dumps(json.loads(text) | changed)


def test_a_file_that_was_changed_or_is_none_is_refused(question: tuple[str, OwnPart], agreed: AgreedKey) -> None:
    text = question[0]
    rows = bytearray(b64decode(json.loads(text)["rows"]))
    rows[100] ^= 1
    for wrong, said in [
        (tampered(text, rows=b64encode(bytes(rows)).decode()), "changed on its way"),
        (tampered(text, kind="answer"), "changed on its way"),
        (tampered(text, seal=None), "changed on its way"),
        (tampered(text, seal="é"), "changed on its way"),
        (tampered(text, exchange="0"), "another exchange"),
        (tampered(text, form="wellfounded-exchange-2"), "another version"),
        (tampered(text, more=1), "no file of an exchange"),
        (text[:-40], "no file of an exchange"),
        ("[]", "no file of an exchange"),
        ("", "no file of an exchange"),
        ("[" * 100_000, "no file of an exchange"),
        ("x" * (sheet.MOST_BYTES + 1), "no file of an exchange"),
    ]:
        with pytest.raises(ExchangeError, match=said):
            answer_question(wrong, HELD, agreed=agreed)
    assert answer_question(tampered(text), HELD, agreed=agreed).found == 3  # the control: only written otherwise
    with pytest.raises(ExchangeError, match="holds no answer"):
        sheet.read(text, agreed, kind="answer", width=ANSWER_WIDTH)
    odd = sheet.written(sheet.Sheet("question", WIDTH, (b"x" * WIDTH,)), agreed)
    with pytest.raises(ExchangeError, match="another size"):
        answer_question(odd, HELD, agreed=agreed)


def test_too_many_people_are_refused_before_any_work(agreed: AgreedKey) -> None:
    with pytest.raises(ExchangeError, match="too many for one exchange"):
        make_question([person(str(number), "김은희") for number in range(STEPS[-1] + 1)], agreed)


def test_a_row_has_caps_and_no_name_of_many_is_cut_off(agreed: AgreedKey) -> None:
    many = person("A", "김은희", "Anna Kowalska", "Mohammed Ali", "Jin Yinji", "Иван Петров", born="1984")
    prints = Fingerprints(agreed)
    sent = set(prints.sent(many))
    assert len(sent) <= PER_RECORD
    for name in many.names:
        with_year, _ = prints.sought(person("B", name, born="1984"))
        assert sent & with_year, name
    held = [person(f"B-{number}", "김은희", born="1984") for number in range(9)]
    answered = answer_question(make_question([many], agreed)[0], held, agreed=agreed)
    assert len(answered.own.records) == MOST_HITS


def test_a_record_without_a_name_that_can_be_read_finds_nobody(agreed: AgreedKey) -> None:
    made = make_question([person("A"), person("B", "?"), person("C", "😀")], agreed)
    assert found(made, HELD, agreed=agreed) == set()
    assert len(Fingerprints(agreed).sent(person("A"))) == 0
    assert all(len(one) == OCTETS for one in Fingerprints(agreed).sent(ASKED[0]))


def test_progress_is_told_for_each_record(agreed: AgreedKey) -> None:
    steps: list[int] = []
    text, _own = make_question(ASKED, agreed, told=lambda: steps.append(1))
    answer_question(text, HELD, agreed=agreed, told=lambda: steps.append(1))
    assert len(steps) == len(ASKED) + len(HELD)


# ── the key ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_key_is_read_as_it_was_written_and_no_slip_passes(agreed: AgreedKey) -> None:
    line = agreed.line()
    assert AgreedKey.read(f"{line}\n") == agreed
    for wrong in [
        "",
        "x",
        line[:-1],
        line.replace("2030", "2031"),
        f"{line} more",
        line.upper(),
        line.replace("-key-1", ""),
    ]:
        with pytest.raises(ExchangeError, match="no key of an exchange"):
            AgreedKey.read(wrong)
    agreed.check_day(UNTIL)
    with pytest.raises(ExchangeError, match="ran out on 2030-01-01"):
        agreed.check_day(UNTIL + timedelta(days=1))


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "[]",
        "{}",
        '{"form": 1}',
        '{"form":"wellfounded-exchange-own-1","exchange":"x","kind":"question","records":["A"]}',
    ],
)
def test_what_is_no_own_part_is_said(question: tuple[str, OwnPart], wrong: str) -> None:
    assert OwnPart.read(question[1].written()) == question[1]
    with pytest.raises(ExchangeError, match="stays at home"):
        OwnPart.read(wrong)


# ── the limits and the log ───────────────────────────────────────────────────────────────────────────────────────────
def answered(ledger: Ledger, file: str, *, exchange: str = "x", rows: int = 50, hours: int = 0) -> Ledger:
    return ledger.with_entry("answered", file, exchange=exchange, rows=rows, now=NOW + timedelta(hours=hours))


def test_a_key_serves_so_often_and_no_question_twice() -> None:
    ledger = Ledger()
    for number in range(MOST_A_KEY):
        ledger = answered(ledger, f"question {number}", hours=30 * number)
    with pytest.raises(ExchangeError, match="served 3 times"):
        answered(ledger, "one more", hours=300)
    answered(ledger, "of another key", exchange="y", hours=300)
    with pytest.raises(ExchangeError, match="answered before"):
        answered(answered(Ledger(), "the same"), "the same", hours=30)
    assert "question" not in ledger.text.replace('"what"', "")


def test_a_day_has_so_many_rows_over_all_keys() -> None:
    ledger = answered(Ledger(), "a", rows=MOST_ROWS_A_DAY - 50)
    ledger = answered(ledger, "b", exchange="y", rows=50)
    with pytest.raises(ExchangeError, match="in a day"):
        answered(ledger, "c", exchange="z", rows=50, hours=23)
    assert len(answered(ledger, "c", exchange="z", rows=50, hours=25).entries()) == 3
    asked = ledger.with_entry(
        "asked", "d", exchange="z", rows=2000, now=NOW
    )  # questions of one's own are counted apart
    for _ in range(MOST_A_KEY + 1):  # and what is only read, as often as somebody likes
        asked = asked.with_entry("read", "e", exchange="z", rows=2000, now=NOW)
    assert len(asked.entries()) == 3 + MOST_A_KEY + 1


def test_a_log_that_was_changed_stops_everything() -> None:
    ledger = answered(answered(Ledger(), "a"), "b")
    first, second = ledger.text.splitlines()
    for number, text in [
        (1, second),
        (2, first + "\n" + second.replace('"rows": 50', '"rows": 5').replace(second[:8], second[:8]) + "x"),
        (2, first.replace('"rows": 50', '"rows": 1') + "\n" + second),
        (1, "not json\n" + second),
        (1, '{"at": 1}'),
        (1, "[]"),
    ]:
        with pytest.raises(ExchangeError, match=f"Line {number} of the log"):
            answered(Ledger(text + "\n"), "c", exchange="y")


def test_what_is_found_is_a_lead_with_its_ground() -> None:
    assert PossibleHit("A", Ground.NAME, "00").ground.value == "name alone"
