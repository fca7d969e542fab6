"""Writes down a step of an exchange with another organisation: with whom, why, of how many people. It names nobody.

The files of an exchange are made and read by `wellfounded identity exchange`; this is the office's own book of them.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.entry import read_typed
from wellfounded.cases.models import OutsideExchange
from wellfounded.cases.models.outside_exchange import MOST_PEOPLE
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.saving import kept_key
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

NEEDED = ("partner", "exchange", "step", "on", "reason")
NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeNoted:
    """`exchange` is the name that `identity exchange key` told. `people` is how many it was about, or were found."""

    partner: str
    exchange: str
    step: str
    on: str
    reason: str
    people: int | None = None
    key: str = ""  # of the page; the same page writes one line


@transaction.atomic
def note_exchange(user: User, *, request: ExchangeNoted) -> OutsideExchange:
    """Write down a step of an exchange with another organisation. A line that is wrong is followed by another one.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: something is missing, or cannot be so.
    """
    check(user, Permission.OFFICE_EXCHANGES_KEEP)
    key = kept_key(request) or None
    if key and (earlier := OutsideExchange.objects.filter(key=key, by=user).first()):
        return earlier
    typed = {name: value for name, value in asdict(request).items() if name != "key"}
    given, unread = read_typed(OutsideExchange, typed)
    blank = {name: _("This is still blank.") for name in NEEDED if name not in given | unread}
    refuse(unread | blank | _impossible(given))
    made = OutsideExchange.objects.create(by=user, key=key, **given)
    detail = {"exchange": made.exchange, "step": made.step, "people": made.people}
    record(Event.EXCHANGE_NOTED, actor=user.username, subject=str(made.pk), detail=detail)
    return made


def _impossible(given: dict[str, Any]) -> dict[str, str]:
    problems = {}
    if "exchange" in given and not NAME.fullmatch(given["exchange"]):
        problems["exchange"] = _("It has 16 signs, 0 to 9 and a to f, as the command told it when the key was made.")
    if "on" in given and given["on"] > timezone.localdate():
        problems["on"] = _("This day is still to come.")
    if not 0 <= given.get("people", 0) <= MOST_PEOPLE:
        problems["people"] = _("An exchange is about at most %(count)d people.") % {"count": MOST_PEOPLE}
    return problems
