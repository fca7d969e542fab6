"""How long a file is kept, erasing by two people, and holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import ConfigDict

from wellfounded.accounts.reauthentication import proved_recently
from wellfounded.api.body import Text
from wellfounded.api.shapes import REFUSALS, CaseNumber, Done, Place
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.lift_hold import lift_hold
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.actions.withdraw_erasure import withdraw_erasure
from wellfounded.cases.erasure_preview import rows_told
from wellfounded.cases.erasures import asked_erasures, obstacle, parts_of, waiting_erasures
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import Erasure, Hold
from wellfounded.cases.permissions import Permission

router = Router(tags=["erasures"])
ERASE = of_permission(Permission.CASE_ERASE)


class PartShown(Schema):
    """A part of a file with its time. Without a day nothing is counted: the case is open, or its closing was erased."""

    compartment: str
    years: int | None
    until: date | None
    over: bool
    erased: bool


class HoldShown(Schema):
    id: int
    reason: str
    placed_at: datetime
    lifting_asked: bool
    lifted_at: datetime | None


class Keeping(Schema):
    """`obstacle` says why nothing is erased now; empty when something may be."""

    parts: list[PartShown]
    holds: list[HoldShown]
    obstacle: str


class ErasureShown(Schema):
    """`rows` by part and table, null for a part that whoever asks may not read."""

    id: int
    case: str
    compartments: list[str]
    why: str
    asked_by: str
    asked_at: datetime
    done_at: datetime | None
    rows: dict[str, dict[str, int] | None]
    not_confirmed: list[str]


class HoldReason(Schema):
    model_config = ConfigDict(extra="forbid")

    reason: Text = ""


@router.get(
    "/cases/{number}/keeping",
    response={200: Keeping, **REFUSALS},
    operation_id="keeping",
    openapi_extra=of_permission(Permission.CASE_HOLD),
)
def keeping(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """How long each part of a case is kept, and what holds it."""
    case = open_case(user_of(request), number, permission=Permission.CASE_HOLD)
    plain = ("id", "reason", "placed_at", "lifted_at")
    holds = [
        {name: getattr(one, name) for name in plain} | {"lifting_asked": one.lifting_asked_by_id is not None}
        for one in Hold.objects.filter(case=case)
    ]
    return {"parts": list(parts_of(case)), "holds": holds, "obstacle": obstacle(case)}


@router.get(
    "/erasures",
    response={200: list[ErasureShown], **REFUSALS},
    operation_id="erasures",
    openapi_extra=of_permission(None),
)
def erasures(request: HttpRequest) -> list[dict[str, Any]]:
    """What I asked for, and what waits for me as the second person."""
    user = user_of(request)
    found = {one.pk: one for one in (*waiting_erasures(user), *asked_erasures(user))}
    return [_shown(request, one) for one in found.values()]


def _shown(request: HttpRequest, erasure: Erasure) -> dict[str, Any]:
    plain = ("id", "compartments", "why", "asked_at", "done_at")
    told = rows_told(user_of(request), erasure) if erasure.done_at else {}
    return {name: getattr(erasure, name) for name in plain} | {
        "case": erasure.case.number,
        "asked_by": erasure.asked_by.username,
        "rows": {str(part): rows for part, rows in told.items()},
        "not_confirmed": erasure.receipt.get("not_confirmed", []),
    }


@router.post(
    "/erasures/{erasure}/carry-out",
    response={200: Done, **REFUSALS},
    operation_id="carry_out_erasure",
    openapi_extra=ERASE,
)
def carry_out(request: HttpRequest, erasure: Place) -> Done:
    """Erase for good what a colleague asked for, a moment after passphrase or second factor were given again."""
    if not proved_recently(request):
        raise NotAllowed(_("Prove in the browser that it is you, then send this again within five minutes."))
    return Done.of(carry_out_erasure(user_of(request), erasure))


@router.post(
    "/erasures/{erasure}/withdraw",
    response={200: Done, **REFUSALS},
    operation_id="withdraw_erasure",
    openapi_extra=ERASE,
)
def withdraw(request: HttpRequest, erasure: Place) -> Done:
    """Give up an erasure that was asked for."""
    return Done.of(withdraw_erasure(user_of(request), erasure))


@router.post(
    "/cases/{number}/holds",
    response={200: Done, **REFUSALS},
    operation_id="place_hold",
    openapi_extra=of_permission(Permission.CASE_HOLD),
)
def hold(request: HttpRequest, number: CaseNumber, *, body: HoldReason) -> Done:
    """Let nothing of a case be erased."""
    return Done.of(place_hold(user_of(request), number, reason=body.reason))


@router.post("/holds/{hold}/lift", response={200: Done, **REFUSALS}, operation_id="lift_hold", openapi_extra=ERASE)
def lift(request: HttpRequest, hold: Place) -> Done:
    """Lift a hold: the first call asks, the second by somebody else lifts."""
    return Done.of(lift_hold(user_of(request), hold))


add_verbs(
    router,
    Verb(address="/cases/{number}/erasures", act=ask_erasure, asked=ErasureAsked, permission=Permission.CASE_ERASE),
)
