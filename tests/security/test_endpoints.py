"""Every address, asked by everybody who stands in some way to a case, against the two tables.

What is asked is drawn by a fixed seed; `WELLFOUNDED_MATRIX=whole` asks all of it. Nothing is lost by the draw: of every
address it is shown that its permission opens it and no other does, and `test_permission_map` shows who has each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from unittest.mock import patch

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern
from pytest_django.fixtures import Settings

from tests.security.cells import HIDDEN, OPEN, REFUSED, STATES, WHOLE, Cell, asked_for, cells, fits
from tests.security.endpoints import ANYBODY, NOBODY, SIGNED_IN, endpoints, needed, table
from tests.security.office import PEOPLE, READING, STANDS, Office, ask
from tests.security.oracle import allows
from tests.security.oracle import table as who_may
from wellfounded.api.entrance import api
from wellfounded.audit.models import Detail
from wellfounded.cases.permissions import PERMISSION_MAP, Permission, Row
from wellfounded.cases.predicates import Predicate, is_active
from wellfounded.cases.states import State


@pytest.fixture(autouse=True)
def _proof_outlasts_the_matrix(settings: Settings) -> None:
    """One person may ask for longer than the five minutes that a proof of oneself is good for."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60


def answered(cell: Cell, office: Office, clients: dict[str, Client]) -> tuple[int, bool]:
    """The answer, and whether anything was written that was not a reading. Undone afterwards."""
    with transaction.atomic():
        before = writes()
        answer = ask(clients[cell.person], cell.endpoint, cell.method, number=office.cases[cell.state].number)
        changed = writes() != before
        transaction.set_rollback(True)
    return answer.status_code, changed


def writes() -> int:
    return Detail.objects.exclude(event__in=READING).count()


def unknown_or_gone() -> set[str]:
    """Addresses without a line of the table, and lines without an address."""
    return {endpoint.key for endpoint in endpoints()} ^ {key.removesuffix(" POST") for key in table()}


def test_every_address_stands_in_the_table() -> None:
    assert unknown_or_gone() == set()
    assert frozenset().union(*table().values()) <= frozenset(who_may()) | SIGNED_IN | ANYBODY | NOBODY
    assert len(endpoints()) > 270


def test_a_new_page_or_operation_without_a_line_is_named() -> None:
    new = path("new/<str:number>/", lambda _: HttpResponse(), name="something_new")
    resolver = URLResolver(RegexPattern(r"^/"), (*get_resolver().url_patterns, new))
    schema = api.get_openapi_schema()
    paths = schema["paths"] | {"/api/new": {"get": {"operationId": "something_newer"}}}
    with (
        patch("tests.security.endpoints.get_resolver", lambda: resolver),
        patch.object(api, "get_openapi_schema", lambda: schema | {"paths": paths}),
        patch("tests.security.test_endpoints.endpoints", endpoints.__wrapped__),
    ):
        assert unknown_or_gone() == {"something_new", "api.something_newer"}


def test_everybody_is_what_the_tables_call_them(office: Office) -> None:
    assert {name: frozenset(user.roles) for name, user in office.users.items()} == {
        name: stand.roles for name, stand in STANDS.items()
    }


def test_the_draw_asks_for_every_answer_at_every_address() -> None:
    drawn = {(cell.endpoint.key, cell.method, cell.said) for asked in cells().values() for cell in asked}
    every = {
        (cell.endpoint.key, cell.method, cell.said)
        for endpoint, method in asked_for()
        for person in PEOPLE
        for state in STATES
        for cell in [Cell(endpoint, method, person, state)]
    }
    assert drawn == every
    asked = sum(map(len, cells().values()))
    whole = sum(len(PEOPLE) * (len(STATES) if endpoint.of_case else 1) for endpoint, _ in asked_for())
    assert asked == whole if WHOLE else 1_500 < asked < whole
    assert whole > 48_000


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_finds_what_the_tables_say(office: Office, clients: dict[str, Client], person: str) -> None:
    wrong = []
    for cell in cells()[person]:
        status, changed = answered(cell, office, clients)
        if not fits(cell.said, status, cell) or (changed and cell.said != OPEN):
            wrong.append(f"{cell}: {status} instead of {cell.said}, {changed=}")
    assert not wrong, "\n".join(wrong)


# ── the permission that opens an address ─────────────────────────────────────────────────────────────────────────────
CLOSED: tuple[Row, ...] = ((Predicate("closed", lambda _: False, is_active.refusal),),)


# Whoever holds an interview reads what was said.
BESIDES = {Permission.INTERVIEW_HOLD: {Permission.ACCOUNT_READ}}


@contextmanager
def shut(permissions: Iterable[str]) -> Iterator[None]:
    """An office in which nobody has these."""
    with patch.dict(PERMISSION_MAP, {Permission(one): CLOSED for one in permissions}):
        yield


def holders() -> Iterator[tuple[Cell, Permission]]:
    """For each address and each permission that opens it, somebody who has it."""
    for endpoint, method in asked_for():
        rows = [Cell(endpoint, method, person, state) for person, state in product(PEOPLE, STATES)]
        opened = [row for row in rows if row.said == OPEN]
        for permission in sorted(needed(endpoint, method) - SIGNED_IN - NOBODY):
            yield next(row for row in opened if allows(row.stand, permission)), Permission(permission)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_is_opened_by_its_permission_and_no_other(
    office: Office, clients: dict[str, Client], method: str
) -> None:
    wrong = []
    for cell, permission in holders():
        if cell.method != method:
            continue
        with shut({*Permission} - {permission, Permission.CASE_OPEN} - BESIDES.get(permission, set())):
            status, _ = answered(cell, office, clients)
            if not fits(OPEN, status, cell):
                wrong.append(f"{cell}: {permission} alone gives {status}")
        needs = needed(cell.endpoint, method)
        with shut(needs):
            status, changed = answered(cell, office, clients)
            said = HIDDEN if Permission.CASE_OPEN in needs and cell.endpoint.of_case else REFUSED
            if not fits(said, status, cell) or changed:
                wrong.append(f"{cell}: without {permission} {status}, {changed=}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("person", "permission"),
    [("adjudicator", Permission.REVIEW), ("registrar", Permission.OFFICE_LOG_READ)],
)
def test_a_permission_that_is_open_to_all_is_noticed(
    office: Office, clients: dict[str, Client], person: str, *, permission: Permission
) -> None:
    """The matrix can fail: with a row of the map open, some answer is no longer what the tables say."""
    asked = [
        cell
        for endpoint, method in asked_for()
        if permission in needed(endpoint, method)
        for cell in [Cell(endpoint, method, person, State.REVIEW)]
    ]
    assert all(fits(cell.said, answered(cell, office, clients)[0], cell) for cell in asked)
    with patch.dict(PERMISSION_MAP, {permission: ((is_active,),)}):
        assert not all(fits(cell.said, answered(cell, office, clients)[0], cell) for cell in asked)
