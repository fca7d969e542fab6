import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.cast import beaten_walker, walker
from tests.factories import holding, judged
from wellfounded.law.case_file import Case, Evidence, FactRecord, FactState
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.assessment.render import render_html, render_pdf
from wellfounded.letters.paper import pdf
from wellfounded.letters.printing import NothingFromOutside

KOREAN, CHINESE = "강을 건넜습니다", "遣返通知书"


def html(case: Case) -> str:
    return render_html(view_of(judged(case)))


def plain(text: str) -> str:
    """HTML without differences of white space."""
    return re.sub(r"\s+", " ", text)


def quoted(note: str) -> Case:
    item = Evidence("interview-1", "line 3", note=note)
    return holding(beaten_walker(), {"AAA.beaten": FactRecord(FactState.ESTABLISHED, evidence=(item,))})


def test_the_summary_is_a_table_of_questions_and_labels() -> None:
    row = '<tr><th scope="row">Is a guest of the river</th><td>the person</td> <td><span class="label open">open</span>'
    assert row in plain(html(walker()))


def test_a_citation_stands_with_how_far_it_was_checked_and_contrary_authority_is_said() -> None:
    page = plain(html(beaten_walker()))
    assert 'Pact, art. 1 <span class="checked read">[read]</span>' in page
    against = '<span class="against">A ruling of the river court, para 4</span>'
    checked = '<span class="checked quoted">[quoted]</span>'
    assert f'{against} {checked} <span class="contrary">contrary authority</span>' in page


def test_evidence_stands_under_its_fact() -> None:
    direction = '<span class="direction supports">supports</span>'
    expected = f'{direction} interview-1, line 3 <span class="weight">· account, moderate</span>'
    assert expected in plain(html(quoted("")))


def test_the_program_says_that_it_decides_nothing() -> None:
    assert "The program decides nothing: a person finds, a person decides, another reviews." in html(walker())


def test_no_score_is_anywhere() -> None:
    page = html(beaten_walker())
    assert not re.search(r"\bscor(e|es|ed|ing)\b", page, re.IGNORECASE)
    assert "%" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_every_label_on_the_page_is_words() -> None:
    labels = re.findall(r'<span class="label [a-z-]+">([^<]*)</span>', html(beaten_walker()))
    assert labels
    assert all(re.search(r"[a-z]{2}", label) for label in labels)


def test_what_stands_in_a_case_is_escaped() -> None:
    page = html(
        replace(quoted('<script>alert(1)</script><img src="http://example.org/x.png">'), title="<b>Bold & co</b>")
    )
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;b&gt;Bold &amp; co&lt;/b&gt;" in page


def test_the_page_loads_nothing() -> None:
    page = html(beaten_walker())
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe|object|embed)\b|@import|url\(|\bsrc=", page)


def test_links_lead_only_into_the_page() -> None:
    page = html(beaten_walker())
    targets = re.findall(r'href="([^"]*)"', page)
    assert targets
    assert all(target.startswith("#") and f'id="{target[1:]}"' in page for target in targets)


def test_the_pdf_reads_back_with_korean_and_chinese() -> None:
    reader = PdfReader(io.BytesIO(render_pdf(view_of(judged(quoted(f"“{KOREAN}” {CHINESE}"))))))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "T-1" in text
    assert "Is a guest of the river" in text
    assert KOREAN in text.replace("\n", " ")
    assert CHINESE in text


def test_a_paper_refuses_every_address() -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        NothingFromOutside().fetch("https://example.org/font.woff")


def test_an_image_from_outside_is_left_out_of_a_pdf(tmp_path: object) -> None:
    secret = f"file://{tmp_path}/secret.png"
    assert pdf(f'<p>here<img src="{secret}"></p>').startswith(b"%PDF-")
