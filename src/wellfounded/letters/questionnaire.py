"""The questions to the applicant as an XLSForm, for survey tools that work without this program.

It holds no personal data, so no gate stands before it. What officers look up is not in it, nor what is asked only on an
indication that no question of the form gives: exclusion above all.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from wellfounded.law.case_file import Answer
from wellfounded.law.catalogue import LANGUAGES, AskedOf, FactDefinition, FactType, Sensitivity
from wellfounded.law.country_name import country_names
from wellfounded.law.criterion import Scope
from wellfounded.letters.questionnaire_words import ANSWERS, LANGUAGE_COLUMNS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wellfounded.law.library import LawLibrary

Row = dict[str, str]
Texts = dict[str, str]

NAME = "wellfounded-questionnaire.xlsx"
NON_ANSWERS = (Answer.DONT_KNOW, Answer.CANNOT_SAY, Answer.WONT_SAY)
INPUT = {FactType.DATE: "text", FactType.QUANTITY: "decimal", FactType.TEXT: "text"}  # a date may be a year only
SURVEY = (
    "type",
    "name",
    *(f"label::{column}" for column in LANGUAGE_COLUMNS.values()),
    "relevant",
    "constraint",
    *(f"constraint_message::{column}" for column in LANGUAGE_COLUMNS.values()),
    "calculation",
)
CHOICES = ("list_name", "name", *(f"label::{column}" for column in LANGUAGE_COLUMNS.values()))
SETTINGS = ("form_title", "form_id", "version", "default_language")


def questionnaire(library: LawLibrary, *, version: str) -> bytes:
    """The form as an XLSX."""
    facts = asked(library)
    book = Workbook(write_only=True)
    _sheet(book, "survey", columns=SURVEY, rows=survey(library, facts))
    _sheet(book, "choices", columns=CHOICES, rows=choices(facts))
    settings = {"form_title": WORDS["title"]["en"], "form_id": "wellfounded_questionnaire", "version": version}
    _sheet(book, "settings", columns=SETTINGS, rows=[settings | {"default_language": LANGUAGE_COLUMNS["en"]}])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def asked(library: LawLibrary) -> dict[str, FactDefinition]:
    """What the applicant is asked, with everything that can open it."""
    of_applicant = {name: fact for name, fact in library.facts.items() if fact.asked_of is AskedOf.APPLICANT}
    opened = {name: fact for name, fact in of_applicant.items() if not fact.only_if}
    while True:
        more = {
            name: fact
            for name, fact in of_applicant.items()
            if name not in opened and any(_reaches(fact, opened.get(one)) for one in fact.only_if)
        }
        if not more:
            return opened
        opened |= more


def survey(library: LawLibrary, facts: dict[str, FactDefinition]) -> Iterator[Row]:
    """The questions: those about the person, then those about each country."""
    yield _row("note", "beginning", text=WORDS["beginning"])
    yield _row("text", "case_number", text=WORDS["number"])
    yield _row("select_one yes_or_no", "hard_questions", text=WORDS["hard"])
    yield _row("text", "hard_reason", text=WORDS["hard_reason"], relevant="${hard_questions} = 'yes'")
    yield _row("begin group", "about_person", text=WORDS["person"])
    yield from _topics(library, facts, scope=Scope.PERSON)
    yield _row("end group", "about_person")
    yield _row("begin repeat", "about_country", text=WORDS["country"])
    yield _row("select_one countries", "country", text=WORDS["which_country"])
    yield _row("calculate", "country_name") | {"calculation": "jr:choice-name(${country}, '${country}')"}
    yield from _topics(library, facts, scope=Scope.COUNTRY)
    yield _row("end repeat", "about_country")


def choices(facts: dict[str, FactDefinition]) -> Iterator[Row]:
    """The lists of answers. The three non-answers stand in each."""
    yield from _list("yes_or_no", {answer: ANSWERS[answer] for answer in (Answer.YES, Answer.NO)})
    non_answers = {answer.value: ANSWERS[answer] for answer in NON_ANSWERS}
    yield from _list("answers", {answer.value: ANSWERS[answer] for answer in (Answer.YES, Answer.NO)} | non_answers)
    yield from _list("given", {Answer.VALUE.value: ANSWERS[Answer.VALUE]} | non_answers)
    for name, fact in facts.items():
        if fact.options:
            yield from _list(f"{name}_options", fact.options | non_answers)
    yield from _list("countries", country_names())


def _topics(library: LawLibrary, facts: dict[str, FactDefinition], *, scope: Scope) -> Iterator[Row]:
    for topic in sorted(library.topics.values(), key=lambda one: one.order):
        held = [fact for fact in topic.facts if fact.id in facts and fact.scope is scope]
        # Gentle questions first: within a block nothing that may hurt comes before them.
        held.sort(key=lambda fact: fact.sensitivity is Sensitivity.HIGH)
        if held:
            yield _row("begin group", f"{scope}_{topic.id}", text=topic.title)
            for fact in held:
                yield from _question(fact, facts)
            yield _row("text", f"{scope}_{topic.id}_words", text=WORDS["words"])
            yield _row("end group", f"{scope}_{topic.id}")


def _question(fact: FactDefinition, facts: dict[str, FactDefinition]) -> Iterator[Row]:
    """The question, and a field for its value where the answer is one."""
    text = {language: fact.question(language, "${country_name}") for language in LANGUAGES}
    relevant = _relevant(fact, facts)
    if fact.type is FactType.CHOICES:
        alone = " or ".join(f"selected(., '{answer.value}')" for answer in NON_ANSWERS)
        row = _row(f"select_multiple {fact.id}_options", fact.id, text=text, relevant=relevant)
        yield row | {"constraint": f"count-selected(.) <= 1 or not({alone})"} | _said("constraint_message", "alone")
        return
    kind = {FactType.YES_NO: "answers", FactType.CHOICE: f"{fact.id}_options"}.get(fact.type, "given")
    yield _row(f"select_one {kind}", fact.id, text=text, relevant=relevant)
    if fact.type in INPUT:
        unit = {
            language: f"{words} ({fact.unit})" if fact.unit else words for language, words in WORDS["value"].items()
        }
        yield _row(INPUT[fact.type], f"{fact.id}_value", text=unit, relevant=f"${{{fact.id}}} = '{Answer.VALUE.value}'")


def _relevant(fact: FactDefinition, facts: dict[str, FactDefinition]) -> str:
    """Asked on an indication only, and what may hurt only for a reason."""
    openers = [one for one in fact.only_if if one in facts and _reaches(fact, facts[one])]
    indicated = " or ".join(f"${{{one}}} = '{Answer.YES.value}'" for one in openers)
    hard = "${hard_questions} = 'yes'" if fact.sensitivity is Sensitivity.HIGH else ""
    return " and ".join(f"({part})" for part in (indicated, hard) if part)


def _reaches(fact: FactDefinition, opener: FactDefinition | None) -> bool:
    """Whether the answer to one question is known where the other is asked: about the person, or the same country."""
    return opener is not None and opener.type is FactType.YES_NO and opener.scope in {Scope.PERSON, fact.scope}


def _row(kind: str, name: str, *, text: Texts | None = None, relevant: str = "") -> Row:
    labels = {f"label::{LANGUAGE_COLUMNS[language]}": words for language, words in (text or {}).items()}
    return {"type": kind, "name": name, "relevant": relevant, **labels}


def _said(column: str, word: str) -> Row:
    return {f"{column}::{LANGUAGE_COLUMNS[language]}": text for language, text in WORDS[word].items()}


def _list(name: str, options: dict[str, Texts] | dict[Answer, Texts]) -> Iterator[Row]:
    for option, text in options.items():
        labels = {f"label::{column}": text.get(language, text["en"]) for language, column in LANGUAGE_COLUMNS.items()}
        yield {"list_name": name, "name": str(option), **labels}


def _sheet(book: Workbook, title: str, *, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """A sheet of texts: nothing that a spreadsheet would calculate."""
    sheet = book.create_sheet(title)
    for line in [dict(zip(columns, columns, strict=True)), *rows]:
        cells = [WriteOnlyCell(sheet, value=line.get(column, "")) for column in columns]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
