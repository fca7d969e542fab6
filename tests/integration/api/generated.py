"""An office for generated requests: cases in several states, colleagues signed in, and every request undone."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections, transaction
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.factories import make_staffed_case
from tests.casework.interviews import case_in_interview
from tests.casework.pages import signed_in
from wellfounded.accounts.device import cookie_name
from wellfounded.accounts.models import User
from wellfounded.cases.models import Case
from wellfounded.cases.permissions import Permission, answer
from wellfounded.cases.standing import standing_of

TOKEN = "t" * 32
NUMBER = re.compile(r"[0-9A-Za-z-]{1,20}", re.ASCII)
STRANGER_EVERY = 10  # one request in so many comes from somebody who may not, or to a case that was made up
SIGN_IN_EVERY = 200  # seconds: what a request notes in its session is undone, and the idle lock would end it


@dataclass
class Office:
    """Who asks about which case, in turn; and how the answers came out."""

    cast: Cast
    cases: list[Case]
    connection: Any
    undo: bool = True  # not in sequences, which go on from what they made
    answers: Counter[int] = field(default_factory=Counter)
    _turns: dict[str, Iterator[tuple[User, Case]]] = field(default_factory=dict)
    _cookies: dict[str, tuple[float, dict[str, str]]] = field(default_factory=dict)
    _sent: int = 0

    @classmethod
    def make(cls) -> Office:
        cast = Cast.make()
        cases = [make_staffed_case(cast), case_in_interview(cast), case_in_assessment(cast)]
        cases += [to_state(case_in_assessment(cast), cast, state) for state in ("review", "decided", "served")]
        return cls(cast, cases, connections["default"])

    def begin(self) -> None:
        """Nothing was answered yet, and nobody is signed in: the test before took its sessions with it."""
        self.answers.clear()
        self._cookies.clear()

    def address(self, case: Any) -> None:
        """Give a generated request its sender, and the number of a case that there is."""
        self.share_connection()
        self._sent += 1
        permission = case.operation.definition.raw["x-permission"]
        user, about = self._of_sequence(case, permission) or next(self._turn(permission))
        if self.undo and self._sent % STRANGER_EVERY == 0:
            user = self.cast.outsider
        if self._sent % (STRANGER_EVERY + 1) and _is_number((case.path_parameters or {}).get("number")):
            case.path_parameters["number"] = about.number
        case.cookies = self._session_of(user) | {"csrftoken": TOKEN}
        case.headers = {**(case.headers or {}), "X-CSRFToken": TOKEN}

    def share_connection(self) -> None:
        """The engine works in a thread of its own, which would see another store."""
        connections["default"] = self.connection

    def _of_sequence(self, case: Any, permission: str) -> tuple[User, Case] | None:
        """The case that this sequence made, and somebody who may with it."""
        number = (case.path_parameters or {}).get("number")
        made = None if self.undo else Case.objects.filter(number=str(number)).first()
        pairs = [(user, made) for user in self._staff() if made and _may(user, made, permission)]
        return pairs[self._sent % len(pairs)] if pairs else None

    def _turn(self, permission: str) -> Iterator[tuple[User, Case]]:
        """Everybody who may, with each case where they may, over and over."""
        if permission not in self._turns:
            every = [(user, case) for user in self._staff() for case in self.cases]
            pairs = [pair for pair in every if _may(*pair, permission)]
            self._turns[permission] = cycle(pairs or [(self.cast.registrar, self.cases[0])])
        return self._turns[permission]

    def _staff(self) -> Iterable[User]:
        cast = self.cast
        yield from (cast.registrar, cast.interviewer, cast.adjudicator, cast.reviewer, cast.second_reviewer)
        yield from (cast.protection_officer, cast.counsel, cast.oversight, cast.matcher)

    def _session_of(self, user: User) -> dict[str, str]:
        """The cookies of the session and of the device that it belongs to."""
        since, session = self._cookies.get(user.username, (0.0, {}))
        if not session or time.monotonic() - since > SIGN_IN_EVERY:
            client = signed_in(Client(), user, proved=True)
            client.get("/me/")
            session = {name: client.cookies[name].value for name in ("sessionid", cookie_name())}
            self._cookies[user.username] = (time.monotonic(), session)
        return session


def _is_number(given: object) -> bool:
    """Whether the description allows this number. One that it does not allow is what the request tries out."""
    return isinstance(given, str) and NUMBER.fullmatch(given) is not None


def _may(user: User, case: Case, permission: str) -> bool:
    return permission == "own" or answer(standing_of(user, case), Permission(permission)).allowed


class Undone:
    """The application as the engine's thread calls it: on the connection of the test, each request undone."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.application = get_wsgi_application()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.office.share_connection()

        def noted(status: str, *rest: Any) -> Any:
            self.office.answers[int(status[:3])] += 1
            return start_response(status, *rest)

        with transaction.atomic():
            made = self.application(environ, noted)
            content = list(made)
            getattr(made, "close", lambda: None)()
            transaction.set_rollback(self.office.undo)
        return content
