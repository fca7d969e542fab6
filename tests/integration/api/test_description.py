"""The description of the API: every operation names its permission, and the very one that its action asks for."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ninja import Schema

from wellfounded.api.entrance import api
from wellfounded.cases.permissions import Permission

DESCRIPTION: dict[str, Any] = api.get_openapi_schema()
OPERATIONS = {
    operation["operationId"]: operation | {"method": method, "path": path}
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
}
RESOURCES, BODIES = "wellfounded.api.resources", "wellfounded.api.body"
VERBS = [name for name, operation in OPERATIONS.items() if operation["method"] == "post" and name != "let_out"]
# Whose check stands in what they call, or that ask for one of two.
ELSEWHERE = {
    **dict.fromkeys(("begin_cancellation", "begin_cessation"), "cases.proceedings"),
    **dict.fromkeys(("end_contact", "end_document", "end_not_to_be_told", "end_relative"), "cases.ending"),
}
THROUGH = {
    "tie_statement": "decide_statement",
    "record_exchange": "ask_question",
    "end_specific_need": "note_specific_need",
    "withdraw_erasure": "carry_out_erasure",
}
# A letter is served through the door of the letters, which hands the action its own texts.
DOORS = {"serve_letter": "serve_decision", "serve_appeal_letter": "serve_appeal"}


def permissions_in(verb: str) -> set[str]:
    """Every permission that the file of an action names."""
    module = ELSEWHERE.get(verb, f"cases.actions.{(THROUGH | DOORS).get(verb, verb)}")
    source = inspect.getsource(import_module(f"wellfounded.{module}"))
    return {str(Permission[name]) for name in re.findall(r"Permission\.([A-Z_]+)", source)}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_names_a_permission_or_what_is_ones_own(name: str) -> None:
    assert OPERATIONS[name]["x-permission"] in {"own", *map(str, Permission)}


@pytest.mark.parametrize("name", VERBS)
def test_an_operation_names_the_permission_that_its_action_asks_for(name: str) -> None:
    assert OPERATIONS[name]["x-permission"] in permissions_in(name)


def test_what_writes_is_post_and_what_reads_is_get() -> None:
    assert {operation["method"] for operation in OPERATIONS.values()} == {"get", "post"}


def test_every_text_and_list_of_a_body_has_a_largest_size() -> None:
    unbounded = [
        f"{name}.{field}"
        for name, schema in DESCRIPTION["components"]["schemas"].items()
        if schema.get("additionalProperties") is False
        for field, shape in schema["properties"].items()
        if not bounded(shape)
    ]
    assert unbounded == []


def bounded(shape: dict[str, Any]) -> bool:
    if "anyOf" in shape:
        return all(bounded(one) for one in shape["anyOf"])
    if shape.get("type") == "string":
        return "maxLength" in shape or "format" in shape
    limits = {"array": "maxItems", "object": "maxProperties", "integer": "maximum"}
    return shape.get("type") not in limits or limits[shape["type"]] in shape


def test_a_text_without_a_largest_size_would_be_found() -> None:
    assert not bounded({"type": "string"})
    assert not bounded({"anyOf": [{"type": "null"}, {"type": "array"}]})


def test_the_verbs_of_the_pages_are_all_here() -> None:
    """What is left out is said in docs/how-to/use-the-api.md."""
    folder = import_module("wellfounded.cases.actions").__path__[0]
    files = {path.removesuffix(".py") for path in (one.name for one in Path(folder).iterdir()) if path.endswith(".py")}
    left_out = {
        "__init__",
        # accounts and the log's machinery: in the browser and on the command line
        *("create_account", "close_account", "grant_role", "withdraw_role", "reset_sign_in"),
        *("check_log", "export_log", "sign_checkpoint"),
        # a list of people is a file: in the browser and on the command line
        "import_register",
        # a file of the open shelf and a paper of a country: in the browser
        *("export_shelf", "report_country"),
        # the keys of the store and what is made of it whole: where the office runs, and in the browser
        *("add_slot", "change_slot", "remove_slot", "create_recovery", "open_recovery", "make_backup", "wipe_store"),
        *("add_security_key", "remove_security_key", "confirm_keys", "copy_keys", "recover_keys"),
        *("seal_office", "sweep_server"),
        # read by GET
        "read_log",
    }
    assert files - left_out <= {DOORS.get(name, name) for name in OPERATIONS}


def test_no_two_shapes_of_the_description_have_one_name() -> None:
    """In the description the one would stand for both, and whoever reads it would send what is refused."""
    names = Counter(shape.__name__ for shape in Schema.__subclasses__() if shape.__module__.startswith(RESOURCES))
    assert [one for one, count in names.items() if count > 1] == []
    assert not names.keys() & {shape.__name__ for shape in Schema.__subclasses__() if shape.__module__ == BODIES}
