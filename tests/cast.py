"""The people of the tests, all of them fictional."""

from __future__ import annotations

from tests.factories import blank, day, found, holding, record
from wellfounded.law.case_file import Case


def walker() -> Case:
    """Nobody knows anything yet."""
    return blank()


def beaten_walker() -> Case:
    """Beaten in AAA, where nobody protects; an adjudicator found the risk real."""
    facts = {"AAA.beaten": "established", "AAA.protected": "refuted"}
    return holding(blank(), {**facts, "AAA.risk_is_real": found("established")})


def believed_in_part() -> Case:
    """As the beaten walker, but the beating is only possible, and given the benefit of the doubt."""
    return holding(beaten_walker(), {"AAA.beaten": "possible benefit"})


def heard_fugitive() -> Case:
    """As the beaten walker, with a serious crime that was put at the hearing."""
    return holding(beaten_walker(), {"person.crime_hinted": "established", "person.serious_crime": "established put"})


def long_walker() -> Case:
    """Left in 2010, walked nine days, holds a permit and has not been back since."""
    return holding(
        blank(),
        {
            "person.departure_date": record("established", day("2010-05-02")),
            "person.return_date": record("established", day("2009-01-01")),
            "person.days_walked": record("established", 9.0),
            "person.paper": record("established", "permit"),
        },
    )
