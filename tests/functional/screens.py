"""Where each screen of the office is looked at closely. A screen that stands nowhere in the table fails the build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from ruamel.yaml import YAML

TABLE = Path(__file__).with_name("screens.yaml")
OF_THE_API = "api:"


@cache
def table() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    return read


def on_the_way() -> frozenset[str]:
    return frozenset(table()["on the way"])


def by_links() -> dict[str, frozenset[str]]:
    """The screens that each colleague looks at."""
    return {username: frozenset(screens) for username, screens in table()["by links"].items()}


def by_doing() -> frozenset[str]:
    return frozenset(table()["by doing"])


def listed() -> Counter[str]:
    """How often each address stands in the table."""
    groups = [on_the_way(), *by_links().values(), by_doing(), *table()["no screen"].values()]
    return Counter(name for group in groups for name in group)


def named(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[str]:
    """Every name of Django's map."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from named(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix)
        elif isinstance(one, URLPattern) and one.name:
            yield prefix + one.name


def screen_of(address: str) -> str:
    """The name of the screen at an address."""
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"(nothing: {path})"
