"""What is not known of a State counts as danger: in every record that is read as one, and in every case."""

from __future__ import annotations

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.outside import KEY
from wellfounded.accounts.models import Office
from wellfounded.cases.actions.add_recipient import RecipientGiven, add_recipient
from wellfounded.cases.errors import Invalid
from wellfounded.cases.export_question import returning_states
from wellfounded.cases.merged_records import Merged
from wellfounded.cases.models import Case, CaseCountry
from wellfounded.cases.recipients import feared_states
from wellfounded.persons.models import Journey, Nationality


def together(monkeypatch: pytest.MonkeyPatch, *cases: Case) -> None:
    kept, other = cases
    standing = Merged({other.person_id: kept.person_id})
    standing.parts[kept.person_id].append(other.person_id)
    monkeypatch.setattr(Merged, "now", lambda: standing)


def nationality(case: Case, country: str, *, feared: bool | None) -> None:
    Nationality.objects.create(person=case.person, country=country, how_known="said", feared=feared)


def test_what_any_record_of_the_person_fears_is_feared_in_each(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_staffed_case(cast), make_staffed_case(cast)
    nationality(one, "IRN", feared=False)
    assert "IRN" not in feared_states(one)
    nationality(other, "IRN", feared=None)
    nationality(other, "SYR", feared=True)
    Journey.objects.create(person=other.person, origin="ERI")
    nationality(one, "ERI", feared=False)
    together(monkeypatch, one, other)
    for case in (one, other):
        assert {"IRN", "SYR", "ERI"} <= feared_states(case)


def test_the_countries_of_the_case_are_feared_unless_it_is_said_that_they_are_not(cast: Cast) -> None:
    case = make_staffed_case(cast)
    for code, kind in (("IRN", "nationality"), ("LAO", "former_residence"), ("CAN", "destination")):
        CaseCountry.objects.create(case=case, code=code, **{kind: True})
    assert {"IRN", "LAO"} <= feared_states(case)
    assert "CAN" not in feared_states(case)
    nationality(case, "IRN", feared=False)
    assert "IRN" not in feared_states(case)


def test_with_no_nationality_known_every_state_that_returns_anybody_counts(cast: Cast) -> None:
    case = make_staffed_case(cast, host="KOR")
    assert {"CHN", "RUS", "LAO"} <= returning_states(case)
    CaseCountry.objects.create(case=case, code="SYR", nationality=True)
    assert "RUS" not in returning_states(case)


def test_a_feared_state_is_feared_with_its_regions_at_every_door(cast: Cast) -> None:
    case = make_staffed_case(cast)
    nationality(case, "HKG", feared=None)
    assert {"CHN", "HKG", "MAC"} <= feared_states(case)
    office = Office.objects.first() or Office()
    office.feared = "PRK CHN"
    office.save()
    with pytest.raises(Invalid) as refused:
        add_recipient(
            cast.adjudicator, RecipientGiven(name="A desk", kind="international", state="MAC", public_key=KEY)
        )
    assert set(refused.value.fields) == {"state"}
