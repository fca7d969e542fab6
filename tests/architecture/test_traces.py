from pathlib import Path

import pytest

from tests.architecture.traces import traces, tracked_texts

ROOT = Path(__file__).parents[2]


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    complaints = [complaint for name, text in tracked_texts(ROOT).items() for complaint in traces(name, text)]
    assert not complaints, "\n".join(complaints)


def test_the_tracked_files_are_really_read() -> None:
    assert "wellfounded" in tracked_texts(ROOT)["pyproject.toml"]


# Written in pieces, so that this file holds none of what it looks for.
@pytest.mark.parametrize(
    "line",
    [
        "https://" + "pypi" + ".org/simple",
        "--index" + "-url https://mirror.example/simple",
        "--find" + "-links wheels",
        "open('/" + "tmp/report.pdf')",
        "cd " + "/root" + "/wellfounded",
        "/home" + "/ana/claims",
    ],
)
def test_a_trace_is_named_with_its_line(line: str) -> None:
    assert traces("a.txt", f"first\n{line}\n")[0].startswith("a.txt:2: ")


WORD = "work"


@pytest.mark.parametrize(
    "line", ["uv pip compile --no-emit-index-url", f"https://unhcr.example/{WORD}/", "network/tmp/x"]
)
def test_what_only_looks_alike_passes(line: str) -> None:
    assert not traces("a.txt", line)
