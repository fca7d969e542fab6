"""Lists from outside come in whole or not at all, are held against the register one way, and give leads to matchers."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override
from openpyxl import Workbook

from tests.casework.cast import Cast, make_user
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions import import_list as importing
from wellfounded.cases.actions import screen_list as screening
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.import_list import ListGiven, ListReport, import_list
from wellfounded.cases.actions.judge_list_hit import ListHitJudged, judge_list_hit
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.screen_list import Screening, screen_list
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.law_case import case_file_data
from wellfounded.cases.list_faults import list_fault
from wellfounded.cases.list_hits import lists_of_office, open_list, open_list_hit
from wellfounded.cases.models import (
    Case,
    ImportedList,
    ListedPerson,
    ListHit,
    ListJudgement,
    ListScreening,
    Verdict,
)
from wellfounded.cases.screening import screen
from wellfounded.identity.lists.entry import ListError, PersonList
from wellfounded.identity.lists.plain import list_as_data
from wellfounded.identity.lists.read import read_list
from wellfounded.identity.record import Record
from wellfounded.persons.models import ExclusionFlag
from wellfounded.vault.child import Parsed

TABLE = "number,names,born,place\nL1,Kim Eun-hee;김은희,1984,회령\nL2,Erika Mustermann,1964,\n"
REFUSED = TABLE + "L3,,1990,\nL1,Somebody Else,1990,\nL4,박철수,31/31/1990,\n"
UN = """<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER><FIRST_NAME>KIM</FIRST_NAME>
<SECOND_NAME>EUN HEE</SECOND_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
OFAC = """<sdnList><sdnEntry><uid>7</uid><firstName>Eun-hee</firstName><lastName>KIM</lastName>
<sdnType>Individual</sdnType></sdnEntry></sdnList>"""
FTM = {"id": "p1", "schema": "Person", "properties": {"name": ["김은희"]}}
OF_LISTS = {"cases_importedlist", "cases_listedperson", "cases_listscreening", "cases_listhit", "cases_listjudgement"}
COUNTED = {"cases_lookingcount"}  # how often somebody looked: of no case either


def xlsx() -> bytes:
    book = Workbook()
    for row in csv.reader(io.StringIO(TABLE)):
        book.active.append(row)  # type: ignore[union-attr] # a new workbook has a sheet
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def given(content: str | bytes = TABLE, **changed: Any) -> ListGiven:
    octets = content.encode() if isinstance(content, str) else content
    plain = {"kind": "missing", "title": "People who are missed", "source": "A family office, 2024-05-01"}
    return ListGiven(content=octets, **(plain | changed))


@pytest.fixture
def case(cast: Cast) -> Case:
    return register_person(cast.registrar, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))


@pytest.fixture
def keeper(cast: Cast) -> User:  # noqa: ARG001 - the office is there first
    """Whoever brings a list in does not hold it against the register."""
    return make_user("keeper_of_lists", Role.MATCHER)


@pytest.fixture
def listed(keeper: User) -> ImportedList:
    made = import_list(keeper, request=given()).listed
    assert made is not None
    return made


# ── in whole, or not at all ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("content", "shape", "entries"),
    [(TABLE, "CSV", 2), (xlsx(), "XLSX", 2), (UN, "UN", 1), (OFAC, "OFAC", 1), (json.dumps(FTM), "FtM", 1)],
    ids=["csv", "xlsx", "un", "ofac", "ftm"],
)
def test_every_shape_is_read_in_the_guarded_child_and_gives_hits(
    case: Case, keeper: User, content: str | bytes, shape: str, entries: int
) -> None:
    report = import_list(keeper, request=given(content, kind="sanctions"))
    assert report.listed is not None
    assert (report.entries, report.problems) == (entries, ())
    assert report.listed.shape.casefold() in {shape.casefold(), "followthemoney"}
    other = make_user("second_matcher", Role.MATCHER)
    assert screen_list(other, request=Screening(listed=report.listed.pk)).found == 1
    assert ListHit.objects.get().person == case.person


def test_what_a_list_says_is_kept_as_it_says(listed: ImportedList) -> None:
    first = listed.entries.get(number="L1")
    assert (first.names, str(first.birth), first.more["places"]) == (["Kim Eun-hee", "김은희"], "1984", ["회령"])
    assert [str(first), str(listed)] == ["L1 of People who are missed", "People who are missed"]
    (entry,) = Detail.objects.filter(event=Event.LIST_IMPORTED)
    assert bytes(entry.payload) == b'{"entries":2,"kind":"missing","refused":0}'


def test_refused_rows_are_named_and_nothing_comes_in_until_somebody_wants_the_rest(cast: Cast) -> None:
    report = import_list(cast.matcher, request=given(REFUSED))
    assert report.listed is None
    assert [(one.where, one.refused) for one in report.problems] == [("row 4", True), ("row 5", True), ("row 6", False)]
    assert all(one.message and one.mend for one in report.problems)
    assert not ImportedList.objects.exists()
    assert not ListedPerson.objects.exists()
    report = import_list(cast.matcher, request=given(REFUSED, without_refused=True))
    assert report.listed is not None
    assert sorted(report.listed.entries.values_list("number", flat=True)) == ["L1", "L2", "L4"]
    assert (report.listed.refused, len(report.listed.problems)) == (2, 3)


def test_a_list_of_nobody_never_comes_in(cast: Cast) -> None:
    report = import_list(cast.matcher, request=given("number,names\n1,\n", without_refused=True))
    assert (report.listed, report.entries, report.refused) == (None, 0, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file"),
        (b"number,born\n1,1984\n", "No column holds names"),
        (b"<!DOCTYPE x [<!ENTITY y 'z'>]><CONSOLIDATED_LIST/>", "entities"),
        (b"<other/>", "not known"),
        (b"PK\x03\x04broken", "no workbook"),
        (b"\x00\x01\x02", "no list that can be read"),
        (b"names\n\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_list_is_said_and_leaves_nothing(cast: Cast, content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        import_list(cast.matcher, request=given(content))
    assert not ImportedList.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        *(b"\xef\xbb\xbf", b"number,born\n1,1984\n", b"<!DOCTYPE x><CONSOLIDATED_LIST/>", b"<other/>", b"<other"),
        *(b"PK\x03\x04broken", b"\x00\x01\x02", b"names\n\xff\xfe", b'{"a":"\xff"}', b"{}", b'names\na\n"b\n'),
        *(bytes.fromhex("d0cf11e0a1b11ae1"), "\ufeffnames\n".encode("utf-16-le")),
    ],
)
def test_what_is_no_list_is_said_in_the_language_of_the_screen(content: bytes) -> None:
    with pytest.raises(ListError) as wrong:
        read_list(content)
    told = asdict_of(wrong.value)
    assert list_fault(told) == f"{told['message']} {told['mend']}"
    for language in ("ko", "zh-hans"):
        with override(language):
            said = list_fault(told)
        assert said != list_fault(told)
        assert told["value"] in said


def asdict_of(wrong: ListError) -> dict[str, str]:
    return {"message": wrong.message, "mend": wrong.mend, "code": wrong.code, "value": wrong.value}


def test_too_much_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_ENTRIES", 1)
    with pytest.raises(Invalid, match="50,000"):
        import_list(cast.matcher, request=given())
    monkeypatch.setattr(importing, "MOST", 10)
    with pytest.raises(Invalid, match="60 MB"):
        import_list(cast.matcher, request=given())


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"kind": "CSV", "records": [{}], "problems": []},
        {"kind": 1, "records": [], "problems": []},
        {"kind": "CSV", "records": "x", "problems": []},
        {"kind": "CSV", "records": [], "problems": [{"where": 1}]},
    ],
)
def test_only_the_shape_that_was_agreed_is_let_out_of_the_child(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, result: dict[str, Any]
) -> None:
    monkeypatch.setattr(importing, "run_guarded", lambda *_, **__: Parsed(result))
    with pytest.raises(Invalid):
        import_list(cast.matcher, request=given())
    assert not ImportedList.objects.exists()


def test_what_no_column_holds_is_refused_by_row(cast: Cast) -> None:
    report = import_list(cast.matcher, request=given(TABLE + f"{'9' * 201},김순이,1990,\n"))
    assert [(one.where, one.refused, one.code) for one in report.problems] == [("row 4", True, "too_long")]


def test_nor_does_the_child_put_it_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Record("9" * 201, ("김순이",))
    said = list_as_data(PersonList("CSV", (Record("L1", ("김은희",)), long), ()))
    monkeypatch.setattr(importing, "run_guarded", lambda *_, **__: Parsed(said))
    report = import_list(cast.matcher, request=given(without_refused=True))
    assert [(one.where, one.refused) for one in report.problems] == [(f"entry {'9' * 40}", True)]
    assert [one.number for one in ListedPerson.objects.all()] == ["L1"]


@pytest.mark.parametrize("wrong", [{"kind": ""}, {"kind": "wanted"}, {"title": " "}, {"source": ""}])
def test_a_list_needs_its_kind_title_and_source(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        import_list(cast.matcher, request=given(**wrong))
    assert set(refused.value.fields) == set(wrong)


def test_the_same_file_comes_in_once(cast: Cast, listed: ImportedList) -> None:
    with pytest.raises(Invalid, match="brought in before"):
        import_list(cast.matcher, request=given(title="Another title"))
    assert lists_of_office(cast.matcher).get() == listed


# ── one way, part by part ────────────────────────────────────────────────────────────────────────────────────────────
def test_a_list_is_compared_part_by_part_and_begins_again(
    cast: Cast, case: Case, listed: ImportedList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "AT_ONCE", 1)
    asked = Screening(listed=listed.pk)
    assert open_list(cast.matcher, listed.pk).rest == 2
    assert [screen_list(cast.matcher, request=asked).found for _ in range(3)] == [1, 0, 0]
    assert [str(one.upto) for one in listed.screenings.all()] == [f"{n} of {listed}" for n in ["L1", "L2", "L1"]]
    apart = register_person(cast.outsider, request=Registration(names=(NameGiven(text="김은희"),), birth="1950"))
    later = register_person(cast.outsider, request=Registration(names=(NameGiven(text="Erika Mustermann"),)))
    assert [screen_list(cast.matcher, request=asked).found for _ in range(2)] == [1, 0]
    assert {hit.person for hit in open_list(cast.matcher, listed.pk).hits} == {case.person, later.person}
    assert apart.person.names.count() == 1  # shares the name, and is born a life apart: no hit
    details = [bytes(one.payload) for one in Detail.objects.filter(event=Event.LIST_SCREENED).order_by("entry_id")]
    assert details[0] == b'{"compared":1,"found":1}'


def test_a_list_that_is_not_there_is_not_screened(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no such list"):
        screen_list(cast.matcher, request=Screening(listed=404))
    with pytest.raises(NotFound):
        open_list(cast.matcher, 404)
    with pytest.raises(NotFound):
        open_list_hit(cast.matcher, 404)


def test_nobody_but_a_matcher_knows_of_lists_and_hits(cast: Cast, case: Case, listed: ImportedList) -> None:
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit = ListHit.objects.get()
    for user in [cast.registrar, cast.adjudicator, cast.reviewer, cast.oversight, cast.administrator, cast.outsider]:
        acts: list[Callable[[User], object]] = [
            lambda user: import_list(user, request=given(OFAC)),
            lambda user: screen_list(user, request=Screening(listed=listed.pk)),
            lambda user: judge_list_hit(user, request=ListHitJudged(hit=hit.pk, verdict="same", reason="x")),
            lists_of_office,
            lambda user: open_list(user, listed.pk),
            lambda user: open_list_hit(user, hit.pk),
        ]
        for act in acts:
            with pytest.raises(NotAllowed):
                act(user)
    assert case.person == hit.person


# ── no search without a case ─────────────────────────────────────────────────────────────────────────────────────────
def test_whoever_brought_in_a_list_does_not_learn_alone_who_of_it_is_registered(
    cast: Cast, case: Case, keeper: User, listed: ImportedList
) -> None:
    """A list of one name would be a search without a case, a purpose and a second person."""
    with pytest.raises(NotAllowed, match="another matcher"):
        screen_list(keeper, request=Screening(listed=listed.pk))
    assert (ListHit.objects.count(), ListScreening.objects.count()) == (0, 0)
    assert open_list(keeper, listed.pk).own
    assert not open_list(cast.matcher, listed.pk).own
    assert screen_list(cast.matcher, request=Screening(listed=listed.pk)).found == 1  # the control
    assert ListHit.objects.get().person == case.person


def test_the_lists_of_a_day_are_used_up_and_oversight_reads_it_once(keeper: User, settings: LazySettings) -> None:
    settings.LISTS_A_DAY = 2
    tables = [f"number,names\n{place},Nobody {'abcd'[place] * 4}\n" for place in range(4)]
    for table in tables[:2]:
        assert import_list(keeper, request=given(table)).listed is not None
    for table in tables[2:]:
        with pytest.raises(NotAllowed, match="2 lists today"):
            import_list(keeper, request=given(table))
    assert ImportedList.objects.count() == 2
    (alert,) = Detail.objects.filter(event=Event.NAME_SEARCHES_USED_UP)
    assert (alert.actor, bytes(alert.payload)) == ("keeper_of_lists", b'{"kind":"list","limit":2}')


def test_a_list_that_brings_in_nobody_is_not_counted(keeper: User, settings: LazySettings) -> None:
    settings.LISTS_A_DAY = 1
    assert import_list(keeper, request=given(REFUSED)).listed is None
    assert import_list(keeper, request=given(REFUSED, without_refused=True)).listed is not None


def test_a_hit_is_counted_as_a_pair(cast: Cast, case: Case, listed: ImportedList, settings: LazySettings) -> None:
    """Who stands beside an entry is as much as who stands in a pair."""
    settings.PAIRS_A_DAY = 1
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit = ListHit.objects.get()
    assert open_list_hit(cast.matcher, hit.pk).side.person == case.person
    with pytest.raises(NotAllowed, match="1 times today"):
        open_list_hit(cast.matcher, hit.pk)


# ── a lead, and never more ───────────────────────────────────────────────────────────────────────────────────────────
def store_without_lists() -> dict[str, list[Any]]:
    """Every row of every table but the log, the lists and the counts of a day."""
    with connection.cursor() as cursor:
        tables = [one for one in connection.introspection.table_names(cursor) if not one.startswith("audit_")]
        found = {}
        for table in sorted(set(tables) - OF_LISTS - COUNTED):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - a name of our own table
            found[table] = [tuple(map(str, row)) for row in cursor.fetchall()]
        return found


def test_a_hit_that_two_matchers_call_the_same_changes_nothing_of_a_case(cast: Cast, case: Case) -> None:
    second = make_user("second_matcher", Role.MATCHER)
    before = (store_without_lists(), case_file_data(case), screen(case))
    listed = import_list(second, request=given(kind="sanctions")).listed
    assert listed is not None
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit = ListHit.objects.get()
    for user in [cast.matcher, second]:
        judge_list_hit(user, request=ListHitJudged(hit=hit.pk, verdict="same", reason="The very same."))
    assert open_list_hit(second, hit.pk).settled is Verdict.SAME
    case.refresh_from_db()
    after = (store_without_lists(), case_file_data(case), screen(case))
    assert after == before
    # The control: what does point towards exclusion would have been seen.
    ExclusionFlag.objects.create(person=case.person, code="LP-CR", list_version="1", noted_by=cast.interviewer)
    assert store_without_lists() != before[0]


def test_two_matchers_judge_without_seeing_each_other(cast: Cast, case: Case, listed: ImportedList) -> None:
    del case
    second = make_user("second_matcher", Role.MATCHER)
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit = ListHit.objects.get()
    made = judge_list_hit(
        cast.matcher, request=ListHitJudged(hit=hit.pk, verdict="different", reason="Another village.")
    )
    assert str(made).endswith("different")
    assert (open_list_hit(second, hit.pk).others, open_list_hit(second, hit.pk).settled) == ([], None)
    judge_list_hit(second, request=ListHitJudged(hit=hit.pk, verdict="same", reason="x"))
    assert [one.reason for one in open_list_hit(second, hit.pk).others] == ["Another village."]
    assert open_list_hit(second, hit.pk).settled is None
    for wrong, said in [
        (ListHitJudged(hit=hit.pk, verdict="same", reason="x"), "judged this already"),
        (ListHitJudged(hit=404, verdict="same", reason="x"), "no such hit"),
        (ListHitJudged(hit=hit.pk, verdict="", reason="x"), "still blank"),
        (ListHitJudged(hit=hit.pk, verdict="wanted", reason="x"), "Choose one"),
    ]:
        with pytest.raises(Invalid, match=said):
            judge_list_hit(cast.matcher, request=wrong)


def test_who_keeps_the_record_is_told_once_two_matchers_agree(
    cast: Cast, case: Case, keeper: User, listed: ImportedList
) -> None:
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit = ListHit.objects.get()
    told = []
    for user in [cast.matcher, keeper]:
        told += [open_list_hit(user, hit.pk).keepers]
        judge_list_hit(user, request=ListHitJudged(hit=hit.pk, verdict="same", reason="One paper."))
        told += [open_list_hit(user, hit.pk).keepers]
    assert told == [(), (), (), (case.registered_by.username,)]


def test_the_store_refuses_impossible_lists(cast: Cast, case: Case, listed: ImportedList) -> None:
    screen_list(cast.matcher, request=Screening(listed=listed.pk))
    hit, entry = ListHit.objects.get(), listed.entries.first()
    assert entry is not None
    impossible: list[Callable[[], object]] = [
        lambda: ImportedList.objects.filter(pk=listed.pk).update(title=""),
        lambda: ImportedList.objects.filter(pk=listed.pk).update(kind="wanted"),
        lambda: ListedPerson.objects.create(listed=listed, number=entry.number, names=["x"], more={}),
        lambda: ListHit.objects.create(entry=hit.entry, person=case.person, reason="agrees"),
        lambda: ListJudgement.objects.create(hit=hit, verdict="same", reason="", by=cast.matcher),
    ]
    for wrong in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    assert [str(hit), str(ListScreening.objects.get())] == [f"{hit.person} may be {entry}", f"screening of {listed}"]
    assert ListReport(None, 0, ()).refused == 0
