"""Generated requests against every operation: no fault, and every answer as the description says.

schemathesis makes them from the description (examples, boundaries, random bodies, wrong ones, sequences) and they are
sent as colleagues of all roles to cases in six states. By default they go to some operations of each kind, the same at
every run; with `WELLFOUNDED_GENERATED` they go to all, and the number says how many random ones an operation gets.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
import schemathesis
from django.db import connections, transaction
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.hooks import unregister

from tests.integration.api.generated import Office, Undone
from wellfounded.api.entrance import RESOURCES, api

WHOLE = "WELLFOUNDED_GENERATED" in os.environ
EXAMPLES = int(os.environ.get("WELLFOUNDED_GENERATED", "1"))
ONE_IN = 1 if WHOLE else 8  # operations
DESCRIPTION: dict[str, Any] = api.get_openapi_schema()
TAGS = sorted({str(resource.router.tags[0]) for _, resource in RESOURCES})
CHECKS = {
    # What a fact, a state or another row allows stands in no description: 422 and 409 are right answers to it.
    "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "401", "403", "404", "409", "422"]},
    # Every request gets a session on its way; strangers are sent by test_doors.py.
    "ignored_auth": {"enabled": False},
    # A case that was registered a moment ago has no decision, interview or exhibit yet: 404 is right.
    "ensure_resource_availability": {"enabled": False},
}
RANDOM = {"max-examples": EXAMPLES, "deterministic": True, "database": "none"}
ONE_BY_ONE = {"coverage": {"unexpected-methods": ["PUT"]}, "stateful": {"enabled": False}}
IN_SEQUENCE = {"enabled": False, "stateful": {"enabled": True, "generation": {"max-examples": 6 * EXAMPLES}}}
# A word in the address that no operation asks for changes nothing, as everywhere on the web.
UNKNOWN_WORD = "x-schemathesis-unknown-property"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:  # noqa: ARG001 - asks pytest for tables
    with django_db_blocker.unblock(), transaction.atomic():
        connection = connections["default"]
        connection.inc_thread_sharing()  # the engine sends from a thread of its own
        with patch.object(connection, "close"):  # as Django would after each test; the office stands on it
            yield Office.make()
        connection.dec_thread_sharing()
        transaction.set_rollback(True)


def operations(tag: str) -> list[str]:
    """The operations of a resource, or some of them: the same ones at every run."""
    every = [
        one["operationId"] for path in DESCRIPTION["paths"].values() for one in path.values() if tag in one["tags"]
    ]
    return Random(tag).sample(every, -(-len(every) // ONE_IN))  # noqa: S311 - a choice, not a secret


def with_links() -> dict[str, Any]:
    """The description, told that the number which a registration answers with opens every operation on a case."""
    linked = deepcopy(DESCRIPTION)
    made = linked["paths"]["/api/cases"]["post"]["responses"]
    of_case = [
        one["operationId"]
        for path, methods in linked["paths"].items()
        for one in methods.values()
        if path.startswith("/api/cases/{number}")
    ]
    links = {name: {"operationId": name, "parameters": {"number": "$response.body#/number"}} for name in of_case}
    made[200 if 200 in made else "200"]["links"] = links
    return linked


def failures(office: Office, description: dict[str, Any], *, phases: dict[str, Any], only: list[str]) -> list[str]:
    """What went wrong with these operations."""
    settings = {"generation": RANDOM, "checks": CHECKS, "phases": phases, "suppress-health-check": ["too_slow"]}
    whole = schemathesis.openapi.from_dict(description, config=SchemathesisConfig.from_dict(settings))
    whole.app = Undone(office)
    office.begin()

    def before_call(_context: Any, case: Any, **_kwargs: Any) -> None:
        office.address(case)

    schemathesis.hook(before_call)  # there is only one place for hooks, the same for everybody
    try:
        chosen = whole.include(operation_id=only) if only else whole
        return [failure for event in from_schema(chosen).execute() for failure in _failed(event)]
    finally:
        unregister(before_call)


def _failed(event: Any) -> Iterator[str]:
    if isinstance(event, events.NonFatalError | events.FatalError):
        yield f"the engine itself: {getattr(event, 'value', '') or getattr(event, 'exception', '')!r}"
    if not isinstance(event, events.ScenarioFinished):
        return
    for key, checks in event.recorder.checks.items():
        for check in checks:
            sent = event.recorder.cases[key].value
            if check.failure_info is not None and UNKNOWN_WORD not in (sent.query or {}):
                said = f"{check.name}: {check.failure_info.failure}"
                yield f"{sent.method} {sent.formatted_path} {sent.query} {sent.body!r:.300}: {said}"


@pytest.mark.parametrize("tag", TAGS)
def test_every_answer_is_as_described(office: Office, tag: str) -> None:
    found = failures(office, DESCRIPTION, phases=ONE_BY_ONE, only=operations(tag))
    assert not found, "\n".join(found[:20])
    # Without these the requests could all have been turned away at the door.
    assert office.answers[200] + office.answers[422], office.answers
    assert not office.answers[401], office.answers


def test_what_one_answer_makes_the_next_request_uses(office: Office) -> None:
    with transaction.atomic():
        office.undo = False
        found = failures(office, with_links(), phases=IN_SEQUENCE, only=[])
        office.undo = True
        transaction.set_rollback(True)
    assert not found, "\n".join(found[:20])
    assert office.answers[200], office.answers


def test_a_fault_behind_an_operation_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("put here by the test")

    monkeypatch.setattr("wellfounded.api.resources.worklists.mine", broken)
    found = failures(office, DESCRIPTION, phases=ONE_BY_ONE, only=["worklist"])
    assert any("/api/worklist" in one for one in found)
