"""A search by name needs a case and a purpose, is counted and logged without names, and tells of nobody hidden."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name
from wellfounded.cases.actions.settle_search_hit import HitSettled, settle_search_hit
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.looking_limits import asked_today
from wellfounded.cases.models import (
    Case,
    DuplicateLead,
    HitOutcome,
    LeadReason,
    Looking,
    LookingCount,
    NameSearch,
    Relation,
    SearchHit,
)
from wellfounded.cases.possible_duplicates import EACH_LOGGED, hints_for, work_through
from wellfounded.cases.search_hits import open_hit, waiting_hits, work_through_searches

NAME = "Kim Ŭn-hŭi"


def register(user: User, name: str, *, birth: str = "1984") -> Case:
    return register_person(user, request=Registration(names=(NameGiven(text=name),), birth=birth))


@pytest.fixture
def case(cast: Cast) -> Case:
    return register(cast.registrar, "Pak Chŏl-su")


def looked_for(name: str = NAME, **changed: str) -> NameSearched:
    given = {"purpose": "relative", "reason": "She speaks of a sister.", "birth": "1984"} | changed
    return NameSearched(name=name, **given)


def events(event: Event) -> list[Detail]:
    return list(Detail.objects.filter(event=event).order_by("entry_id"))


# ── what comes back ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", ["김은희", "金銀姬", "Kim Eun-hee"])
def test_ones_own_cases_come_back_in_any_script_and_not_the_case_itself(cast: Cast, case: Case, name: str) -> None:
    other = register(cast.registrar, NAME)
    assert [hint.number for hint in search_by_name(cast.registrar, case.number, request=looked_for(name))] == [
        other.number
    ]
    assert search_by_name(cast.registrar, other.number, request=looked_for(name)) == ()


def answer(user: User, case: Case) -> tuple[Any, list[str]]:
    """What comes back, and the shape of every statement for it."""
    user.forget_roles()
    with CaptureQueriesContext(connection) as queries:
        found = search_by_name(user, case.number, request=looked_for())
    shapes = [re.split("VALUES| WHERE | SET ", query["sql"])[0] for query in queries.captured_queries]
    return found, [sql for sql in shapes if "audit_" not in sql and "SAVEPOINT" not in sql]


def test_a_hidden_record_changes_neither_answer_nor_work(cast: Cast, case: Case) -> None:
    answer(cast.registrar, case)  # the count of the day is there from now on
    without = answer(cast.registrar, case)
    for _ in range(3):
        register(cast.outsider, NAME)
    assert answer(cast.registrar, case) == without
    assert without[0] == ()
    assert [search.shown for search in NameSearch.objects.all()] == [0, 0, 0]


def test_the_comparison_notices_a_search_of_the_whole_register(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(cast.registrar, case)
    without = answer(cast.registrar, case)
    register(cast.outsider, NAME)
    monkeypatch.setattr("wellfounded.cases.possible_duplicates.cases_of", lambda _user: Case.objects.all())
    assert answer(cast.registrar, case) != without


# ── the gate ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"reason": ""}, "reason"),
        ({"birth": "yesterday"}, "birth"),
    ],
)
def test_without_name_purpose_and_reason_nothing_is_searched_or_counted(
    cast: Cast, case: Case, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        search_by_name(cast.registrar, case.number, request=looked_for(**({"name": NAME} | wrong)))
    assert set(refused.value.fields) == {field}
    assert not NameSearch.objects.exists()
    assert not LookingCount.objects.exists()


@pytest.mark.parametrize("relation", list(Relation))
def test_only_those_who_ask_the_person_or_look_for_relatives_search(cast: Cast, case: Case, relation: Relation) -> None:
    user = getattr(cast, relation.value)
    allowed = relation in {Relation.REGISTRAR, Relation.INTERVIEWER, Relation.PROTECTION_OFFICER}
    if relation is not Relation.REGISTRAR:
        with pytest.raises(NotFound):
            search_by_name(user, case.number, request=looked_for())
        assign(case, user, relation=relation)
    if allowed:
        assert search_by_name(user, case.number, request=looked_for()) == ()
    else:
        with pytest.raises((NotAllowed, NotFound)):
            search_by_name(user, case.number, request=looked_for())


def test_a_hidden_case_is_no_case_to_search_for(cast: Cast, case: Case) -> None:
    for number in [case.number, "C-0000-0000"]:
        with pytest.raises(NotFound, match="no case with this number"):
            search_by_name(cast.outsider, number, request=looked_for())
    assert not NameSearch.objects.exists()


# ── counted, limited, logged ─────────────────────────────────────────────────────────────────────────────────────────
def test_the_log_keeps_who_for_which_case_and_how_many_and_no_name(cast: Cast, case: Case) -> None:
    register(cast.registrar, NAME)
    search_by_name(cast.registrar, case.number, request=looked_for())
    (entry,) = events(Event.NAME_SEARCHED)
    assert (entry.actor, entry.subject) == ("registrar", case.number)
    assert bytes(entry.payload) == b'{"purpose":"relative","shown":1}'
    everything = " ".join(f"{one.subject} {bytes(one.payload).decode()}" for one in Detail.objects.all())
    for name in [NAME, "Kim", "sister", "1984"]:
        assert name not in everything


def test_the_searches_of_a_day_are_used_up_and_oversight_reads_it_once(
    cast: Cast, case: Case, settings: LazySettings
) -> None:
    settings.NAME_SEARCHES_A_DAY = 2
    for _ in range(2):
        search_by_name(cast.registrar, case.number, request=looked_for())
    assert not events(Event.NAME_SEARCHES_USED_UP)
    for _ in range(3):
        with pytest.raises(NotAllowed, match="2 times today"):
            search_by_name(cast.registrar, case.number, request=looked_for())
    assert NameSearch.objects.count() == 2
    (alert,) = events(Event.NAME_SEARCHES_USED_UP)
    assert (alert.actor, bytes(alert.payload)) == ("registrar", b'{"kind":"search","limit":2}')
    assert asked_today(cast.registrar, Looking.SEARCH) == 5
    assign(case, cast.interviewer, relation=Relation.INTERVIEWER)
    assert search_by_name(cast.interviewer, case.number, request=looked_for()) == ()  # each account for itself
    LookingCount.objects.update(day="2020-01-01")
    assert search_by_name(cast.registrar, case.number, request=looked_for()) == ()  # and each day


def test_hints_are_counted_and_every_twentieth_is_logged(cast: Cast, settings: LazySettings) -> None:
    settings.NAME_HINTS_A_DAY = EACH_LOGGED + 2
    for _ in range(EACH_LOGGED + 2):
        hints_for(cast.registrar, [NAME], birth=None)
    kept = [bytes(entry.payload) for entry in events(Event.CASE_SEARCHED)]
    assert [b'"asked_today":1,' in kept[0], b'"asked_today":21,' in kept[1], len(kept)] == [True, True, 2]
    with pytest.raises(NotAllowed, match="times today"):
        hints_for(cast.registrar, [NAME], birth=None)
    assert len(events(Event.NAME_SEARCHES_USED_UP)) == 1


def test_a_hint_in_a_case_is_for_whoever_writes_names_there(cast: Cast, case: Case) -> None:
    with pytest.raises(NotFound):
        hints_for(cast.interviewer, [NAME], birth=None, number=case.number)
    with pytest.raises(NotAllowed):
        hints_for(cast.interviewer, [NAME], birth=None)
    assign(case, cast.interviewer, relation=Relation.INTERVIEWER)
    assign(case, cast.counsel, relation=Relation.COUNSEL)
    assert hints_for(cast.interviewer, ["Pak Chŏl-su"], birth=None, number=case.number) == ()  # the case itself
    with pytest.raises(NotAllowed):
        hints_for(cast.counsel, [NAME], birth=None, number=case.number)
    assert LookingCount.objects.get().count == 1


# ── the other hits are the matcher's ─────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def hit(cast: Cast, case: Case) -> SearchHit:
    register(cast.registrar, NAME)  # seen by the asker: no hit of the matcher's
    register(cast.outsider, NAME)
    register(cast.outsider, "Ri Sŏng-ho")
    register(cast.outsider, NAME, birth="1950")  # a life apart
    search_by_name(cast.registrar, case.number, request=looked_for("김은희"))
    assert work_through_searches(cast.matcher) == 1
    return waiting_hits(cast.matcher).get()


def test_whoever_is_hidden_from_the_asker_is_found_by_the_matcher(cast: Cast, case: Case, hit: SearchHit) -> None:
    assert (
        hit.person == Case.objects.filter(registered_by=cast.outsider, person__names__text=NAME).earliest("pk").person
    )
    assert hit.reason == LeadReason.AGREES
    opened = open_hit(cast.matcher, hit.pk)
    assert [part.about for part in opened.weighing.comparisons] == ["name", "birth"]
    assert opened.keepers == ("outsider",)
    assert work_through_searches(cast.matcher) == 0
    assert str(hit) == f"{hit.person} for search for {case}"


def test_a_hit_is_counted_as_a_pair(cast: Cast, hit: SearchHit, settings: LazySettings) -> None:
    """Who stands behind a search is as much as who stands in a pair."""
    settings.PAIRS_A_DAY = 1
    assert open_hit(cast.matcher, hit.pk).hit == hit
    with pytest.raises(NotAllowed, match="1 times today"):
        open_hit(cast.matcher, hit.pk)


@pytest.mark.parametrize("outcome", list(HitOutcome))
def test_a_hit_is_settled_and_only_by_that_becomes_a_pair(cast: Cast, case: Case, hit: SearchHit, outcome: str) -> None:
    work_through(cast.matcher)
    DuplicateLead.objects.all().delete()
    with pytest.raises(Invalid):
        settle_search_hit(cast.matcher, request=HitSettled(hit=hit.pk, outcome=outcome, note=""))
    settled = settle_search_hit(cast.matcher, request=HitSettled(hit=hit.pk, outcome=outcome, note="The sister."))
    assert (settled.outcome, settled.note, settled.settled_by) == (outcome, "The sister.", cast.matcher)
    pairs = [(lead.person, lead.other, lead.reason) for lead in DuplicateLead.objects.all()]
    assert pairs == ([(case.person, hit.person, "searched")] if outcome == HitOutcome.PAIR else [])
    assert not waiting_hits(cast.matcher).exists()
    with pytest.raises(Invalid, match="no such hit"):
        settle_search_hit(cast.matcher, request=HitSettled(hit=hit.pk, outcome=outcome, note="again"))


def test_nobody_but_a_matcher_reads_or_settles_a_hit(cast: Cast, hit: SearchHit) -> None:
    for user in [cast.registrar, cast.outsider, cast.oversight, cast.administrator]:
        for read in [waiting_hits, work_through_searches]:
            with pytest.raises(NotAllowed):
                read(user)
        with pytest.raises(NotAllowed):
            open_hit(user, hit.pk)
        with pytest.raises(NotAllowed):
            settle_search_hit(user, request=HitSettled(hit=hit.pk, outcome="told", note="x"))
    with pytest.raises(NotFound):
        open_hit(make_user("second_matcher", Role.MATCHER), 404)


def test_the_store_refuses_impossible_searches(cast: Cast, case: Case, hit: SearchHit) -> None:
    good = {"case": case, "by": cast.registrar, "shown": 0, "name": "x", "reason": "x", "purpose": "known"}
    for wrong in [{"name": ""}, {"reason": ""}, {"purpose": "curiosity"}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            NameSearch.objects.create(**(good | wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchHit.objects.filter(pk=hit.pk).update(outcome="told")
    assert str(LookingCount(user=cast.registrar, day="2024-01-01", count=3)) == "registrar: 3 on 2024-01-01"
