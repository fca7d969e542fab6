"""Which columns of the list may be filled for whom. A column that is not named for somebody stays blank."""

from __future__ import annotations

from wellfounded.persons.exchange.row import COLUMNS, Row
from wellfounded.persons.models import DataClass

# Where somebody is may kill them; how they came, who is with them and what ails them is no part of who they are.
WHEREABOUTS = frozenset({"AsylumLocationLevel1", "AsylumLocationLevel2"})
TOLD = frozenset({"Route", "FledDate", "ArrivalDate", "RefugeeStatus", "ProcessStatus"})
FAMILY = frozenset({"RegistrationGroupID", "GroupSize", "FocalPoint", "RelationshipToFocalPoint"})
NEEDS = frozenset({"SpecificNeeds", "SpecificNeedsList"})

EVERYTHING = frozenset(COLUMNS)
# What a consent lets be told; any other class of data lets nothing of the list be told.
OF_CONSENT: dict[str, frozenset[str]] = {
    DataClass.IDENTITY: EVERYTHING - WHEREABOUTS - TOLD - FAMILY - NEEDS,
    DataClass.WHOLE_FILE: EVERYTHING,
}
# A single extract, for a State that could send the person back: what shows that they are protected, and no more.
OF_EXTRACT = ("CaseNumber", "Names", "DateOfBirth", "RefugeeStatus")


def only(row: Row, columns: frozenset[str]) -> Row:
    """The row with every other column blank."""
    return {column: text if column in columns else "" for column, text in row.items()}
