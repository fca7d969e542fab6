"""The words of a brief."""

from __future__ import annotations

LANGUAGE = "en"
SAY = {
    "kind": "Screening for refugee protection",
    "paper": "Brief of evidence",
    "motto": "The program decides nothing. What is only suggested counts for nothing until a person accepts it.",
    "supports": "Speaks for it",
    "rebuts": "Speaks against it",
    "country_facts": "What is known of the country",
    "facts_above": "Set out above:",
    "missing": "What is missing",
    "bare": "Open, and nothing on the shelf bears on it",
    "bare_lead": "An empty shelf says nothing of the person: it says where to look next.",
    "stale": "Due for review",
    "stale_lead": "A newer source should be looked for. Age alone never weakens a finding for the applicant.",
    "sources": "Sources",
    "nothing": "No criterion of this claim is open or contested.",
    "none": "Nothing.",
}
ACCEPTED = "accepted by {by} on {on}"
SUGGESTED = "suggested only, by the words {words}; nobody has accepted it"
UNSOURCED = "source not recorded"
UNDATED = "undated"
UNJUDGED = "reliability not judged"
JUDGED = "reliability: {word}"
PAGE = "page {page}"
PARAGRAPH = "para. {paragraph}"
PLACE = "passage {number}"
DIRECTIONS = {"supports": "for it", "rebuts": "against it"}
DUE = "due for review since {day}"
NO_PASSAGE = "No passage is on the shelf for this fact."
NOT_ACCEPTED = "Nobody has accepted a passage for it yet."
ONE_SIDED_FOR = "Nothing accepted or suggested speaks against it: look for what would."
ONE_SIDED_AGAINST = "Nothing accepted or suggested speaks for it: look for what would."
SINGLE_SOURCE = "Everything here comes from one source."
HEAD = {"profile": "Law", "known": "Country information known on", "shelf": "Shelf"}
PUBLISHED = "published {day}"
