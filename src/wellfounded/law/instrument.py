"""Treaties: who was bound by what on a day, as recorded, with reservations.

A record speaks for the day of its snapshot. That a State was bound is carried forward, with a caveat; that it was *not*
bound is never carried forward: after the snapshot it is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.citation import Citation, Source, read_citations
from wellfounded.law.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wellfounded.law.fields import Fields

STATUSES = frozenset({"party", "signatory", "not_party", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article that matters here, in our own words; `opt_in`: it binds only States that declared so."""

    number: str
    title: str
    text: str
    opt_in: bool = False


@dataclass(frozen=True, slots=True)
class Participation:
    """A State's position. `confirmed` is the last day for which the record speaks."""

    state: str
    status: str
    since: date | None
    act: str
    confirmed: date
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation or declaration: the articles it touches, and what it leaves whole."""

    state: str
    articles: tuple[str, ...]
    untouched: tuple[str, ...]
    effect: str
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether a State is bound on a day: the answer, the sentence that says it, and its law."""

    state: str
    instrument: str
    article: str
    truth: Truth
    sentence: str
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or declaration with its articles, participants and reservations."""

    id: str
    title: str
    kind: str
    in_force: date | None
    articles: dict[str, Article]
    history: tuple[Participation, ...]
    reservations: tuple[Reservation, ...]
    file: str

    def participation(self, state: str, day: date) -> Participation | None:
        """The newest entry for `state` that had happened by `day`; the oldest one when all are later."""
        entries = [entry for entry in self.history if entry.state == state]
        happened = [entry for entry in entries if entry.since is None or entry.since <= day]
        if happened:
            return happened[-1]
        return entries[0] if entries else None

    def binding(self, state: str, article: str, *, day: date) -> Binding:
        """Whether `state` is bound by `article` on `day`, as recorded."""
        entry = self.participation(state, day)
        if entry is None:
            return Binding(state, self.id, article, Truth.OPEN, f"No record of {state} for {self.title} is held.", ())
        touched = [
            item
            for item in self.reservations
            if item.state == state and article in item.articles and article not in item.untouched
        ]
        truth, sentence = self._standing(entry, day)
        if touched and truth is Truth.TRUE:
            effect = "; ".join(item.effect for item in touched)
            return Binding(
                state,
                self.id,
                article,
                Truth.OPEN,
                f"{sentence} A reservation touches article {article}: {effect}.",
                touched[0].cite,
            )
        if truth is Truth.TRUE and article in self.articles and self.articles[article].opt_in:
            caveat = f"Article {article} binds only States that declared so; declarations are not recorded."
            return Binding(state, self.id, article, Truth.OPEN, f"{sentence} {caveat}", entry.cite)
        return Binding(state, self.id, article, truth, sentence, entry.cite)

    def _standing(self, entry: Participation, day: date) -> tuple[Truth, str]:
        recorded = f"as recorded on {entry.confirmed}"
        stale = day > entry.confirmed
        caveat = f"{recorded}; later change is unchecked" if stale else recorded
        if entry.status == "party":
            if entry.since is not None and entry.since > day:
                return Truth.FALSE, f"{entry.state} was bound only from {entry.since} ({recorded})."
            since = f" since {entry.since} ({entry.act})" if entry.since else ""
            return Truth.TRUE, f"{entry.state} is bound{since}, {caveat}."
        if entry.status == "withdrawn" and entry.since is not None and entry.since > day:
            return (
                Truth.OPEN,
                f"{entry.state} withdrew only on {entry.since} ({recorded}); what was before is not held.",
            )
        words = {"signatory": "signed but did not ratify", "not_party": "is not a party", "withdrawn": "has withdrawn"}[
            entry.status
        ]
        truth = Truth.OPEN if stale and entry.status != "withdrawn" else Truth.FALSE
        return truth, f"{entry.state} {words}, {caveat}."


def read_instrument(fields: Fields, sources: Mapping[str, Source]) -> Instrument:
    """One file of `packs/instruments/`."""
    fields.only(
        {
            "instrument",
            "title",
            "kind",
            "adopted",
            "in_force",
            "articles",
            "snapshot",
            "parties",
            "later",
            "reservations",
            "note",
        }
    )
    return Instrument(
        id=fields.text("instrument", required=True),
        title=fields.text("title", required=True),
        kind=fields.option("kind", {"treaty", "declaration"}, default="treaty"),
        in_force=fields.day("in_force"),
        articles={number: _article(number, entry) for number, entry in fields.children("articles").items()},
        history=_history(fields, sources),
        reservations=tuple(_reservation(entry, sources) for entry in fields.items("reservations")),
        file=fields.document.file,
    )


def _history(fields: Fields, sources: Mapping[str, Source]) -> tuple[Participation, ...]:
    """The positions of all States: those of the snapshot, and what came later; the earliest first."""
    snapshot = fields.child("snapshot")
    confirmed = snapshot.day("as_of", required=True)
    cite = read_citations(snapshot, sources)
    history: list[Participation] = []
    if confirmed is not None:
        for state, entry in fields.children("parties").items():
            entry.only({"status", "bound_from", "act", "signed", "cite", "note"})
            own = read_citations(entry, sources, required=False)
            status = entry.option("status", STATUSES, default="not_party", required=True)
            since = entry.day("bound_from") if status == "party" else entry.day("signed")
            history.append(Participation(state, status, since, entry.text("act"), confirmed, own or cite))
    for entry in fields.items("later"):
        day = entry.day("date", required=True)
        if day is not None:
            history.append(_later(entry, sources, day=day))
    history.sort(key=lambda entry: (entry.since is not None, entry.since))
    return tuple(history)


def _later(entry: Fields, sources: Mapping[str, Source], *, day: date) -> Participation:
    entry.only({"state", "date", "status", "act", "confirmed", "cite", "note"})
    return Participation(
        state=entry.text("state", required=True),
        status=entry.option("status", STATUSES, default="not_party", required=True),
        since=day,
        act=entry.text("act"),
        confirmed=entry.day("confirmed") or day,
        cite=read_citations(entry, sources),
    )


def _article(number: str, entry: Fields) -> Article:
    entry.only({"title", "text", "reservable", "opt_in", "note"})
    text = " ".join(entry.text("text").split())
    return Article(number, entry.text("title", required=True), text, entry.flag("opt_in"))


def _reservation(entry: Fields, sources: Mapping[str, Source]) -> Reservation:
    entry.only({"state", "articles", "effect", "reserves_article", "articles_untouched", "cite", "note"})
    return Reservation(
        state=entry.text("state", required=True),
        articles=entry.words("articles"),
        untouched=entry.words("articles_untouched"),
        effect=entry.text("effect", required=True),
        cite=read_citations(entry, sources),
    )
