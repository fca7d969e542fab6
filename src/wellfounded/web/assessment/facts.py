"""Facts, evidence and what people found, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from wellfounded.cases.punctuation import detailed, listed
from wellfounded.law.case_file import Direction, FactRecord, FactState, Span
from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.library import load_library
from wellfounded.web.assessment import words
from wellfounded.web.assessment.labels import Label
from wellfounded.web.assessment.places import country_fact_address, evidence_address, fact_address
from wellfounded.web.date_words import span_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Act, Credibility, Evidence, HumanFinding, Put, Slot
    from wellfounded.law.country_fact import CountryFact

_TONES = {FactState.ESTABLISHED: "met", FactState.POSSIBLE: "met", FactState.REFUTED: "not-met"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What links need: the case number, the papers that can be opened here, and the language of the screen."""

    number: str
    exhibits: frozenset[str] = frozenset()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """One evidence item; `address` leads to the line or page, and is empty when it lies elsewhere.

    A country fact is told by its statement, with where and when that was `published`; `reference` is its id.
    """

    source: str
    place: str
    address: str
    kind: str
    weight: str
    note: str
    published: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact with its evidence on both sides and what people did about it."""

    title: str
    about: str
    label: Label
    value: str = ""
    remarks: tuple[str, ...] = ()
    supports: tuple[EvidenceShown, ...] = ()
    rebuts: tuple[EvidenceShown, ...] = ()
    address: str = ""

    @property
    def says_more(self) -> bool:
        return bool(self.remarks or self.supports or self.rebuts)


@dataclass(frozen=True, slots=True)
class HumanShown:
    """What a person found of a criterion."""

    word: str
    act: str
    reason: str
    rests_on: tuple[str, ...] = ()
    standard: str = ""
    put: str = ""


@dataclass(slots=True)
class Facts:
    """Shows the facts of one assessment."""

    assessment: Assessment
    shelf: Shelf

    def shown(self, slot: Slot, *, seen_from: str = "", title: str = "") -> FactShown:
        record = self.assessment.case.fact(slot) or FactRecord()
        sides = {
            way: tuple(self._evidence(one) for one in record.evidence if one.direction is way) for way in Direction
        }
        return FactShown(
            title=words.titled(title or self.assessment.law.facts[slot[1]].title),
            about=words.about(slot[0], seen_from=seen_from),
            label=state_of(record),
            value=self.value(slot),
            remarks=tuple(_remarks(record, self.named)),
            supports=sides[Direction.SUPPORTS],
            rebuts=sides[Direction.REBUTS],
            address=fact_address(self.shelf.number, slot[1], entity=slot[0]),
        )

    def value(self, slot: Slot) -> str:
        record, definition = self.assessment.case.fact(slot), self.assessment.law.facts[slot[1]]
        if record is None or record.value is None:
            return ""
        if definition.options:
            chosen = record.value if isinstance(record.value, tuple) else (str(record.value),)
            language = law_language(self.shelf.language)
            return listed(definition.options.get(one, {}).get(language, one) for one in chosen)
        if isinstance(record.value, Span):
            return span_words(record.value)
        number = f"{record.value:g}" if isinstance(record.value, float) else str(record.value)
        return f"{number} {definition.unit}".strip()

    def human(self, finding: HumanFinding | None) -> HumanShown | None:
        if finding is None:
            return None
        standard = self.assessment.law.library.standards.get(finding.standard)
        return HumanShown(
            word=str(words.HUMAN_WORDS[finding.word]),
            act=who_and_when(finding.act),
            reason=finding.act.reason,
            rests_on=tuple(self.named(one) for one in finding.rests_on),
            standard=words.titled(standard.title) if standard else finding.standard,
            put=put_in_words(finding.put) if finding.put is not None else "",
        )

    def named(self, name: str) -> str:
        """A fact or criterion by its title, a country fact by what it says; anything else as it was written."""
        law = self.assessment.law
        if name in law.facts:
            return words.titled(law.facts[name].title)
        return words.titled(law.criteria[name].title) if name in law.criteria else named_source(name)

    def _evidence(self, item: Evidence) -> EvidenceShown:
        title = self.assessment.case.exhibits.get(item.source, {}).get("title", "")
        source = f"{title} ({item.source})" if title else item.source
        address = evidence_address(self.shelf.number, item.source, at=item.at, exhibits=self.shelf.exhibits)
        if (known := self.assessment.law.library.country_fact(item.source)) is not None:
            source, address = known.statement, country_fact_address(self.shelf.number, known.id)
        return EvidenceShown(
            source=source,
            place=detailed((item.at, day(item.on))),
            address=address,
            kind=str(words.KINDS.get(item.kind, item.kind)),
            weight=str(words.WEIGHTS[item.weight]),
            note=item.note,
            published=published_at(known) if known is not None else "",
            reference=known.id if known is not None else "",
        )


def is_blank(record: FactRecord | None) -> bool:
    return record is None or record == FactRecord()


def state_of(record: FactRecord) -> Label:
    told = words.NOT_RECORDED if is_blank(record) else words.STATES[record.state]
    tone = "contradicted" if record.state is FactState.CONTRADICTED else _TONES.get(record.state, "open")
    return Label(str(told), tone)


def law_language(code: str) -> str:
    """The language of the catalogue of law for one of the screens."""
    known = {language.casefold(): language for language in LANGUAGES}
    return known.get(code.casefold(), "en")


def day(on: date | None) -> str:
    return formats.date_format(on) if on else ""


def published_at(fact: CountryFact) -> str:
    """Where a country fact was read, and of which day that is."""
    return detailed((fact.cited, day(fact.published)))


def named_source(source: str) -> str:
    """A country fact by what it says, where and when that was published, and its id; any other source as it is.

    Country facts are not translated: on a screen of another language they are marked as English.
    """
    fact = load_library().country_fact(source)
    if fact is None:
        return source
    published = format_html_join(", ", "{}", ((one,) for one in (words.of_law(fact.cited), day(fact.published)) if one))
    return format_html("“{}” ({}) [{}]", words.of_law(fact.statement), published, fact.id)


def who_and_when(act: Act) -> str:
    return detailed((act.by, day(act.on)))


def put_in_words(put: Put) -> str:
    """When a point was put, where, and the reply."""
    how = detailed((put.by, day(put.on), put.at))
    told = _("Put to the applicant (%(how)s).") % {"how": how} if how else _("Put to the applicant.")
    return f"{told} {_('Reply: “%(reply)s”') % {'reply': put.reply}}" if put.reply else told


def _remarks(record: FactRecord, named: Callable[[str], str]) -> Iterator[str]:
    """Who found it and how, what was asked and put."""
    if record.act.by or record.act.reason:
        told = ": ".join(part for part in (who_and_when(record.act), record.act.reason) if part)
        yield _("Found by %(told)s") % {"told": told}
    if record.answered is not None:
        yield str(words.ANSWERS[record.answered])
    if record.put is not None:
        yield put_in_words(record.put)
    if (doubt := record.benefit_of_doubt) is not None:
        told = ": ".join(part for part in (who_and_when(doubt), doubt.reason) if part)
        yield _("Benefit of the doubt given by %(told)s") % {"told": told}
    elif record.state is FactState.POSSIBLE:
        yield _("It carries a finding only once a person gives the benefit of the doubt.")
    if record.contested:
        yield _("Material evidence stands on both sides.")
    if record.credibility is not None:
        yield _credibility(record.credibility, named)


def _credibility(found: Credibility, named: Callable[[str], str]) -> str:
    parts = [
        format_html(
            "{} {}{}",
            words.INDICATORS.get(item.kind, item.kind),
            words.DIRECTIONS[item.direction],
            format_html(" ({})", named(item.rests_on)) if item.rests_on else "",
        )
        for item in found.indicators
    ]
    told = [str(words.CREDIBILITY.get(found.result, found.result))]
    if parts:
        listed = format_html_join("; ", "{}", ((part,) for part in parts))
        told.append(words.told(_("Indicators: %(list)s."), list=listed))
    if found.distorting:
        told.append(_("What may distort: %(list)s.") % {"list": words.factors(found.distorting)})
    return format_html_join(" ", "{}", ((one,) for one in told))
