"""Who is known from the case: no name may be typed there, nobody reads by an export what they may not read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.export_policy import About, Wanted, Why, refusals
from wellfounded.cases.models import Case, Export, ExportKind, RecipientOfExport
from wellfounded.letters.gate import let_out
from wellfounded.persons.models import Nationality

KNOWN = ("applicant", "counsel", "office")
SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone


def asked(user: User, case: Case, **fields: Any) -> Export:
    given = {"kind": "case_file", "recipient_kind": "office", "purpose": "hearing"} | fields
    return ask_export(user, ExportAsked(numbers=(case.number,), **given))


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("typed", [{"recipient": "Yanji Public Security Bureau"}, {"recipient_state": "CHN"}])
def test_nobody_is_named_where_the_recipient_is_known_from_the_case(
    cast: Cast, kind: str, typed: dict[str, str]
) -> None:
    case = make_staffed_case(cast)
    Nationality.objects.create(person=case.person, country="PRK", how_known="said")
    with pytest.raises(Invalid) as refused:
        asked(cast.adjudicator, case, kind="decision_pdf", recipient_kind=kind, **typed)
    assert "recipient" in refused.value.fields
    assert not Export.objects.exists()
    assert asked(cast.adjudicator, case, kind="decision_pdf", recipient_kind=kind).pk  # the control: nobody is named


def test_an_older_row_that_names_somebody_stays_here(cast: Cast) -> None:
    case = make_staffed_case(cast)
    Nationality.objects.create(person=case.person, country="PRK", how_known="said")
    export = asked(cast.adjudicator, case, recipient_kind="counsel")
    Export.objects.filter(pk=export.pk).update(recipient="Yanji Public Security Bureau (CHN)")
    with pytest.raises(NotAllowed):
        let_out(cast.adjudicator, export.pk, passphrase=SECRET)


@pytest.mark.parametrize("kind", [kind for kind in RecipientOfExport if kind != RecipientOfExport.OTHER])
def test_identifying_data_go_to_no_returning_state_under_another_kind(kind: RecipientOfExport) -> None:
    about = About(number="C-1", feared=frozenset(), returning=frozenset({"CHN"}), counsel=True)
    wanted = Wanted(kind=ExportKind.DECISION_PDF, recipient_kind=kind, states=frozenset({"CHN"}))
    assert Why.RETURNS in {one.why for one in refusals(wanted, [about])}
    assert refusals(Wanted(kind=ExportKind.DECISION_PDF, recipient_kind=kind), [about]) == []


def test_nothing_goes_to_counsel_of_a_case_without_counsel(cast: Cast) -> None:
    case = make_staffed_case(cast)
    export = asked(cast.adjudicator, case, recipient_kind="counsel")
    case.assignments.filter(user=cast.counsel).update(ended_at=timezone.now(), ended_by=cast.registrar)
    with pytest.raises(Invalid) as refused:
        asked(cast.adjudicator, case, recipient_kind="counsel")
    assert set(refused.value.fields) == {"recipient_kind"}
    with pytest.raises(NotAllowed):
        let_out(cast.adjudicator, export.pk, passphrase=SECRET)


def test_the_table_itself_keeps_a_state_for_others_alone(cast: Cast) -> None:
    export = asked(cast.adjudicator, make_staffed_case(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(recipient_state="CAN")
