"""The catalogue of facts: what may be known about a person, and the question that asks it in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.criterion import Scope
from wellfounded.law.errors import Code

if TYPE_CHECKING:
    from wellfounded.law.fields import Fields

LANGUAGES = ("en", "ko", "zh-Hans")
KEYS = frozenset(
    {
        "title",
        "meaning",
        "scope",
        "type",
        "unit",
        "options",
        "asked_of",
        "sensitivity",
        "effort",
        "only_if",
        "ask",
        "prior",
        "note",
    },
)


class FactType(StrEnum):
    """The kind of answer a fact takes."""

    YES_NO = "yes_no"
    DATE = "date"
    QUANTITY = "quantity"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"


class AskedOf(StrEnum):
    """Who can answer: the applicant, the officer who works through the file, or country information."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    COUNTRY_INFORMATION = "country_information"


class Sensitivity(StrEnum):
    """How much a question may hurt; high is asked late, and never twice without a reason."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of the catalogue. `effort` (1 to 5) is its cost, `only_if` the facts that open it."""

    id: str
    topic: str
    title: str
    meaning: str
    scope: Scope
    type: FactType
    asked_of: AskedOf
    sensitivity: Sensitivity
    effort: int
    ask: dict[str, str]
    unit: str = ""
    options: dict[str, dict[str, str]] | None = None
    only_if: tuple[str, ...] = ()

    def question(self, language: str, country: str = "") -> str:
        """The question in a language (English where it is missing), with the country's name filled in."""
        return self.ask.get(language, self.ask.get("en", self.title)).replace("{country}", country)


@dataclass(frozen=True, slots=True)
class Topic:
    """A block of the interview: facts that belong together, asked together."""

    id: str
    title: dict[str, str]
    order: int
    facts: tuple[FactDefinition, ...]


def read_topic(fields: Fields) -> Topic:
    """A topic and its facts from one file of `packs/facts/`."""
    fields.only({"topic", "title", "order", "facts"})
    name = fields.text("topic", required=True)
    facts = tuple(_fact(fact, entry, topic=name) for fact, entry in fields.children("facts").items())
    return Topic(name, _languages(fields.child("title")), fields.whole("order", 500), facts)


def _fact(name: str, fields: Fields, *, topic: str) -> FactDefinition:
    fields.only(KEYS)
    kind = FactType(fields.option("type", set(FactType), default="yes_no", required=True))
    effort = fields.whole("effort", 1)
    if not 1 <= effort <= 5:  # noqa: PLR2004 - the scale of docs/reference/law-packs.md
        fields.note(
            Code.WRONG_VALUE,
            "effort",
            message="effort goes from 1 to 5.",
            mend="Choose a number from 1 (easy) to 5 (painful or long).",
        )
    return FactDefinition(
        id=name,
        topic=topic,
        title=fields.text("title", name, required=True),
        meaning=" ".join(fields.text("meaning", required=True).split()),
        scope=Scope(fields.option("scope", set(Scope), default="person", required=True)),
        type=kind,
        asked_of=AskedOf(fields.option("asked_of", set(AskedOf), default="applicant", required=True)),
        sensitivity=Sensitivity(fields.option("sensitivity", set(Sensitivity), default="low")),
        effort=effort,
        ask=_languages(fields.child("ask")),
        unit=fields.text("unit", required=kind is FactType.QUANTITY),
        options=_options(fields, kind),
        only_if=fields.words("only_if"),
    )


def _options(fields: Fields, kind: FactType) -> dict[str, dict[str, str]] | None:
    if kind not in {FactType.CHOICE, FactType.CHOICES}:
        return None
    options = {name: _languages(entry) for name, entry in fields.children("options").items()}
    if not options:
        fields.note(
            Code.LAW_QUESTION,
            "options",
            message="A choice needs its options.",
            mend="Add options: with a text in en, ko and zh-Hans each.",
        )
    return options


def _languages(fields: Fields) -> dict[str, str]:
    """The texts in every language; a missing one is a problem, because a screen would be empty."""
    for language in LANGUAGES:
        if not fields.values.get(language):
            fields.note(
                Code.LAW_QUESTION,
                language,
                message=f"The text in {language} is missing.",
                mend="Add it; all three languages are needed.",
            )
    return {language: fields.text(language) for language in LANGUAGES}
