"""A decision's paragraphs with their links: number by number, the languages side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.accounts.models import Language
from wellfounded.cases.signed_texts import unsigned_texts
from wellfounded.law.citation import Checked
from wellfounded.law.library import load_library
from wellfounded.web.assessment import words
from wellfounded.web.assessment.facts import published_at
from wellfounded.web.assessment.places import country_fact_address, evidence_address, finding_address
from wellfounded.web.assessment.returned import finding_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.cases.models import Decision, DecisionParagraph
    from wellfounded.web.assessment.facts import Shelf


@dataclass(frozen=True, slots=True)
class LinkShown:
    """What a paragraph rests on. `checked` is told of law only; `published` and `reference` of a country fact."""

    text: str
    address: str
    checked: str = ""
    unchecked: bool = False
    published: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in one language."""

    language: str
    text: str
    edited: bool
    number: int


@dataclass(frozen=True, slots=True)
class ParagraphShown:
    number: int
    texts: tuple[Text, ...]
    links: tuple[LinkShown, ...]

    @property
    def edited_in_part(self) -> bool:
        """Edited in one language and not in another."""
        return len({text.edited for text in self.texts}) > 1


@dataclass(frozen=True, slots=True)
class LanguageShown:
    """`unchecked` are the kinds of text that no qualified reader has signed off in it."""

    code: str
    name: str
    unchecked: bool


def languages_of(decision: Decision) -> list[LanguageShown]:
    codes = dict.fromkeys(decision.paragraphs.order_by("pk").values_list("language", flat=True))
    return [LanguageShown(code, str(Language(code).label), bool(unsigned_texts(code))) for code in codes]


def paragraphs_of(decision: Decision, shelf: Shelf, *, links: bool) -> list[ParagraphShown]:
    """Every paragraph; `links` only for those who may read what it rests on."""
    rows: dict[int, list[DecisionParagraph]] = {}
    for paragraph in decision.paragraphs.order_by("pk"):
        rows.setdefault(paragraph.number, []).append(paragraph)
    return [
        ParagraphShown(
            number,
            tuple(Text(one.language, one.text, bool(one.edited), number) for one in found),
            links_of(found[0], shelf) if links else (),
        )
        for number, found in sorted(rows.items())
    ]


def links_of(paragraph: DecisionParagraph, shelf: Shelf) -> tuple[LinkShown, ...]:
    return tuple(dict.fromkeys(link for data in paragraph.links if (link := _link(data, shelf)) is not None))


def _link(data: Mapping[str, str], shelf: Shelf) -> LinkShown | None:
    kind, entity, item = data.get("kind", ""), data.get("entity", ""), data.get("item", "")
    if kind == "finding":
        return LinkShown(_placed(finding_title(item), entity), finding_address(shelf.number, item, entity=entity))
    if kind == "fact":
        fact = load_library().facts.get(item)
        return LinkShown(_placed(words.titled(fact.title) if fact is not None else item, entity), "")
    if kind == "citation":
        return _law(data)
    if (known := _country(data, shelf)) is not None:
        return known
    # A line or page says more than the bare item that it belongs to.
    return _place(data, shelf) if kind == "line" else None


def _place(data: Mapping[str, str], shelf: Shelf) -> LinkShown:
    source, at = data.get("source", ""), data.get("at", "")
    return LinkShown(f"{source}, {at}", evidence_address(shelf.number, source, at=at, exhibits=shelf.exhibits))


def _country(data: Mapping[str, str], shelf: Shelf) -> LinkShown | None:
    """A country fact by what it says, with or without a place in it; its id is only a reference."""
    fact = load_library().country_fact(data.get("source", ""))
    if fact is None:
        return None
    address = country_fact_address(shelf.number, fact.id)
    return LinkShown(fact.statement, address, published=published_at(fact), reference=fact.id)


def _law(data: Mapping[str, str]) -> LinkShown:
    source = load_library().sources.get(data.get("source", ""))
    title = (source.short or source.title) if source is not None else data.get("source", "")
    at, checked = data.get("at", ""), Checked(data.get("checked", "unchecked"))
    told = f"{title}, {at}" if at else title
    return LinkShown(told, "", str(words.CHECKED[checked]), unchecked=checked is Checked.UNCHECKED)


def _placed(title: str, entity: str) -> str:
    about = words.about(entity)
    return f"{title} ({about})" if about else title
