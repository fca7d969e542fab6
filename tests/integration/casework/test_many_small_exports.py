"""Many small exports are a list, and one record alone clears no State: then a second person has to agree."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.factories import make_staffed_case
from tests.casework.outside import PURPOSE, asked, consent, opened, recipient
from tests.casework.pages import signed_in
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.errors import NotNow
from wellfounded.cases.exports import waiting_for_agreement, waits_for_two
from wellfounded.cases.let_out_lately import Leaving, people_lately, people_together
from wellfounded.cases.models import Case, Export
from wellfounded.cases.recipients import states_cleared
from wellfounded.letters.gate import let_out
from wellfounded.persons.models import Nationality
from wellfounded.vault.sealed import open_sealed

if TYPE_CHECKING:
    from django.test import Client

    from tests.casework.cast import Cast
    from wellfounded.accounts.models import User

SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone
FIRST, SECOND = 11, 10  # each may leave alone; together they are one too many


def people(cast: Cast, count: int) -> list[Case]:
    return [make_staffed_case(cast) for _ in range(count)]


def listed(user: User, cases: list[Case]) -> Export:
    numbers = tuple(case.number for case in cases)
    request = ExportAsked(kind="register_csv", numbers=numbers, recipient_kind="office", purpose="a list")
    return ask_export(user, request)


def left(export: Export) -> Export:
    """As if it had left: what is made and sealed is tested elsewhere."""
    Export.objects.filter(pk=export.pk).update(left_at=timezone.now(), sha256="0" * 64, sealed_how="earlier")
    export.refresh_from_db()
    return export


def refused(user: User, export: Export) -> None:
    with pytest.raises(NotNow, match="second person has to agree"):
        let_out(user, export.pk, passphrase=SECRET)


def test_two_small_lists_of_one_person_are_a_long_one(cast: Cast, client: Client) -> None:
    before, more = people(cast, FIRST), people(cast, SECOND)
    left(listed(cast.adjudicator, before))
    again = listed(cast.adjudicator, before[:3])
    assert (again.people_lately, waits_for_two(again)) == (FIRST, False)  # each counts once
    export = listed(cast.adjudicator, more)
    assert (export.people, export.people_lately) == (SECOND, FIRST + SECOND)
    refused(cast.adjudicator, export)
    with pytest.raises(IntegrityError), transaction.atomic():
        left(export)  # the table refuses it as well
    page = signed_in(client, cast.adjudicator).get(f"/exports/{export.pk}/").content.decode()
    assert "second person" in page
    assert "21 different people" in page
    assert export in waiting_for_agreement(cast.protection_officer)
    approve_export(cast.protection_officer, export.pk)
    product = let_out(cast.adjudicator, export.pk, passphrase=SECRET)
    assert ("People lately", str(FIRST + SECOND)) in product.cover.lines
    assert open_sealed(product.content, SECRET)


def test_what_left_after_it_was_asked_for_counts_too(cast: Cast) -> None:
    first, export = listed(cast.adjudicator, people(cast, FIRST)), listed(cast.adjudicator, people(cast, SECOND))
    assert not waits_for_two(export)
    left(first)
    assert waits_for_two(export)
    assert export in waiting_for_agreement(cast.protection_officer)
    refused(cast.adjudicator, export)


def test_what_left_longer_ago_or_by_somebody_else_does_not_count(cast: Cast) -> None:
    first, cases = listed(cast.adjudicator, people(cast, FIRST)), people(cast, SECOND)
    Export.objects.filter(pk=left(first).pk).update(left_at=timezone.now() - timedelta(days=31))
    assert people_lately(listed(cast.adjudicator, cases)) == SECOND
    Export.objects.filter(pk=first.pk).update(left_at=timezone.now(), asked_by=cast.protection_officer)
    assert people_lately(listed(cast.adjudicator, cases)) == SECOND


def test_two_people_who_send_to_one_recipient_are_counted_together(cast: Cast) -> None:
    one, other = recipient(cast, "Tracing Service", "CHE"), recipient(cast, "Another", "CHE", key="x", fingerprint="x")
    before, more = people(cast, FIRST), people(cast, SECOND)
    for case in before:
        consent(cast, case, one)
    for case in more:
        consent(cast, case, one)
        consent(cast, case, other)
    first = left(asked(cast, one, *before, kind="register_csv"))
    Export.objects.filter(pk=first.pk).update(asked_by=cast.protection_officer)
    assert not waits_for_two(asked(cast, other, *more, kind="register_csv"))
    export = asked(cast, one, *more, kind="register_csv")
    refused(cast.adjudicator, export)
    approve_export(cast.protection_officer, export.pk)
    cover, _ = opened(let_out(cast.adjudicator, export.pk))
    assert "lately" not in cover  # how many others there are is told to nobody outside


def test_a_paper_for_the_applicant_is_not_counted(cast: Cast) -> None:
    export = listed(cast.adjudicator, people(cast, 1))
    export.recipient_kind = "applicant"
    assert people_lately(export) == 0


def test_the_same_person_counts_once() -> None:
    left_before = [
        Leaving(by="ada", to="x CHE", people=frozenset({1, 2})),
        Leaving(by="paz", to="x CHE", people=frozenset({2, 3, 4})),
        Leaving(by="paz", to="", people=frozenset({9})),
    ]
    assert people_together(Leaving(by="ada", to="", people=frozenset({2, 5})), left_before) == 3
    assert people_together(Leaving(by="ada", to="x CHE", people=frozenset({2, 5})), left_before) == 5
    assert people_together(Leaving(by="remy", to="y CHE", people=frozenset({2})), left_before) == 1


# ── one record alone says that a State is not feared ─────────────────────────────────────────────────────────────────
def test_a_state_that_one_record_clears_gets_a_name_only_with_two(cast: Cast, client: Client) -> None:
    to, case = recipient(cast, "Embassy of Canada", "CAN"), make_staffed_case(cast)
    consent(cast, case, to)
    Nationality.objects.create(person=case.person, country="CAN", feared=False)
    assert states_cleared(case) == {"CAN"}
    export = asked(cast, to, case, kind="register_csv")
    assert export.on_one_word
    refused(cast.adjudicator, export)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(
            left_at=timezone.now(), sha256="0" * 64, sealed_how="key", sealed_to=to
        )
    page = signed_in(client, cast.protection_officer).get(f"/exports/{export.pk}/agree/").content.decode()
    assert "did one record not say" in page
    approve_export(cast.protection_officer, export.pk)
    assert let_out(cast.adjudicator, export.pk).cover.people == 1


def test_a_letter_that_names_nobody_needs_no_second_person(cast: Cast) -> None:
    to, case = recipient(cast, "Embassy of Canada", "CAN"), make_staffed_case(cast)
    Nationality.objects.create(person=case.person, country="CAN", feared=False)
    assert not waits_for_two(asked(cast, to, case, kind="state_letter"))


def test_a_state_that_nothing_names_needs_no_second_person(cast: Cast) -> None:
    """The control: it is the record that asks for two."""
    to, case = recipient(cast, "Embassy of Canada", "CAN"), make_staffed_case(cast)
    consent(cast, case, to)
    export = asked(cast, to, case, kind="register_csv")
    assert (export.on_one_word, waits_for_two(export)) == (False, False)
    assert export.purpose == PURPOSE
