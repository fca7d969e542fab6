"""`python -m bench.suggested GOLD.json`: which criteria are suggested for annotated statements, and how often rightly.

The annotation names an element of the law in words of its own; which criteria of the base answer to it is written here,
by the author of the rules, before the figures were looked at. The words of the annotated statements are given as they
stand, so that nothing hangs on how statements are found.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.library import load_library
from wellfounded.library.described import described_criteria

HARM = ("objective_risk", "well_founded_fear", "threat_to_life_or_freedom", "torture_risk", "real_risk_ill_treatment")
RETURN = ("art33_bars", "return_barred", "cat3_bars", "iccpr_bars", "crc_bars", "echr_bars", "onward_bars")
CRITERIA: dict[str, tuple[str, ...]] = {
    "political_character_of_return": ("exit_carries_opinion", "reason_political_opinion", "link_through_harm"),
    "refugee_definition_economic_migrant": (
        "economic_motive_named",
        "economic_motive_answered",
        "economic_persecution",
        "protected_motive_among_others",
        "refugee_status",
    ),
    "non_refoulement": (*RETURN, *HARM),
    "risk_on_return": (*HARM, *RETURN, "exit_punished_as_persecution", "punishment_is_persecution", "persecution"),
    "persecution_by_state": (*HARM, "persecution", "past_harm", "exit_punished_as_persecution"),
}


def counted(gold: dict[str, Any], bearing: Bearing) -> Counter[str]:
    """How the suggestions fell out for statements with an element of the base, with another, and with none."""
    counts: Counter[str] = Counter()
    for one in gold["statements"]:
        wanted = CRITERIA.get(one["legal_element"] or "")
        content, cue = (" ".join(piece["text"] for piece in one[part]) for part in ("content", "cue"))
        found = bearing.suggest(content, cue=cue)
        names = [suggestion.described.id for suggestion in found]
        kind = "without an element" if one["legal_element"] is None else "of an element the base has not"
        if wanted is None:
            counts[kind] += 1
            counts[f"{kind}, suggested something"] += bool(found)
            continue
        right = [suggestion for suggestion in found if suggestion.described.id in wanted]
        counts["of an element that the base has"] += 1
        counts["a right criterion stands first"] += bool(names) and names[0] in wanted
        counts["a right criterion among three"] += bool(right)
        counts["nothing suggested"] += not found
        counts["direction agrees"] += bool(right) and right[0].direction == one["effect_on_element"]
        counts["always “supports” would agree"] += bool(right) and one["effect_on_element"] == "supports"
    return counts


def main() -> None:
    gold = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for name, count in counted(gold, Bearing(described_criteria(load_library()))).items():
        print(f"{count:4d}  {name}")


if __name__ == "__main__":
    main()
