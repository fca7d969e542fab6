"""To whom nothing may go, whatever anybody agreed to. What is not known counts as danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.accounts.models import Office
from wellfounded.cases.bodies_of_states import states_behind

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.persons.models import Consent


def feared_states(case: Case) -> frozenset[str]:
    """The States that may never be a recipient.

    They are those that the office names, the country fled from, and each nationality until somebody recorded that the
    person does not fear that State.
    """
    office = Office.objects.first() or Office()
    person = case.person
    nationalities = person.nationalities.exclude(feared=False).values_list("country", flat=True)
    not_feared = set(person.nationalities.filter(feared=False).values_list("country", flat=True))
    journey = getattr(person, "journey", None)
    fled_from = {journey.origin} - not_feared if journey else set()
    return frozenset({*office.feared.replace(",", " ").split(), *nationalities, *fled_from} - {""})


def consents_in_force(case: Case) -> list[Consent]:
    """The consents that may be acted on now: not withdrawn, and to nobody who has come to be feared since."""
    feared = feared_states(case)
    standing = case.person.consents.filter(withdrawn_on=None)
    return [one for one in standing if not feared & {one.recipient_state, *states_behind(one.recipient)}]
