import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.integration.cli.door import CROSSING
from tests.integration.documented import Shown
from wellfounded.cli import demo

ROOT = Path(__file__).parents[3]


def test_every_case_gets_a_page_and_a_pdf_and_the_overview_links_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CROSSING, tmp_path / "crossing.yaml")
    assert demo.main(tmp_path, tmp_path / "out") == 0
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made == {"crossing.html", "crossing.pdf", "index.html"}
    assert "EX-001" in PdfReader(tmp_path / "out" / "crossing.pdf").pages[0].extract_text()
    assert 'href="crossing.html"' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert "EX-001" in said
    assert "index.html" in said


def test_a_case_with_problems_is_told_and_the_others_are_screened(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demo, "_write_pdfs", lambda _: None)
    shutil.copy(CROSSING, tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_text("case: [", encoding="utf-8")
    assert demo.main(tmp_path, tmp_path / "out") == 2
    assert (tmp_path / "out" / "a.html").exists()
    assert "b.yaml" in capsys.readouterr().err


def test_no_cases_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.main(tmp_path, tmp_path / "out") == 2
    assert "There are no cases" in capsys.readouterr().err


def test_a_published_claim_is_compared_with_its_outcome(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_write_pdfs", lambda _: None)
    for name in ("outcomes", "uk-gp-2014"):
        shutil.copy(ROOT / "examples" / "decided" / f"{name}.yaml", tmp_path)
    (tmp_path / "disagreements.yaml").write_text("{}\n", encoding="utf-8")
    assert demo.main(tmp_path, tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "Compared with what the tribunals decided" in said
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"index.html", "uk-gp-2014.html"}


def test_the_readme_shows_what_make_run_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_write_pdfs", lambda _: None)
    monkeypatch.chdir(tmp_path)
    block = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("$ make run\n")[2].partition("```")[0].splitlines()
    )
    demo.DECIDED.mkdir(parents=True)
    (demo.DECIDED / "disagreements.yaml").write_text("{}\n", encoding="utf-8")
    shown = [line.split()[0] for line in block if (ROOT / demo.DECIDED / f"{line.partition(' ')[0]}.yaml").is_file()]
    for name in ("outcomes", *shown):
        shutil.copy(ROOT / demo.DECIDED / f"{name}.yaml", demo.DECIDED)
    assert demo.main() == 0
    assert len(shown) > 2
    assert not Shown("make run", block).misfit(capsys.readouterr().out)
