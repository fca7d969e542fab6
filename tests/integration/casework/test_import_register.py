import pytest

from tests.casework.cast import Cast
from tests.casework.factories import assign, make_staffed_case
from tests.casework.outside import inside
from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.import_register import import_register
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.set_journey import JourneyGiven, set_journey
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.models import Case, Export, Relation
from wellfounded.letters.gate import let_out
from wellfounded.persons.exchange.files import rows_in
from wellfounded.persons.exchange.row import COLUMNS, WRITTEN_ONLY, Row
from wellfounded.persons.models import Household, Person
from wellfounded.vault.sealed import open_sealed

SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone


def make_family(cast: Cast) -> list[Case]:
    """A mother and her son in one household, with everything that a list holds."""
    by = cast.registrar
    mother = register_person(by, request=Registration(names=(NameGiven(text="김은희", language="ko-KP"),)))
    number = mother.number
    add_name(by, number, request=NameGiven(text="Kim; the |tall\\", kind="alias", order="single", given_part="Kim"))
    identity = IdentityGiven(
        sex="female",
        birth="음력 1984년 3월",
        birth_country="PRK",
        birth_place="=회령",
        marital_status="together",
        education="secondary",
        occupations="Farm\nMarket",
        father_name="김",
        origin_region="함경북도",
    )
    correct_identity(by, number, request=identity)
    add_nationality(by, number, request=NationalityGiven(country="PRK", how_known="said", feared=True))
    add_nationality(by, number, request=NationalityGiven(country="KOR", feared=False))
    add_nationality(by, number, request=NationalityGiven(stateless=True))
    add_language(by, number, request=LanguageGiven(language="ko", dialect="함경도", wants_interview=True))
    set_journey(by, number, request=JourneyGiven(origin="PRK", fled="2019-winter", arrived="2019~", route="The river"))
    add_document(by, number, request=DocumentGiven(kind="identity_card", country="PRK", held="lost", issued="2001"))
    add_document(by, number, request=DocumentGiven(kind="other", number="-1", own=False, expires="2030"))
    note_specific_need(by, number, request=NeedGiven(code="LP-RR"))
    household = add_household_member(by, number, request=MemberGiven(focal_point=True, size_said=3)).household
    change_status(by, number, request=StatusGiven(axis="process", value="active"))
    son = register_person(by, request=Registration())
    joined = MemberGiven(household=household.reference, relationship="son")
    add_household_member(by, son.number, request=joined)
    return [mother, son]


def asked(cast: Cast, *numbers: str, form: str = "csv", by: User | None = None) -> Export:
    request = ExportAsked(
        kind=f"register_{form}", numbers=numbers, recipient_kind="office", purpose="second look at the list"
    )
    return ask_export(by or cast.protection_officer, request)


def exported(cast: Cast, cases: list[Case], *, form: str = "csv") -> list[Row]:
    """The rows of a list that left by the gate; whoever has names first."""
    export = asked(cast, *(case.number for case in cases), form=form)
    product = let_out(cast.protection_officer, export.pk, passphrase=SECRET)
    rows = rows_in(inside(open_sealed(product.content, SECRET))[1])
    return sorted(rows, key=lambda row: str(row["Names"]), reverse=True)


def without_own(row: Row) -> Row:
    return {column: cell for column, cell in row.items() if column not in {*WRITTEN_ONLY, "RegistrationGroupID"}}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_family_comes_back_as_it_went(cast: Cast, form: str) -> None:
    make_staffed_case(cast)  # noise: in no list
    family = make_family(cast)
    for case in family:
        assign(case, cast.protection_officer, relation=Relation.PROTECTION_OFFICER)
    went = exported(cast, family, form=form)
    report = import_register(cast.registrar, rows=went)
    assert report.refused == ()
    back = [Case.objects.get(number=number) for number in report.numbers]
    for case in back:
        assign(case, cast.protection_officer, relation=Relation.PROTECTION_OFFICER)
    came = exported(cast, back)
    assert [without_own(row) for row in came] == [without_own(row) for row in went]
    assert len({row["RegistrationGroupID"] for row in came}) == 1
    assert came[0]["RegistrationGroupID"] != went[0]["RegistrationGroupID"]
    assert set(went[0]) == set(COLUMNS)
    assert (went[0]["ProcessStatus"], went[0]["RefugeeStatus"]) == ("active", "asylum_seeker")


def test_flags_are_in_no_list(cast: Cast) -> None:
    case = make_staffed_case(cast)
    note_specific_need(cast.interviewer, case.number, request=NeedGiven(code="LP-CR"))
    note_specific_need(cast.interviewer, case.number, request=NeedGiven(code="PG"))
    (row,) = exported(cast, [case])
    assert row["SpecificNeeds"] == "PG"
    assert "LP-CR" not in str(row)


def test_a_list_is_for_those_who_may_export_and_holds_only_their_cases(cast: Cast) -> None:
    case, hidden = make_staffed_case(cast), register_person(cast.outsider, request=Registration())
    with pytest.raises(NotAllowed):
        asked(cast, case.number, by=cast.registrar)
    with pytest.raises(NotFound):
        asked(cast, case.number, hidden.number)


def test_every_refused_row_is_named_and_nothing_is_brought_in(cast: Cast) -> None:
    rows: list[Row] = [
        {"Names": "김은희", "RegistrationGroupID": "1"},
        {"Sex": "x", "DateOfBirth": "5/3/84", "FledDate": "soon", "Names": "A|wrong; |own"},
        {"Names": "A"},
        {
            "Nationalities": "Korea; PRK|said|maybe; KOR||no",
            "Languages": "ko|||perhaps; |x",
            "Documents": "passport|XX; passport||||||never",
            "SpecificNeeds": "LP-CR; ZZ; PG",
            "RegistrationGroupID": "1",
            "GroupSize": "many",
            "FocalPoint": "sometimes",
            "RelationshipToFocalPoint": "friend",
        },
    ]
    report = import_register(cast.registrar, rows=rows)
    assert report.numbers == ()
    assert [one.row for one in report.refused] == [2, 4]
    assert set(report.refused[0].columns) == {"Sex", "DateOfBirth", "FledDate", "Names"}
    assert set(report.refused[1].columns) == set(rows[3]) - {"RegistrationGroupID"}
    assert (Person.objects.count(), Case.objects.count(), Household.objects.count()) == (0, 0, 0)


def test_a_list_without_fault_is_brought_in_whole(cast: Cast) -> None:
    rows: list[Row] = [
        {"Names": "김은희", "RegistrationGroupID": "7"},
        {},
        {"RegistrationGroupID": "7", "GroupSize": "2"},
    ]
    report = import_register(cast.registrar, rows=rows)
    assert len(report.numbers) == 3
    assert [member.person.cases.get().number for member in Household.objects.get().members.all()] == [
        report.numbers[0],
        report.numbers[2],
    ]


def test_only_a_registrar_imports(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        import_register(cast.adjudicator, rows=[{}])
