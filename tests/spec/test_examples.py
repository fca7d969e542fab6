"""One test for every example of the tables in this folder: the encoded law gives what a lawyer says the law gives."""

from collections.abc import Iterator

import pytest

from tools.spec.example import Entry, Example, all_entries, read_chapters
from tools.spec.outcome import agrees, law_of, outcome, telling


def examples() -> Iterator[object]:
    for entry in all_entries(read_chapters()):
        for example in entry.examples:
            marks = [pytest.mark.xfail(reason=example.disagrees)] if example.disagrees else []
            yield pytest.param(entry, example, id=f"{entry.name}::{example.name}", marks=marks)


@pytest.mark.parametrize(("entry", "example"), list(examples()))
def test_the_law_gives_what_the_example_says(entry: Entry, example: Example) -> None:
    assessment, finding = outcome(entry, example, law=law_of(entry, example))
    assert agrees(finding, example), telling(assessment, finding, example=example)
