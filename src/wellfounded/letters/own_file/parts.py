"""The parts of a person's own file as lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.audit.words import words_of
from wellfounded.cases.appeals import reasons_in
from wellfounded.cases.models import Decision, DecisionState, ExhibitKind
from wellfounded.cases.models.record import newest_findings
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.own_file import Part
from wellfounded.persons.changes import as_text
from wellfounded.persons.exchange.row import OF_IDENTITY, OF_JOURNEY
from wellfounded.persons.models import Identity, Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db import models

    from wellfounded.cases.models import Case

# Whoever opens any of these has read something of the file.
READINGS = (Event.CASE_OPENED, Event.INTERVIEW_READ, Event.EXHIBIT_OPENED)
OTHER_EVIDENCE = frozenset({ExhibitKind.EXPERT, ExhibitKind.OFFICIAL})
APART = OTHER_EVIDENCE | {ExhibitKind.MEDICAL, ExhibitKind.COUNTRY}


@dataclass(frozen=True, slots=True)
class Section:
    """A part as it is printed; `withheld` is the reason where it was kept back."""

    title: str
    lines: tuple[str, ...]
    withheld: str = ""


def identity(case: Case) -> Iterator[str]:
    person = case.person
    for name in person.names.filter(withdrawn_at=None):
        yield f"{_('Name')}: {name.text} ({name.get_kind_display()})"
    yield from _fields(Identity, getattr(person, "identity", None), names=OF_IDENTITY.values())
    yield from _fields(Journey, getattr(person, "journey", None), names=OF_JOURNEY.values())
    for one in person.nationalities.all():
        yield f"{_('Nationality')}: {one.country or _('stateless')}"
    for spoken in person.languages.all():
        yield f"{_('Language')}: {' '.join(part for part in (spoken.language, spoken.dialect) if part)}"
    for paper in person.documents.filter(ended_at=None):
        yield f"{_('Document')}: {' '.join(part for part in (paper.get_kind_display(), paper.number) if part)}"
    for photo in person.photos.filter(removed_at=None):
        yield f"{_('Photo')}: {timezone.localdate(photo.added_at)}"
    for consent in person.consents.all():
        over = _("withdrawn %(day)s") % {"day": consent.withdrawn_on} if consent.withdrawn_on else ""
        told = ", ".join(part for part in (consent.purpose, consent.recipient, over) if part)
        yield f"{_('Consent')}: {told} ({consent.given_on})"


def account(case: Case) -> Iterator[str]:
    for interview in case.interviews.filter(started_at__isnull=False):
        yield _("Interview %(number)d, %(day)s") % {
            "number": interview.number,
            "day": timezone.localdate(interview.started_at).isoformat(),
        }
        for line in interview.lines.all():
            other = f" — {line.interpreted}" if line.interpreted else ""
            yield f"{line.number}. {line.get_kind_display()}, {line.get_speaker_display()}: {line.text}{other}"


def papers(case: Case) -> Iterator[str]:
    return _exhibits(case, set(ExhibitKind) - APART)


def medical(case: Case) -> Iterator[str]:
    yield from _exhibits(case, {ExhibitKind.MEDICAL})
    for note in case.person.medical_notes.all():
        yield f"{timezone.localdate(note.at)}: {note.text}"


def evidence(case: Case) -> Iterator[str]:
    return _exhibits(case, OTHER_EVIDENCE)


def country_information(case: Case) -> Iterator[str]:
    return _exhibits(case, {ExhibitKind.COUNTRY})


def decisions(case: Case) -> Iterator[str]:
    for decision in Decision.objects.filter(case=case, state=DecisionState.SERVED):
        yield f"{decision.get_outcome_display()}, {decision.letter_date}"
        for paragraph in decision.paragraphs.filter(language=decision.letter_language or "en"):
            yield f"{paragraph.number}. {paragraph.text}"
    for appeal in case.appeals.filter(served_on__isnull=False):
        granted = f", {Outcome(appeal.granted).label}" if appeal.granted else ""
        yield f"{_('Decision on your appeal')}: {appeal.get_outcome_display()}{granted}, {appeal.letter_date}"
        yield reasons_in(appeal, appeal.letter_language)


def assessment(case: Case) -> Iterator[str]:
    for entry in newest_findings(case):
        reason = entry.record.get("reason", "")
        yield f"{entry.criterion} ({entry.entity}): {entry.word}. {reason}"
    for one in case.recommendations.all():
        yield f"{timezone.localdate(one.at)}: {one.get_outcome_display()}. {one.reasons}"


def log(case: Case) -> Iterator[str]:
    """Who read the file, and when: each person once a day for each kind of reading."""
    rows = Detail.objects.filter(subject=case.number, event__in=list(READINGS)).select_related("entry")
    seen = {(timezone.localdate(row.entry.time).isoformat(), row.actor, row.event) for row in rows}
    for day, actor, event in sorted(seen):
        yield f"{day}  {actor}: {words_of(event)}"


def _exhibits(case: Case, kinds: Iterable[str]) -> Iterator[str]:
    for one in case.exhibits.filter(kind__in=list(kinds)):
        yield " · ".join(part for part in (one.label, one.title, one.get_kind_display(), as_text(one.dated)) if part)


def _fields(table: type[models.Model], row: models.Model | None, *, names: Iterable[str]) -> Iterator[str]:
    labels = {column.name: str(column.verbose_name) for column in table._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
    for name in names:
        shown = getattr(row, f"get_{name}_display", None) if row is not None else None
        text = str(shown()) if shown is not None else as_text(getattr(row, name, None))
        if text:
            yield f"{labels[name][:1].upper()}{labels[name][1:]}: {text}"


PARTS: dict[Part, Callable[[Case], Iterator[str]]] = {
    Part.IDENTITY: identity,
    Part.ACCOUNT: account,
    Part.PAPERS: papers,
    Part.MEDICAL: medical,
    Part.EVIDENCE: evidence,
    Part.COUNTRY_INFORMATION: country_information,
    Part.DECISION: decisions,
    Part.ASSESSMENT: assessment,
    Part.LOG: log,
}
