"""A Korean register made worse on purpose: candidates of elections, their names spelt anew and their dates blurred.

The people and who is whom are real (candidates of South Korean elections, who stood several times). By a seed, half of
the records keep their Hangul, 15 in a hundred give the characters, 30 Latin letters and 5 the pinyin of the characters.
The letters are drawn from a table of spellings of its own and from habits of surnames typed here, not from the tables
that the product reads. Of the birth dates 55 in a hundred stay, 20 keep the year, 12 give the lunar day as if it were a
usual one, 8 are one or two years off, 5 are gone. The gazetteer knows the North only, so that each province gets the
name of one there. What is said of place and date by chance alone is as in life; what is said of spelling is a model.
"""

from __future__ import annotations

import csv
import json
import random
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.linkage.register import Register
from wellfounded.identity.dates.lunar_table import readings_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.names.korean.pinyin import usual_pinyin
from wellfounded.identity.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    Spellings = Mapping[str, Mapping[str, float]]

SEED = 20261122
_HABITS = {
    "김": "Kim Kim Kim Kim Gim",
    "이": "Lee Lee Lee Yi Ri Rhee",
    "박": "Park Park Park Pak Bak",
    "최": "Choi Choi Choi Choe",
    "정": "Jung Chung Jeong Chong",
    "강": "Kang Kang Kang Gang",
    "조": "Cho Cho Jo",
    "윤": "Yoon Yun Youn",
    "장": "Jang Chang",
    "임": "Lim Im Rim",
    "오": "Oh Oh O",
    "한": "Han",
    "신": "Shin Sin",
    "서": "Seo Suh So",
    "권": "Kwon Gwon",
    "황": "Hwang",
    "안": "Ahn An",
    "송": "Song",
    "유": "Yoo Yu Ryu",
    "홍": "Hong",
    "노": "Roh Noh No",
    "우": "Woo U",
    "문": "Moon Mun",
    "구": "Koo Ku Gu",
}
_NORTH = {
    "서울": "평양",
    "경기": "황해남도",
    "인천": "남포",
    "강원": "강원도",
    "충북": "자강도",
    "충청북도": "자강도",
    "충남": "황해북도",
    "충청남도": "황해북도",
    "대전": "황해북도",
    "전북": "량강도",
    "전라북도": "량강도",
    "전남": "평안남도",
    "전라남도": "평안남도",
    "광주": "평안남도",
    "경북": "함경북도",
    "경상북도": "함경북도",
    "대구": "평안북도",
    "경남": "함경남도",
    "경상남도": "함경남도",
    "부산": "평안북도",
    "울산": "함경남도",
    "제주": "라선",
}
_SONORANT = "ㄴㄹㅁㅇ"
_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


def register(shared: Path, *, of: str = "") -> Register:
    """The register with its truth; `of` takes only the people whose number begins so, a sixteenth for each sign."""
    spellings = json.loads((shared / "identity" / "identity_korean_spelling_em.json").read_text(encoding="utf-8"))
    with (shared / "linkage" / "rok_election_candidates.tsv").open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [row for row in read if row["hangul"] and row["person"].startswith(of)]  # a thousand rows name nobody
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    records = [_record(str(number), row, Degraded(chance, spellings)) for number, row in enumerate(rows)]
    return Register("Korean candidates", records, [row["person"] for row in rows])


class Degraded:
    """How one name and one date are written down anew."""

    def __init__(self, chance: random.Random, spellings: Spellings) -> None:
        self._chance, self._spellings = chance, spellings

    def name(self, hangul: str, hanja: str) -> str:
        drawn = self._chance.random()
        whole = len(hanja) == len(hangul) and all("\u3400" <= one <= "\ufaff" for one in hanja)
        if not all("가" <= one <= "힣" for one in hangul):
            return hangul
        if drawn < 0.30:  # noqa: PLR2004 - the shares of the docstring
            return self._latin(hangul)
        if drawn < 0.45 and whole:  # noqa: PLR2004 - a share
            return hanja
        if drawn < 0.50 and whole:  # noqa: PLR2004 - a share
            return self._pinyin(hanja)
        return hangul

    def birth(self, written: str) -> str:
        drawn = self._chance.random()
        if not written.isdigit():
            return ""
        year, month, day = int(written[:4]), int(written[4:6]), int(written[6:])
        if drawn < 0.05:  # noqa: PLR2004 - a share
            return ""
        if drawn < 0.25:  # noqa: PLR2004 - a share
            return str(year)
        if drawn < 0.37:  # noqa: PLR2004 - a share
            return _lunar(year, month, day)
        if drawn < 0.45:  # noqa: PLR2004 - a share
            year += self._chance.choice((-2, -1, 1, 2))
        return _day(year, month, day)

    def _latin(self, hangul: str) -> str:
        surname, given = hangul[:1], hangul[1:]
        habit = _HABITS.get(surname)
        family = self._chance.choice(habit.split()) if habit else self._spelt(surname, after="").capitalize()
        syllables = [self._spelt(one, after=before) for before, one in zip(" " + given, given, strict=False)]
        style = self._chance.randrange(4)
        if style == 0:
            return f"{family} {'-'.join(syllables).capitalize()}"
        if style == 1:
            return f"{family} {' '.join(map(str.capitalize, syllables))}"
        together = "".join(syllables).capitalize()
        return f"{family} {together}" if style == 2 else f"{together} {family}"  # noqa: PLR2004 - a share

    def _pinyin(self, hanja: str) -> str:
        syllables = [usual_pinyin(unicodedata.normalize("NFKC", one))[0] for one in hanja]
        return f"{syllables[0].capitalize()} {''.join(syllables[1:]).capitalize()}"

    def _spelt(self, syllable: str, *, after: str) -> str:
        onset, vowel, coda = _parts(syllable)
        before = _parts(after)[2] if after.strip() else ""
        context = 0 if not after.strip() else 1 if not before or before in _SONORANT else 2
        letters = self._drawn(f"O{context}{onset}") + self._drawn(f"V{vowel}{int(onset != 'ㅇ')}")
        return letters + (self._drawn(f"C{coda}") if coda else "")

    def _drawn(self, key: str) -> str:
        row = self._spellings[key]
        return self._chance.choices(list(row), list(row.values()))[0]


def _record(key: str, row: dict[str, str], degraded: Degraded) -> Record:
    birth = degraded.birth(row["birth"])
    district = row["district"].split(" ")[0]
    place = next((north for south, north in _NORTH.items() if district.startswith(south)), "")
    name = degraded.name(row["hangul"], row["hanja"])
    sex = {"남": "male", "여": "female"}.get(row["sex"], "")
    return Record(key, (name,), parse(birth) if birth else None, sex, (place,) if place else ())


def _parts(syllable: str) -> tuple[str, str, str]:
    number = ord(syllable) - 0xAC00
    return _ONSETS[number // 588], _VOWELS[number % 588 // 28], _CODAS[number % 28]


def _lunar(year: int, month: int, day: int) -> str:
    """The numbers of the lunar day, by the Korean table, written as if they were of the usual calendar."""
    meant = date(year, month, day)
    for lunar_year in (year, year - 1):
        for (number, _leap), first, length in readings_of(lunar_year)[0].months():
            if 0 <= (meant - first).days < length:
                return _day(lunar_year, number, (meant - first).days + 1)
    return meant.isoformat()


def _day(year: int, month: int, day: int) -> str:
    """The day, or the last of its month where there is no such day: the paper says a day that exists."""
    while True:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            day -= 1
