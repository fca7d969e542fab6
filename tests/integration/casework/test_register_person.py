import pytest

from tests.casework.cast import Cast
from wellfounded.accounts.models import Office
from wellfounded.audit.models import Detail
from wellfounded.cases.access import cases_of
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.models import Case, DuplicateCheck
from wellfounded.cases.numbers import is_well_written
from wellfounded.persons.models import Identity, NameKind, Person, Script

WHOLE = Registration(
    names=(
        NameGiven(text="김은희", language="ko-KP", order="family_first"),
        NameGiven(text="金银姬", kind="household"),
        NameGiven(text=" "),
    ),
    sex="female",
    birth="음력 1984년 3월 5일",
    birth_country="prk",
    birth_place="회령",
    nationality="PRK",
    nationality_known="said",
    language="ko",
    dialect="함경도",
)


def test_nothing_is_needed(cast: Cast) -> None:
    case = register_person(cast.registrar, request=Registration())
    assert is_well_written(case.number)
    assert is_well_written(case.person.reference)
    assert case.person.identity.birth is None
    assert (case.profile, case.host) == ("unhcr", "CHN")
    assert not case.person.names.exists()
    assert not case.person.nationalities.exists()
    assert not case.person.languages.exists()


def test_everything_said_stands_as_it_was_said(cast: Cast) -> None:
    person = register_person(cast.registrar, request=WHOLE).person
    assert [(name.text, name.script, name.kind) for name in person.names.all()] == [
        ("김은희", Script.HANGUL, NameKind.OWN),
        ("金银姬", Script.HAN, NameKind.HOUSEHOLD),
    ]
    identity = Identity.objects.get(person=person)
    assert (str(identity.birth), identity.birth_country, identity.sex) == ("lunar:1984-03-05", "PRK", "female")
    assert [(one.country, one.how_known, one.feared) for one in person.nationalities.all()] == [("PRK", "said", None)]
    assert [str(one) for one in person.languages.all()] == ["ko (함경도)"]


def test_the_registrar_may_open_it_and_nobody_else_may(cast: Cast) -> None:
    case = register_person(cast.registrar, request=WHOLE)
    assert list(cases_of(cast.registrar)) == [case]
    assert not cases_of(cast.outsider).exists()
    assert [(one.axis, one.value) for one in case.statuses.all()] == [("refugee_status", "asylum_seeker")]
    assert DuplicateCheck.objects.filter(person=case.person, asked_by=cast.registrar).count() == 1


def test_the_log_holds_the_number_and_no_name(cast: Cast) -> None:
    case = register_person(cast.registrar, request=WHOLE)
    row = Detail.objects.get(event="case:record:registered")
    assert (row.actor, row.subject) == ("registrar", case.number)
    assert "김" not in str(row.payload)


def test_the_office_gives_profile_host_and_whether_it_is_fictional(cast: Cast) -> None:
    Office.objects.create(pk=1, name="An office", host="KOR", profile="rok", fictional=True)
    case = register_person(cast.registrar, request=Registration())
    assert (case.profile, case.host, case.fictional) == ("rok", "KOR", True)


def test_everything_that_cannot_be_used_is_said_at_once_and_nothing_is_written(cast: Cast) -> None:
    wrong = Registration(
        names=(NameGiven(text="A"), NameGiven(text="B" * 201, script="Moon")),
        sex="x",
        birth="5/3/1984",
        birth_country="Korea",
        nationality="XX",
        nationality_known="dreamt",
        language="k" * 21,
        profile="nowhere",
        host="??",
    )
    with pytest.raises(Invalid) as refused:
        register_person(cast.registrar, request=wrong)
    assert set(refused.value.fields) == {
        "names-2-text",
        "names-2-script",
        "sex",
        "birth",
        "birth_country",
        "nationality",
        "nationality_known",
        "language",
        "profile",
        "host",
    }
    assert (Person.objects.count(), Case.objects.count(), DuplicateCheck.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("role", ["interviewer", "adjudicator", "matcher", "oversight", "administrator", "counsel"])
def test_only_a_registrar_registers(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        register_person(getattr(cast, role), request=Registration())
    assert not Person.objects.exists()


def test_a_form_sent_twice_registers_once(cast: Cast) -> None:
    request = Registration(sex="male", key="a-page")
    first = register_person(cast.registrar, request=request)
    assert register_person(cast.registrar, request=request) == first
    other = register_person(cast.outsider, request=request)
    assert other != first
    with pytest.raises(Invalid):
        register_person(cast.registrar, request=Registration(sex="female", key="a-page"))
    assert Case.objects.count() == 2
