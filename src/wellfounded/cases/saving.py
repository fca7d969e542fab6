"""What every verb on the record has in common.

The case is locked, a submit that arrives twice writes once, and the write is counted and logged. All of it stands in
the transaction of the action, so that what is acknowledged is kept whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.errors import Invalid
from wellfounded.cases.key_sharing import share_keys
from wellfounded.cases.models import HistoryEntry, SavedRequest
from wellfounded.cases.states import State, check_may_move
from wellfounded.cases.turns import of_person, take_turn

if TYPE_CHECKING:
    from django.db import models

    from wellfounded.accounts.models import User
    from wellfounded.cases.access import Held
    from wellfounded.cases.models import Case
    from wellfounded.cases.permissions import Permission

M = TypeVar("M", bound="models.Model")
LONGEST_KEY = 64  # the width of the column


class Request(Protocol):
    """What an action is asked to do, as plain data.

    `key` is made by the client, once for each page it shows; empty, nothing guards against a doubled submit.
    """

    @property
    def key(self) -> str: ...


def kept_key(request: Request) -> str:
    """The key as it is kept: one that is longer than its column, or has signs that no column takes, by its hash."""
    fits = len(request.key) <= LONGEST_KEY and request.key.isprintable()
    return request.key if fits else hashlib.sha256(request.key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Saving:
    """A write under way: who, on which case, asked for how."""

    user: User
    case: Case
    request: Request

    @classmethod
    def begin(
        cls, user: User, number: str, *, permission: Permission, request: Request, held: Held | None = None
    ) -> Saving:
        """Lock the case for an action that `permission` covers, unless the same transaction holds it already."""
        return cls(user, case_to_change(user, number, permission=permission, held=held), request)

    def earlier(self, model: type[M]) -> M | None:
        """What this very request wrote when it arrived before, None when it is new.

        Raises:
            Invalid: the key was used for other words; those are not thrown away silently.
        """
        key = kept_key(self.request)
        saved = SavedRequest.objects.filter(case=self.case, key=key).first() if key else None
        if saved is None:
            return None
        if saved.digest != self._digest():
            raise Invalid(
                {"key": _("This page was saved before with other words. Open it anew; what you typed is still here.")}
            )
        return QuerySet(model).get(pk=saved.made)

    def part(self, request: Request) -> Saving:
        """A part of this write with a request of its own: the case is locked already, and counted once."""
        return replace(self, request=request)

    def noted(self, made: M, event: Event, **detail: Any) -> M:
        """Log the write and remember what it made. The whole of which it is a part counts it."""
        if key := kept_key(self.request):
            SavedRequest.objects.create(case=self.case, key=key, digest=self._digest(), made=made.pk)
        record(event, actor=self.user.username, subject=self.case.number, detail=detail)
        return made

    def done(self, made: M, event: Event, **detail: Any) -> M:
        """Count and log the write, and remember what it made."""
        self.count()
        return self.noted(made, event, **detail)

    def count(self) -> None:
        self.case.version += 1
        self.case.save()

    def count_only(self) -> None:
        """Count a write that changed nothing of the case itself: no index of the register is written anew."""
        self.case.version += 1
        self.case.save(update_fields=("version",))

    def tell(self, what: str, reason: str = "") -> None:
        """Add a line to the history of the case, which goes with its file. Reasons stand here: the log holds none."""
        told = {"on": timezone.localdate().isoformat(), "by": self.user.username, "what": what}
        HistoryEntry.objects.create(case=self.case, told=told | ({"reason": reason} if reason else {}), by=self.user)

    def move(self, end: State) -> None:
        """Bring the case into another state; nothing happens when it is there already."""
        start = State(self.case.state)
        if start is end:
            return
        check_may_move(start, end)
        if start is State.CLOSED:
            take_turn(of_person(self.case.person_id))  # an erasure of another case of the person looks at this one
        self.case.state, self.case.moved_at = end, timezone.now()
        detail = {"from": str(start), "to": str(end)}
        record(Event.CASE_MOVED, actor=self.user.username, subject=self.case.number, detail=detail)
        share_keys(self.case)  # an interpreter reads while the interview lasts, counsel once the decision is served

    def _digest(self) -> str:
        return hashlib.sha256(f"{self.user.pk} {self.request!r}".encode()).hexdigest()
