"""The export gate: who may let out what to whom; nothing to a feared State; many people need two."""

import hashlib
import io
import json
import zipfile
from datetime import date
from typing import Any

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.factories import assign, make_staffed_case
from tests.casework.outside import inside
from wellfounded.audit.checkpoint import signer
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Export, Recipient, Relation
from wellfounded.letters.cover import says
from wellfounded.letters.gate import Product, let_out
from wellfounded.persons.models import Consent, Nationality, PersonName
from wellfounded.vault.recipients import fingerprint_of
from wellfounded.vault.sealed import open_sealed


def asked(cast: Cast, *cases: Case, **fields: Any) -> Export:
    given = {"kind": "case_file", "recipient_kind": "office", "purpose": "second look at the law"} | fields
    return ask_export(cast.adjudicator, ExportAsked(numbers=tuple(case.number for case in cases), **given))


SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone
IDENTITY = pyrage.x25519.Identity.generate()


def left(cast: Cast, export: Export) -> bytes:
    """What leaves, opened by whoever may open it, without its cover."""
    product = let_out(cast.adjudicator, export.pk, passphrase="" if export.recipient_kind == "other" else SECRET)
    opened = opened_by_key(product) if export.recipient_kind == "other" else open_sealed(product.content, SECRET)
    return inside(opened)[1] if "zip.age" in product.name else opened


def opened_by_key(product: Product) -> bytes:
    content: bytes = pyrage.decrypt(product.content, [IDENTITY])
    return content


def recipient(cast: Cast, **fields: Any) -> Recipient:
    """Somebody outside whose key two people know."""
    given: dict[str, Any] = {
        "name": "Embassy of Elsewhere",
        "kind": "state",
        "state": "CAN",
        "key": str(IDENTITY.to_public()),
    }
    given |= {"fingerprint": fingerprint_of(str(given["key"])), "added_by": cast.adjudicator}
    given |= {"confirmed_by": cast.protection_officer, "confirmed_at": timezone.now()}
    return Recipient.objects.create(**(given | fields))


def consent(cast: Cast, case: Case, **fields: Any) -> Consent:
    given = {
        "purpose": "Second look at the law",
        "recipient": "Embassy of Elsewhere",
        "recipient_kind": "state",
        "recipient_state": "CAN",
        "data_class": "whole_file",
        "language": "ko",
        "means": "writing",
        "given_on": date(2024, 3, 3),
    }
    return Consent.objects.create(person=case.person, recorded_by=cast.registrar, **(given | fields))


TO_EMBASSY = {"recipient_kind": "other", "recipient": "embassy of elsewhere", "recipient_state": "CAN"}


def test_a_case_file_leaves_once_and_the_log_tells_its_hash(cast: Cast) -> None:
    case = make_staffed_case(cast)
    PersonName.objects.create(person=case.person, text="리설화", added_by=cast.registrar)
    export = asked(cast, case)
    content = left(cast, export)
    assert json.loads(content)["case"] == case.number
    assert "리설화" not in content.decode()
    export.refresh_from_db()
    assert export.sha256 == hashlib.sha256(content).hexdigest()
    told = Detail.objects.filter(event="case:export:left").get()
    assert export.sha256 in bytes(told.payload).decode()
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, export.pk, passphrase=SECRET)


def test_nobody_lets_out_what_another_asked_for(cast: Cast) -> None:
    export = asked(cast, make_staffed_case(cast))
    for user, pk in ((cast.counsel, export.pk), (cast.adjudicator, export.pk + 1)):
        with pytest.raises(NotFound):
            let_out(user, pk)


def test_a_case_that_may_not_be_opened_is_not_there(cast: Cast) -> None:
    case = make_staffed_case(cast)
    request = ExportAsked(kind="case_file", numbers=(case.number,), recipient_kind="office", purpose="x")
    with pytest.raises(NotFound):
        ask_export(cast.outsider, request)
    with pytest.raises(NotAllowed):
        ask_export(cast.interviewer, request)


def test_a_right_that_was_lost_stops_the_export(cast: Cast) -> None:
    case = make_staffed_case(cast)
    export = asked(cast, case)
    case.assignments.filter(user=cast.adjudicator).delete()
    with pytest.raises(NotFound):
        let_out(cast.adjudicator, export.pk)


def test_everything_wrong_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        asked(cast, kind="rumour", recipient_kind="anybody", purpose=" ")
    assert set(refused.value.fields) == {"kind", "recipient_kind", "purpose", "numbers"}
    with pytest.raises(Invalid) as refused:
        asked(cast, make_staffed_case(cast), make_staffed_case(cast))
    assert set(refused.value.fields) == {"numbers"}
    with pytest.raises(Invalid) as refused:
        asked(cast, make_staffed_case(cast), recipient_kind="other")
    assert set(refused.value.fields) == {"recipient", "recipient_state"}


def test_somebody_else_needs_a_consent_that_names_them_and_covers_it(cast: Cast) -> None:
    recipient(cast)
    case, other = make_staffed_case(cast), make_staffed_case(cast)
    consent(cast, other)  # noise: another person's
    consent(cast, case, recipient="Somebody Else")
    consent(cast, case, recipient_state="AUS")
    consent(cast, case, data_class="statistics")
    consent(cast, case, purpose="resettlement")
    consent(cast, case, withdrawn_on=date(2024, 3, 4), withdrawn_by=cast.registrar)
    with pytest.raises(Invalid) as refused:
        asked(cast, case, **TO_EMBASSY)
    assert case.number in refused.value.fields["recipient"]
    consent(cast, case)
    assert left(cast, asked(cast, case, **TO_EMBASSY))


@pytest.mark.parametrize("recipient_kind", ["other", "counsel", "office", "applicant"])
def test_a_feared_state_is_never_a_recipient_whatever_was_agreed(cast: Cast, recipient_kind: str) -> None:
    case = make_staffed_case(cast)
    consent(cast, case, recipient="Embassy", recipient_state="PRK")
    with pytest.raises(Invalid) as refused:
        asked(cast, case, recipient_kind=recipient_kind, recipient="Embassy", recipient_state="PRK")
    assert set(refused.value.fields) == {"recipient_state"}


def test_a_state_that_is_feared_since_is_refused_at_the_gate(cast: Cast) -> None:
    recipient(cast)
    case = make_staffed_case(cast)
    consent(cast, case)
    export = asked(cast, case, **TO_EMBASSY)
    Nationality.objects.create(person=case.person, country="CAN", how_known="said")
    with pytest.raises(NotAllowed):
        let_out(cast.adjudicator, export.pk)


def many(cast: Cast, count: int) -> list[Case]:
    cases = [make_staffed_case(cast) for _ in range(count)]
    for case in cases:
        assign(case, cast.second_reviewer, relation=Relation.REVIEWER)
    return cases


def test_twenty_people_leave_on_one_word_and_twenty_one_need_two(cast: Cast) -> None:
    cases = many(cast, 21)
    assert left(cast, asked(cast, *cases[:20], kind="register_csv"))
    export = asked(cast, *cases, kind="register_csv")
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, export.pk, passphrase=SECRET)
    with pytest.raises(NotAllowed):
        approve_export(cast.adjudicator, export.pk)
    approve_export(cast.counsel, export.pk)
    with pytest.raises(NotNow):
        approve_export(cast.counsel, export.pk)
    assert len(left(cast, export).decode("utf-8-sig").splitlines()) == 22


def test_the_table_itself_refuses_many_people_on_one_word(cast: Cast) -> None:
    export = asked(cast, *many(cast, 21), kind="register_xlsx")
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(left_at=export.asked_at, sha256="0" * 64, sealed_how="key")
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(approved_by=export.asked_by, approved_at=export.asked_at)
    with pytest.raises(NotFound):
        approve_export(cast.counsel, export.pk + 1)


def test_a_decision_leaves_in_a_language_it_was_drafted_in(cast: Cast) -> None:
    case = case_in_assessment(cast)
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, asked(cast, case, kind="decision_pdf").pk)
    to_state(case, cast, "decided")
    assert let_out(cast.adjudicator, asked(cast, case, kind="decision_docx").pk).content.startswith(b"PK")
    assert let_out(cast.adjudicator, asked(cast, case, kind="decision_pdf", language="ko").pk).content[:4] == b"%PDF"
    with pytest.raises(Invalid):
        let_out(cast.adjudicator, asked(cast, case, kind="decision_pdf", language="zh-hans").pk)


def test_a_bundle_is_listed_by_hash_and_signed(cast: Cast) -> None:
    case = case_in_assessment(cast)
    add_exhibit(
        cast.adjudicator, case.number, request=ExhibitAdded(content=files.png(), title="Photograph", kind="photo")
    )
    to_state(case, cast, "decided")
    content = left(cast, asked(cast, case, kind="bundle", purpose="one\ntwo"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        bag = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert bag["data/exhibits/E1/0001.png"].startswith(b"\x89PNG")
    assert b"Purpose: one two\n" in bag["bag-info.txt"]
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in bag[manifest].decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(bag[name]).hexdigest() == digest
    listed = {line.split("  ")[1] for line in bag["manifest-sha256.txt"].decode().splitlines()}
    assert listed == {name for name in bag if name.startswith("data/")}
    public = Ed25519PublicKey.from_public_bytes(signer().public)
    public.verify(
        bytes.fromhex(bag["signature.txt"].decode()), b"wellfounded-bundle/1\n" + bag["tagmanifest-sha256.txt"]
    )


@pytest.mark.parametrize(
    ("said", "name", "told"),
    [
        ("Resettlement of An with her son", "An", True),
        ("Resettlement and a new home", "An", False),
        ("Second look, please", "Lee", False),
        ("for KIM  Chol-su", "Kim Chol Su", True),
        ("리설화의 재정착", "리설화", True),
        ("재정착", "리설화", False),
        ("李 雪花的安置", "李雪花", True),
        ("为Ａｎ安置", "An", False),
        ("anything", " ", False),
    ],
)
def test_a_name_is_found_in_words_and_not_in_parts_of_words(said: str, name: str, *, told: bool) -> None:
    assert says(said, name) == told


def test_a_short_name_keeps_nothing_in_the_house_by_itself(cast: Cast) -> None:
    """“On” and “Bae” stand in the program's own words and in hashes; the purpose is what somebody typed."""
    case = make_staffed_case(cast)
    for name in ("On", "Bae", "An", "Be", "e"):
        PersonName.objects.create(person=case.person, text=name, added_by=cast.registrar)
    left(cast, asked(cast, case))
    with pytest.raises(NotNow, match="says a name"):
        left(cast, asked(cast, case, purpose="second look, for Bae"))
