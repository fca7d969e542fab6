"""The one set of settings for the batch, whatever engine runs it: what is compared, and what each level is worth.

Shares are those of `weighing`, as judged; a register large enough may train them by Splink's own means. The batch only
has to bring the pairs together: every pair that it finds is weighed again by the identity core, which explains itself.
"""

from __future__ import annotations

from typing import Any

from splink import SettingsCreator, block_on
from splink.comparison_level_library import (
    ArrayIntersectLevel,
    CustomLevel,
    ElseLevel,
    ExactMatchLevel,
    NullLevel,
)
from splink.comparison_library import CustomComparison

DAY, TWO_YEARS = 1, 731
_SAME_DAY = "born_first_l = born_first_r and born_last_l = born_last_r and born_last_l - born_first_l <= 1"
_OVERLAP = "born_first_l <= born_last_r and born_first_r <= born_last_l"
_NEAR = f"born_first_l <= born_last_r + {TWO_YEARS} and born_first_r <= born_last_l + {TWO_YEARS}"
_HUNDREDTH = 0.01


def settings(records: int) -> SettingsCreator:
    """The settings for a register of that many records, one true pair expected for each hundred of them."""
    pairs = max(records * (records - 1) / 2, 1)
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=min(max(records * _HUNDREDTH, 1) / pairs, 0.5),
        comparisons=[_names(), _births(), _sex(), _homes()],
        blocking_rules_to_generate_predictions=[
            block_on("keys", arrays_to_explode=["keys"]),
            block_on("born_first", "born_last", "county"),
        ],
        retain_matching_columns=False,
    )


def _names() -> CustomComparison:
    return CustomComparison(
        output_column_name="name",
        comparison_levels=[
            NullLevel("keys"),
            _worth(ArrayIntersectLevel("keys", min_intersection=1), same=0.92, chance=0.0005),
            _worth(ElseLevel(), same=0.08, chance=0.9995),
        ],
    )


def _births() -> CustomComparison:
    return CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            NullLevel("born_first"),
            _worth(CustomLevel(_SAME_DAY, "the same day"), same=0.5, chance=1 / 21_915),
            _worth(CustomLevel(_OVERLAP, "can be the same day"), same=0.3, chance=0.015),
            _worth(CustomLevel(_NEAR, "two years apart"), same=0.17, chance=0.07),
            _worth(ElseLevel(), same=0.03, chance=0.915),
        ],
    )


def _sex() -> CustomComparison:
    return CustomComparison(
        output_column_name="sex",
        comparison_levels=[
            NullLevel("sex"),
            _worth(ExactMatchLevel("sex"), same=0.98, chance=0.5),
            _worth(ElseLevel(), same=0.02, chance=0.5),
        ],
    )


def _homes() -> CustomComparison:
    return CustomComparison(
        output_column_name="home",
        comparison_levels=[
            NullLevel("province"),
            _worth(ExactMatchLevel("county"), same=0.7, chance=0.005),
            _worth(ExactMatchLevel("province"), same=0.15, chance=0.08),
            _worth(ElseLevel(), same=0.15, chance=0.915),
        ],
    )


def _worth(level: Any, *, same: float, chance: float) -> Any:
    return level.configure(m_probability=same, u_probability=chance, fix_m_probability=True, fix_u_probability=True)
