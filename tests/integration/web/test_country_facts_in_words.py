"""Wherever a person reads of a country fact it stands in its own words, with where and when it was published.

Its id is a small reference behind them and never stands alone.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.pages import signed_in
from tests.integration.casework.test_shelf import shelved, unguarded
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.models import Case
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.screening import screen
from wellfounded.law.library import load_library
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.decision.letter import letter_of

FACTS = {fact.id: fact for fact in load_library().country_facts}
KNOWN = FACTS["prk-interrogation"]
# Country facts and where they were read, as they stand in the packs: nobody has translated them.
ENGLISH = frozenset(fact.statement for fact in FACTS.values()) | frozenset(fact.cited for fact in FACTS.values())
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Ends the session, changes the language, or gives a file.
NOT_FOLLOWED = re.compile(
    r"^/(api|account|static|language)|/(recording|picture|photo|download|export)|\.(svg|txt|ics)$"
)
OK, OF_A_KIND = 200, 2
IDS = re.compile("|".join(FACTS))
# Attributes are not read; a reference stands in a code element or in square brackets.
REFERENCE = re.compile(rf"<code>({IDS.pattern})</code>|\[({IDS.pattern})\]")


def read_aloud(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", REFERENCE.sub(" ", page))


class Spoken(HTMLParser):
    """The texts of a page with the language in which each is said to stand, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(urldefrag(str(given["href"]))[0])
        if tag not in VOID:
            before = self.languages[-1][1] if self.languages else ""
            self.languages.append((tag, given.get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.languages and self.languages[-1][0] not in {"script", "style", "textarea"}:
            self.texts.append((self.languages[-1][1], data))

    @property
    def unmarked(self) -> list[str]:
        """Country facts that a page gives as if they stood in its own language."""
        return [text for said, text in self.texts if said != "en" and any(one in text for one in ENGLISH)]


def walked(client: Client, *first: str) -> dict[str, Spoken]:
    """The pages to which links lead, two of each kind, and those to begin with."""
    waiting, seen, kinds, found = deque(first), set(first), Counter[str](), dict[str, Spoken]()
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != OK or not answer["Content-Type"].startswith("text/html"):
            continue
        found[path] = Spoken(answer.content.decode())
        for link in (urljoin(path, one) for one in found[path].links):
            bare = urlsplit(link).path
            if link in seen or not link.startswith("/") or NOT_FOLLOWED.search(bare):
                continue
            kind = str(resolve(bare).url_name)
            if kinds[kind] < OF_A_KIND:
                kinds[kind] += 1
                seen.add(link)
                waiting.append(link)
    return found


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "page",
    [
        ("facts",),
        ("fact", "PRK", "exit_is_crime"),
        ("assessment_finding", "PRK", "objective_risk"),
        ("assessment_find", "PRK", "objective_risk"),
        ("assessment_remarks",),
        ("assessment_timeline",),
    ],
    ids=lambda page: page[0],
)
def test_no_page_names_a_country_fact_by_its_id(
    client: Client, cast: Cast, case: Case, *, page: tuple[str, ...], language: str
) -> None:
    signed_in(client, cast.adjudicator)
    client.post(reverse("set_language"), {"language": language})
    answer = client.get(reverse(page[0], args=[case.number, *page[1:]]))
    assert answer.status_code == 200
    assert IDS.findall(read_aloud(answer.content.decode())) == []


def test_the_facts_of_a_case_say_what_is_known_where_and_of_which_day(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.adjudicator)
    page = client.get(reverse("fact", args=[case.number, "PRK", "exit_is_crime"])).content.decode()
    known = FACTS["prk-exit-ban"]
    assert f'<span lang="en">{known.statement}</span>' in page
    assert f"{known.cited}, 7 February 2014" in page
    assert f"<code>{known.id}</code>" in page


def test_the_decision_and_its_letter_say_on_what_of_the_country_they_rest(client: Client, cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    decision = current_decision(case)
    assert decision is not None
    page = signed_in(client, cast.adjudicator).get(reverse("decision", args=[case.number])).content.decode()
    assert IDS.findall(read_aloud(page)) == []
    for language, day in (("en", "7 February 2014"), ("ko", "2014년 2월 7일")):
        rests = letter_of(decision, language=language, dated=date(2026, 3, 2)).rests
        told = {rest.source: rest.place for rest in rests}
        known = FACTS["prk-exit-ban"]
        assert told[known.statement] == f"{known.cited}, {day} [{known.id}]"
        assert not set(told) & set(FACTS)


def test_the_printed_assessment_says_it_too(case: Case) -> None:
    shown = str(view_of(screen(case)))
    assert f"{KNOWN.statement} ({KNOWN.cited}, " in shown
    assert IDS.findall(REFERENCE.sub(" ", shown)) == []


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_a_page_in_another_language_says_that_a_country_fact_is_english(
    client: Client, cast: Cast, case: Case, *, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    signed_in(client, cast.adjudicator)
    monkeypatch.setattr(shelving, "read_document", unguarded)
    document = shelved(cast.adjudicator)
    tied = PassageTied(quote="face torture", about=KNOWN.id)
    tie_passage(cast.adjudicator, document.pk, request=tied)
    client.post(reverse("set_language"), {"language": language})
    finding = reverse("assessment_finding", args=[case.number, "PRK", "objective_risk"])
    pages = walked(client, reverse("assessment", args=[case.number]), finding, f"{finding}find/")
    assert {path: page.unmarked for path, page in pages.items() if page.unmarked} == {}
    marked = {path for path, page in pages.items() if ("en", KNOWN.statement) in page.texts}
    assert {finding, f"{finding}find/", reverse("shelf_facts"), reverse("shelf_document", args=[document.pk])} <= marked
    assert len(marked) > 5


def test_a_country_fact_that_does_not_say_its_language_is_seen() -> None:
    page = f'<html lang="ko"><p><br>{{}}<span lang="en">{KNOWN.statement}</span></p></html>'
    assert Spoken(page.format("")).unmarked == []
    assert Spoken(page.format(f"({KNOWN.statement})")).unmarked == [f"({KNOWN.statement})"]
