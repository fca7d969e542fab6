"""The order of analysis: which findings are shown on their own, under which heading, and in which order.

Every other criterion is shown inside the reasons of these. A criterion that the law at hand does not have is left out;
one that no heading knows (a profile's own) comes under the last heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.law.country_name import entity_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.case_file import Country

BASE = "base"
NATIONALITY = ("nationality_counts", "protection_out_of_reach")
ELEMENTS = (
    "outside_country",
    "well_founded_fear",
    "persecution",
    "convention_reason",
    "causal_link",
    "protection_lacking",
)
RESIDENCE = ("unable_or_unwilling_to_return",)
LAST_ELEMENTS = ("internal_alternative", "economic_motive_answered")
INCLUSION = ("inclusion",)
EXCLUSION = ("exclusion_1d", "exclusion_1e", "exclusion_1f", "exclusion")
CESSATION = ("cessation",)
STATUS = ("refugee_status",)
COMPLEMENTARY = ("complementary_protection", "oau_protection", "cartagena_protection")
HARM = (
    "serious_harm_in_country",
    "torture_risk",
    "real_risk_ill_treatment",
    "irreparable_harm_risk",
    "broader_mandate_risk",
)
RETURN = ("return_barred", "art33_bars", "cat3_bars", "iccpr_bars", "crc_bars", "echr_bars", "onward_bars")
DANGER = ("danger_exception",)

TITLES = {
    "country": "{country}: the elements",
    "inclusion": "Inclusion",
    "exclusion": "Exclusion",
    "cessation": "Cessation",
    "status": "Refugee status",
    "complementary": "Complementary protection",
    "harm": "Complementary protection: {country}",
    "return": "Return to {country}",
    "danger": "The danger exception",
    "own": "Rules of this profile",
}
INTROS = {
    "exclusion": "Asked only on an indication, after inclusion was worked through where this profile says so.",
    "cessation": "Only for a person who was recognised before.",
    "return": "A separate question: whatever the finding on status, and for this place alone.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the findings under it. `kind` is its key in `TITLES`, `entity` what it is about."""

    kind: str
    entity: str
    title: str
    intro: str
    keys: tuple[Key, ...]


def outline(assessment: Assessment) -> tuple[Part, ...]:
    """The parts of the analysis, in order; empty ones are left out."""
    parts = [part for part in _parts(assessment) if part.keys]
    own = _own_rules(assessment, {key for part in parts for key in part.keys})
    return (*parts, Part("own", PERSON, TITLES["own"], "", own)) if own else tuple(parts)


def _own_rules(assessment: Assessment, placed: set[Key]) -> tuple[Key, ...]:
    """What no heading knows: other conclusions, and rules of a profile that no placed finding depends on."""
    reached = criteria_under(assessment, [assessment[key].node for key in placed])
    return tuple(
        key
        for key, finding in assessment.findings.items()
        if key not in placed and (finding.criterion.goal or (finding.criterion.origin != BASE and key not in reached))
    )


def criteria_under(assessment: Assessment, nodes: list[int]) -> set[Key]:
    """Every criterion on which some of these nodes can depend."""
    program = assessment.evaluation.program
    found: set[Key] = set()
    seen: set[int] = set()
    stack = list(nodes)
    while stack:
        place = stack.pop()
        if place in seen:
            continue
        seen.add(place)
        if place in program.criterion_at:
            name, entity, _ = program.criterion_at[place]
            found.add((name, entity))
        stack.extend(program.nodes[place].children)
    return found


def _parts(assessment: Assessment) -> Iterator[Part]:
    countries = assessment.case.countries
    for code, country in countries.items():
        if country.links:
            yield _part(assessment, "country", entity=code, names=_elements(country))
    yield _part(assessment, "inclusion", entity=PERSON, names=INCLUSION)
    yield _part(assessment, "exclusion", entity=PERSON, names=EXCLUSION)
    yield _part(assessment, "cessation", entity=PERSON, names=CESSATION)
    yield _part(assessment, "status", entity=PERSON, names=STATUS)
    yield _part(assessment, "complementary", entity=PERSON, names=COMPLEMENTARY)
    for code, country in countries.items():
        if country.links:
            yield _part(assessment, "harm", entity=code, names=HARM)
    for code, country in countries.items():
        if country.destination or ("return_barred", code) in assessment.findings:
            yield _part(assessment, "return", entity=code, names=RETURN)
    yield _part(assessment, "danger", entity=PERSON, names=DANGER)


def _elements(country: Country) -> tuple[str, ...]:
    """The elements in the order of analysis, for a nationality or a former residence."""
    nationality = NATIONALITY if "nationality" in country.links else ()
    residence = RESIDENCE if "former_residence" in country.links else ()
    included = tuple(
        name
        for link, name in (("nationality", "included_in_country"), ("former_residence", "included_in_residence"))
        if link in country.links
    )
    return (*nationality, *ELEMENTS, *residence, *LAST_ELEMENTS, *included)


def _part(assessment: Assessment, kind: str, *, entity: str, names: tuple[str, ...]) -> Part:
    keys = tuple((name, entity) for name in names if (name, entity) in assessment.findings)
    return Part(kind, entity, TITLES[kind].format(country=entity_name(entity)), INTROS.get(kind, ""), keys)
