import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_case, make_staffed_case
from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_earlier_claim import EarlierClaimGiven, add_earlier_claim
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.actions.set_journey import JourneyGiven, StageGiven, set_journey
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.models import Axis, Case
from wellfounded.cases.registration import medical_notes_of, protected_sources_of, registration_of
from wellfounded.cases.states import State
from wellfounded.persons.models import Kinship


@pytest.fixture
def case(cast: Cast) -> Case:
    make_staffed_case(cast)
    return make_staffed_case(cast)


def notices(cast: Cast, case: Case) -> set[str]:
    return {notice.name for notice in registration_of(cast.registrar, case.number).notices}


def fill(cast: Cast, case: Case) -> None:
    """Everything that can be entered, each once and without contradiction."""
    by, number = cast.registrar, case.number
    add_name(by, number, request=NameGiven(text="김은희"))
    correct_identity(by, number, request=IdentityGiven(sex="female", birth="1984", birth_place="회령"))
    add_nationality(by, number, request=NationalityGiven(country="PRK", how_known="said"))
    add_language(by, number, request=LanguageGiven(language="ko", wants_interview=True))
    stages = (StageGiven(country="CHN", arrived="2019-01"),)
    set_journey(by, number, request=JourneyGiven(origin="PRK", fled="2019-01", arrived="2019-01", stages=stages))
    add_earlier_claim(by, number, request=EarlierClaimGiven(country="MNG", made="2020"))
    paper = DocumentGiven(kind="party_card", country="PRK", held="lost", number="1", seen=False)
    add_document(by, number, request=paper)
    add_household_member(by, number, request=MemberGiven(focal_point=True, size_said=1))
    add_contact(by, number, request=ContactGiven(means="comes_by"))
    note_specific_need(by, number, request=NeedGiven(code="LP-RR"))


def test_a_whole_registration_gives_nothing_to_look_at(cast: Cast, case: Case) -> None:
    before = notices(cast, case)
    fill(cast, case)
    assert "birth_missing" in before
    assert notices(cast, case) == set()


def test_a_person_without_any_row_is_shown_as_empty(cast: Cast, case: Case) -> None:
    view = registration_of(cast.registrar, case.number)
    assert (view.identity, view.journey, view.names, view.needs, view.statuses) == (None, None, (), (), {})


def test_what_contradicts_is_said_from_the_stored_rows(cast: Cast, case: Case) -> None:
    fill(cast, case)
    child = make_staffed_case(cast)
    household = case.person.memberships.get().household.reference
    add_household_member(cast.registrar, child.number, request=MemberGiven(household=household, relationship="son"))
    correct_identity(cast.registrar, child.number, request=IdentityGiven(sex="female", birth="1980"))
    set_journey(cast.registrar, case.number, request=JourneyGiven(fled="2020"))
    change_status(cast.registrar, case.number, request=StatusGiven(axis="process", value="active"))
    correct_identity(cast.registrar, case.number, request=IdentityGiven(died="2021"))
    assert notices(cast, case) == {
        "dead_but_active",
        "fled_after_arrival",
        "stage_before_flight",
        "household_size_differs",
        "relationship_contradicts_sex",
        "parent_younger",
    }
    change_status(cast.registrar, case.number, request=StatusGiven(axis="process", value="closed"))
    assert "dead_but_active" not in notices(cast, case)
    assert set(registration_of(cast.registrar, case.number).statuses) == {Axis.PROCESS}


def test_a_member_without_identity_is_shown_without_harm(cast: Cast, case: Case) -> None:
    add_household_member(cast.registrar, case.number, request=MemberGiven(focal_point=True))
    assert "focal_point_missing" not in notices(cast, case)


def test_flags_are_for_those_who_ask_about_exclusion(cast: Cast, case: Case) -> None:
    note_specific_need(cast.interviewer, case.number, request=NeedGiven(code="LP-CR"))
    for role in ["interviewer", "adjudicator", "reviewer", "counsel", "observer"]:
        flags = registration_of(getattr(cast, role), case.number).flags
        assert flags is not None
        assert [flag.code for flag in flags] == ["LP-CR"]
    for role in ["registrar", "protection_officer"]:
        view = registration_of(getattr(cast, role), case.number)
        assert (view.flags, view.needs) == (None, ())


def test_a_relative_shows_a_number_only_to_who_may_open_it(cast: Cast, case: Case) -> None:
    mother, hidden = make_staffed_case(cast), make_case(cast.outsider)
    link_relative(cast.registrar, case.number, request=RelativeGiven(relation="mother", case=mother.number))
    link_relative(cast.registrar, case.number, request=RelativeGiven(relation="father", described="He stayed."))
    Kinship.objects.create(person=case.person, relation="sister", relative=hidden.person, added_by=cast.outsider)
    shown = [(one.kinship.relation, one.number) for one in registration_of(cast.registrar, case.number).relatives]
    assert shown == [("mother", mother.number), ("father", ""), ("sister", "")]


def test_each_compartment_has_its_own_door(cast: Cast, case: Case) -> None:
    note_medical(cast.interviewer, case.number, request=MedicalNoteGiven(text="Sleeps badly."))
    protect_source(cast.interviewer, case.number, request=SourceGiven(label="S1", who="The neighbour"))
    assert [note.text for note in medical_notes_of(cast.adjudicator, case.number)] == ["Sleeps badly."]
    assert [source.label for source in protected_sources_of(cast.adjudicator, case.number)] == ["S1"]
    for role in ["registrar", "observer"]:
        with pytest.raises(NotAllowed):
            medical_notes_of(getattr(cast, role), case.number)
        with pytest.raises(NotAllowed):
            protected_sources_of(getattr(cast, role), case.number)
    with pytest.raises(NotFound):
        registration_of(cast.outsider, case.number)


def test_the_interpreter_does_not_learn_more_than_is_said(cast: Cast, case: Case) -> None:
    case.state = State.INTERVIEW
    case.save()
    with pytest.raises(NotAllowed):
        registration_of(cast.interpreter, case.number)
