"""What a reader refuses, as short as a test can say it: code, line and path."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from tests.factories import case_of
from wellfounded.law.errors import Code, InputError, Problem

Place = tuple[Code, int, str]


def places(problems: Iterable[Problem]) -> list[Place]:
    return [(problem.code, problem.line, problem.path) for problem in problems]


def refusal(act: Callable[[], object]) -> tuple[Problem, ...]:
    """Every problem for which something is refused."""
    with pytest.raises(InputError) as caught:
        act()
    return caught.value.problems


def refused_case(text: str) -> list[Place]:
    """Where a case file is refused under the tiny law."""
    return places(refusal(lambda: case_of(text)))
