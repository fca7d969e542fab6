"""The one gate through which anything leaves the house.

Whatever prints, exports or downloads hands over an `Export` that was asked for and gets bytes back. Before that the
policy is asked once more, the product is read back and held against what was permitted, a cover says how many people
are in it and for whom, and it is sealed. The log tells of it with the hash of what left.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.refusals import record_refusal
from wellfounded.cases.actions.ask_export import act_on_consents, open_for_export
from wellfounded.cases.agreement import agreement_stands
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.export_kinds import RULES
from wellfounded.cases.export_policy import WAITS, refusals
from wellfounded.cases.export_question import abouts_of, wanted_of
from wellfounded.cases.export_words import sentence
from wellfounded.cases.let_out_lately import count_alone
from wellfounded.cases.models import Case, Export, ExportKind, Recipient, RecipientOfExport, SealedHow
from wellfounded.cases.turns import take_turn_of
from wellfounded.letters.check import problems_of
from wellfounded.letters.cover import Cover, cover_of, people_in, says
from wellfounded.letters.package import COVER, packed
from wellfounded.letters.products import MEDIA, PRODUCTS
from wellfounded.persons.models import Consent
from wellfounded.vault.errors import VaultError
from wellfounded.vault.passphrase import check_new
from wellfounded.vault.recipients import seal_to
from wellfounded.vault.sealed import seal

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

SEALED = "application/age-encryption"


@dataclass(frozen=True, slots=True)
class Product:
    """What leaves: bytes, their type, a name that names nobody, and the cover that went with it."""

    content: bytes
    media_type: str
    name: str
    cover: Cover

    def response(self) -> HttpResponse:
        """As an answer to a browser or a program: to be kept as a file, never shown in a page."""
        disposition = f'attachment; filename="{self.name}"'
        return HttpResponse(self.content, content_type=self.media_type, headers={"Content-Disposition": disposition})


@transaction.atomic
def let_out(user: User, pk: int, *, passphrase: str = "") -> Product:
    """Make what was asked for and let it out, once.

    What goes to somebody else is sealed to their key. A paper may be handed over as it is; anything else for the house
    or for counsel is sealed with `passphrase`.

    Raises:
        NotFound: there is no such export of this user.
        NotNow: it was made before, a second person has not agreed yet, or the product holds what it must not.
        NotAllowed: since it was asked for, a right was lost, a consent was withdrawn or the recipient became forbidden.
        Invalid: a passphrase is needed, or this one is too short.
    """
    take_turn_of(user)
    export = Export.objects.select_for_update().filter(pk=pk, asked_by=user).first()
    if export is None:
        raise NotFound(_("There is no such export."))
    if export.left_at is not None:
        raise NotNow(_("This was made before. Ask for it again, so that the log tells of each copy."))
    _hold_still(export)
    cases = [open_for_export(user, number, kind=export.kind) for number in export.numbers]
    _check_policy(export, cases, user=user)
    how = _sealing(export, passphrase)
    making = PRODUCTS[export.kind]
    content = making.make(export, cases)
    _check_product(export, cases, content=content, user=user)
    cover = cover_of(
        export,
        consents=Consent.objects.filter(pk__in=export.consents.values()),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    _check_cover(cases, cover=cover)
    product = _product(export, content, cover=cover, how=how, passphrase=passphrase)
    export.left_at, export.sha256, export.sealed_how = timezone.now(), hashlib.sha256(content).hexdigest(), how
    export.save()
    detail = {
        "export": export.pk,
        "kind": export.kind,
        "sha256": export.sha256,
        "people": cover.people,
        "sealed": str(how),
    }
    for number in export.numbers:
        record(Event.EXPORT_LEFT, actor=user.username, subject=number, detail=detail)
    return product


def _hold_still(export: Export) -> None:
    """Lock what the policy is about to read: every verb that writes in a case, or ends a recipient, locks the same."""
    count_alone(export)
    list(Case.objects.select_for_update().filter(number__in=export.numbers).order_by("number"))
    if export.sealed_to_id:
        export.sealed_to = Recipient.objects.select_for_update().get(pk=export.sealed_to_id)


def needs_passphrase(export: Export) -> bool:
    """Whether it can leave only under a passphrase: no key of a recipient, and no paper."""
    other = export.recipient_kind == RecipientOfExport.OTHER
    return not other and not RULES[ExportKind(export.kind)].paper


def _check_policy(export: Export, cases: list[Case], *, user: User) -> None:
    """The same question as when it was asked for, on what stands now."""
    wanted, abouts, agreed_on = wanted_of(export), abouts_of(cases), export.consents
    act_on_consents(export, wanted=wanted, abouts=abouts)
    lapsed = agreed_on != export.consents or not agreement_stands(export, cases)
    found = refusals(replace(wanted, lapsed=lapsed), abouts)
    if not found:
        return
    detail = {"export": export.pk, "why": [str(one.why) for one in found]}
    for number in export.numbers:
        record_refusal(Event.EXPORT_STOPPED, actor=user.username, subject=number, detail=detail)
    said = " ".join(sentence(one) for one in found)
    raise NotNow(said) if all(one.why in WAITS for one in found) else NotAllowed(said)


def _sealing(export: Export, passphrase: str) -> SealedHow:
    if export.recipient_kind == RecipientOfExport.OTHER:
        return SealedHow.KEY
    if passphrase:
        try:
            check_new(passphrase)
        except VaultError as short:
            raise Invalid({"passphrase": short.message}) from short
        return SealedHow.PASSPHRASE
    if needs_passphrase(export):
        raise Invalid({"passphrase": _("Choose a passphrase: this leaves sealed.")})
    return SealedHow.PAPER


def _check_product(export: Export, cases: list[Case], *, content: bytes, user: User) -> None:
    """Read back in the guarded child, and held against what was permitted."""
    making = PRODUCTS[export.kind]
    permitted = making.permit(export, cases)
    problems = problems_of(content, form=making.form, permitted=permitted)
    if permitted.people != people_in(export):
        problems.append("its people are not as many as the cover says")
    if not problems:
        return
    for number in export.numbers:
        detail = {"export": export.pk, "problems": problems}
        record_refusal(Event.EXPORT_STOPPED, actor=user.username, subject=number, detail=detail)
    raise NotNow(
        _("The gate kept it in the house: what was made holds something that was not permitted. Tell oversight.")
    )


def _check_cover(cases: list[Case], *, cover: Cover) -> None:
    """What is typed by hand stands on the cover: no name of anybody in it may be among it."""
    said = cover.typed()
    for case in cases:
        names = case.person.names.filter(withdrawn_at=None).values_list("text", flat=True)
        if any(says(said, name) for name in names):
            raise NotNow(_("The purpose or the recipient says a name of somebody in it. Ask for it in other words."))


def _product(export: Export, content: bytes, *, cover: Cover, how: SealedHow, passphrase: str) -> Product:
    form = PRODUCTS[export.kind].form
    name = f"wellfounded-{export.pk}.{form}"
    if how is SealedHow.PAPER:
        return Product(content, MEDIA[form], name, cover)
    # A case file is opened by the programs that read case files: it goes alone, and its cover is told beside it.
    alone = how is SealedHow.PASSPHRASE and export.kind == ExportKind.CASE_FILE
    whole = content if alone else packed({COVER: cover.text().encode(), name: content})
    sealed = seal_to(whole, export.sealed_to.key) if export.sealed_to else seal(whole, passphrase)
    return Product(sealed, SEALED, f"{name}.age" if alone else f"wellfounded-{export.pk}.zip.age", cover)
