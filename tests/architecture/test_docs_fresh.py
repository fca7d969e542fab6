"""The generated pages of the manual are fresh, every code has its words, and every link leads somewhere."""

import posixpath
import re
from pathlib import Path

import pytest

from tools.docs.pages import pages, stale, write
from tools.docs.words import words_of
from wellfounded.law.errors import Code
from wellfounded.law.remark import RemarkCode

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_no_generated_page_is_stale(made: dict[str, str]) -> None:
    assert stale(ROOT, made) == [], "run `make docs`"


@pytest.mark.parametrize(("group", "codes"), [("errors", Code), ("remarks", RemarkCode)])
def test_every_code_has_its_words_and_no_word_is_left_over(group: str, codes: type[Code] | type[RemarkCode]) -> None:
    assert sorted(words_of(group)) == sorted(codes)


def test_every_link_of_a_generated_page_leads_somewhere(made: dict[str, str]) -> None:
    assert [broken for page, text in made.items() for broken in broken_links(page, text, made=made)] == []


def broken_links(page: str, text: str, *, made: dict[str, str]) -> list[str]:
    broken = []
    for target in LINK.findall(text):
        path, _, anchor = target.partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        there = made.get(place, "")
        if (place not in made and not (ROOT / place).exists()) or (anchor and f'<a id="{anchor}"></a>' not in there):
            broken.append(f"{page}: {target}")
    return broken


# From here on each check is given what it must notice.


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path) -> None:
    law = "docs/reference/law"
    write(tmp_path, {f"{law}/a.md": "a\n", f"{law}/b.md": "b\n"})
    made = {f"{law}/a.md": "changed\n", f"{law}/c.md": "c\n"}
    assert stale(tmp_path, made) == [f"{law}/a.md", f"{law}/b.md", f"{law}/c.md"]
    write(tmp_path, made)
    assert stale(tmp_path, made) == []


def test_a_link_to_nowhere_is_named() -> None:
    made = {"docs/a.md": '<a id="here"></a> [b](b.md#there) [c](c.md)', "docs/b.md": "nothing"}
    assert broken_links("docs/a.md", made["docs/a.md"], made=made) == ["docs/a.md: b.md#there", "docs/a.md: c.md"]
    assert broken_links("docs/a.md", "[here](#here)", made=made) == []
