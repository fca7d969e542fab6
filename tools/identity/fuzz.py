"""Throw made-up input at the comparison of names, dates and places for some minutes, and stop at the first fault.

    python -m tools.identity.fuzz --minutes 10          # or `make fuzz-identity`

Every round draws two texts: names in many scripts, names cut, joined and mixed, and noise (controls, emoji, half
surrogates, unassigned code points, marks of direction, ten thousand letters). Whatever they are, nothing may be raised
but what a function says it raises, the order of the two may change nothing, a score stands exactly where something
could be compared, no text may be different from itself, and no round may take seconds.
"""

from __future__ import annotations

import argparse
import time
from random import Random
from typing import TYPE_CHECKING

from wellfounded.identity.dates.likeness import compare_births
from wellfounded.identity.dates.partial_date import NotADate, PartialDate, parse
from wellfounded.identity.kin import kin_hints
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.keys import keys
from wellfounded.identity.places.gazetteer import find_places, places
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import weigh

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    *(
        "김정은 리영희 남궁옥분 金哲洙 赵明哲 歐陽詢 司馬遷",
        "Kim Chol Su Chŏng-ŭn Rhee Syngman Jin Zheng'en Ch'oe Nam-sŏn",
    ),
    *(
        "Чайковский Пётр Ильич Ким Чен Ын Щепкін",
        "محمد بن عبد الرحمن الحسيني علیرضا",
        "משה בן מימון",
        "Γεώργιος Παπαδόπουλος",
    ),
    *("აკაკი წერეთელი", "Մեսրոպ Մաշտոց", "ኃይለ ሥላሴ", "အောင်ဆန်း", "यशपाल", "สมชาย", "ひらがな カタカナ"),
    *("Nguyễn Thị Minh Khai O'Brien-Ó Súilleabháin van der Meer IJsselstein Müller", "Abd al-Rahman ibn Khaldun Jr."),
)
DATES = (
    "1984-03-05",
    "1984~",
    "lunar:1984-10L",
    "juche:73",
    "korean-age:41@2024",
    "zodiac:horse@1980",
    "1984/1986 (flood)",
)
NOISE = (
    *("\x00", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\ud800", "\U000e0041", "\uffff", "🙂", "👩‍👧", "½", "Ⅷ", "ﷺ"),
    *(
        "\u0301" * 40,
        "\u1160",
        "\u3164",
        "ㅋㅋㅋ",
        "%s%n",
        "'; --",
        "\t",
        "\n",
        ",",
        "،",
        "()",
        "（",
        "]",
        "-",
        "·",
        "00",
    ),
)
LONG = 10_000
ROUNDED = 1e-9
SLOWEST = 5.0
"""Seconds of the processor that one round may take."""


def main() -> None:
    """Run, and say how much was tried."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    given = parser.parse_args()
    print(f"Seed {given.seed}, {given.minutes:g} minutes.", flush=True)
    dice, stop = Random(given.seed), time.monotonic() + 60 * given.minutes  # noqa: S311 - to be repeated, not a secret
    rounds, slowest, slow = 0, 0.0, ("", "")
    while time.monotonic() < stop:
        pair = text(dice), text(dice)
        began = time.process_time()
        tried(*pair, dice=dice)
        rounds, took = rounds + 1, time.process_time() - began
        if took > slowest:
            slowest, slow = took, pair
        if took > SLOWEST:
            raise SystemExit(f"{took:.1f} s for {pair!r}")
    print(f"{rounds:,} rounds, no fault; the slowest took {slowest:.2f} s: {slow[0][:40]!r}, {slow[1][:40]!r}")


def text(dice: Random) -> str:
    """A name, or something made from names, or noise."""
    kind = dice.randrange(10)
    if kind == 0:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randrange(30)))
    words = dice.choices(" ".join(NAMES).split(), k=dice.randrange(1, 5))
    joined = dice.choice((" ", " ", "-", ", ", "")).join(words)
    if kind == 1:
        return (joined + dice.choice(NOISE)) * dice.randrange(1, LONG // len(joined))
    return CHANGES[kind % len(CHANGES)](joined, dice)


def _spoilt(name: str, dice: Random) -> str:
    for _ in range(dice.randrange(1, 4)):
        place = dice.randrange(len(name) + 1)
        name = name[:place] + dice.choice((*NOISE, dice.choice(" ".join(NAMES)))) + name[place + dice.randrange(3) :]
    return name


def _mixed(name: str, dice: Random) -> str:
    letters = list(name)
    dice.shuffle(letters)
    return "".join(letters)


CHANGES: tuple[Callable[[str, Random], str], ...] = (
    lambda name, _: name,
    _spoilt,
    _mixed,
    lambda name, dice: name[: dice.randrange(len(name) + 1)],
    lambda name, _: name.upper(),
)


def tried(left: str, right: str, *, dice: Random) -> None:
    """Both texts through everything.

    Raises:
        SystemExit: something does not hold.
    """
    there, back = compare_names(left, right), compare_names(right, left)
    what = f"{left!r}, {right!r}"
    _holds(there == back.turned(), f"The order matters: {what}")
    _holds((there.score is None) == (there.verdict is Verdict.CANNOT), f"A score without a comparison: {what}")
    _holds(compare_names(left, left).verdict is not Verdict.DIFFERENT, f"Different from itself: {left!r}")
    keys(left)
    find_places(dice.choice((left, dice.choice(list(places().values())).hangul + right)))
    born, other = _date(dice, left), _date(dice, right)
    compare_births(born, other)
    one, two = Record("1", (left,), born, places=(right,)), Record("2", (right, left), other, father=left, mother=right)
    this_way, that_way = weigh(one, two, among=10), weigh(two, one, among=10)
    _holds(abs(this_way.total - that_way.total) < ROUNDED, f"The order of records matters: {what}")
    kin_hints(one, two)


def _holds(so: bool, otherwise: str) -> None:  # noqa: FBT001 - read as a sentence
    if not so:
        raise SystemExit(otherwise)


def _date(dice: Random, noise: str) -> PartialDate | None:
    base = dice.choice(DATES)
    place = dice.randrange(len(base) + 1)
    try:
        return parse(dice.choice((base, base[:place] + dice.choice("0129L~:@/-()") + base[place + 1 :], noise)))
    except NotADate:
        return None


if __name__ == "__main__":
    main()
