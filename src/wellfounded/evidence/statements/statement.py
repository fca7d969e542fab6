"""What a statement is: who said what, in what role, how, about what. A candidate until a person confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the original text: characters from `start` to before `end`, counted from zero."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """How many characters both hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same stretch, counted from another beginning."""
        return Span(self.start + by, self.end + by)


class Mode(StrEnum):
    """How the content is given: all of it in quotation marks, a part, or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Kind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    DOCUMENT = "document"
    MEDIA = "media"
    UNNAMED = "unnamed"


class Mention(StrEnum):
    """How the text names the speaker at this place."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    `name` is the fullest name that the article gives; for a pronoun that was resolved, the name it stands for, with
    `resolved` True: the reader must see that the program supplied it. `state` is the code (ISO 3166-1 alpha-3) of the
    State that speaks, itself or through its ministry or spokesperson; empty for all others.
    """

    name: str
    kind: Kind
    mention: str = ""
    mention_type: Mention = Mention.NONE
    role: str = ""
    organisation: str = ""
    state: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When, where and to whom something was said, and who passed it on; in the words of the text, or empty."""

    when: str = ""
    where: str = ""
    addressed_to: str = ""
    relayed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A candidate. All spans are offsets into the original text; `content` may be in several pieces.

    `rule` names the rule that made it, `confidence` (0 to 1) is the prior of that rule, not a measured probability.
    `nested` says that it stands inside the content of another statement.
    """

    speaker: Speaker
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    rule: str
    confidence: float
    language: str = "en"
    nested: bool = False
    circumstance: Circumstance = Circumstance()
    topic: str = ""
    stance: str = ""

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    def words(self, text: str) -> str:
        """The content as it stands in the text; pieces are joined by “ … ”."""
        return " … ".join(span.of(text) for span in self.content)
