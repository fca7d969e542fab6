"""Names, papers, journey, household and kin: what is blank never erases, and what was replaced is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_case, make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_earlier_claim import EarlierClaimGiven, add_earlier_claim
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.add_not_to_be_told import NotToBeToldGiven, add_not_to_be_told
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.actions.set_journey import JourneyGiven, StageGiven, set_journey
from wellfounded.cases.actions.withdraw_name import NameWithdrawn, withdraw_name
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, Stale
from wellfounded.cases.models import Case, DuplicateCheck
from wellfounded.persons.models import Household, Identity, IdentityChange, Journey, Script

Act = Callable[..., Any]


@pytest.fixture
def case(cast: Cast) -> Case:
    make_staffed_case(cast)  # noise: a second case that no test may touch
    return make_staffed_case(cast)


ADDS: list[tuple[Act, Any]] = [
    (add_contact, ContactGiven(means="phone", value="000", message_may_be_left=False, key="k")),
    (add_document, DocumentGiven(kind="passport", seen=True, issued="2001", key="k")),
    (add_earlier_claim, EarlierClaimGiven(country="kor", made="2019~", key="k")),
    (add_household_member, MemberGiven(focal_point=True, size_said=3, key="k")),
    (add_language, LanguageGiven(language="ko", dialect="함경도", key="k")),
    (add_name, NameGiven(text="김은희", key="k")),
    (add_nationality, NationalityGiven(country="PRK", feared=True, key="k")),
    (add_not_to_be_told, NotToBeToldGiven(who="The household in which she lives", key="k")),
    (correct_identity, IdentityGiven(sex="female", key="k")),
    (link_relative, RelativeGiven(relation="mother", described="Stayed behind", birth="1960~", key="k")),
    (note_medical, MedicalNoteGiven(text="Sleeps badly.", key="k")),
    (set_journey, JourneyGiven(fled="2019-winter", key="k")),
]


@pytest.mark.parametrize(("act", "request_"), ADDS, ids=[act.__name__ for act, _ in ADDS])
def test_each_verb_writes_once_counts_and_keeps_others_out(cast: Cast, case: Case, act: Act, request_: Any) -> None:
    made = act(cast.interviewer, case.number, request=request_)
    assert act(cast.interviewer, case.number, request=request_) == made
    case.refresh_from_db()
    assert case.version == 1
    assert type(made).objects.count() == 1
    with pytest.raises(NotFound):
        act(cast.outsider, case.number, request=request_)
    with pytest.raises((NotAllowed, NotFound)):
        act(cast.interpreter, case.number, request=request_)


def test_a_protected_source_is_for_those_who_need_it(cast: Cast, case: Case) -> None:
    request = SourceGiven(label="S1", who="The neighbour", key="k")
    made = protect_source(cast.interviewer, case.number, request=request)
    assert protect_source(cast.interviewer, case.number, request=request) == made
    with pytest.raises(NotAllowed):
        protect_source(cast.registrar, case.number, request=request)
    with pytest.raises(Invalid) as refused:
        protect_source(cast.interviewer, case.number, request=SourceGiven(label="", who=" "))
    assert set(refused.value.fields) == {"label", "who"}


def test_a_name_keeps_its_script_and_asks_for_a_comparison(cast: Cast, case: Case) -> None:
    for text, script in [("Kim Ŭn-hŭi", Script.LATIN), ("金银姬", Script.HAN), ("김 Kim", Script.MIXED)]:
        assert add_name(cast.registrar, case.number, request=NameGiven(text=text)).script == script
    assert DuplicateCheck.objects.filter(person=case.person).count() == 3


def test_a_name_is_withdrawn_with_a_reason_and_stays(cast: Cast, case: Case) -> None:
    name = add_name(cast.registrar, case.number, request=NameGiven(text="Kim"))
    for wrong in [NameWithdrawn(name=name.pk, reason=" "), NameWithdrawn(name=name.pk + 99, reason="Misheard")]:
        with pytest.raises(Invalid):
            withdraw_name(cast.registrar, case.number, request=wrong)
    request = NameWithdrawn(name=name.pk, reason="Misheard", key="k")
    gone = withdraw_name(cast.registrar, case.number, request=request)
    assert (gone.withdrawn_by, gone.withdrawn_reason, gone.text) == (cast.registrar, "Misheard", "Kim")
    assert withdraw_name(cast.registrar, case.number, request=request) == gone


def test_blank_never_erases_and_what_is_replaced_is_kept(cast: Cast, case: Case) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven(birth="1984", birth_place="회령", sex="female"))
    with pytest.raises(Invalid) as refused:
        correct_identity(cast.registrar, case.number, request=IdentityGiven(birth="1985"))
    assert set(refused.value.fields) == {"reason"}
    correct_identity(cast.interviewer, case.number, request=IdentityGiven(birth="1985", reason="She counted again."))
    identity = Identity.objects.get(person=case.person)
    assert (str(identity.birth), identity.birth_place, identity.sex) == ("1985", "회령", "female")
    change = IdentityChange.objects.get(person=case.person, field="birth", old="1984")
    assert (change.new, change.by, change.reason) == ("1985", cast.interviewer, "She counted again.")
    assert DuplicateCheck.objects.filter(person=case.person).count() == 2


def test_a_word_is_erased_only_when_that_is_asked_for(cast: Cast, case: Case) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven(birth="1984", religion="none"))
    clear = IdentityGiven(clear=("birth", "religion"), reason="Taken from another form.")
    identity = correct_identity(cast.registrar, case.number, request=clear)
    assert (identity.birth, identity.religion) == (None, "")
    for name in ["person", "photo", "nonsense"]:
        with pytest.raises(Invalid):
            correct_identity(cast.registrar, case.number, request=IdentityGiven(clear=(name,), reason="x"))


def test_nobody_writes_over_what_another_wrote_meanwhile(cast: Cast, case: Case) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven(birth="1984"))
    with pytest.raises(Stale) as stale:
        correct_identity(cast.interviewer, case.number, request=IdentityGiven(birth="1986", shown={"birth": ""}))
    assert (stale.value.theirs, stale.value.mine) == ({"birth": "1984"}, {"birth": "1986"})
    untouched = IdentityGiven(birth="1984", sex="male", shown={"birth": "", "sex": ""})
    assert correct_identity(cast.interviewer, case.number, request=untouched).sex == "male"


def test_nothing_changed_is_no_change(cast: Cast, case: Case) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven())
    set_journey(cast.registrar, case.number, request=JourneyGiven())
    assert not IdentityChange.objects.exists()
    case.refresh_from_db()
    assert case.version == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sex": "x"}, "sex"),
        ({"birth": "5/3/84"}, "birth"),
        ({"birth_country": "Korea"}, "birth_country"),
        ({"religion": "r" * 101}, "religion"),
        ({"marital_status": "yes"}, "marital_status"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(cast: Cast, case: Case, typed: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        correct_identity(cast.registrar, case.number, request=IdentityGiven(**typed))  # type: ignore[arg-type] # a table
    assert set(refused.value.fields) == {field}


def test_a_paper_that_was_not_seen_says_so(cast: Cast, case: Case) -> None:
    seen = add_document(cast.registrar, case.number, request=DocumentGiven(kind="passport", seen=True))
    lost = add_document(cast.registrar, case.number, request=DocumentGiven(kind="party_card", held="lost", own=True))
    assert (seen.seen_by, lost.seen_by, lost.seen_at) == (cast.registrar, None, None)
    with pytest.raises(Invalid):
        add_document(cast.registrar, case.number, request=DocumentGiven(kind=""))


def test_a_journey_keeps_its_stages_until_others_are_given(cast: Cast, case: Case) -> None:
    stages = (StageGiven(country="CHN", place="연길", arrived="2019"), StageGiven(country="LAO", left="2020-03"))
    set_journey(cast.registrar, case.number, request=JourneyGiven(origin="PRK", fled="2019-01", stages=stages))
    set_journey(cast.registrar, case.number, request=JourneyGiven(arrived="2020-04", stages=stages))
    journey = Journey.objects.get(person=case.person)
    assert [(one.position, one.country) for one in journey.stages.all()] == [(1, "CHN"), (2, "LAO")]
    assert (str(journey.fled), str(journey.arrived)) == ("2019-01", "2020-04")
    set_journey(cast.registrar, case.number, request=JourneyGiven(stages=stages[:1], reason="Laos was a mistake."))
    change = IdentityChange.objects.get(field="journey.stages", reason="Laos was a mistake.")
    assert (change.old, change.new) == ("CHN 연길 2019; LAO 2020-03", "CHN 연길 2019")
    with pytest.raises(Invalid) as refused:
        set_journey(cast.registrar, case.number, request=JourneyGiven(stages=(StageGiven(country="", arrived="soon"),)))
    assert set(refused.value.fields) == {"stages-1-country", "stages-1-arrived"}


def test_a_nationality_is_a_country_or_none_and_is_told_apart_later(cast: Cast, case: Case) -> None:
    for wrong in [NationalityGiven(), NationalityGiven(country="PRK", stateless=True)]:
        with pytest.raises(Invalid):
            add_nationality(cast.registrar, case.number, request=wrong)
    add_nationality(cast.registrar, case.number, request=NationalityGiven(country="PRK", how_known="said"))
    again = NationalityGiven(country="PRK", feared=True, reason="Asked today.")
    add_nationality(cast.registrar, case.number, request=again)
    one = case.person.nationalities.get()
    assert (one.how_known, one.feared) == ("said", True)
    assert IdentityChange.objects.get().field == "nationality.feared"
    stateless = add_nationality(cast.registrar, case.number, request=NationalityGiven(stateless=True))
    assert (stateless.stateless, stateless.country) == (True, "")


def test_a_language_asked_about_again_keeps_what_was_not_asked(cast: Cast, case: Case) -> None:
    add_language(
        cast.registrar, case.number, request=LanguageGiven(language="ko", level="fluent", wants_interview=True)
    )
    add_language(cast.registrar, case.number, request=LanguageGiven(language="ko"))
    one = case.person.languages.get()
    assert (one.level, one.wants_interview) == ("fluent", True)


def test_a_household_is_joined_only_where_the_user_may_look(cast: Cast, case: Case) -> None:
    household = add_household_member(cast.registrar, case.number, request=MemberGiven(focal_point=True)).household
    child = make_staffed_case(cast)
    joined = MemberGiven(household=household.reference, relationship="daughter", since="2020")
    assert add_household_member(cast.registrar, child.number, request=joined).household == household
    theirs = make_case(cast.outsider)
    theirs.assignments.create(user=cast.outsider, relation="registrar", made_by=cast.outsider)
    with pytest.raises(Invalid) as hidden:
        add_household_member(cast.outsider, theirs.number, request=joined)
    with pytest.raises(Invalid) as missing:
        add_household_member(cast.outsider, theirs.number, request=MemberGiven(household="H-2222-2222"))
    assert hidden.value.fields == missing.value.fields
    left = add_household_member(cast.registrar, child.number, request=MemberGiven(left=True, until="2021"))
    assert (left.left, left.relationship, str(left.until)) == (True, "daughter", "2021")


def test_a_relative_is_somebody_whose_case_may_be_opened_or_somebody_described(cast: Cast, case: Case) -> None:
    mother = make_staffed_case(cast)
    hidden = make_case(cast.outsider)
    link = link_relative(cast.registrar, case.number, request=RelativeGiven(relation="mother", case=mother.number))
    assert (link.relative, link.described) == (mother.person, "")
    answers = {
        str(_refusal(cast.registrar, case, RelativeGiven(relation="mother", case=number)))
        for number in [hidden.number, "C-2222-2222"]
    }
    assert len(answers) == 1
    assert set(_refusal(cast.registrar, case, RelativeGiven(relation="sister", case=case.number))) == {"case"}
    assert set(_refusal(cast.registrar, case, RelativeGiven(relation="sister"))) == {"described"}


def _refusal(user: User, case: Case, request: RelativeGiven) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        link_relative(user, case.number, request=request)
    return refused.value.fields


def test_days_are_days(cast: Cast, case: Case) -> None:
    identity = correct_identity(cast.registrar, case.number, request=IdentityGiven(died="2020-02-29"))
    assert identity.died is not None
    assert identity.died.first == identity.died.last == date(2020, 2, 29)


@pytest.mark.parametrize("size", [-1, 0, 1000, 2**31])
def test_a_household_of_no_size_is_refused(cast: Cast, case: Case, size: int) -> None:
    with pytest.raises(Invalid) as refused:
        add_household_member(cast.registrar, case.number, request=MemberGiven(size_said=size))
    assert set(refused.value.fields) == {"size_said"}
    assert not Household.objects.exists()
