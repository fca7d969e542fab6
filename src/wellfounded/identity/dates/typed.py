"""Dates as people write them, in three languages and five calendars, in the form in which they are kept.

What is not clear is left as it stands, so that reading it refuses it: 5/3/1984 may be March or May.
"""

from __future__ import annotations

import re
import unicodedata

from wellfounded.identity.dates.partial_date import ANIMALS

_ABOUT = re.compile(
    r"^(?:about|around|approximately|approx\.?|circa|ca?\.?|~|약|대략|대략적으로|大约|大約|约|約)\s*|\s*(?:쯤|경|무렵|左右|前后|前後)$",
    re.IGNORECASE,
)
_CALENDARS = {
    "lunar:": re.compile(r"^(?:lunar|음력|农历|農曆|阴历|陰曆|陰暦|旧历|舊曆)[\s:]*", re.IGNORECASE),
    "juche:": re.compile(r"^(?:juche|주체|主体|主體)[\s:]*", re.IGNORECASE),
}
_SEASONS = {
    "spring": ("spring", "봄", "春天", "春季", "春"),
    "summer": ("summer", "여름", "夏天", "夏季", "夏"),
    "autumn": ("autumn", "fall", "가을", "秋天", "秋季", "秋"),
    "winter": ("winter", "겨울", "冬天", "冬季", "冬"),
}
# The animals in the order of the years, in Korean and Chinese: “말띠”, “属马”, “马年”.
_ANIMALS = (
    {
        word: animal
        for words in ("쥐 소 호랑이 토끼 용 뱀 말 양 원숭이 닭 개 돼지", "鼠 牛 虎 兔 龙 蛇 马 羊 猴 鸡 狗 猪")
        for word, animal in zip(words.split(), ANIMALS, strict=True)
    }
    | {"범": "tiger", "염소": "goat"}
    | dict(zip("龍馬雞豬", ("dragon", "horse", "rooster", "pig"), strict=True))
)
_ANIMAL = re.compile(rf"(?:属|屬)?\s*({'|'.join(_ANIMALS)})\s*(?:띠|해|年|$)")
_NUMBERS = re.compile(
    r"(?P<year>\d{1,4})\s*(?:년|年|[-./])\s*(?P<leap>윤달?|闰|閏)?\s*(?P<month>\d{1,2})\s*(?P<L>L?)\s*(?:월|月|\.)?"
    r"(?:(?<=[월月\s.])\s*(?P<day>\d{1,2})\s*(?:일|日|号|號|\.)?|[-./]\s*(?P<day2>\d{1,2}))?"
)
_RANGE = re.compile(r"(\d{4})\s*년?年?\s*[-–—/~]\s*(\d{4})\s*년?年?")
_YEAR = re.compile(r"(\d{1,4})\s*(?:년|年)?")


def canonical(written: str) -> str:
    """The form that `partial_date.parse` reads; what is in no form known here comes back as it is."""
    body = unicodedata.normalize("NFKC", written).strip()
    if animal := _ANIMAL.fullmatch(body):
        return f"zodiac:{_ANIMALS[animal[1]]}"
    stripped = _ABOUT.sub("", body)
    about = "~" if stripped != body and not stripped.endswith("~") else ""
    for prefix, form in _CALENDARS.items():
        rest, found = form.subn("", stripped)
        if found:
            return f"{prefix}{_plain(rest)}{about}"
    return f"{_plain(stripped)}{about}"


def _plain(text: str) -> str:
    body = text.removesuffix("~")
    about = text[len(body) :]
    season = _season(body)
    if season:
        return f"{season}{about}"
    if year := _YEAR.fullmatch(body):
        return f"{year[1]}{about}"
    if between := _RANGE.fullmatch(body):
        return f"{between[1]}/{between[2]}{about}"
    found = _NUMBERS.fullmatch(body)
    if found is None:
        return text
    leap = "L" if found["leap"] or found["L"] else ""
    number = found["day"] or found["day2"]
    day = f"-{int(number):02}" if number else ""
    return f"{found['year']}-{int(found['month']):02}{leap}{day}{about}"


def _season(text: str) -> str:
    for name, words in _SEASONS.items():
        for word in words:
            rest = re.sub(rf"[-\s]*{word}[-\s]*", " ", text.lower()).strip()
            if rest != text.lower() and (year := _YEAR.fullmatch(rest)):
                return f"{year[1]}-{name}"
    return ""
