"""The generated pages of the manual are fresh, and every code has its words."""

from pathlib import Path

import pytest

from tools.docs.pages import pages, stale, write
from tools.docs.words import words_of
from wellfounded.law.errors import Code
from wellfounded.law.remark import RemarkCode

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_no_generated_page_is_stale(made: dict[str, str]) -> None:
    assert stale(ROOT, made) == [], "run `make docs`"


@pytest.mark.parametrize(("group", "codes"), [("errors", Code), ("remarks", RemarkCode)])
def test_every_code_has_its_words_and_no_word_is_left_over(group: str, codes: type[Code] | type[RemarkCode]) -> None:
    assert sorted(words_of(group)) == sorted(codes)


# From here on each check is given what it must notice.


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path) -> None:
    law = "docs/reference/law"
    write(tmp_path, {f"{law}/a.md": "a\n", f"{law}/b.md": "b\n"})
    made = {f"{law}/a.md": "changed\n", f"{law}/c.md": "c\n"}
    assert stale(tmp_path, made) == [f"{law}/a.md", f"{law}/b.md", f"{law}/c.md"]
    write(tmp_path, made)
    assert stale(tmp_path, made) == []
