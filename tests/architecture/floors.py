"""The floors of the house: what import-linter says of a project, and what the contracts name."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

CORES = ("law", "identity", "evidence")


def broken_floors(project: Path) -> str:
    """What import-linter reports of the contracts in `project/pyproject.toml`; empty when all are kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src")},
        check=False,
        capture_output=True,
        text=True,
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def guarded_cores(project: Path) -> set[str]:
    """The cores that the forbidden contract names."""
    settings: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return {
        source.removeprefix("wellfounded.")
        for contract in contracts
        if contract["type"] == "forbidden"
        for source in contract["source_modules"]
    }


def standing_cores(project: Path) -> set[str]:
    """The cores that have a package."""
    return {core for core in CORES if (project / "src" / "wellfounded" / core / "__init__.py").exists()}
