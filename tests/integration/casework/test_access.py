from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.cases.access import open_case
from wellfounded.cases.errors import NotFound


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    with patch("wellfounded.cases.access.record"):
        yield


def test_a_hidden_case_looks_exactly_like_a_missing_one(cast: Cast) -> None:
    case = make_staffed_case(cast)
    assert open_case(cast.adjudicator, case.number) == case
    with pytest.raises(NotFound) as hidden:
        open_case(cast.outsider, case.number)
    with pytest.raises(NotFound) as missing:
        open_case(cast.outsider, "C-99999")
    assert str(hidden.value) == str(missing.value)
