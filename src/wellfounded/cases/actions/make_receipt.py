"""Make a receipt of the assessment as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.models import Receipt
from wellfounded.cases.permissions import Permission
from wellfounded.cases.receipts import store_receipt
from wellfounded.cases.saving import Saving
from wellfounded.cases.screening import screen

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWanted:
    key: str = ""


@transaction.atomic
def make_receipt(user: User, number: str, *, request: ReceiptWanted) -> Receipt:
    saving = Saving.begin(user, number, permission=Permission.RECEIPT_MAKE, request=request)
    if (earlier := saving.earlier(Receipt)) is not None:
        return earlier
    receipt = store_receipt(saving.case, screen(saving.case), by=user)
    return saving.done(receipt, Event.RECEIPT_MADE, seal=receipt.seal)
