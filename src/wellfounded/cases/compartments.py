"""Where each compartment of a file lies: every table with something of a case or its person stands in one list.

A test goes through the tables: one that is named nowhere, or twice, fails it. What is left of a case is in `KEPT`: its
number, its dates and who worked on it, so that the log can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from wellfounded.persons.models import RecipientKind
from wellfounded.vault.sealed_columns import in_clear

# What stands where a name stood, in a row that stays.
ERASED = in_clear("(erased)")


class Compartment(StrEnum):
    IDENTITY = "identity"
    ACCOUNT = "account"
    MEDICAL = "medical"
    SOURCES = "sources"
    ASSESSMENT = "assessment"
    DECISION = "decision"


# By table: the ways from it to the case, or to the person. Any of them makes a row one of this file.
HOLDS: dict[Compartment, dict[str, tuple[str, ...]]] = {
    Compartment.IDENTITY: {
        "persons.Nationality": ("person",),
        "persons.SpokenLanguage": ("person",),
        "persons.SafeContact": ("person",),
        "persons.NotToBeTold": ("person",),
        "persons.IdentityDocument": ("person",),
        "persons.HouseholdMember": ("person",),
        "persons.Kinship": ("person",),
        "persons.Identity": ("person",),
        "persons.IdentityChange": ("person",),
        "persons.Journey": ("person",),
        "persons.JourneyStage": ("journey__person",),
        "persons.EarlierClaim": ("person",),
        "persons.PersonName": ("person",),
        "persons.NameKey": ("person",),
        "persons.Photo": ("person",),
        "cases.DuplicateCheck": ("person",),
        "cases.DuplicateLead": ("person", "other"),
        "cases.DuplicateJudgement": ("lead__person", "lead__other"),
        "cases.Merge": ("kept", "merged"),
        "cases.ListHit": ("person",),
        "cases.ListJudgement": ("hit__person",),
        "cases.NameSearch": ("case",),
        "cases.SearchHit": ("person", "search__case"),
        "cases.Guardian": ("case",),
    },
    Compartment.ACCOUNT: {
        "cases.Interview": ("case",),
        "cases.PlanChange": ("interview__case",),
        "cases.InterviewPause": ("interview__case",),
        "cases.InterviewLine": ("interview__case",),
        "cases.ReadBack": ("interview__case",),
        "cases.Signature": ("interview__case",),
        "cases.Exhibit": ("case",),
        "cases.ExhibitContent": ("exhibit__case",),
        "cases.ExhibitPage": ("exhibit__case",),
        "cases.CustodyEvent": ("exhibit__case",),
        "cases.ExhibitOpened": ("exhibit__case",),
        "cases.Passage": ("exhibit__case",),
        "cases.ExhibitReference": ("case",),
        "cases.FactEntry": ("case",),
        "cases.HistoryEntry": ("case",),
        "cases.SavedRequest": ("case",),
        "cases.ShelfPin": ("case",),
        "cases.Counselling": ("case",),
    },
    Compartment.MEDICAL: {
        "persons.MedicalNote": ("person",),
        "persons.SpecificNeed": ("person",),
        "cases.BestInterests": ("case",),
        "cases.SupportReferral": ("case",),
    },
    Compartment.SOURCES: {"persons.ProtectedSource": ("person",)},
    Compartment.ASSESSMENT: {
        "persons.ExclusionFlag": ("person",),
        "cases.FindingEntry": ("case",),
        "cases.RecordHead": ("case",),
        "cases.CaseCountry": ("case",),
        "cases.CaseRoute": ("start__case",),
    },
    Compartment.DECISION: {
        "cases.Receipt": ("case",),
        "cases.Recommendation": ("case",),
        "cases.Review": ("recommendation__case",),
        "cases.Decision": ("case",),
        "cases.DecisionParagraph": ("decision__case",),
        "cases.Appeal": ("case",),
        "cases.AppealAddition": ("appeal__case",),
        "cases.AppealReasons": ("appeal__case",),
        "cases.AppealResult": ("appeal__case",),
        "cases.AppealReader": ("result__appeal__case",),
        "cases.Proceeding": ("case",),
        "cases.DerivativeStatus": ("case",),
        "cases.OwnFileRelease": ("case",),
        "cases.NoShowNotice": ("case",),
        "cases.Closure": ("case",),
        "cases.Reopening": ("case",),
        "cases.StatusEntry": ("case",),
        "cases.QualityReview": ("decision__case",),
        "cases.QualityMark": ("review__decision__case",),
    },
}
# What stays, and why.
KEPT = {
    "cases.Case": "its number and dates, so that the log can be read; the words in it go with the decision",
    "cases.Assignment": "who worked on it; the words of a hand-over go with the account",
    "cases.Deadline": "days without words",
    "cases.CaseOpening": "goes the next day",
    "cases.Export": "what left the house must stay known; the words of what never left go with the identity",
    "cases.Erasure": "tells of the erasure itself",
    "cases.Hold": "tells that nothing was erased and when; its words go with the decision",
    "persons.Person": "a number by chance",
    "persons.Consent": "shows by what right something left; what names a relative goes with the identity",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words in rows that stay, of this file or of another: the way to the case or person, and what stands there then.

    Without a way it is the row of the case itself. `only` says which of the rows.
    """

    label: str
    way: str
    become: dict[str, str | None]
    only: dict[str, str] = field(default_factory=dict)


REWORDED: dict[Compartment, tuple[Words, ...]] = {
    # Somebody else's row: that they have a relative stays in their file, who it is goes.
    Compartment.IDENTITY: (
        Words("persons.Kinship", "relative", {"relative": None, "described": ERASED}),
        Words("persons.Consent", "person", {"host_reason": ""}),
        Words(
            "persons.Consent",
            "person",
            {"recipient": ERASED, "purpose": ERASED},
            only={"recipient_kind": RecipientKind.RELATIVE},
        ),
    ),
    Compartment.ACCOUNT: (Words("cases.Assignment", "case", {"note": ""}),),
    Compartment.DECISION: (
        Words("cases.Case", "", {"modality_reason": "", "priority_reason": "", "all_points_put_reason": ""}),
        Words("cases.Hold", "case", {"reason": ERASED}),
    ),
}
# Tables of the floors above with words that were typed for a case, and the column whose text holds its number. Its rows
# live for an hour, and go with whichever compartment goes first.
BY_NUMBER = {"web.KeptForm": "address"}
