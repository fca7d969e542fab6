"""Migrations of a later version that do their work."""

from importlib import import_module
from typing import Any


def first() -> Any:
    return import_module("tests.integration.store.migrations.later.0001_initial").Migration
