"""Remarks: what a reviewer is told about an assessment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How much a remark weighs: a decision must not rest on it, someone should look, or good to know."""

    GRAVE = "grave"
    LOOK = "look"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Grave first."""
        return list(Severity).index(self)


class RemarkCode(StrEnum):
    """Stable codes of remarks; each is explained in `docs/reference/remarks.md`."""

    CONTRADICTORY = "REV-01"
    CONCLUDED_TOO_EARLY = "REV-02"
    NOT_PUT = "REV-03"
    PLACE_NOT_NAMED = "REV-04"
    GROUND_LEFT_OUT = "REV-05"
    MOTIVE_ALONE = "REV-06"
    COUNTRY_FACT_DUE = "REV-07"
    WRONG_STANDARD = "REV-08"
    EXCLUSION_NOT_HEARD = "REV-09"
    ANSWERS_NOT_FOUND = "REV-10"
    CONTEST_UNRESOLVED = "REV-11"
    LEFT_INCOMPLETE = "REV-12"
    TRANSITION_UNREAD = "REV-13"
    NOT_MATERIAL = "REV-14"
    NO_INDICATOR = "REV-15"
    REJECTED_UNPUT = "REV-16"
    PLAUSIBILITY_ALONE = "REV-17"
    DISTORTION_IGNORED = "REV-18"
    RESULT_AND_STATE_DIFFER = "REV-19"
    OLDER_THAN_THE_EVENT = "REV-20"

    @property
    def severity(self) -> Severity:
        """The weight of the remark."""
        if self in GRAVE:
            return Severity.GRAVE
        return Severity.NOTE if self in NOTES else Severity.LOOK

    @property
    def mend(self) -> str:
        """What to do about it."""
        return MENDS[self]

    @property
    def sentence(self) -> str:
        """What is wrong, with places in braces for the values of a remark."""
        return SENTENCES[self]


GRAVE = frozenset(
    {
        RemarkCode.CONTRADICTORY,
        RemarkCode.NOT_PUT,
        RemarkCode.PLACE_NOT_NAMED,
        RemarkCode.GROUND_LEFT_OUT,
        RemarkCode.MOTIVE_ALONE,
        RemarkCode.WRONG_STANDARD,
        RemarkCode.EXCLUSION_NOT_HEARD,
        RemarkCode.REJECTED_UNPUT,
    },
)
NOTES = frozenset({RemarkCode.COUNTRY_FACT_DUE, RemarkCode.ANSWERS_NOT_FOUND, RemarkCode.NOT_MATERIAL})
MENDS = {
    RemarkCode.CONTRADICTORY: "Check the facts as found, or the conclusion: both cannot stand.",
    RemarkCode.CONCLUDED_TOO_EARLY: "Find the open facts first, or say that the point is left open.",
    RemarkCode.NOT_PUT: "Put the point to the person, record the reply, then look again.",
    RemarkCode.PLACE_NOT_NAMED: "Name the place and put it to the person before it may count.",
    RemarkCode.GROUND_LEFT_OUT: "Consider the ground, whether or not the person named it.",
    RemarkCode.MOTIVE_ALONE: "Work through hardship, exit and what happens on return before any conclusion.",
    RemarkCode.COUNTRY_FACT_DUE: "Look for a newer source; only a newer source may weaken the finding.",
    RemarkCode.WRONG_STANDARD: "Judge the point again by the standard that the profile sets.",
    RemarkCode.EXCLUSION_NOT_HEARD: "Hold an interview on exclusion before finding it.",
    RemarkCode.ANSWERS_NOT_FOUND: "Find each fact with a reason: what was said is not yet what is established.",
    RemarkCode.CONTEST_UNRESOLVED: "Say why one side is preferred, or record the fact as contradicted.",
    RemarkCode.LEFT_INCOMPLETE: "Make the finding, or re-open the record.",
    RemarkCode.TRANSITION_UNREAD: "Have a lawyer read the transition rule and enter it in the pack.",
    RemarkCode.NOT_MATERIAL: "Leave it: only facts that a criterion depends on are tested for credibility.",
    RemarkCode.NO_INDICATOR: "Name the indicators and what each rests on; an impression is not a reason.",
    RemarkCode.REJECTED_UNPUT: "Put the doubt to the person and record the reply before rejecting the fact.",
    RemarkCode.PLAUSIBILITY_ALONE: "Plausibility is the weakest indicator: find another, or leave the fact unresolved.",
    RemarkCode.DISTORTION_IGNORED: "Say how trauma, time, interpretation or another factor was weighed.",
    RemarkCode.OLDER_THAN_THE_EVENT: "Look for country information of the time that matters.",
    RemarkCode.RESULT_AND_STATE_DIFFER: "Bring the state of the fact and its credibility result together.",
}


# What stands in each place: `criterion` and `profile` are titles of the law, `fact` and `criteria` its ids, `country` a
# code, `found`, `label`, `state`, `result`, `waits` and `distorting` stable words. `source` is the label of a paper or
# the id of a country fact, which is then told by its `statement`. A screen says them in its language.
SENTENCES = {
    RemarkCode.CONTRADICTORY: "A person found “{criterion}” {found}, but the facts as found lead to {label}.",
    RemarkCode.CONCLUDED_TOO_EARLY: "A person concluded on “{criterion}” while facts that decide it are still open.",
    RemarkCode.NOT_PUT: ("“{criterion}” waits: an adverse point on which it would rest was not put to the person."),
    RemarkCode.PLACE_NOT_NAMED: (
        "An internal alternative in {country} is considered, but no place was named and put to the person."
    ),
    RemarkCode.GROUND_LEFT_OUT: "The facts raise “{criterion}” in {country}, but it was not considered.",
    RemarkCode.MOTIVE_ALONE: (
        "Refusal is proposed for a person who left for hunger, work or family: motive alone never refuses, and "
        "“{criterion}” in {country} is open."
    ),
    RemarkCode.COUNTRY_FACT_DUE: "{source} ({cited}, {published}) was due for review on {on}. It still counts.",
    RemarkCode.WRONG_STANDARD: "“{criterion}” was judged by “{judged}”; under {profile} it is “{standard}”.",
    RemarkCode.EXCLUSION_NOT_HEARD: "“{criterion}” was found without an interview on it.",
    RemarkCode.ANSWERS_NOT_FOUND: "{count} answers were given but nobody has found the facts yet: {facts}…",
    RemarkCode.CONTEST_UNRESOLVED: (
        "Material evidence on “{fact}” points both ways, and no reason says how that was resolved."
    ),
    RemarkCode.LEFT_INCOMPLETE: "The record is closed, but “{criterion}” is open: it waits for {waits}.",
    RemarkCode.TRANSITION_UNREAD: (
        "The law changed while the claim was pending and its transition rule was not read: open stay {criteria}."
    ),
    RemarkCode.NOT_MATERIAL: "Credibility was assessed of “{fact}”, on which nothing depends.",
    RemarkCode.NO_INDICATOR: "The credibility of “{fact}” was decided without naming an indicator.",
    RemarkCode.REJECTED_UNPUT: "“{fact}” was not accepted, but the doubt was never put to the person.",
    RemarkCode.PLAUSIBILITY_ALONE: "“{fact}” was rejected on plausibility alone.",
    RemarkCode.DISTORTION_IGNORED: "“{fact}” was rejected although {distorting} was noted, without a word on it.",
    RemarkCode.RESULT_AND_STATE_DIFFER: "“{fact}” is {state}, but its account was {result}.",
    RemarkCode.OLDER_THAN_THE_EVENT: "{source} ({on}) is held against “{fact}”, but is older than the departure.",
}
_ENGLISH = {
    "not_established": "not established",
    "not_met": "not met",
    "not_accepted": "not accepted",
    "person": "a person's finding",
    "facts": "facts or law",
}
_STABLE = frozenset({"found", "label", "result", "waits"})

Told = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, at a criterion or fact (`item`) of an entity. `values` fill the places of the code's sentence."""

    code: RemarkCode
    entity: str = ""
    item: str = ""
    values: Mapping[str, Told] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        said = {name: _english(name, value) for name, value in self.values.items()}
        if "statement" in said:
            said["source"] = f"“{said['statement']}” [{said['source']}]"
        return self.code.sentence.format(**said)

    @property
    def severity(self) -> Severity:
        """The weight of the remark."""
        return self.code.severity

    @property
    def mend(self) -> str:
        """What to do about it."""
        return self.code.mend


def _english(name: str, value: Told) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return _ENGLISH.get(str(value), str(value)) if name in _STABLE else str(value)
