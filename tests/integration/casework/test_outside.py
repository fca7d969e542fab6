"""What goes outside: to a key that two people know, nothing to who is feared, one extract to who could return."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pyrage
import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.outside import KEY, asked, consent, opened, recipient
from wellfounded.audit.models import Detail
from wellfounded.audit.refusals import write_refusals
from wellfounded.cases.actions.add_recipient import RecipientGiven, add_recipient
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.confirm_recipient import RecipientConfirmed, confirm_recipient
from wellfounded.cases.actions.end_recipient import RecipientEnded, end_recipient
from wellfounded.cases.actions.record_consent import ConsentGiven, record_consent
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.export_policy import Refusal, refusals
from wellfounded.cases.models import Case, Export, Recipient
from wellfounded.letters.gate import let_out
from wellfounded.letters.products import PRODUCTS
from wellfounded.persons.models import Nationality, PersonName

NAME = "리설화"


def of_the_north(cast: Cast, **fields: Any) -> Case:
    case = make_staffed_case(cast, **fields)
    Nationality.objects.create(person=case.person, country="PRK", how_known="said")
    PersonName.objects.create(person=case.person, text=NAME, added_by=cast.registrar)
    return case


def words_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def given(**fields: str) -> RecipientGiven:
    return RecipientGiven(**({"name": "UNHCR", "kind": "international", "state": "CHE", "public_key": KEY} | fields))


# ── who may be sealed to ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_recipient_counts_only_after_a_second_person_compared_the_fingerprint(cast: Cast) -> None:
    made = add_recipient(cast.adjudicator, given())
    assert not made.in_force
    told = RecipientConfirmed(recipient=made.pk, fingerprint=made.fingerprint.replace(" ", "").upper())
    with pytest.raises(NotAllowed):
        confirm_recipient(cast.adjudicator, told)
    with pytest.raises(Invalid):
        confirm_recipient(cast.reviewer, RecipientConfirmed(recipient=made.pk, fingerprint="0000"))
    assert confirm_recipient(cast.reviewer, told).in_force
    with pytest.raises(NotNow):
        confirm_recipient(cast.protection_officer, told)
    assert not end_recipient(cast.protection_officer, RecipientEnded(recipient=made.pk)).in_force
    for again in (RecipientEnded(recipient=made.pk), RecipientEnded(recipient=made.pk + 1)):
        with pytest.raises(NotFound):
            end_recipient(cast.protection_officer, again)
    with pytest.raises(NotFound):
        confirm_recipient(cast.reviewer, RecipientConfirmed(recipient=made.pk + 1, fingerprint=""))


@pytest.mark.parametrize("person", ["administrator", "registrar", "counsel", "oversight", "interviewer"])
def test_who_may_not_export_writes_no_key_in(cast: Cast, person: str) -> None:
    with pytest.raises(NotAllowed):
        add_recipient(getattr(cast, person), given())


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": " ", "kind": "", "state": "", "public_key": ""}, {"name", "kind", "state", "public_key"}),
        ({"public_key": "age1yubikey1qwertyuiop"}, {"public_key"}),
        ({"public_key": "ssh-ed25519 AAAA"}, {"public_key"}),
        ({"state": "PRK"}, {"state"}),
        ({"name": "Embassy of the D.P.R.K."}, {"state"}),
        ({"name": "조선총련 중앙본부 Chongryon", "state": "JPN"}, {"state"}),
        ({"kind": "friend", "state": "XXX", "name": "a" * 201}, {"kind", "state", "name"}),
    ],
)
def test_what_is_no_recipient_is_not_written_in(cast: Cast, fields: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        add_recipient(cast.adjudicator, given(**fields))
    assert set(refused.value.fields) == wrong


def test_one_key_is_written_in_once(cast: Cast) -> None:
    add_recipient(cast.adjudicator, given())
    with pytest.raises(Invalid):
        add_recipient(cast.reviewer, given(name="Somebody else"))


def test_the_table_itself_refuses_who_confirms_their_own(cast: Cast) -> None:
    made = add_recipient(cast.adjudicator, given())
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.filter(pk=made.pk).update(confirmed_by=made.added_by, confirmed_at=timezone.now())


# ── what leaves is sealed, and says for whom ─────────────────────────────────────────────────────────────────────────
def test_a_list_leaves_sealed_with_its_count_and_recipient_on_the_cover(cast: Cast) -> None:
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    export = asked(cast, to, case, kind="register_csv")
    product = let_out(cast.adjudicator, export.pk)
    assert product.name.endswith(".zip.age")
    assert NAME.encode() not in product.content
    cover, content = opened(product)
    assert "People: 1\n" in cover
    assert "Recipient: Tracing Service\n" in cover
    assert to.fingerprint in cover
    assert "Agreed to: identity, family tracing, 2024-03-03" in cover
    assert NAME not in cover
    assert NAME in content.decode()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(product.content, [pyrage.x25519.Identity.generate()])


def test_a_consent_to_who_one_is_tells_neither_where_one_is_nor_how_one_came(cast: Cast) -> None:
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    _, content = opened(let_out(cast.adjudicator, asked(cast, to, case, kind="register_csv").pk))
    head, row = (line.split(",") for line in content.decode("utf-8-sig").splitlines())
    told = dict(zip(head, row, strict=True))
    assert told["CaseNumber"] == case.number
    assert not any(told[name] for name in ("AsylumLocationLevel2", "SpecificNeedsList", "Route", "ProcessStatus"))


def test_nothing_goes_to_who_is_not_written_in_or_whose_key_was_ended(cast: Cast) -> None:
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    export = asked(cast, to, case, kind="register_csv")
    end_recipient(cast.reviewer, RecipientEnded(recipient=to.pk))
    with pytest.raises(NotAllowed):
        let_out(cast.adjudicator, export.pk)
    with pytest.raises(Invalid) as refused:
        asked(cast, to, case, kind="register_csv")
    assert set(refused.value.fields) == {"recipient"}


def test_a_consent_withdrawn_since_stops_it_at_the_gate_and_the_log_tells(cast: Cast) -> None:
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    agreed = consent(cast, case, to)
    export = asked(cast, to, case, kind="register_csv")
    agreed.withdrawn_on, agreed.withdrawn_by = agreed.given_on, cast.registrar
    agreed.save()
    with pytest.raises(NotAllowed):
        let_out(cast.adjudicator, export.pk)
    write_refusals()
    assert Detail.objects.filter(event="case:export:stopped", subject=case.number).count() == 1


# ── to whom nothing goes ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", ["Embassy of the DPRK", "조선민주주의인민공화국 대사관", "Chongryon", "国家保卫省"])
@pytest.mark.parametrize("kind", ["register_csv", "state_letter", "extract", "decision_pdf"])
def test_a_body_of_a_feared_state_gets_nothing_under_whatever_flag(cast: Cast, name: str, kind: str) -> None:
    to, case = recipient(cast, name, "CHE"), of_the_north(cast)
    consent(cast, case, to, data_class="whole_file")
    with pytest.raises(Invalid) as refused:
        asked(cast, to, case, kind=kind)
    assert set(refused.value.fields) == {"recipient_state"}


def test_no_consent_names_such_a_body(cast: Cast) -> None:
    case = of_the_north(cast)
    told = ConsentGiven(
        purpose="x",
        recipient="Chongryon",
        recipient_kind="other",
        recipient_state="JPN",
        data_class="identity",
        language="ko",
        means="writing",
    )
    with pytest.raises(Invalid) as refused:
        record_consent(cast.registrar, case.number, request=told)
    assert set(refused.value.fields) == {"recipient_state"}


def test_the_table_itself_refuses_a_barred_state(cast: Cast) -> None:
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    export = asked(cast, to, case, kind="register_csv")
    assert "PRK" in export.barred.split()
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(recipient_state="PRK")
    Export.objects.filter(pk=export.pk).update(recipient_state="AUS")  # the control: another State it takes


# ── the State that could send the person back ────────────────────────────────────────────────────────────────────────
def test_a_returning_state_gets_no_list_decision_or_bundle_whatever_was_agreed(cast: Cast) -> None:
    to, case = recipient(cast, "Bureau of Foreign Affairs", "CHN"), of_the_north(cast)
    consent(cast, case, to, data_class="whole_file", host_reason="A permit")
    for kind in ("register_csv", "register_xlsx", "decision_pdf", "case_file", "bundle", "brief_pdf"):
        with pytest.raises(Invalid) as refused:
            asked(cast, to, case, kind=kind)
        assert set(refused.value.fields) == {"recipient_state"}, kind


def test_one_extract_goes_with_consent_two_people_and_counsel_told(cast: Cast) -> None:
    to, case = recipient(cast, "Bureau of Foreign Affairs", "CHN"), of_the_north(cast)
    consent(cast, case, to, host_reason="A permit")
    export = asked(cast, to, case, kind="extract")
    assert export.returning
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, export.pk)
    with pytest.raises(Invalid):
        approve_export(cast.protection_officer, export.pk)
    with pytest.raises(NotAllowed):
        approve_export(cast.adjudicator, export.pk, informed="counsel")
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(left_at=export.asked_at, sha256="0" * 64, sealed_how="key")
    approve_export(cast.protection_officer, export.pk, informed="counsel")
    cover, content = opened(let_out(cast.adjudicator, export.pk))
    assert "Told before: counsel" in cover
    assert cast.adjudicator.username not in cover
    assert cast.protection_officer.username not in cover
    assert "People: 1\n" in cover
    assert NAME in words_of(content)
    with pytest.raises(Invalid) as refused:
        asked(cast, to, case, kind="extract")
    assert set(refused.value.fields) == {"recipient"}


def test_a_letter_to_it_names_nobody(cast: Cast) -> None:
    to, cases = recipient(cast, "Bureau of Foreign Affairs", "CHN"), [of_the_north(cast) for _ in range(3)]
    cover, content = opened(let_out(cast.adjudicator, asked(cast, to, *cases, kind="state_letter").pk))
    said = words_of(content)
    assert "names nobody" in said
    assert "Fewer than five" in said
    assert "People: 0\n" in cover
    for word in (NAME, *(case.number for case in cases), *(case.person.reference for case in cases)):
        assert word not in said
        assert word not in cover
    assert cast.adjudicator.username not in cover


def test_a_state_that_takes_them_in_may_get_a_list(cast: Cast) -> None:
    """The control: where a source says that a State takes in people of the North, it does not count as returning."""
    to, case = recipient(cast, "Embassy of the Republic of Korea", "KOR"), of_the_north(cast, host="KOR")
    consent(cast, case, to)
    assert not asked(cast, to, case, kind="register_csv").returning


def test_a_name_typed_into_the_purpose_stays_here(cast: Cast) -> None:
    to, case = recipient(cast, f"Friends of {NAME}", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, asked(cast, to, case, kind="register_csv").pk)


def test_what_the_policy_reads_is_held_until_it_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL a consent or a key could end between the question and the leaving; SQLite has one writer."""
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    export, held = asked(cast, to, case, kind="register_csv"), list[str]()
    lock = QuerySet.select_for_update

    def locking(rows: QuerySet[Any], **of: Any) -> QuerySet[Any]:
        held.append(rows.model.__name__)
        return lock(rows, **of)

    def asking(*of: Any) -> list[Refusal]:
        held.append("asked")
        return refusals(*of)

    monkeypatch.setattr(QuerySet, "select_for_update", locking)
    monkeypatch.setattr("wellfounded.cases.let_out_lately.take_turn", held.append)
    monkeypatch.setattr("wellfounded.letters.gate.refusals", asking)
    let_out(cast.adjudicator, export.pk)
    turn = f"what leaves by {cast.adjudicator.pk}"
    assert held[: held.index("asked")] == ["Export", turn, "Case", "Recipient"]


# ── the product is read back ─────────────────────────────────────────────────────────────────────────────────────────
def spoiled_xlsx(content: bytes) -> bytes:
    from openpyxl import load_workbook  # noqa: PLC0415 - of this control alone

    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    book.create_sheet("rest").sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


SPOILED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a row too many": ("register_csv", lambda content: content + b"x,y\r\n"),
    "a column that is not told": ("register_csv", lambda content: content.replace(b",,", b",Yanji,", 1)),
    "a hidden sheet": ("register_xlsx", spoiled_xlsx),
    "something behind the end": ("state_letter", lambda content: content + b"%" + NAME.encode()),
    "not that form": ("state_letter", lambda _content: NAME.encode()),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_product_that_holds_more_than_was_permitted_does_not_leave(
    cast: Cast, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, spoil = SPOILED[how]
    to, case = recipient(cast, "Tracing Service", "CHE"), of_the_north(cast)
    consent(cast, case, to)
    making = PRODUCTS[kind]
    spoilt = type(making)(lambda *of: spoil(making.make(*of)), making.permit, making.form)
    monkeypatch.setitem(PRODUCTS, kind, spoilt)
    export = asked(cast, to, case, kind=kind)
    with pytest.raises(NotNow):
        let_out(cast.adjudicator, export.pk)
    monkeypatch.setitem(PRODUCTS, kind, making)
    assert let_out(cast.adjudicator, export.pk).content
