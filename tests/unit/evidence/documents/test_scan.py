"""Words of scanned pages: their letters, the spaces between them, their language; and a machine that reads none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from wellfounded.evidence.documents.ocr import scan as scanning
from wellfounded.evidence.documents.ocr.packs import PACKS, SPACING, folder, installed
from wellfounded.evidence.documents.ocr.scan import scan
from wellfounded.evidence.documents.ocr.spacing import chinese, spaced_like, together
from wellfounded.evidence.documents.ocr.straight import tilt_of
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.search.language import Language

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
LINES = {
    Language.ENGLISH: "43. Guards fired at those who crossed.",
    Language.KOREAN: "송환된 사람들은 질문을 받았다고 말했다.",
    Language.CHINESE: "其中许多人是在冬天过江的。",
}
whole = installed(folder())
reads = pytest.mark.skipif(
    set(whole) != set(PACKS) or not NOTO.exists(), reason="needs tesseract's languages and Noto's fonts (make setup)"
)


def page(text: str) -> Image.Image:
    picture = Image.new("L", (1500, 300), 255)
    font = ImageFont.truetype(str(NOTO), 44, index=1)
    ImageDraw.Draw(picture).text((60, 90), text, font=font, fill=0)
    return picture


@reads
@pytest.mark.parametrize("language", LINES)
def test_a_clean_line_is_read_and_its_language_told(language: Language) -> None:
    found = scan(page(LINES[language]))
    assert (found.language, " ".join(found.text.split())) == (language, LINES[language])
    assert found.confidence > 80


@reads
def test_a_language_that_is_tried_first_does_not_stay_where_it_does_not_fit() -> None:
    assert scan(page(LINES[Language.ENGLISH]), first=Language.KOREAN).language is Language.ENGLISH
    assert scan(page(LINES[Language.KOREAN]), first=Language.KOREAN).language is Language.KOREAN


LONG = """Guards fired at those who crossed the river by night.
Nobody was told why, and hardly anybody asked.
A woman of thirty-four paid a broker with her savings.
She waited nine days in a house beside the market.
The ice was thin, so that they went one after the other.
Her brother had left two winters before, with a neighbour.
What follows depends on three questions, she was told.
Whom did you meet, did you pray, where did you want to go?
Officials replied that no citizen was ever punished for that.
They called the report a fabrication from beginning to end."""


def lines() -> Image.Image:
    picture = Image.new("L", (1400, 1100), 255)
    font = ImageFont.truetype(str(NOTO), 44, index=1)
    ImageDraw.Draw(picture).multiline_text((150, 150), LONG, font=font, fill=0, spacing=16)
    return picture


@reads
@pytest.mark.parametrize("tilt", [-3.0, -0.75, 0.0, 1.5, 3.5])
def test_a_tilted_page_is_made_level(tilt: float) -> None:
    assert tilt_of(lines().rotate(tilt, fillcolor=255)) == pytest.approx(-tilt, abs=0.25)


def test_a_page_without_lines_is_left_as_it_is() -> None:
    assert tilt_of(Image.new("L", (500, 700), 255)) == 0.0


@reads
@pytest.mark.skipif(
    not (folder() or Path("/nowhere")).joinpath("osd.traineddata").exists(), reason="needs its pack osd"
)
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_on_its_side_or_head_is_turned(turn: int) -> None:
    assert scan(lines().rotate(turn, expand=True)).text.startswith("Guards fired at those who crossed")


def test_the_best_pack_of_each_language_is_taken(tmp_path: Path) -> None:
    for name in ("eng", "kor", "Hangul", "chi_sim"):
        (tmp_path / f"{name}.traineddata").touch()
    assert installed(tmp_path) == {Language.ENGLISH: "eng", Language.KOREAN: "Hangul", Language.CHINESE: "chi_sim"}
    assert installed(None) == {}
    assert SPACING in PACKS[Language.KOREAN]


@pytest.mark.parametrize("place", [None, Path("/nowhere")])
def test_without_its_languages_a_scan_is_refused_with_what_to_install(
    place: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "folder", lambda: place)
    with pytest.raises(DocumentRefused) as refused:
        scan(page(""))
    assert refused.value.reason is Reason.NO_OCR
    assert "apt-get install" in str(refused.value)


@pytest.mark.parametrize(
    ("letters", "model", "spaced"),
    [
        ("송 환 된 사 람 들 은\n말 했 다 .", "송환된 사람들은 말했다.", "송환된 사람들은\n말했다."),
        ("건 다 . 여 달 동 안", "건넜다. 여덟 달 동안", "건다. 여 달 동안"),
        ("A / HRC 제 43 항", "6/88 제43항", "A/HRC 제43항"),
        ("", "words", ""),
        ("words", "", "words"),
    ],
)
def test_spaces_of_one_reading_are_put_between_the_letters_of_another(letters: str, model: str, spaced: str) -> None:
    assert spaced_like(letters, model) == spaced


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("第 42 至 45 段 ; 见 (附件) : 二 〇 一三年", "第42至45段；见（附件）：二〇一三年"),
        ("文件 A/HRC/25/63 号", "文件A/HRC/25/63号"),
        ("the report (2014), in English", "the report (2014), in English"),
    ],
)
def test_chinese_is_set_as_it_is_printed(read: str, printed: str) -> None:
    assert chinese(read) == printed


def test_a_sentence_that_was_torn_is_put_together() -> None:
    assert together("여 달 동안\n\n갇혀 있었다.\n\n44. 당국은") == "여 달 동안\n갇혀 있었다.\n\n44. 당국은"
    assert together("They crossed\n\n44. Guards fired.") == "They crossed\n\n44. Guards fired."
