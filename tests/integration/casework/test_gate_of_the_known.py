"""Who is known from the case: no name may be typed there, nobody reads by an export what they may not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.factories import make_staffed_case
from tests.casework.outside import asked as asked_outside
from tests.casework.outside import consent, recipient
from wellfounded.accounts.models import User
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow
from wellfounded.cases.export_policy import About, Wanted, Why, refusals
from wellfounded.cases.models import Case, Decision, Export, ExportKind, Recipient, RecipientOfExport
from wellfounded.letters.bundle import permitted_in_bundle
from wellfounded.letters.gate import let_out
from wellfounded.persons.models import Nationality

KNOWN = ("applicant", "counsel", "office")
SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone
BEFORE_IT_WAS_SIGNED = {"state": "draft", "signed_at": None, "decided_by": None, "served_on": None, "sent_on": None}
BEFORE_IT_WAS_SIGNED |= {"served_by": None, "letter_date": None, "served_how": ""}


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


# ── who may read it ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["case_file", "bundle", "decision_pdf", "decision_docx", "appeal_pdf", "appeal_docx"])
def test_nobody_lets_out_what_they_may_not_read(cast: Cast, kind: str) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    for user in (cast.counsel, cast.protection_officer):
        with pytest.raises(NotAllowed):
            asked(user, case, kind=kind)
    assert asked(cast.adjudicator, case, kind=kind).pk


def test_counsel_lets_out_a_decision_that_was_served_and_no_new_draft(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "served")
    export = asked(cast.counsel, case, kind="decision_pdf", recipient_kind="counsel")
    Decision.objects.filter(case=case).update(**BEFORE_IT_WAS_SIGNED)
    with pytest.raises(NotAllowed):
        let_out(cast.counsel, export.pk)


@pytest.mark.parametrize("recipient", ["applicant", "counsel"])
def test_a_draft_stays_in_the_office(cast: Cast, recipient: str) -> None:
    case = case_with_draft(cast)
    with pytest.raises(Invalid) as refused:
        asked(cast.adjudicator, case, kind="decision_pdf", recipient_kind=recipient)
    assert set(refused.value.fields) == {"recipient_kind"}
    assert let_out(cast.adjudicator, asked(cast.adjudicator, case, kind="decision_pdf").pk).content


def test_a_bundle_holds_a_draft_for_the_office_alone(cast: Cast) -> None:
    case = case_with_draft(cast)
    for to, there in (("office", True), ("counsel", False)):
        export = asked(cast.adjudicator, case, kind="bundle", recipient_kind=to)
        assert any("/decision/" in name for name in permitted_in_bundle(export, [case])) is there


def case_with_draft(cast: Cast) -> Case:
    case = to_state(case_in_assessment(cast), cast, "decision")
    draft_decision(cast.adjudicator, case.number, request=Drafting(languages=("en", "ko")))
    return case


# ── how long an agreement counts ─────────────────────────────────────────────────────────────────────────────────────
def agreed_extract(cast: Cast, case: Case) -> Export:
    Nationality.objects.create(person=case.person, country="PRK", how_known="said")
    to = recipient(cast, "Bureau of Foreign Affairs", "CHN")
    consent(cast, case, to, host_reason="A permit")
    export = asked_outside(cast, to, case, kind="extract")
    return approve_export(cast.protection_officer, export.pk, informed="counsel")


def inactive(cast: Cast, _case: Case, _export: Export) -> None:
    cast.protection_officer.is_active = False
    cast.protection_officer.save()


def of_the_case_no_longer(cast: Cast, case: Case, _export: Export) -> None:
    mine = case.assignments.filter(user=cast.protection_officer)
    mine.update(ended_at=timezone.now(), ended_by=cast.registrar)


def long_ago(_cast: Cast, _case: Case, export: Export) -> None:
    Export.objects.filter(pk=export.pk).update(approved_at=timezone.now() - timedelta(days=7, minutes=1))


def another_consent(cast: Cast, case: Case, _export: Export) -> None:
    case.person.consents.update(withdrawn_on=timezone.localdate(), withdrawn_by=cast.registrar)
    consent(cast, case, Recipient.objects.get(), host_reason="A permit")


@pytest.mark.parametrize("since", [inactive, of_the_case_no_longer, long_ago, another_consent])
def test_an_agreement_does_not_outlive_what_it_was_given_on(cast: Cast, since: Callable[..., None]) -> None:
    case = make_staffed_case(cast)
    export = agreed_extract(cast, case)
    since(cast, case, export)
    with pytest.raises(NotNow, match="agreement no longer stands"):
        let_out(cast.adjudicator, export.pk)


def test_an_agreement_counts_for_a_week(cast: Cast) -> None:
    """The control."""
    export = agreed_extract(cast, make_staffed_case(cast))
    Export.objects.filter(pk=export.pk).update(approved_at=timezone.now() - timedelta(days=6))
    assert let_out(cast.adjudicator, export.pk).content
