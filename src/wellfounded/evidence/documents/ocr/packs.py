"""Which languages of tesseract this machine has. By script they read letters better than by language."""

from __future__ import annotations

from pathlib import Path

from wellfounded.evidence.search.language import Language

# Debian's place first; the others are those of Fedora, Arch, and Homebrew.
PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
# For each language its packs, the best first.
PACKS: dict[Language, tuple[str, ...]] = {
    Language.ENGLISH: ("eng", "script/Latin", "Latin"),
    Language.KOREAN: ("Hangul", "script/Hangul", "kor"),
    Language.CHINESE: ("HanS", "script/HanS", "chi_sim"),
}
# The pack by script reads Hangul best and puts a space between any two syllables; that by language knows words.
SPACING = "kor"
INSTALL = (
    "sudo apt-get install -y tesseract-ocr-eng tesseract-ocr-kor tesseract-ocr-osd tesseract-ocr-script-hang "
    "tesseract-ocr-script-hans"
)


def folder() -> Path | None:
    """Where the packs are; None when there are none."""
    return next((path for path in map(Path, PLACES) if any(path.glob("*.traineddata"))), None)


def installed(place: Path | None) -> dict[Language, str]:
    """The best pack of each language that is there."""
    if place is None:
        return {}
    there = {
        language: next((name for name in names if (place / f"{name}.traineddata").is_file()), "")
        for language, names in PACKS.items()
    }
    return {language: name for language, name in there.items() if name}
