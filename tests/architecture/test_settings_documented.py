"""The manual names every environment variable and every code of a refusal, and none that is gone."""

import ast
import re
from pathlib import Path

from wellfounded.accounts.first_steps import NOT_SET_UP
from wellfounded.api.refusals import SIGN_IN, UNREADABLE
from wellfounded.cases.errors import CaseworkError
from wellfounded.cli.office import OfficeError
from wellfounded.vault.errors import VaultError

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "wellfounded"
REFERENCE = ROOT / "docs" / "reference"
READERS = frozenset({"text", "flag", "number", "choice"})


def read_in(source: str) -> set[str]:
    """The variables that a module reads through `config.environment`."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in READERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def named_in(page: str, pattern: str) -> list[str]:
    """The names in the first column of its tables."""
    return re.findall(rf"^\| `({pattern})` \|", page, re.MULTILINE)


def codes(root: type[VaultError] | type[CaseworkError] | type[OfficeError]) -> set[str]:
    return {root.code, *(code for one in root.__subclasses__() for code in codes(one))}


def test_every_variable_is_documented_once() -> None:
    named = named_in((REFERENCE / "settings.md").read_text(encoding="utf-8"), r"WELLFOUNDED_\w+")
    assert sorted(named) == sorted(read_in((PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")))


def test_every_refusal_is_documented_once() -> None:
    named = named_in((REFERENCE / "refusals.md").read_text(encoding="utf-8"), r"WF-\d+")
    raised = codes(VaultError) | codes(CaseworkError) | codes(OfficeError)
    answered = {SIGN_IN, UNREADABLE, NOT_SET_UP}  # what the API answers beside the actions' refusals
    assert sorted(named) == sorted(raised | answered)


def test_the_environment_is_read_in_one_place() -> None:
    sources = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    found = {name: elsewhere(source) for name, source in sources.items() if name != "config/environment.py"}
    assert not {name: variables for name, variables in found.items() if variables}


def elsewhere(source: str) -> list[str]:
    """Variables of ours that are read without `config.environment`."""
    return re.findall(r"(?:environ(?:\.get)?|getenv)\s*[\[(]\s*\"(WELLFOUNDED_\w+)\"", source)


# From here on the checks are given what they must notice.


def test_a_variable_read_past_the_environment_module_is_noticed() -> None:
    assert elsewhere('os.environ["WELLFOUNDED_A"], os.getenv("WELLFOUNDED_B")') == ["WELLFOUNDED_A", "WELLFOUNDED_B"]
    assert elsewhere('environ.get("WELLFOUNDED_C")') == ["WELLFOUNDED_C"]


def test_variables_and_rows_are_found() -> None:
    assert read_in('A = text("X_A", default="")\nB = int(number("X_B", default=1))\ntext(C)\n') == {"X_A", "X_B"}
    assert named_in("| `WF-1` | a |\n| `WF-2` | b |\nsee `WF-3`\n", r"WF-\d+") == ["WF-1", "WF-2"]
