"""What the parts of a file, the ways a case ended and the gaps of an erasure are called on a screen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.compartments import HOLDS, Compartment
from wellfounded.cases.erasing import HEAP, KEYS_ELSEWHERE, LOG_ELSEWHERE, LOG_OF_SERVER
from wellfounded.cases.models import RecipientOfExport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrPromise

PARTS: dict[Compartment, StrPromise] = {
    Compartment.IDENTITY: _("Identity"),
    Compartment.ACCOUNT: _("Account and evidence"),
    Compartment.MEDICAL: _("Medical records and needs"),
    Compartment.SOURCES: _("Protected sources"),
    Compartment.ASSESSMENT: _("Assessment"),
    Compartment.DECISION: _("Decision and what followed"),
}
ENDINGS: dict[str, StrPromise] = {
    "granted": _("protection was granted"),
    "refused": _("the claim was refused"),
    "withdrawn": _("the claim was withdrawn"),
    "no_show": _("the applicant did not come"),
    "derived": _("status follows from a relative’s"),
    "left": _("the person left, died or was taken over"),
}
_PLANS = _("Interviews: every line, plan, reading back and signature")
_EXHIBITS = _("Exhibits: the papers, their pages, custody and marked passages")
_SEARCHES = _("Searches by name, possible duplicates and hits on lists")
_PERSON = _("Birth, sex, nationalities, languages and documents of identity")
_REVIEWS = _("Receipts, recommendations and reviews")
_APPEALS = _("Appeals with their reasons and results")
# Several tables under one name that a person of the office knows them by.
TABLES: dict[str, StrPromise] = {
    **dict.fromkeys(("persons.PersonName", "persons.NameKey"), _("Names, and the index under which they are found")),
    **dict.fromkeys(
        (
            *("persons.Identity", "persons.IdentityChange", "persons.IdentityDocument", "persons.Nationality"),
            "persons.SpokenLanguage",
        ),
        _PERSON,
    ),
    "persons.Photo": _("Photos"),
    **dict.fromkeys(("persons.SafeContact", "persons.NotToBeTold"), _("Safe contacts, and who must not be told")),
    **dict.fromkeys(("persons.HouseholdMember", "persons.Kinship"), _("Household and relatives")),
    **dict.fromkeys(
        ("persons.Journey", "persons.JourneyStage", "persons.EarlierClaim"), _("Journey and earlier claims")
    ),
    **dict.fromkeys(
        (
            *("cases.DuplicateCheck", "cases.DuplicateLead", "cases.DuplicateJudgement", "cases.Merge"),
            *("cases.ListHit", "cases.ListJudgement", "cases.NameSearch", "cases.SearchHit"),
        ),
        _SEARCHES,
    ),
    "cases.Guardian": _("Guardians"),
    **dict.fromkeys(
        (
            *("cases.Interview", "cases.PlanChange", "cases.InterviewPause", "cases.InterviewLine"),
            *("cases.ReadBack", "cases.Signature"),
        ),
        _PLANS,
    ),
    **dict.fromkeys(
        (
            *("cases.Exhibit", "cases.ExhibitContent", "cases.ExhibitPage", "cases.CustodyEvent"),
            *("cases.ExhibitOpened", "cases.Passage", "cases.ExhibitReference"),
        ),
        _EXHIBITS,
    ),
    **dict.fromkeys(("cases.FactEntry", "cases.HistoryEntry"), _("Facts with all their versions, and the history")),
    "cases.SavedRequest": _("Marks against saving twice"),
    "cases.ShelfPin": _("Passages of the shelf that were pinned to the case"),
    "cases.Counselling": _("What was explained to the person"),
    **dict.fromkeys(("persons.MedicalNote", "persons.SpecificNeed"), _("Medical notes and specific needs")),
    **dict.fromkeys(("cases.BestInterests", "cases.SupportReferral"), _("Best interests, and referrals for support")),
    "persons.ProtectedSource": _("Protected sources"),
    "persons.ExclusionFlag": _("Indications for exclusion"),
    **dict.fromkeys(("cases.FindingEntry", "cases.RecordHead"), _("Findings with all their versions")),
    **dict.fromkeys(("cases.CaseCountry", "cases.CaseRoute"), _("Countries and routes of the assessment")),
    **dict.fromkeys(("cases.Receipt", "cases.Recommendation", "cases.Review"), _REVIEWS),
    **dict.fromkeys(("cases.Decision", "cases.DecisionParagraph"), _("Decisions with every paragraph of their texts")),
    **dict.fromkeys(
        ("cases.Appeal", "cases.AppealAddition", "cases.AppealReasons", "cases.AppealResult", "cases.AppealReader"),
        _APPEALS,
    ),
    **dict.fromkeys(
        ("cases.Proceeding", "cases.DerivativeStatus", "cases.StatusEntry"), _("Status, and proceedings about it")
    ),
    **dict.fromkeys(
        ("cases.NoShowNotice", "cases.Closure", "cases.Reopening", "cases.OwnFileRelease"),
        _("Absences, closings, and what the person was given of the own file"),
    ),
    **dict.fromkeys(("cases.QualityReview", "cases.QualityMark"), _("Reviews of quality")),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What goes, in words. Without a count nobody said how many."""

    words: StrPromise
    count: int | None = None


def part_words(names: Iterable[str]) -> list[StrPromise]:
    wanted = set(names)
    return [words for one, words in PARTS.items() if one in wanted]


def things_of(compartment: Compartment, rows: Mapping[str, int] | None) -> list[Thing]:
    """All that a part can hold, for whoever may not know; what it does hold, for whoever may."""
    if rows is None:
        return [Thing(words) for words in dict.fromkeys(TABLES[label] for label in HOLDS[compartment])]
    counts: Counter[StrPromise] = Counter()
    for label, count in rows.items():
        counts[TABLES[label]] += count
    return [Thing(words, count) for words, count in counts.items()]


# ── what nobody here can see to ──────────────────────────────────────────────────────────────────────────────────────
_BEFORE_UPGRADE = re.compile(r"^(\S+), from before an upgrade of this program$")
_EXPORT = re.compile(r"^export (\d+), to (\w+)$")
GAPS: dict[str, tuple[StrPromise, StrPromise]] = {
    "backups made before this erasure": (
        _("Backups that were made before"),
        _("Let them age, or destroy them. A backup that is put back brings the file back: erase it again then."),
    ),
    "copies on other computers and on paper": (
        _("Copies on other computers and on paper"),
        _("Look for them, destroy them, and note that it was done."),
    ),
    KEYS_ELSEWHERE: (
        _("Copies of the key store that were made before"),
        _("Make a new one and destroy these: with a backup from before they open what was erased."),
    ),
    "the write-ahead log of the store: somebody was reading": (
        _("The newest changes of the store: somebody was reading at that moment"),
        _("Press “Finish it” on this page when nobody else works."),
    ),
    HEAP: (
        _("The files of the database server"),
        _("Whoever keeps the server runs “wellfounded erase sweep” when nobody works."),
    ),
    LOG_OF_SERVER: (
        _("The write-ahead log of the database server, with its archives and replicas"),
        _("The same command writes over the log. Archives and replicas are for whoever keeps them."),
    ),
    LOG_ELSEWHERE: (
        _("Archives and replicas of the database server, if there are any"),
        _("Let archives age, or destroy them; a replica follows by itself, and its own log with it."),
    ),
    # Of an older release.
    "the heap of the server, until it vacuums": (
        _("The files of the database server"),
        _("Whoever keeps the server runs “wellfounded erase sweep” when nobody works."),
    ),
}


@dataclass(frozen=True, slots=True)
class Gap:
    what: str
    do: str


def gaps_of(codes: Iterable[str]) -> list[Gap]:
    """Each code of a receipt in words, with what somebody can do about it."""
    return [_gap(code) for code in codes]


def _gap(code: str) -> Gap:
    if found := _EXPORT.match(code):
        kinds = {kind.value: kind.label for kind in RecipientOfExport}
        said = _("Export %(number)s, which left for: %(who)s") % {
            "number": found[1],
            "who": kinds.get(found[2], found[2]),
        }
        return Gap(str(said), str(_("Ask whoever received it to destroy it, and note the answer.")))
    if found := _BEFORE_UPGRADE.match(code):
        said = _("A copy from before an upgrade of this program: %(name)s") % {"name": found[1]}
        by_hand = _("It could not be overwritten. Destroy it by hand: it lies in the folder of the office.")
        return Gap(str(said), str(by_hand))
    what, do = GAPS.get(code, (code, ""))
    return Gap(str(what), str(do))
