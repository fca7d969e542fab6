"""Which States stand behind a name: an embassy, an organ of security, an association that serves as an embassy.

Whoever asks for an export says to which State the recipient answers. That word is not enough: the name is read too, and
what it says is added. So a wrong word, or a false one, opens nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellfounded.law.country_name import country_names

if TYPE_CHECKING:
    from collections.abc import Iterable

# A State and the regions that answer to it: what one may not have, none of them may have.
TOGETHER = (frozenset({"CHN", "HKG", "MAC"}),)

TABLE = Path(__file__).with_name("bodies_of_states.json")

# A name of a State beside one of these is a body of that State. A name alone is not: many who help carry it.
ORGANS = (
    *("embassy", "consulate", "consular", "consul", "ambassador", "permanent mission", "interests section"),
    *("trade representation", "ministry", "minister", "government", "police", "army", "military", "attache"),
    *("state security", "security service", "intelligence", "border guard", "immigration", "ruling party"),
    *("대사관", "령사관", "영사관", "대표부", "대표단", "정부", "경찰", "군대", "인민군", "보위", "안전성", "외무성"),
    *("大使馆", "领事馆", "使馆", "领馆", "代表处", "代表团", "政府", "警察", "军队", "外交部", "外务省", "安全部"),
    *("大使館", "領事館"),
)


@cache
def table() -> dict[str, Any]:
    """The table as it is kept, with its sources."""
    found: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


def one_state(codes: Iterable[str]) -> frozenset[str]:
    """These States, each with those that are one with it."""
    found = frozenset(codes)
    return found.union(*(whole for whole in TOGETHER if whole & found))


def states_behind(name: str) -> frozenset[str]:
    """Every State that this name says it answers to; none where it says nothing of a State."""
    said = _plain(name)
    named = {body["state"] for body in table()["bodies"] if any(_holds(said, one) for one in body["names"])}
    if any(_holds(said, organ) for organ in ORGANS):
        named |= {code for code, names in _names_of_states().items() if any(_holds(said, one) for one in names)}
    return frozenset(named)


@cache
def _names_of_states() -> dict[str, tuple[str, ...]]:
    others: dict[str, list[str]] = table()["other_names"]
    return {
        code: tuple(part for name in (*names.values(), *others.get(code, ())) for part in _parts(name))
        for code, names in country_names().items()
    }


def _parts(name: str) -> list[str]:
    """A name, and of “Myanmar (Burma)” each of the two: nobody writes both. A note of what it belongs to is none."""
    before, _, inside = unicodedata.normalize("NFKC", name).partition("(")
    parts = [name, before, "" if "특별행정구" in inside else inside.partition(")")[0]]
    return [part.strip() for part in parts if len(part.strip()) > 1]


def _holds(said: str, name: str) -> bool:
    """Whole words where the script parts words; anywhere where it does not, and whatever blanks were put between."""
    sought = _sought(name)
    if sought.isascii():
        return f" {sought} " in f" {said} "
    return sought.replace(" ", "") in said.replace(" ", "")


@cache
def _sought(name: str) -> str:
    return _plain(name)


def _plain(text: str) -> str:
    """Letters and digits alone, without marks over them, small, with one blank between words."""
    written = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")  # what nobody sees
    parted = unicodedata.normalize("NFKC", written).casefold()
    if parted.isascii() or any("\u00c0" <= letter <= "\u024f" for letter in parted):
        parted = "".join(letter for letter in unicodedata.normalize("NFD", parted) if not unicodedata.combining(letter))
    without_points = re.sub(r"(?<=\b\w)[.](?=\w\b|$|\s)", "", parted).replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", without_points)))
