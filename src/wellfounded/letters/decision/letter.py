"""A decision made ready for paper: plain data in one language, the same for PDF and DOCX.

The letter carries the case number and no name: who finds it shall not learn from it who asked for protection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import get_language, override

from wellfounded.accounts.models import Office
from wellfounded.cases.decision_wording import SOURCE_LANGUAGE, TERMS
from wellfounded.cases.models import DecisionState
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.signed_texts import unsigned_texts
from wellfounded.law.library import load_library
from wellfounded.letters.decision.wording import KIND, SAY, WORDS, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wellfounded.cases.models import Decision, DecisionParagraph
    from wellfounded.law.country_fact import CountryFact

# The paragraph that says what was decided stands first on the page; the numbers stay those of the record.
OUTCOME = "outcome_"
EVIDENCE = frozenset({"evidence", "line"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Rest:
    """What a paragraph rests on: a source, the place in it, and how far a citation was checked."""

    number: int
    source: str
    place: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the paper prints, already in its language."""

    language: str
    office: str
    title: str
    to: str
    dated: str
    banners: tuple[str, ...]
    outcome: tuple[Numbered, ...]
    reasons: tuple[Numbered, ...]
    appeal: tuple[Numbered, ...]
    appeal_says: tuple[str, ...]
    rights: tuple[str, ...]
    words: tuple[str, ...]
    signed: str
    rests: tuple[Rest, ...]
    say: dict[str, str]


def letter_of(decision: Decision, *, language: str, dated: date) -> Letter:
    """The letter of a decision in one of the languages it was drafted in."""
    paragraphs = list(decision.paragraphs.filter(language=language))
    with override(language):
        say = {name: str(text) for name, text in SAY.items()}
        office = Office.objects.first()
        return Letter(
            language=language,
            office=office.name if office else "",
            title=say["title"],
            to=say["to"] % {"case": decision.case.number},
            dated=say["dated"] % {"day": day_in(dated, language)},
            banners=tuple(_banners(decision, say, language=language)),
            outcome=_numbered(one for one in paragraphs if one.message.startswith(OUTCOME)),
            reasons=_numbered(one for one in paragraphs if not one.message.startswith((OUTCOME, "appeal"))),
            appeal=_numbered(one for one in paragraphs if one.message in TERMS),
            appeal_says=_appeal_says(decision, say),
            rights=tuple(say[name] for name in ("own_file", "explain", "complain", "keep_safe")),
            words=tuple(say[name] for name in WORDS),
            signed=_signed(decision, say, language=language),
            rests=tuple(rest for one in paragraphs for rest in _rests(one, say)),
            say=say,
        )


def _numbered(paragraphs: Iterable[DecisionParagraph]) -> tuple[Numbered, ...]:
    return tuple(Numbered(one.number, one.text) for one in paragraphs)


def _banners(decision: Decision, say: dict[str, str], *, language: str) -> list[str]:
    standing = {
        "fictional": decision.case.fictional,
        "withdrawn": decision.withdrawn_at is not None,
        "draft": decision.state == DecisionState.DRAFT and decision.withdrawn_at is None,
        "unsigned_language": bool(unsigned_texts(language, {KIND: text_hash(language)})),
    }
    return [say[name] for name, stands in standing.items() if stands]


def _appeal_says(decision: Decision, say: dict[str, str]) -> tuple[str, ...]:
    """Whoever was given all that was asked has nothing to appeal against."""
    if Outcome(decision.outcome) is Outcome.REFUGEE:
        return ()
    return tuple(say[name] for name in ("appeal_how", "appeal_free", "no_return"))


def _signed(decision: Decision, say: dict[str, str], *, language: str) -> str:
    if decision.signed_at is None or decision.decided_by is None:
        return ""
    # Two people may grant: then whoever reviewed also signs, and the letter says nothing of a third one.
    sentence = say["signed_by_two" if decision.decided_by_id == decision.reviewed_by_id else "signed"]
    day = day_in(timezone.localdate(decision.signed_at), language)
    return sentence % {"name": decision.decided_by.username, "day": day}


def _rests(paragraph: DecisionParagraph, say: dict[str, str]) -> list[Rest]:
    """The places in the record and in the law; a finding or fact alone is named in the paragraph itself."""
    library = load_library()
    rests: list[Rest] = []
    for link in paragraph.links:
        if link["kind"] == "citation":
            source = library.sources.get(link["source"])
            title = source.title if source else link["source"]
            rests.append(Rest(paragraph.number, title, link.get("at", ""), say.get(link.get("checked", ""), "")))
        elif link["kind"] in EVIDENCE and (fact := library.country_fact(link["source"])) is not None:
            rests.append(_of_country(paragraph.number, fact))
        elif link["kind"] == "line":
            rests.append(Rest(paragraph.number, link["source"], link.get("at", "")))
    return list(dict.fromkeys(rests))


def _of_country(number: int, fact: CountryFact) -> Rest:
    """What is known of the country, as it is stated; where it was read and of which day; the id to find it again."""
    day = day_in(fact.published, get_language() or SOURCE_LANGUAGE) if fact.published else ""
    return Rest(number, fact.statement, f"{', '.join(part for part in (fact.cited, day) if part)} [{fact.id}]")


def day_in(day: date, language: str) -> str:
    return formats.date_format(day, "j F Y" if language == SOURCE_LANGUAGE else "DATE_FORMAT")
