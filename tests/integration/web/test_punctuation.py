"""What stands between the words of a list, in each language, and that no page writes it by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from wellfounded.cases.punctuation import clauses, detailed, listed
from wellfounded.web.templatetags.office import birth, headed, list_place

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "wellfounded"
WEB = PACKAGE / "web"
# A list that is joined by hand, a pair with a comma of its own, a comma between the turns of a loop.
BY_HAND = re.compile(r'join:"[,;] "|\}\}[,;] (?=\{[{%])|not forloop\.last %\}[,;] ')
SENTENCES = re.compile(
    r"\{% blocktranslate.*?\{% endblocktranslate %\}|\{% block title %\}.*?\{% endblock %\}", re.DOTALL
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Ada, Remy, Sasha", "Ada, 3 May", "left; came back")),
        ("ko", ("Ada, Remy, Sasha", "Ada, 3 May", "left; came back")),
        ("zh-hans", ("Ada、Remy、Sasha", "Ada，3 May", "left；came back")),
    ],
)
def test_each_language_has_its_own_marks(language: str, told: tuple[str, str, str]) -> None:
    with override(language):
        said = (listed(["Ada", "Remy", "Sasha"]), detailed(["Ada", "", "3 May", None]), clauses(["left", "came back"]))
    assert said == told


@pytest.mark.parametrize(("language", "mark"), [("en", ", "), ("ko", ", "), ("zh-hans", "、")])
def test_a_template_lists_without_loading_anything_and_escapes_what_it_lists(language: str, mark: str) -> None:
    shown = Template('{{ names|listed }} {{ none|listed|default:"nobody" }}')
    with override(language):
        assert shown.render(Context({"names": ["<b>", "Kim"], "none": []})) == f"&lt;b&gt;{mark}Kim nobody"


def test_no_page_writes_the_marks_by_itself() -> None:
    """A comma in a sentence that is translated is the translator’s."""
    found = {
        f"{page.relative_to(WEB)}: {hit.group()}"
        for page in WEB.rglob("templates/**/*.html")
        for hit in BY_HAND.finditer(SENTENCES.sub("", page.read_text(encoding="utf-8")))
    }
    found |= {
        f"{module.relative_to(WEB)}: {hit.group()}"
        for module in WEB.rglob("*.py")
        for hit in re.finditer(r'"[,;] "\.join', module.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("language", "name", "question"),
    [("en", "Why:", "What for?"), ("ko", "Why:", "왜?"), ("zh-hans", "Why：", "为什么？")],
)
def test_before_what_is_wrong_with_it_a_question_keeps_its_own_mark(language: str, name: str, question: str) -> None:
    with override(language):
        assert (headed("Why"), headed(question)) == (name, question)


@pytest.mark.parametrize(
    ("language", "place", "day"),
    [("en", "row 2", "March 1987"), ("ko", "2행", "1987년 3월"), ("zh-hans", "第 2 行", "1987年3月")],
)
def test_a_hit_on_a_list_is_told_in_the_language_of_the_screen(language: str, place: str, day: str) -> None:
    with override(language):
        assert (list_place("row 2"), list_place("EQ-7")) == (place, "EQ-7")
        assert (birth("1987-03"), birth("in the war")) == (day, "in the war")
