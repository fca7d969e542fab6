"""Every word that a page says of an assessment itself. Titles of the law are looked up in the same catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.punctuation import listed
from wellfounded.law.case_file import PERSON, Answer, Direction, FactState, FindingWord, Weight
from wellfounded.law.citation import Checked
from wellfounded.law.criterion import Burden
from wellfounded.law.explain import StepKind
from wellfounded.law.questions import Ask
from wellfounded.law.remark import Severity
from wellfounded.web.choices import shown_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

# How a finding came out.
MET, NOT_MET, CONCEDED = _("met"), _("not met"), _("conceded")
NOT_ESTABLISHED = _("not established")
OPEN = _("open")
CONTRADICTED = _("open: the evidence contradicts itself")
MUST_BE_PUT = _("open: must first be put to the applicant")
LEFT_TO_PERSON = _("open: left to a person")
LAW_NOT_READ = _("open: law not read")

FLAGS: dict[str, Promise] = {
    "possible": _("rests on a fact accepted as possible"),
    "contested": _("rests on a fact with evidence both ways"),
    "closed": _("settled by the closing of the record: not established, never disproved"),
    "unraised": _("rests on an exception that nobody raised in the digest"),
    "by_cases": _("comes out the same whichever way the open facts go"),
}
WAITS: dict[str, Promise] = {
    "contradicted": _("a contradicted fact"),
    "unput": _("a point to be put to the applicant"),
    "person": _("a person’s finding"),
    "law": _("law that nobody has read yet, or a missing treaty record"),
    "facts": _("facts that nobody has found yet"),
}
BURDENS: dict[Burden, Promise] = {
    Burden.APPLICANT: _("the applicant"),
    Burden.SHARED: _("shared; ends with the applicant"),
    Burden.STATE: _("the State"),
    Burden.NONE: _("nobody: it stays open"),
}

# Reasons: what stands before the steps under a step, by kind and value.
LEADS: dict[tuple[StepKind, str], Promise] = {
    (StepKind.ALL, "yes"): _("All of these hold:"),
    (StepKind.ALL, "open"): _("All must hold; still open:"),
    (StepKind.ALL, "no"): _("All must hold; this fails:"),
    (StepKind.ANY, "yes"): _("One is enough; this holds:"),
    (StepKind.ANY, "open"): _("One is enough; still open:"),
    (StepKind.ANY, "no"): _("One would be enough; none holds:"),
    (StepKind.AT_LEAST, "yes"): _("Enough of these hold:"),
    (StepKind.AT_LEAST, "open"): _("Several must hold together; still open:"),
    (StepKind.AT_LEAST, "no"): _("Several must hold together; too many fail:"),
}
EVERY: dict[str, Promise] = {
    "yes": _("Holds for every %(group)s:"),
    "open": _("Must hold for every %(group)s; still open:"),
    "no": _("Must hold for every %(group)s; it fails for:"),
}
SOME: dict[str, Promise] = {
    "yes": _("Holds for at least one %(group)s:"),
    "open": _("Must hold for at least one %(group)s; still open:"),
    "no": _("Holds for no %(group)s:"),
}
GROUPS: dict[str, Promise] = {
    "nationality": _("nationality"),
    "former residence": _("former residence"),
    "country": _("country"),
    "destination": _("destination"),
    "onward": _("way onward"),
}
MUST_NOT_HOLD = _("must not hold:")
VALUES: dict[str, Promise] = {"yes": _("yes"), "open": _("open"), "no": _("no")}
BOUND: dict[str, Promise] = {"yes": _("bound"), "open": _("open"), "no": _("not bound")}
SILENT: dict[str, Promise] = {
    "blank": _("Nothing recorded yet:"),
    "closed": _("Not shown when the record was closed:"),
}

# Facts and evidence.
STATES: dict[FactState, Promise] = {
    FactState.ESTABLISHED: _("established"),
    FactState.POSSIBLE: _("possible"),
    FactState.REFUTED: _("refuted"),
    FactState.UNKNOWN: _("unknown"),
    FactState.UNKNOWABLE: _("cannot be known here"),
    FactState.CONTRADICTED: _("contradicted"),
}
NOT_RECORDED = _("not recorded")
ANSWERS: dict[Answer, Promise] = {
    Answer.YES: _("The applicant said yes."),
    Answer.NO: _("The applicant said no."),
    Answer.VALUE: _("The applicant answered."),
    Answer.DONT_KNOW: _("The applicant does not know. That is not a “no”."),
    Answer.CANNOT_SAY: _("The applicant cannot say. That is not a “no”."),
    Answer.WONT_SAY: _("The applicant does not want to say. That is not a “no”."),
}
DIRECTIONS: dict[Direction, Promise] = {Direction.SUPPORTS: _("supports"), Direction.REBUTS: _("rebuts")}
WEIGHTS: dict[Weight, Promise] = {
    Weight.DECISIVE: _("decisive"),
    Weight.STRONG: _("strong"),
    Weight.MODERATE: _("moderate"),
    Weight.WEAK: _("weak"),
}
KINDS: dict[str, Promise] = {
    "account": _("account"),
    "document": _("document"),
    "expert": _("expert"),
    "medical": _("medical"),
    "country_information": _("country information"),
    "witness": _("witness"),
    "finding_of_tribunal": _("finding of a tribunal"),
}
HUMAN_WORDS: dict[FindingWord, Promise] = {
    FindingWord.ESTABLISHED: _("Established"),
    FindingWord.CONCEDED: _("Conceded"),
    FindingWord.ASSUMED: _("Assumed without deciding"),
    FindingWord.NOT_ESTABLISHED: _("Not established"),
    FindingWord.PARTLY_ESTABLISHED: _("Partly established"),
    FindingWord.LEFT_OPEN: _("Left open"),
    FindingWord.NOT_REACHED: _("Not reached"),
}
CREDIBILITY: dict[str, Promise] = {
    "accepted": _("Account accepted."),
    "not_accepted": _("Account not accepted."),
    "unresolved": _("Credibility not resolved."),
}
INDICATORS: dict[str, Promise] = {
    "detail": _("detail"),
    "internal_consistency": _("internal consistency"),
    "consistency_with_others": _("consistency with others"),
    "external_consistency": _("consistency with other sources"),
    "plausibility": _("plausibility"),
}
# What may distort an account.
FACTORS: dict[str, Promise] = {
    "trauma": _("Trauma"),
    "memory": _("Memory"),
    "time": _("Time that has passed"),
    "interpreter": _("The interpreter"),
    "culture": _("Another culture of telling"),
    "shame": _("Shame"),
    "child": _("A child, or a child then"),
    "gender": _("Gender"),
    "coercion": _("Coercion"),
    "statement_under_arrest": _("Said under arrest"),
    "illness": _("Illness"),
    "schooling": _("Little schooling"),
}

# Law.
CHECKED: dict[Checked, Promise] = {
    Checked.READ: _("read at the source"),
    Checked.QUOTED: _("quoted in a decision that was read"),
    Checked.UNCHECKED: _("not yet checked by a lawyer"),
}

# What is open.
ASKS: dict[Ask, Promise] = {
    Ask.PUT: _("Put to the applicant"),
    Ask.FIND: _("Find, as a person"),
    Ask.QUESTION: _("Ask the applicant"),
    Ask.LOOK_UP: _("Look up"),
}
SEVERITIES: dict[Severity, Promise] = {
    Severity.GRAVE: _("grave"),
    Severity.LOOK: _("look again"),
    Severity.NOTE: _("note"),
}
THE_PERSON = _("the person")


def titled(text: str) -> str:
    """A title of the law in the language of the screen, where there is one."""
    return gettext(text) if text else ""


def of_law(text: str) -> str:
    """Words of the law in the language of the screen; where nobody has translated them, marked as English."""
    said = titled(text)
    return format_html('<span lang="en">{}</span>', text) if text and is_english(said) else said


def is_english(text: str) -> bool:
    """Whether words of the law stand on a screen of another language as nobody has translated them."""
    return not (get_language() or "en").startswith("en") and not any(letter >= "\u1100" for letter in _letters(text))


def _letters(text: str) -> Iterator[str]:
    """Dashes and quotation marks belong to no language."""
    return filter(str.isalpha, text)


def told(sentence: Promise | str, **said: object) -> SafeString:
    """A sentence of the catalogue with its values in their places, for values that may be marked up."""
    return format_html(re.sub(r"%\((\w+)\)s", r"{\1}", str(sentence)), **said)


def factors(names: Iterable[str]) -> str:
    """What may distort, within a sentence."""
    said = [str(FACTORS.get(name, name)) for name in names]
    return listed(word[:1].lower() + word[1:] for word in said)


def about(entity: str, *, seen_from: str = "") -> str:
    """The country or way onward that something is about; empty for the person, and where the reader is already."""
    if entity in {PERSON, seen_from, ""}:
        return ""
    return " → ".join(shown_country(code) for code in entity.split(">"))


def all_of(things: list[str]) -> str:
    """Several things in a sentence, with an “and” before the last."""
    if len(things) < 2:  # noqa: PLR2004 - one thing needs no “and”
        return "".join(things)
    return gettext("%(first)s and %(last)s") % {"first": listed(things[:-1]), "last": things[-1]}
