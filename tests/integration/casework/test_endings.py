"""What of a person ends stays in the record, with who ended it, when and why, and counts no longer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_not_to_be_told import NotToBeToldGiven, add_not_to_be_told
from wellfounded.cases.actions.end_contact import ContactEnded, end_contact
from wellfounded.cases.actions.end_document import DocumentEnded, end_document
from wellfounded.cases.actions.end_not_to_be_told import NotToBeToldEnded, end_not_to_be_told
from wellfounded.cases.actions.end_relative import RelativeEnded, end_relative
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.models import Case
from wellfounded.cases.registration import entry_of, registration_of
from wellfounded.letters.own_file.parts import identity
from wellfounded.persons.exchange.row import OfCase, row_of
from wellfounded.web.registration.family_rows import family_of
from wellfounded.web.registration.pages import PAGES

Act = Callable[..., Any]
# The page, how a row comes to be, how it ends, and the name of its key.
ENDS: dict[str, tuple[Act, Any, Act, type[Any], str]] = {
    "contact": (add_contact, ContactGiven(means="phone", value="000"), end_contact, ContactEnded, "contact"),
    "documents": (add_document, DocumentGiven(kind="passport"), end_document, DocumentEnded, "document"),
    "not-to-be-told": (
        add_not_to_be_told,
        NotToBeToldGiven(who="The cousin", reason="in the police"),
        end_not_to_be_told,
        NotToBeToldEnded,
        "entry",
    ),
    "relatives": (
        link_relative,
        RelativeGiven(relation="mother", described="Stayed behind", birth="1999"),
        end_relative,
        RelativeEnded,
        "relative",
    ),
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_staffed_case(cast)


@pytest.mark.parametrize("slug", ENDS)
def test_an_end_has_who_when_and_why_and_takes_nothing_away(cast: Cast, case: Case, slug: str) -> None:
    make, given, end, ended, field = ENDS[slug]
    other = make_staffed_case(cast)
    noise, one = make(cast.registrar, other.number, request=given), make(cast.registrar, case.number, request=given)
    request = ended(**{field: one.pk}, reason=" No longer so. ", key="k")
    gone = end(cast.interviewer, case.number, request=request)
    assert end(cast.interviewer, case.number, request=request) == gone
    gone.refresh_from_db()
    noise.refresh_from_db()
    assert (gone.ended_by, gone.ended_reason, noise.ended_at) == (cast.interviewer, "No longer so.", None)
    assert timezone.now() >= gone.ended_at >= case.registered_at
    (row,) = PAGES[slug].rows(case)
    assert (row.over, row.pk, "No longer so." in row.detail) == (True, None, True)
    (standing,) = PAGES[slug].rows(other)
    assert (standing.over, standing.pk) == (False, noise.pk)
    told = Detail.objects.filter(event="case:identity:ended").get()
    assert (told.subject, told.actor) == (case.number, "interviewer")
    assert b"No longer so" not in bytes(told.payload)


@pytest.mark.parametrize("slug", ENDS)
def test_what_cannot_be_ended_is_refused(cast: Cast, case: Case, slug: str) -> None:
    make, given, end, ended, field = ENDS[slug]
    noise = make(cast.registrar, make_staffed_case(cast).number, request=given)
    one = make(cast.registrar, case.number, request=given)
    with pytest.raises(Invalid) as refused:
        end(cast.registrar, case.number, request=ended(**{field: one.pk}, reason=" "))
    assert set(refused.value.fields) == {"reason"}
    for user, refusal in ((cast.counsel, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(refusal):
            end(user, case.number, request=ended(**{field: one.pk}, reason="x"))
    end(cast.registrar, case.number, request=ended(**{field: one.pk}, reason="x"))
    for key in (one.pk, noise.pk):
        with pytest.raises(Invalid) as refused:
            end(cast.registrar, case.number, request=ended(**{field: key}, reason="x"))
        assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("slug", ENDS)
def test_the_store_wants_all_three_or_none(cast: Cast, case: Case, slug: str) -> None:
    make, given, *_ = ENDS[slug]
    one = make(cast.registrar, case.number, request=given)
    everything = {"ended_by": cast.registrar, "ended_at": timezone.now(), "ended_reason": "x"}
    for missing, blank in (("ended_by", None), ("ended_at", None), ("ended_reason", "")):
        half = everything | {missing: blank}
        with pytest.raises(IntegrityError), transaction.atomic():
            type(one).objects.filter(pk=one.pk).update(**half)
    assert type(one).objects.filter(pk=one.pk).update(**everything) == 1


def test_what_ended_counts_no_longer(cast: Cast, case: Case) -> None:
    ended = {}
    for slug, (make, given, *_rest) in ENDS.items():
        ended[slug] = make(cast.registrar, case.number, request=given)
    before, family = entry_of(cast.registrar, case), family_of(cast.registrar, case)
    assert (len(before.papers), len(before.relatives), before.safe_contacts, len(family)) == (1, 1, 1, 1)
    assert "passport" in row_of(case.person, case=OfCase())["Documents"]
    assert any("Passport" in line for line in identity(case))
    for slug, (_make, _given, end, kind, field) in ENDS.items():
        end(cast.registrar, case.number, request=kind(**{field: ended[slug].pk}, reason="x"))
    after = entry_of(cast.registrar, case)
    assert (after.papers, after.relatives, after.safe_contacts) == ((), (), 0)
    assert family_of(cast.registrar, case) == []
    assert registration_of(cast.registrar, case.number).relatives == ()
    assert row_of(case.person, case=OfCase())["Documents"] == ""
    assert not any("Passport" in line for line in identity(case))
