import shutil
from pathlib import Path

import pytest

from tests.architecture.floors import broken_floors, guarded_cores, standing_cores

ROOT = Path(__file__).parents[2]


def test_every_import_points_down() -> None:
    report = broken_floors(ROOT)
    assert not report, report


def test_every_core_that_stands_is_guarded() -> None:
    unguarded = standing_cores(ROOT) - guarded_cores(ROOT)
    assert not unguarded, f"pyproject.toml: add to source_modules of the contract on the cores: {sorted(unguarded)}"


# From here on the same contracts are held against small projects that break them.


def project(root: Path, files: dict[str, str]) -> Path:
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in ("__init__.py", *(f"{core}/__init__.py" for core in guarded_cores(ROOT)), *files):
        path = root / "src" / "wellfounded" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(files.get(name, ""), encoding="utf-8")
    return root


def test_an_import_that_points_down_is_kept(tmp_path: Path) -> None:
    assert not broken_floors(project(tmp_path, {"cli/main.py": "import wellfounded.law\n"}))


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            {"law/engine.py": "import wellfounded.cases\n", "cases/claim.py": ""},
            "wellfounded.law.engine -> wellfounded.cases",
        ),
        (
            {"letters/pdf.py": "import wellfounded.cli\n", "cli/main.py": ""},
            "wellfounded.letters.pdf -> wellfounded.cli",
        ),
        ({"letters/pdf.py": "import wellfounded.protection\n", "protection/appeal.py": ""}, "wellfounded.protection"),
        ({"law/screen.py": "import rich\n"}, "wellfounded.law.screen -> rich"),
        ({"law/fetch.py": "from http import client\n"}, "wellfounded.law.fetch -> http"),
        ({"drawer/things.py": ""}, "drawer"),
    ],
    ids=["upward", "letters-to-cli", "neighbours", "core-to-screen", "core-to-network", "no-floor"],
)
def test_an_import_that_breaks_the_house_is_named(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    assert complaint in broken_floors(project(tmp_path, files))
