"""The words of a decision in each language. Paragraphs come from `decision_text`; here they become sentences.

The titles of facts and criteria come from the law packs and are looked up in the same catalogue of messages.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language
from wellfounded.law.country_name import entity_name

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.cases.decision_text import Paragraph

# The texts of the program are written in this language; every other one needs a qualified reader's signature.
SOURCE_LANGUAGE = Language.ENGLISH
KIND = "decision"
_LAW_LANGUAGE = {"zh-hans": "zh-Hans"}

MESSAGES: dict[str, Promise] = {
    "opening": _(
        "This is the decision in case %(case)s on the claim made on %(claim)s. The law that is applied: %(profile)s, "
        "as it stood on %(law_day)s."
    ),
    "heard": _("The applicant was heard in person on %(days)s."),
    "not_heard": _("No interview was needed to come to this decision."),
    "closed": _("The record was closed on %(on)s."),
    "fact_established": _("It is accepted: %(fact)s%(place)s%(value)s."),
    "fact_possible": _("It is taken as possible, and the doubt goes to the applicant: %(fact)s%(place)s%(value)s."),
    "fact_refuted": _("It is not accepted: %(fact)s%(place)s%(value)s."),
    "facts_not_established": _(
        "When the record was closed the following had not been established%(place)s. None of it is held to be untrue: "
        "%(facts)s."
    ),
    "facts_open": _("The following is not known%(place)s, and nothing is concluded from that: %(facts)s."),
    "finding_met": _("“%(criterion)s”%(place)s: this is met."),
    "finding_not_met": _("“%(criterion)s”%(place)s: this is not met."),
    "finding_not_established": _("“%(criterion)s”%(place)s: this was not established."),
    "finding_open": _("“%(criterion)s”%(place)s: this is left open."),
    "finding_contradicted": _("“%(criterion)s”%(place)s: this is left open, because the evidence contradicts itself."),
    "nothing_against": _("Nothing on the record establishes what would speak against the applicant: %(criteria)s."),
    "nothing_against_bare": _("Nothing on the record establishes what would speak against the applicant."),
    "conclusion_met": _("On the question “%(criterion)s”%(place)s the answer is: yes."),
    "conclusion_not_met": _("On the question “%(criterion)s”%(place)s the answer is: no."),
    "conclusion_not_established": _("On the question “%(criterion)s”%(place)s the answer is: not established."),
    "conclusion_open": _(
        "The question “%(criterion)s”%(place)s is open. This decision answers it neither way, and nobody may rely on "
        "it as an answer."
    ),
    "conclusion_contradicted": _(
        "The question “%(criterion)s”%(place)s is open, because the evidence contradicts itself. This decision "
        "answers it neither way, and nobody may rely on it as an answer."
    ),
    "reasons": _("The reasons in short: %(reasons)s"),
    "outcome_refugee": _("The applicant is recognised as a refugee."),
    "outcome_complementary": _(
        "The applicant is not recognised as a refugee, but is granted complementary protection."
    ),
    "outcome_refused": _("The claim is refused."),
    "outcome_excluded": _("The applicant is excluded from refugee status, and no other protection is granted."),
    "outcome_status_kept": _("The applicant keeps the status."),
    "outcome_cancelled": _("The status of the applicant is cancelled."),
    "outcome_ceased": _("The status of the applicant has ceased."),
    "appeal": _(
        "The applicant may appeal within %(term)s of the day on which this decision is handed over. Somebody who took "
        "no part in it will decide. An appeal that comes later is looked at too, with the reasons why it is late."
    ),
    "appeal_sent": _(
        "The applicant may appeal within %(term)s of the day on which this decision is sent, or handed over in person. "
        "The day on which a letter arrives does not count. Somebody who took no part in it will decide. An appeal that "
        "comes later is looked at too, with the reasons why it is late."
    ),
    "appeal_in_detention": _("For somebody in detention the time is shorter: %(term)s."),
    "appeal_accelerated": _(
        "Where the claim is refused as inadmissible or manifestly unfounded, or in a short or accelerated procedure, "
        "the time is shorter: %(term)s."
    ),
}
# Paragraphs that tell a term.
TERMS = frozenset({"appeal", "appeal_sent", "appeal_in_detention", "appeal_accelerated"})
PARTS: dict[str, Promise] = {
    "place": _(" (%(name)s)"),
    "value": _(" – %(value)s"),
    "reason": _(" Reason: %(reason)s"),
    "reply": _(" This was put to the applicant, who replied: “%(reply)s”"),
}


def worded(paragraph: Paragraph, language: str) -> str:
    """The paragraph in a language."""
    with override(language):
        return _worded(paragraph.message, paragraph.values, language=language)


def _worded(message: str, values: dict[str, Any], *, language: str) -> str:
    said = {name: _said(name, value) for name, value in values.items()}
    name = entity_name(values.get("entity", ""), _LAW_LANGUAGE.get(language, language))
    said["place"] = _part("place", name=name) if name and values["entity"] != "person" else ""
    said["value"] = _part("value", value=said["value"]) if "value" in said else ""
    if message in TERMS:
        said["term"] = term(values["count"], values["unit"])
    if message == "nothing_against" and not values["criteria"]:
        message = "nothing_against_bare"
    tail = "".join(_part(part, **{part: said[part]}) for part in ("reason", "reply") if part in said)
    return str(MESSAGES[message]) % said + tail


def _part(part: str, **values: str) -> str:
    return str(PARTS[part]) % values


def _said(name: str, value: Any) -> str:
    """A value as the paper says it: days in the language's form, titles looked up, free words as they are."""
    if name in {"claim", "law_day", "on"}:
        return _day(value)
    if name == "days":
        return ", ".join(_day(day) for day in value)
    if name in {"facts", "criteria"}:
        return "; ".join(gettext(title) for title in value)
    return gettext(value) if name in {"fact", "criterion", "profile"} else str(value)


def _day(text: str) -> str:
    english = get_language() == SOURCE_LANGUAGE  # Django's own English form is the American one
    return formats.date_format(date.fromisoformat(text), "j F Y" if english else "DATE_FORMAT")


def term(count: int, unit: str) -> str:
    """A term in words of the present language: “30 days”."""
    words = {
        "calendar_days": ngettext("%(count)d day", "%(count)d days", count),
        "working_days": ngettext("%(count)d working day", "%(count)d working days", count),
        "weeks": ngettext("%(count)d week", "%(count)d weeks", count),
        "months": ngettext("%(count)d month", "%(count)d months", count),
    }
    return words[unit] % {"count": count}


def text_hash(language: str) -> str:
    """What a reader signs off: every message of this paper in this language. Another wording has another hash."""
    with override(language):
        terms = [term(count, unit) for unit in ("calendar_days", "working_days", "weeks", "months") for count in (1, 2)]
        told = [f"{name}\0{text}" for texts in (MESSAGES, PARTS) for name, text in sorted(texts.items())]
        return hashlib.sha256("\0".join([*told, *terms]).encode()).hexdigest()
