"""Erase what somebody else asked for: rows, details of the log, and the write-ahead log of the store."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.erasure import erase_subject
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.actions.ask_erasure import check_may_erase
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.erasing import cut_the_write_ahead_log, erase_rows, has_write_ahead_log, not_confirmed
from wellfounded.cases.erasing_keys import erase_keys
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Erasure
from wellfounded.cases.permissions import Permission
from wellfounded.cases.store_keeping import forget_copies_before_upgrade
from wellfounded.cases.turns import MERGES, of_person, take_part, take_turn

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def carry_out_erasure(user: User, pk: int) -> Erasure:
    """The erasure with its receipt. What the log says of a case goes with the last of its compartments.

    Called again after the rows went but the write-ahead log could not be cut, it does only that.

    Raises:
        NotFound: there is no such erasure, or the user may not know of its case.
        NotAllowed: the user asked for it, or may not erase.
        NotNow: it was carried out before, or a hold was placed since.
    """
    erasure = _erase(user, pk)
    if cut_the_write_ahead_log():
        _write_receipt(erasure, erasure.receipt["rows"], cut=True)
    return erasure


@transaction.atomic
def _erase(user: User, pk: int) -> Erasure:
    take_part(MERGES)
    erasure, case = erasure_to_change(user, pk)
    take_turn(of_person(case.person_id))  # no other case of the person is held or opened meanwhile
    if erasure.asked_by_id == user.pk:
        raise NotAllowed(_("Whoever asked for an erasure does not carry it out."))
    if erasure.done_at is not None:
        _check_unfinished(erasure)
        return erasure
    check_may_erase(case, tuple(erasure.compartments), why=erasure.why)
    try:
        went = {one: erase_rows(case, Compartment(one)) for one in erasure.compartments}
        connection.check_constraints()
    except IntegrityError:
        raise NotNow(_("Another file still rests on a part of this one. Erase that part there first.")) from None
    with suppress(OSError):  # then the receipt names it
        forget_copies_before_upgrade()  # before this is true: whatever ends this process, no copy outlives the erasure
    erasure.done_by, erasure.done_at = user, timezone.now()
    erasure.save(update_fields=["done_by", "done_at"])
    # In the same transaction: whatever ends this process, the receipt never says more than what was done.
    _write_receipt(erasure, went, cut=False)
    _tell(user, erasure, went=went)
    erase_keys(case)
    return erasure


def erasure_to_change(user: User, pk: int) -> tuple[Erasure, Case]:
    """The erasure and its case, locked. One in a hidden case looks exactly like one that is missing."""
    number = Erasure.objects.filter(pk=pk).values_list("case__number", flat=True).first()
    if number is not None:
        with suppress(NotFound, Erasure.DoesNotExist):
            case = case_to_change(user, number, permission=Permission.CASE_ERASE)
            return Erasure.objects.select_related("case").get(pk=pk), case  # as it is once nobody else changes it
    raise NotFound(_("There is no such erasure."))


def _check_unfinished(erasure: Erasure) -> None:
    """Raise `NotNow` unless the write-ahead log is still to be cut. An older release could end without a receipt."""
    if not erasure.receipt:
        _write_receipt(erasure, {}, cut=False)
    elif erasure.receipt["write_ahead_log_cut"] or not has_write_ahead_log():
        raise NotNow(_("This was erased before."))


def _write_receipt(erasure: Erasure, rows: dict[str, Any], *, cut: bool) -> None:
    missing = not_confirmed(erasure.case, cut=cut)
    erasure.receipt = {"rows": rows, "write_ahead_log_cut": cut, "not_confirmed": missing}
    erasure.save(update_fields=["receipt"])


def _tell(user: User, erasure: Erasure, *, went: dict[str, Any]) -> None:
    done = Erasure.objects.filter(case=erasure.case, done_at__isnull=False)
    if {one for row in done for one in row.compartments} == set(Compartment):
        erase_subject(erasure.case.number, actor=user.username, reason=f"erasure {erasure.pk}")
    counts = {compartment: sum(rows.values()) for compartment, rows in went.items()}
    detail = {"erasure": erasure.pk, "rows": counts, "why": erasure.why}
    record(Event.ERASURE_DONE, actor=user.username, subject=erasure.case.number, detail=detail)
