"""A copy of the tiny law that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.factories import MINI


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "packs"))
