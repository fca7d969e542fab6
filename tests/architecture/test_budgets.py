from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.architecture import budgets

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "wellfounded"

# What reads the inside of a Python file.
OF_SOURCE = [budgets.long_file, budgets.long_functions, budgets.crowded_parameters, budgets.hidden_imports]


@pytest.mark.parametrize("check", OF_SOURCE, ids=lambda check: check.__name__)
def test_every_source_file_keeps_the_budget(check: Callable[[str, str], list[str]]) -> None:
    sources = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts
    }
    complaints = [complaint for name, source in sources.items() for complaint in check(name, source)]
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("check", [budgets.drawer, budgets.deep_file], ids=lambda check: check.__name__)
def test_every_file_has_a_good_name_and_place(check: Callable[[str], list[str]]) -> None:
    names = [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts]
    complaints = [complaint for name in names for complaint in check(name)]
    assert not complaints, "\n".join(complaints)


# From here on each check is given what it must refuse, and its nearest neighbour, which it must not.


def test_a_file_is_long_from_one_line_over() -> None:
    assert not budgets.long_file("a.py", "x = 1\n" * 400)
    assert "401 lines" in budgets.long_file("a.py", "x = 1\n" * 401)[0]


@pytest.mark.parametrize("name", ["law/helpers.py", "utils.py", "cases/misc.py", "common.py"])
def test_a_drawer_is_named(name: str) -> None:
    assert name in budgets.drawer(name)[0]


def test_a_name_with_a_subject_is_no_drawer() -> None:
    assert not budgets.drawer("law/common_law.py")


def test_a_file_is_deep_in_a_fifth_folder() -> None:
    assert not budgets.deep_file("a/b/c/d/law.py")
    assert "5 folders" in budgets.deep_file("a/b/c/d/e/law.py")[0]


def test_a_function_is_long_from_one_line_over() -> None:
    assert not budgets.long_functions("a.py", "def weigh():\n" + "    x = 1\n" * 39)
    assert "weigh has 41 lines" in budgets.long_functions("a.py", "def weigh():\n" + "    x = 1\n" * 40)[0]


def test_a_docstring_does_not_make_a_function_long() -> None:
    docstring = '    """One.\n' + "    More.\n" * 30 + '    """\n'
    assert not budgets.long_functions("a.py", "def weigh():\n" + docstring + "    x = 1\n" * 39)


@pytest.mark.parametrize(
    ("signature", "complaint"),
    [
        ("def weigh(a, b, c): ...", "3 positional"),
        ("def weigh(a, /, b, c): ...", "3 positional"),
        ("async def weigh(a, *, b, c, d, e, f): ...", "6 parameters"),
        ("class Scale:\n    def __init__(self, a, b, c): ...", "3 positional"),
    ],
)
def test_crowded_parameters_are_named(signature: str, complaint: str) -> None:
    assert complaint in budgets.crowded_parameters("a.py", signature)[0]


@pytest.mark.parametrize(
    "signature",
    [
        "def weigh(a, b, *, c, d, e): ...",
        "class Scale:\n    def weigh(self, a, b): ...",
        "class Scale:\n    def __exit__(self, kind, error, trace): ...",
        "class Scale:\n    @override\n    def weigh(self, a, b, c): ...",
    ],
)
def test_few_or_dictated_parameters_pass(signature: str) -> None:
    assert not budgets.crowded_parameters("a.py", signature)


@pytest.mark.parametrize("comment", ["", "  # noqa: PLC0415", "  # later"])
def test_an_import_inside_a_function_without_a_reason_is_named(comment: str) -> None:
    source = f"def draw():\n    import weasyprint{comment}\n"
    assert "a.py:2" in budgets.hidden_imports("a.py", source)[0]


def test_an_import_inside_a_function_may_give_its_reason() -> None:
    source = """
        import json

        def draw():
            import weasyprint  # noqa: PLC0415 - it takes a second, and only PDFs need it

        def write():
            # Only offices that edit their letters install this.
            import docxtpl
    """
    assert not budgets.hidden_imports("a.py", dedent(source))
