"""What the paper shows, in reading order, all in words. Templates only place it; nothing here computes law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """How something came out, in words. `tone` names a shape of border for the eye; the words alone say everything."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A pinpoint in a source, named in short; how far it was checked, and whether it points the other way."""

    text: str
    checked: str
    tone: str
    against: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One evidence item: which way it speaks, where it stands, and the weight class that a person chose."""

    direction: str
    source: str
    place: str
    kind: str
    weight: str
    note: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its state. `above` is the number of the finding where its evidence was shown before."""

    title: str
    about: str
    label: Label
    value: str = ""
    remarks: tuple[str, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A step of the reasons.

    `prefix` stands before the title (“must not hold:”), `lead` before the children (“all of these hold:”). `see`
    points to the finding that explains this criterion. `silent` names, after its reason, what the record is silent on.
    """

    title: str
    about: str = ""
    prefix: str = ""
    label: Label | None = None
    lead: str = ""
    children: tuple[ReasonView, ...] = ()
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fact: FactView | None = None
    human: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    law: tuple[CitationView, ...] = ()
    see: str = ""


@dataclass(frozen=True, slots=True)
class CountryFactView:
    """What is known of a country and bears on a finding. `due` says that a newer source should be looked for."""

    statement: str
    about: str
    direction: str
    dates: str
    law: tuple[CitationView, ...]
    due: str = ""


@dataclass(frozen=True, slots=True)
class StandardView:
    """A standard of proof with the law that sets it."""

    title: str
    text: str
    law: tuple[CitationView, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with its law, its reasons and its evidence.

    `brief`: nothing bears on it yet, so its law is set in one line.
    """

    number: str
    anchor: str
    title: str
    about: str
    text: str
    label: Label
    flags: tuple[str, ...]
    standard: StandardView
    burden: str
    set_by: str
    law: tuple[CitationView, ...]
    terms: tuple[str, ...]
    note: str
    human: tuple[str, ...]
    reasons: ReasonView
    also: tuple[tuple[str, Label], ...]
    country_facts: tuple[CountryFactView, ...]
    country_facts_above: str
    brief: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the analysis. `lead` is a sentence under its title."""

    number: str
    title: str
    lead: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """One line of the summary. `short` is its title where there is little room."""

    title: str
    short: str
    about: str
    label: Label
    flags: tuple[str, ...]
    number: str
    anchor: str


@dataclass(frozen=True, slots=True)
class OpenView:
    """Points that are open for the same finding, and who bears it if they stay open."""

    needed_for: str
    about: str
    points: tuple[str, ...]
    bearer: str


@dataclass(frozen=True, slots=True)
class OpenGroupView:
    """Open points that wait for the same thing."""

    waits_for: str
    rows: tuple[OpenView, ...]


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Remarks of one kind. `more` counts those that are not repeated here because they stand at their place below."""

    code: str
    severity: str
    messages: tuple[str, ...]
    mend: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class PinpointView:
    """Places in one source that were checked in the same way, with where that was."""

    places: str
    checked: str
    tone: str
    via: str


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """A source in the list of law used. `short` is how the page names it."""

    title: str
    short: str
    pinpoints: tuple[PinpointView, ...]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """The whole paper."""

    language: str
    number: str
    title: str
    banner: str
    head: tuple[tuple[str, str], ...]
    not_encoded: tuple[str, ...]
    conclusions: tuple[ConclusionView, ...]
    opened: tuple[OpenGroupView, ...]
    remarks: tuple[RemarkView, ...]
    sections: tuple[SectionView, ...]
    possible: tuple[FactView, ...]
    other_facts: tuple[FactView, ...]
    exhibits: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str], ...]
    any_destination: bool
    appendices: tuple[tuple[str, str], ...]
    authorities: tuple[AuthorityView, ...]
    law_files: tuple[tuple[str, str], ...]
