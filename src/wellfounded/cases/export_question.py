"""An export and its cases as the question that the policy answers: read anew each time, so that nothing is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.bodies_of_states import states_behind
from wellfounded.cases.export_policy import About, Agreed, Wanted
from wellfounded.cases.let_out_lately import people_lately
from wellfounded.cases.models import CaseRoute, Export, ExportKind, RecipientOfExport, Relation
from wellfounded.cases.models.decision import DecisionState, current_decision
from wellfounded.cases.recipients import countries_of_cases, feared_states, records_of, states_cleared
from wellfounded.cases.returning_states import returning
from wellfounded.persons.models import Journey, Nationality
from wellfounded.vault.row_security import OFFICE, speaking_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.cases.models import Case


def wanted_of(export: Export) -> Wanted:
    """What shall leave. An export that is not saved yet will do."""
    record = export.sealed_to
    named = {record.state, *states_behind(record.name)} if record else set()
    return Wanted(
        kind=ExportKind(export.kind),
        recipient_kind=RecipientOfExport(export.recipient_kind),
        recipient=export.recipient,
        state=export.recipient_state,
        states=frozenset({*named, *states_behind(export.recipient), export.recipient_state} - {""}),
        purpose=export.purpose,
        sealed=record is not None and record.in_force,
        asked_by=export.asked_by_id,
        approved_by=export.approved_by_id,
        lately=people_lately(export),
        informed=export.informed,
    )


def abouts_of(cases: Iterable[Case]) -> list[About]:
    return [about(case) for case in cases]


def about(case: Case) -> About:
    decision = current_decision(case)
    return About(
        number=case.number,
        feared=feared_states(case),
        returning=returning_states(case),
        cleared=states_cleared(case),
        agreed=tuple(_agreed(case)),
        counsel=case.assignments.filter(relation=Relation.COUNSEL, ended_at=None).exists(),
        draft=decision is not None and decision.state == DecisionState.DRAFT,
    )


def returning_states(case: Case) -> frozenset[str]:
    """The States that could send this person back: by what is known of their nationalities, and by the record."""
    with speaking_for(OFFICE):  # no record of the person is missed, whoever asks
        return _returning(case)


def _returning(case: Case) -> frozenset[str]:
    people = records_of(case)
    said = Nationality.objects.filter(person__in=people).values_list("country", flat=True)
    fled_from = Journey.objects.filter(person__in=people).values_list("origin", flat=True)
    nationalities = {*said, *fled_from, *countries_of_cases(people, residence=False)} - {""}
    ways = CaseRoute.objects.filter(start__case__person__in=people, end__code__in=feared_states(case))
    return returning(nationalities, host=case.host, onward=ways.values_list("start__code", flat=True))


def _agreed(case: Case) -> Iterable[Agreed]:
    standing = case.person.consents.filter(withdrawn_on=None)
    left = Export.objects.filter(extract_of__in=standing, left_at__isnull=False)
    used = set(left.values_list("extract_of", flat=True))
    for one in standing:
        yield Agreed(
            pk=one.pk,
            recipient=one.recipient,
            state=one.recipient_state,
            purpose=one.purpose,
            tells=one.data_class,
            used=one.pk in used,
        )
