"""Every word that the overview says of itself, in English."""

from __future__ import annotations

from wellfounded.law.agreement import Verdict

SAY = {
    "title": "Published claims, screened",
    "lead": "Each case file holds the facts of a published decision, never its outcome. Here is what follows.",
    "motto": "The program decides nothing: a person finds, a person decides, another reviews.",
    "case": "Case",
    "profile": "Profile",
    "conclusions": "What follows from the facts",
    "page": "page",
    "pdf": "PDF",
    "agreement": "Compared with what the tribunals decided",
    "agreement_lead": (
        "Element by element. What only a person can find is left to a person and never taken from the outcome. The "
        "last column is the share of comparable elements that rules decide."
    ),
    "element": "Element",
    "decided": "Decided by rules",
    "disagreements": "Where we disagree",
    "disagreements_none": "No element decided by rules disagrees.",
    "tribunal": "The tribunal",
    "ours": "Here",
    "criterion": "Our criterion",
    "cause": "Cause",
    "all": "all",
    "none": "No outcomes were given to compare with.",
}
VERDICTS = {
    Verdict.AGREES: "Agrees",
    Verdict.DISAGREES: "Disagrees",
    Verdict.LEFT_TO_PERSON: "Left to a person",
    Verdict.FROM_FINDING: "Rests on a finding of the tribunal",
    Verdict.NOT_COMPARABLE: "Not comparable",
}
