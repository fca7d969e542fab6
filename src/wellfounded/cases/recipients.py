"""To whom nothing may go, whatever anybody agreed to. What is not known counts as danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wellfounded.accounts.models import Office
from wellfounded.cases.bodies_of_states import one_state, states_behind
from wellfounded.cases.merged_records import Merged
from wellfounded.cases.models import CaseCountry
from wellfounded.persons.models import Journey, Nationality
from wellfounded.vault.row_security import OFFICE, speaking_for

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.persons.models import Consent


def feared_states(case: Case) -> frozenset[str]:
    """The States that may never be a recipient.

    They are those that the office names, the country fled from, each nationality and each former residence, until
    somebody recorded that the person does not fear that State. All records that are read as one count: what one of
    them says does not undo what another says.
    """
    return _feared(case, heeding_no=True)


def states_cleared(case: Case) -> frozenset[str]:
    """Those that are not feared by an express word only: one person wrote it, and nothing else stands in the way."""
    return _feared(case, heeding_no=False) - _feared(case, heeding_no=True)


def _feared(case: Case, *, heeding_no: bool) -> frozenset[str]:
    with speaking_for(OFFICE):  # no record of the person is missed, whoever asks
        return _feared_by_any_record(records_of(case), heeding_no=heeding_no)


def _feared_by_any_record(people: list[int], *, heeding_no: bool) -> frozenset[str]:
    office = Office.objects.first() or Office()
    said = Nationality.objects.filter(person__in=people).values_list("person", "country", "feared")
    no = {(person, country) for person, country, fears in said if fears is False}
    expressly_not = no if heeding_no else set()
    feared = {country for person, country, _fears in said if (person, country) not in expressly_not}
    fled_from = set(Journey.objects.filter(person__in=people).values_list("person", "origin")) - expressly_not
    not_feared = {country for _person, country in expressly_not} - feared
    feared |= {country for _person, country in fled_from} | (countries_of_cases(people) - not_feared)
    return one_state(office.feared.replace(",", " ").split()) | one_state(feared - {""})


def records_of(case: Case) -> list[int]:
    """Every record that is read as one with the person of this case."""
    return Merged.now().together(case.person_id)


def countries_of_cases(people: list[int], *, residence: bool = True) -> set[str]:
    """The nationalities, and former residences, in the records of all their cases."""
    here = Q(nationality=True) | Q(former_residence=True) if residence else Q(nationality=True)
    return set(CaseCountry.objects.filter(here, case__person__in=people).values_list("code", flat=True))


def consents_in_force(case: Case) -> list[Consent]:
    """The consents that may be acted on now: not withdrawn, and to nobody who has come to be feared since."""
    feared = feared_states(case)
    standing = case.person.consents.filter(withdrawn_on=None)
    return [one for one in standing if not feared & {one.recipient_state, *states_behind(one.recipient)}]
