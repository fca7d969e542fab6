"""The one set of settings for the batch, whatever engine runs it: what is compared, and what each level is worth.

Every share is read from where the core weighs with it, and none is stated here, but for names: the core weighs a name
by its rarity, which a level cannot know. A register large enough teaches the shares itself (`shares`). The batch
only has to bring the pairs together: every pair that it finds is weighed again by the core, which explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from splink import SettingsCreator, block_on
from splink.comparison_level_library import (
    ArrayIntersectLevel,
    CustomLevel,
    ElseLevel,
    ExactMatchLevel,
    LevenshteinLevel,
    NullLevel,
)
from splink.comparison_library import CustomComparison

from wellfounded.identity.batch.blocks import BLOCKS
from wellfounded.identity.batch.shares import Shares
from wellfounded.identity.dates.likeness import MIDDLE, MIDDLE_AGREES, NEAR, SHARES, agreeing
from wellfounded.identity.places.likeness import ELSEWHERE, SAME, SAME_PROVINCE_ONLY, SAME_TEXT
from wellfounded.identity.weighing.share import Share
from wellfounded.identity.weighing.weigh import NUMBER_SAME, SEX_DIFFERS, SEX_SAME

# How often two records of one person, and of two, have names that agree so far.
FORM_SHARED, KEY_SHARED = Share(0.5, 0.0001), Share(0.42, 0.0005)
SLIP = Share(0.05, 0.0005)
PART_SHARED, NAMES_DIFFER = Share(0.05, 0.01), Share(0.03, 0.99)
NOTHING = Share(1.0, 1.0)  # different numbers, or other words for a place, speak neither way
_HUNDREDTH = 0.01
_DAY, _MONTH, _YEAR = 1, 31, 366
_WIDTHS = (_MONTH, _YEAR, 5 * _YEAR)  # how many days the vaguer of two statements may allow, for a level of its own
_OVERLAP = "born_first_l <= born_last_r and born_first_r <= born_last_l"
_NEAR = f"born_first_l <= born_last_r + {NEAR} and born_first_r <= born_last_l + {NEAR}"
_WIDEST = "greatest(born_last_l - born_first_l, born_last_r - born_first_r)"
_LUNAR = "array_contains(born_if_lunar_l, born_first_r) or array_contains(born_if_lunar_r, born_first_l)"
_BOTH_MIDDLE = f"born_day_l = {MIDDLE} and born_day_r = {MIDDLE}"
_SWAPPED = "born_year_l = born_year_r and born_month_l = born_day_r and born_day_l = born_month_r"
_SAME_MONTH = "born_year_l = born_year_r and born_month_l = born_month_r"
_SAME_YEAR = "born_year_l = born_year_r"
_BOTH_KNOWN = "places_l is null or places_r is null or (province_l is not null and province_r is not null)"

Level = tuple[Any, Share | None]


def settings(records: int, shares: Shares | None = None, *, open_: bool = False) -> SettingsCreator:
    """The settings for a register of that many records, one true pair expected for each hundred of them.

    `shares` are fixed, ours unless others are given; with `open_` they are only what learning begins with.
    """
    pairs = max(records * (records - 1) / 2, 1)
    known = shares or judged_shares()
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=min(max(records * _HUNDREDTH, 1) / pairs, 0.5),
        comparisons=[_compared(name, levels, shares=known[name], open_=open_) for name, levels in _comparisons()],
        blocking_rules_to_generate_predictions=blocks(),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


def judged_shares() -> Shares:
    """Ours."""
    return {name: tuple(share for _, share in levels if share) for name, levels in _comparisons()}


def blocks() -> list[Any]:
    """What two records must share for the engine to compare them: one of the blocks that were made for both engines."""
    return [block_on(BLOCKS, arrays_to_explode=[BLOCKS])]


TRAINED_ON = (("born_first", "born_last"), ("letters",), ("forms[1]",), ("places[1]", "born_year"))
"""Blocks in which shares are learned: each leaves open what the others use."""


def _comparisons() -> Iterable[tuple[str, list[Level]]]:
    """What is compared, and the levels of each from the most telling; the first says when nothing can be."""
    return {
        "name": [
            (NullLevel("keys"), None),
            (ArrayIntersectLevel("forms"), FORM_SHARED),
            (ArrayIntersectLevel("keys"), KEY_SHARED),
            (LevenshteinLevel("letters", 2), SLIP),
            (ArrayIntersectLevel("parts"), PART_SHARED),
            (LevenshteinLevel("letters", 5), NOTHING),
            (ElseLevel(), NAMES_DIFFER),
        ],
        "birth": [(NullLevel("born_first"), None), *_births(), (ElseLevel(), SHARES["apart"])],
        "sex": [(NullLevel("sex"), None), (ExactMatchLevel("sex"), SEX_SAME), (ElseLevel(), SEX_DIFFERS)],
        "number": [
            (NullLevel("numbers"), None),
            (ArrayIntersectLevel("numbers"), NUMBER_SAME),
            (LevenshteinLevel("digits", 2), NOTHING),
            (ElseLevel(), NOTHING),
        ],
        "home": [
            (NullLevel("province"), None),
            (ExactMatchLevel("county"), SAME["county"]),
            (CustomLevel("county_l <> county_r and province_l = province_r", "one province"), SAME_PROVINCE_ONLY),
            (ExactMatchLevel("province"), SAME["province"]),
            (ElseLevel(), ELSEWHERE),
        ],
        "said": [
            (CustomLevel(_BOTH_KNOWN, "the gazetteer knows both").configure(is_null_level=True), None),
            (ArrayIntersectLevel("places", min_intersection=2), SAME_TEXT),
            (ArrayIntersectLevel("place_words", min_intersection=5), NOTHING),
            (ArrayIntersectLevel("places"), SAME_TEXT),
            (ArrayIntersectLevel("place_words", min_intersection=2), NOTHING),
            (ArrayIntersectLevel("place_words"), NOTHING),
            (ElseLevel(), NOTHING),
        ],
    }.items()


def _births() -> Iterable[Level]:
    yield CustomLevel(f"{_OVERLAP} and {_BOTH_MIDDLE}", "both the 15th of one month"), MIDDLE_AGREES
    yield CustomLevel(f"{_OVERLAP} and {_WIDEST} <= 1", "the same day"), agreeing(_DAY, _DAY, common=_DAY)
    for width in _WIDTHS:
        condition = f"{_OVERLAP} and {_WIDEST} <= {width}"
        yield CustomLevel(condition, f"can be the same of {width} days"), agreeing(width, _DAY, common=_DAY)
    yield CustomLevel(_OVERLAP, "can be the same day"), agreeing(2 * _WIDTHS[-1], _DAY, common=_DAY)
    yield CustomLevel(_LUNAR, "one is the lunar date", base_dialect_str="spark"), SHARES["calendars"]
    yield CustomLevel(_SWAPPED, "day and month changed places"), SHARES["swapped"]
    yield CustomLevel(_SAME_MONTH, "the same month"), SHARES["same_month"]
    yield CustomLevel(_SAME_YEAR, "the same year"), SHARES["same_year"]
    yield CustomLevel(_NEAR, "two years apart"), SHARES["near"]


def _compared(name: str, levels: list[Level], *, shares: Sequence[Share], open_: bool) -> CustomComparison:
    (nothing, _), *telling = levels
    worth = [_worth(level, share, open_=open_) for (level, _), share in zip(telling, shares, strict=True)]
    return CustomComparison(output_column_name=name, comparison_levels=[nothing, *worth])


def _worth(level: Any, share: Share, *, open_: bool) -> Any:
    return level.configure(
        m_probability=share.same, u_probability=share.chance, fix_m_probability=not open_, fix_u_probability=not open_
    )
