"""The names of the law that something on the shelf can be tied to: criteria and country facts."""

from __future__ import annotations

from functools import lru_cache

from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.library import load_library
from wellfounded.library.described import described_country_facts, described_criteria


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Every criterion of the Convention base, then every country fact, by id."""
    law = load_library()
    criteria = {one.id: one.title for provision in law.provisions for one in provision.criteria}
    return criteria | {fact.id: fact.statement for fact in law.country_facts}


def is_about(name: str) -> bool:
    return name in titles()


@lru_cache(maxsize=1)
def criteria_bearing() -> Bearing:
    """What suggests criteria: their descriptions in the packs."""
    return Bearing(described_criteria(load_library()))


@lru_cache(maxsize=1)
def facts_bearing() -> Bearing:
    """What suggests country facts."""
    return Bearing(described_country_facts(load_library().country_facts))
