"""Every word that the paper says of itself, in English. Korean and Simplified Chinese will stand beside it."""

from __future__ import annotations

from datetime import date

from wellfounded.law.case_file import Answer, Direction, FactState, FindingWord, Weight
from wellfounded.law.citation import Checked
from wellfounded.law.criterion import Burden
from wellfounded.law.explain import StepKind
from wellfounded.law.questions import Ask
from wellfounded.law.remark import Severity

LANGUAGE = "en"

# What the templates say.
SAY = {
    "kind": "Screening for refugee protection",
    "paper": "Assessment",
    "motto": "The program decides nothing: a person finds, a person decides, another reviews.",
    "conclusions": "What follows from the record",
    "conclusions_lead": "What follows from the facts that people found, under this law. None of it is a decision.",
    "no_destination": "No destination is recorded, so the question of return is not answered for any place.",
    "question": "Question",
    "about": "About",
    "finding": "Finding",
    "where": "Where",
    "open": "What is open, and who bears it",
    "open_lead": (
        "An open point is never a “no”. The last column says who loses, and only if a person formally closes the "
        "record while the point is still open."
    ),
    "open_none": "Nothing is open that could still change a conclusion.",
    "waits_for": "Waits for",
    "point": "Point",
    "needed_for": "Needed for",
    "bearer": "Who bears it",
    "remarks": "Remarks for the reviewer",
    "remarks_lead": "A remark changes no finding. It says where a careful reviewer would look again.",
    "remarks_none": "The review made no remark.",
    "possible": "Facts accepted as possible",
    "possible_lead": "Doubtful, not rejected: a person carried these forward under the benefit of the doubt.",
    "other_facts": "Other facts on record",
    "other_facts_lead": "Recorded, but no reason above rests on them.",
    "not_encoded": "National law that is not encoded",
    "standard": "Standard of proof",
    "burden": "Burden",
    "set_by": "Rule set by",
    "law": "Law",
    "terms": "Terms",
    "note": "Note",
    "human": "Found by a person",
    "reasons": "Reasons",
    "also": "Also looked at",
    "country": "Known of the country",
    "country_above": "Shown before and bearing here too",
    "evidence_above": "evidence shown at",
    "see": "see",
    "against": "contrary authority",
    "exhibits": "Exhibits",
    "history": "Course of the case",
    "authorities": "Law and sources used, and how far each was checked",
    "authorities_lead": (
        "“Read”: the source itself, or an excerpt with this pinpoint, was read. “Quoted”: quoted or relied on in a "
        "decision that was read. “Not yet checked”: known, but a lawyer must still check it."
    ),
    "checked_legend": (
        "In brackets behind each citation stands how far it was checked: read, quoted, or not yet checked by a lawyer."
    ),
    "more_remarks": "And {count} more of this kind, each marked where it stands below.",
    "law_files": "Versions of the law files used",
    "law_files_lead": (
        "The first twelve characters of the SHA-256 of each file. The same files, case and dates always give this same "
        "assessment."
    ),
    "source": "Source",
    "pinpoint": "Place",
    "checked": "Checked",
    "via": "Where it was checked",
    "contents": "Contents",
    "page": "page",
    "of": "of",
    "case": "Case",
}

PLAIN_FILES = "Plain files are for fictional and published cases."
MATERIAL = {
    "fictional": f"A fictional case. {PLAIN_FILES}",
    "published": f"A published case. {PLAIN_FILES}",
    "real": "A real person's case. It does not belong in a plain file: keep it in the application's encrypted store.",
}
HEAD = {
    "case": "Case",
    "profile": "Profile",
    "claim": "Claim made",
    "law_as_of": "Law as it stood on",
    "decision": "Risk judged on",
    "known": "Country information up to",
    "host": "Host State",
    "record": "Record",
    "citation": "Published as",
    "engine": "Program",
}
RECORD_OPEN = "open: what is not known yet stays open"
RECORD_DIGEST = "a digest: part of a record, never closed"
RECORD_CLOSED = "formally closed on {day} by {by}"

# Findings.
MET, NOT_MET, NOT_ESTABLISHED, CONCEDED = "met", "not met", "not established", "conceded"
OPEN, CONTRADICTED = "open", "open: contradicted"
MUST_BE_PUT = "open: must first be put to the person"
LEFT_TO_PERSON = "left to a person"
LAW_NOT_READ = "open: law not read"

NO_RETURN_TO = "no return to"
SHORT = {
    "inclusion": "included",
    "refugee_status": "refugee",
    "complementary_protection": "complementary protection",
    "return_barred": NO_RETURN_TO,
}
FLAGS = {
    "possible": "rests on a fact accepted as possible",
    "contested": "rests on a fact with evidence both ways",
    "closed": "settled by the closing of the record: not established, never disproved",
    "unraised": "rests on an exception that nobody raised in the digest",
    "by_cases": "comes out the same whichever way the open facts go",
}
PENDING = {
    "contradicted": "a contradicted fact",
    "unput": "a point to be put to the person",
    "person": "a person's finding",
    "law": "unread law or a missing treaty record",
    "facts": "facts that nobody has found yet",
}
WAITS_FOR = "waits for {things}"
AND = " and "
BURDENS = {
    Burden.APPLICANT: "the applicant",
    Burden.SHARED: "shared; ends with the applicant",
    Burden.STATE: "the State",
    Burden.NONE: "nobody: it stays open",
}
NO_STANDARD = "not set by this profile"

# Reasons: what stands before the children of a step, by kind and value (0 no, 1 open, 2 yes).
LEADS = {
    (StepKind.ALL, 2): "All of these hold:",
    (StepKind.ALL, 1): "All must hold; still open:",
    (StepKind.ALL, 0): "All must hold; this fails:",
    (StepKind.ANY, 2): "One is enough; this holds:",
    (StepKind.ANY, 1): "One is enough; still open:",
    (StepKind.ANY, 0): "One would be enough; none holds:",
}
AT_LEAST = {
    2: "At least {count} must hold; these do:",
    1: "At least {count} must hold; still open:",
    0: "At least {count} must hold; these fail:",
}
EVERY = {
    2: "Holds for every {group}:",
    1: "Must hold for every {group}; still open:",
    0: "Must hold for every {group}; it fails for:",
}
SOME = {
    2: "Holds for at least one {group}:",
    1: "Must hold for at least one {group}; still open:",
    0: "Holds for no {group}:",
}
GROUPS = {
    "nationality": "nationality",
    "former residence": "former residence",
    "country": "country",
    "destination": "destination",
    "onward": "way onward",
}
MUST_NOT_HOLD = "must not hold:"
EXPLAINED_ABOVE = "explained above"
SILENCE = {
    "blank": ("Nothing recorded yet:", "Nothing is recorded yet on what is open here."),
    "unraised": ("Not raised in the digest:", "Nobody raised this in the digest."),
    "closed": (
        "Not shown when the record was closed:",
        "Nothing that bears on this was shown when the record was closed.",
    ),
}
CONSIDERED = "Looked at by whoever finds this:"
NO_SUCH = "No {group} is recorded"
YES_NO_OPEN = {2: "yes", 1: "open", 0: "no"}
BOUND = {2: "bound", 1: "open", 0: "not bound"}

# Facts and evidence.
STATES = {
    FactState.ESTABLISHED: "established",
    FactState.POSSIBLE: "possible",
    FactState.REFUTED: "refuted",
    FactState.UNKNOWN: "unknown",
    FactState.UNKNOWABLE: "cannot be known here",
    FactState.CONTRADICTED: "contradicted",
}
NOT_RECORDED = "not recorded"
ANSWERS = {
    Answer.YES: "The applicant said yes.",
    Answer.NO: "The applicant said no.",
    Answer.VALUE: "The applicant answered.",
    Answer.DONT_KNOW: "The applicant does not know. That is not a “no”.",
    Answer.CANNOT_SAY: "The applicant cannot say. That is not a “no”.",
    Answer.WONT_SAY: "The applicant does not want to say. That is not a “no”.",
}
DIRECTIONS = {Direction.SUPPORTS: "supports", Direction.REBUTS: "rebuts"}
WEIGHTS = {Weight.DECISIVE: "decisive", Weight.STRONG: "strong", Weight.MODERATE: "moderate", Weight.WEAK: "weak"}
KINDS = {
    "account": "account",
    "document": "document",
    "expert": "expert",
    "medical": "medical",
    "country_information": "country information",
    "witness": "witness",
    "finding_of_tribunal": "finding of a tribunal",
}
NOT_PUT_YET = "Counts against the person only once it was put; it was not put yet."
PUT = "Put to the person"
REPLY = "Reply"
DOUBT = "Benefit of the doubt"
DOUBT_MISSING = "Carries nothing until a person grants the benefit of the doubt."
DOUBT_NOT_ADMITTED = "The standard of proof here does not let a possible fact carry a finding."
CLOSED_AGAINST = "Still open when the record was closed: goes against whoever bears the burden."
NOT_RAISED = "Nobody raised this in the digest."
BOTH_WAYS = "Material evidence stands on both sides."
CREDIBILITY = {
    "accepted": "Account accepted.",
    "not_accepted": "Account not accepted.",
    "unresolved": "Credibility not resolved.",
}
INDICATORS = {
    "detail": "detail",
    "internal_consistency": "internal consistency",
    "consistency_with_others": "consistency with others",
    "external_consistency": "consistency with other sources",
    "plausibility": "plausibility",
}
DISTORTING = "What may distort"
FOUND = "Found"

HUMAN_WORDS = {
    FindingWord.ESTABLISHED: "established",
    FindingWord.CONCEDED: "conceded",
    FindingWord.ASSUMED: "assumed without deciding",
    FindingWord.NOT_ESTABLISHED: "not established",
    FindingWord.PARTLY_ESTABLISHED: "partly established",
    FindingWord.LEFT_OPEN: "left open",
    FindingWord.NOT_REACHED: "not reached",
}
RESTS_ON = "Rests on"
STANDARD_APPLIED = "Standard applied"

# Law.
CHECKED = {
    Checked.READ: "read",
    Checked.QUOTED: "quoted in a decision that was read",
    Checked.UNCHECKED: "not yet checked by a lawyer",
}
CHECKED_BRIEFLY = {Checked.READ: "read", Checked.QUOTED: "quoted", Checked.UNCHECKED: "not yet checked"}
DUE = "Due for review since {day}: look for a newer source. It still counts."
PUBLISHED = "published {day}"

# What is open.
WAITS = {
    Ask.PUT: "being put to the person",
    Ask.FIND: "a person's finding",
    Ask.QUESTION: "an answer of the applicant",
    Ask.LOOK_UP: "a look-up by the officer",
}
MORE_POINTS = "and {count} more"
CONTRADICTED_FACT = "a contradicted fact to be resolved"

SEVERITIES = {Severity.GRAVE: "grave", Severity.LOOK: "look", Severity.NOTE: "note"}
PERSON = "the person"

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def listed(things: tuple[str, ...]) -> str:
    """Several things as a list in a sentence."""
    return AND.join(part for part in (", ".join(things[:-1]), things[-1]) if part)


def day(value: date) -> str:
    """A day as it is written in a letter."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def act(by: str, on: date | None, *, reason: str) -> str:
    """Who did something, when and why, as one phrase."""
    who = ", ".join(part for part in (by, day(on) if on else "") if part)
    return ": ".join(part for part in (who, reason) if part)


def period(start: date | None, end: date | None) -> str:
    """The time that a statement is about."""
    if start is None:
        return f"about the time until {day(end)}" if end else ""
    return f"about {day(start)} to {day(end)}" if end else f"about the time since {day(start)}"
