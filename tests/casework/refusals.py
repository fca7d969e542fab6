"""What an action refuses, and for which fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wellfounded.cases.errors import Invalid


def invalid(call: Callable[[], Any], *fields: str) -> dict[str, str]:
    """That a call is refused for exactly these fields; with which sentences."""
    with pytest.raises(Invalid) as refused:
        call()
    assert set(refused.value.fields) == set(fields)
    return refused.value.fields
