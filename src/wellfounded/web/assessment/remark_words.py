"""What a remark says, in the language of the screen: the core gives a code and stable values, the screen says them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.punctuation import listed
from wellfounded.law.finding import Label
from wellfounded.web.assessment import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import Promise

    from wellfounded.law.law import Law
    from wellfounded.law.remark import Remark, Told

# As a word within a sentence.
FOUND: Mapping[str, Promise] = {"established": _("established"), "not_established": _("not established")}
LABELS: Mapping[str, Promise] = {str(Label.MET): words.MET, str(Label.NOT_MET): words.NOT_MET}
RESULTS: Mapping[str, Promise] = {
    "accepted": _("accepted"),
    "not_accepted": _("not accepted"),
    "unresolved": _("not resolved"),
}
WAITS: Mapping[str, Promise] = {"person": words.WAITS["person"], "facts": _("facts or law")}


def remark_words(remark: Remark, law: Law) -> str:
    """The sentence of its code with its values in their places, ready for a page."""
    said = {name: _said(name, value, law=law) for name, value in remark.values.items()}
    if "statement" in said:
        said["source"] = format_html("{} <code>{}</code>", said["statement"], said["source"])
    return format_html(words.titled(remark.code.sentence), **said)


def _said(name: str, value: Told, *, law: Law) -> str:
    if isinstance(value, date):
        return formats.date_format(value)
    if name == "distorting" and isinstance(value, tuple):
        return words.factors(value)
    say = SAY.get(name, _as_it_is)
    return listed(say(one, law) for one in value) if isinstance(value, tuple) else say(str(value), law)


def _titled(text: str, _law: Law) -> str:
    return words.titled(text)


def _fact(name: str, law: Law) -> str:
    return words.titled(law.facts[name].title) if name in law.facts else name


def _criterion(name: str, law: Law) -> str:
    return words.titled(law.criteria[name].title) if name in law.criteria else name


def _standard(name: str, law: Law) -> str:
    standard = law.library.standards.get(name)
    return words.titled(standard.title) if standard else name


def _country(entity: str, _law: Law) -> str:
    return words.about(entity) or str(words.THE_PERSON)


def _statement(text: str, _law: Law) -> str:
    """Country facts and what they rest on are not translated."""
    return format_html('<q lang="en">{}</q>', text)


def _cited(text: str, _law: Law) -> str:
    return format_html('<span lang="en">{}</span>', text)


def _as_it_is(text: str, _law: Law) -> str:
    return text


def _word_of(told: Mapping[str, Promise]) -> Callable[[str, Law], str]:
    return lambda word, _law: str(told[word])


SAY: Mapping[str, Callable[[str, Law], str]] = {
    "criterion": _titled,
    "profile": _titled,
    "fact": _fact,
    "facts": _fact,
    "criteria": _criterion,
    "judged": _standard,
    "standard": _standard,
    "country": _country,
    "statement": _statement,
    "cited": _cited,
    "found": _word_of(FOUND),
    "label": _word_of(LABELS),
    "result": _word_of(RESULTS),
    "state": _word_of({str(state): said for state, said in words.STATES.items()}),
    "waits": _word_of(WAITS),
}
