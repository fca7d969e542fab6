"""What a registrar sees is as if there were no hidden record; the matcher sees what is there."""

import re
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.casework.cast import Cast, make_user
from tests.casework.leads import waiting
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.judge_duplicate import LeadJudged, judge_duplicate
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.withdraw_name import NameWithdrawn, withdraw_name
from wellfounded.cases.duplicate_pairs import open_pair, queue_of
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.models import Case, DuplicateCheck, DuplicateLead, LeadReason
from wellfounded.cases.possible_duplicates import hints_for, reason_for, work_through
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import weigh
from wellfounded.persons import migrations
from wellfounded.persons.models import Identity, NameKey, NameSecret, Person
from wellfounded.persons.name_index import file_names, filings_of, hashes_of
from wellfounded.persons.name_masks import Filing

FILED_BY = "0011_file_names_anew"
KEYS_OF_TODAY = "da417a6523db7f6c"
OF_EVERY_FAMILY = (
    *("김은희", "남궁민수", "로철수", "金銀姬", "金银姬", "欧阳娜娜", "Kim Ŭn-hŭi", "Jin Yinji", "Chin Yin-chi", "Lee"),
    *("Ким Ын Хи", "Сергей Петров", "محمد علي", "فاطمه رضایی", "María del Carmen", "山田花子", "Tan Ah Kow"),
    *("Чжан Вэйминь", "김은희 동지", "김은희 / 金銀姬"),
)

# Where the rows of a statement begin, on either store.
MANY_ROWS = re.compile(r"VALUES|WHERE|SET |SELECT \* FROM UNNEST")


def register(user: User, name: str, *, birth: str = "") -> Case:
    return register_person(user, request=Registration(names=(NameGiven(text=name),), birth=birth))


def answer(user: User, name: str) -> tuple[Any, list[str]]:
    """The hints, and the shape of every query that was made for them."""
    user.forget_roles()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        hints = hints_for(user, [name], birth=parse("1984"))
    reads = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("SELECT")]
    # Every twentieth question of an account is logged, whatever it finds.
    return hints, [sql for sql in reads if "audit_" not in sql and "pg_advisory" not in sql]


@pytest.mark.parametrize(
    ("birth", "asked", "found"),
    [
        ("1984-spring", "1984", True),
        ("1986", "1984", True),
        ("1999", "1984", False),
        ("", "1984", True),
        ("1984", "", True),
    ],
)
def test_a_hint_is_for_ones_own_case_with_its_reason(cast: Cast, birth: str, asked: str, found: bool) -> None:  # noqa: FBT001 - a column
    case = register(cast.registrar, "Kim Ŭn-hŭi", birth=birth)
    register(cast.registrar, "Pak Chŏl-su", birth=birth)
    hints = hints_for(cast.registrar, ["UNHUI Kim", "?"], birth=parse(asked) if asked else None)
    assert [(hint.number, hint.name, bool(hint.reason)) for hint in hints] == (
        [(case.number, "Kim Ŭn-hŭi", True)] if found else []
    )


@pytest.mark.parametrize("name", ["김은희", "金銀姬", "金银姬", "Ким Ын Хи", "Kim Eun-hee"])
def test_a_name_is_known_in_other_scripts(cast: Cast, name: str) -> None:
    case = register(cast.registrar, "Kim Ŭn-hŭi", birth="1984")
    assert [hint.number for hint in hints_for(cast.registrar, [name], birth=parse("1984"))] == [case.number]
    other = register(cast.outsider, name, birth="1984")
    work_through(cast.matcher)
    assert [(lead.person, lead.other) for lead in waiting()] == [(case.person, other.person)]


def test_a_pair_is_weighed_anew_from_what_the_register_holds(cast: Cast) -> None:
    register(cast.registrar, "김은희", birth="1984")
    register(cast.outsider, "Kim Eun-hee", birth="1984-03-05")
    work_through(cast.matcher)
    pair = open_pair(cast.matcher, waiting().get().pk)
    assert [(part.about, part.level) for part in pair.weighing.comparisons][1:] == [("birth", "consistent")]
    assert pair.weighing.comparisons[0].about == "name"
    Identity.objects.filter(person=pair.lead.other).update(birth=parse("1950"))
    assert open_pair(cast.matcher, pair.lead.pk).weighing.comparisons[1].level == "apart"


def test_a_name_is_filed_with_the_registration_and_no_more_once_it_is_withdrawn(cast: Cast) -> None:
    case = register(cast.registrar, "김은희")
    held = set(NameKey.objects.values_list("hash", flat=True))
    assert held == hashes_of(["김은희"], secret=NameSecret.of_this_register())
    file_names(case.person)
    assert set(NameKey.objects.values_list("hash", flat=True)) == held
    name = case.person.names.get()
    withdraw_name(cast.registrar, case.number, request=NameWithdrawn(name=name.pk, reason="A mistake."))
    assert not NameKey.objects.exists()
    assert not hints_for(cast.registrar, ["김은희"], birth=None)


def test_everybody_is_filed_anew_by_the_migration(cast: Cast) -> None:
    case = register(cast.registrar, "김은희", birth="1984")
    held = set(NameKey.objects.values_list("person", *Filing._fields))
    NameKey.objects.all().delete()
    NameKey.objects.create(person=case.person, hash=1, gist=0, born=0)  # what an older family of keys left
    migration = import_module(f"wellfounded.persons.migrations.{FILED_BY}")
    migration.file_anew(apps, SimpleNamespace(connection=connection))
    assert set(NameKey.objects.values_list("person", *Filing._fields)) == held


def test_nobody_stays_filed_under_keys_of_before() -> None:
    """The newest migration that files everybody anew is newer than the last change of keys and gists."""
    keys = [sorted(filings_of([name], parse("1984"), secret=bytes(32))) for name in OF_EVERY_FAMILY]
    assert sha256(repr(keys).encode()).hexdigest()[:16] == KEYS_OF_TODAY, (
        "The keys of names changed: add the next migration that files everybody anew, and write both down here."
    )
    newest = max(path.stem for path in Path(migrations.__file__).parent.glob("*_file_names_anew.py"))
    assert newest == FILED_BY


def test_a_hidden_record_changes_neither_answer_nor_work(cast: Cast) -> None:
    register(cast.registrar, "Pak Chŏl-su")
    without = answer(cast.registrar, "Kim Ŭn-hŭi")
    for _ in range(3):
        register(cast.outsider, "Kim Ŭn-hŭi", birth="1984")
    assert answer(cast.registrar, "Kim Ŭn-hŭi") == without
    assert without[0] == ()
    assert hints_for(cast.outsider, ["Kim Ŭn-hŭi"], birth=None)  # the control: they are there


def test_the_comparison_notices_a_search_of_the_whole_register(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellfounded.cases.possible_duplicates.cases_of", lambda _user: Case.objects.all())
    without = answer(cast.registrar, "Kim Ŭn-hŭi")
    register(cast.outsider, "Kim Ŭn-hŭi", birth="1984")
    assert answer(cast.registrar, "Kim Ŭn-hŭi") != without


def test_registering_writes_the_same_whether_or_not_somebody_resembles(cast: Cast) -> None:
    register(cast.outsider, "Kim Ŭn-hŭi", birth="1984")
    shapes = []
    for name in ["Kim Ŭn-hŭi", "Pak Chŏl-su"]:
        cast.registrar.forget_roles()
        with CaptureQueriesContext(connection) as queries:
            register(cast.registrar, name, birth="1984")
        shapes.append([MANY_ROWS.split(query["sql"])[0] for query in queries.captured_queries])
    tables = [
        [sql for sql in shape if not sql.startswith("SAVEPOINT") and "audit_" not in sql and "RELEASE" not in sql]
        for shape in shapes
    ]
    assert tables[0] == tables[1]
    assert not DuplicateLead.objects.exists()


def test_only_a_registrar_is_given_hints_and_only_a_matcher_leads(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        hints_for(cast.matcher, ["Kim"], birth=None)
    for user in [cast.registrar, cast.administrator, cast.oversight]:
        with pytest.raises(NotAllowed):
            work_through(user)
        with pytest.raises(NotAllowed):
            queue_of(user)
        with pytest.raises(NotAllowed):
            judge_duplicate(user, request=LeadJudged(lead=1, verdict="same", reason="x"))


def test_the_matcher_compares_everybody_once(cast: Cast) -> None:
    first = register(cast.registrar, "Kim Ŭn-hŭi", birth="1984")
    second = register(cast.outsider, "Kim Un-hui", birth="1984-spring")
    register(cast.outsider, "Kim Un-hui", birth="1999")
    register(cast.outsider, "Pak Chŏl-su", birth="1984")
    assert work_through(cast.matcher) == 4
    leads = list(waiting())
    assert [(lead.person, lead.other) for lead in leads] == [(first.person, second.person)]
    assert work_through(cast.matcher) == 0
    assert not DuplicateCheck.objects.filter(done_at=None).exists()
    lead = judge_duplicate(cast.matcher, request=LeadJudged(lead=leads[0].pk, verdict="unsure", reason="Two villages."))
    assert (lead.settled_by, lead.verdict) == (None, "")
    second_matcher = make_user("second_matcher", Role.MATCHER)
    lead = judge_duplicate(second_matcher, request=LeadJudged(lead=lead.pk, verdict="unsure", reason="No paper."))
    assert (lead.judged_by, lead.settled_by, lead.verdict) == (cast.matcher, second_matcher, "unsure")
    assert not waiting().exists()
    for wrong, field, told in [
        (LeadJudged(lead=lead.pk, verdict="same", reason="x"), "lead", "settled this pair meanwhile"),
        (LeadJudged(lead=lead.pk + 1, verdict="same", reason="x"), "lead", "no such lead"),
        (LeadJudged(lead=lead.pk, verdict="", reason=""), "reason", ""),
        (LeadJudged(lead=lead.pk, verdict="perhaps", reason="x"), "verdict", ""),
    ]:
        with pytest.raises(Invalid) as refused:
            judge_duplicate(cast.matcher, request=wrong)
        assert told in refused.value.fields[field]


def test_a_person_without_identity_or_name_is_compared_without_harm(cast: Cast) -> None:
    person = Person.objects.create(reference="P-2222-2222")
    DuplicateCheck.objects.create(person=person, asked_by=cast.registrar)
    assert work_through(cast.matcher) == 1
    assert not DuplicateLead.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("en", "The name"), ("ko", "이름"), ("zh-hans", "姓名")])
def test_the_reason_of_a_lead_is_said_in_the_language_of_whoever_reads_it(
    cast: Cast, language: str, words: str
) -> None:
    register(cast.registrar, "김은희", birth="1984")
    register(cast.outsider, "Kim Eun-hee", birth="1984")
    work_through(cast.matcher)
    with override(language):
        assert words in waiting().get().get_reason_display()


def test_what_is_weighed_gives_one_of_three_reasons_or_none() -> None:
    def weighed(birth: str, name: str = "김은희") -> LeadReason | None:
        mine = Record("a", ("김은희",), parse("1984"))
        return reason_for(weigh(mine, Record("b", (name,), parse(birth) if birth else None), among=10))

    assert weighed("1984-03") is LeadReason.AGREES
    assert weighed("") is LeadReason.NO_DATE
    assert weighed("1986") is LeadReason.LITTLE
    assert weighed("1950") is None
    assert weighed("1950", "류하늘") is None


def test_the_rows_say_what_they_are(cast: Cast) -> None:
    case = register(cast.registrar, "김은희")
    assert str(DuplicateCheck.objects.get(person=case.person)) == f"check of {case.person}"
    assert str(NameKey.objects.filter(person=case.person)[0]).lstrip("-").isdigit()
    assert str(NameSecret.objects.get()) == "secret of the index of names"
