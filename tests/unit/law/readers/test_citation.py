"""A citation says where in which source, and how far it was checked."""

from __future__ import annotations

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import places
from wellfounded.law.citation import Checked, read_citations, read_source
from wellfounded.law.errors import Code

SOURCES = mini().sources


def test_a_source_is_read_whole() -> None:
    fields = fields_of("{title: A guide, kind: handbook, publisher: P, published: 1979, address: A, short: G, note: n}")
    found = read_source("guide", fields)
    assert (found.id, found.title, found.kind) == ("guide", "A guide", "handbook")
    assert (found.publisher, found.published, found.address, found.short) == ("P", "1979", "A", "G")
    assert not fields.problems


def test_a_source_without_title_and_of_no_known_kind_is_told_twice() -> None:
    fields = fields_of("kind: rumour")
    read_source("x", fields)
    assert places(fields.problems) == [(Code.MISSING_KEY, 1, "title"), (Code.WRONG_OPTION, 1, "kind")]


def test_a_citation_is_printed_long_or_brief() -> None:
    fields = fields_of("cite: [{source: pact, at: art. 1, checked: unchecked}, {source: guide, checked: unchecked}]")
    first, second = read_citations(fields, SOURCES)
    assert (str(first), first.brief) == ("The Pact of Three Rivers, art. 1", "Pact, art. 1")
    assert (str(second), second.brief) == ("A guide to the Pact", "A guide to the Pact")


def test_contrary_authority_and_notes_are_kept() -> None:
    fields = fields_of("cite: [{source: pact, at: x, checked: read, via: y, against: true, note: z}]")
    (found,) = read_citations(fields, SOURCES)
    assert (found.checked, found.via, found.against, found.note) == (Checked.READ, "y", True, "z")
    assert not fields.problems


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{source: hearsay, at: x, checked: unchecked}", (Code.LAW_CITATION, 2, "cite.0.source")),
        ("{source: pact, at: x, checked: read}", (Code.LAW_CITATION, 2, "cite.0.via")),
        ("{source: pact, at: x, checked: quoted}", (Code.LAW_CITATION, 2, "cite.0.via")),
        ("{source: pact, at: x}", (Code.MISSING_KEY, 2, "cite.0.checked")),
        ("{source: pact, at: x, checked: surely}", (Code.WRONG_OPTION, 2, "cite.0.checked")),
        ("{at: x, checked: unchecked}", (Code.MISSING_KEY, 2, "cite.0.source")),
        ("{source: pact, page: 1, checked: unchecked}", (Code.UNKNOWN_KEY, 2, "cite.0.page")),
    ],
)
def test_a_citation_that_cannot_be_followed_is_noted(text: str, place: tuple[Code, int, str]) -> None:
    fields = fields_of(f"cite:\n  - {text}")
    (found,) = read_citations(fields, SOURCES)
    assert places(fields.problems) == [place]
    assert found.source.id in {"pact", "hearsay", ""}


@pytest.mark.parametrize("text", ["a: 1", "cite: []", "cite:"])
def test_law_without_citation_is_a_problem_unless_none_is_required(text: str) -> None:
    fields = fields_of(text)
    assert read_citations(fields, SOURCES, required=False) == ()
    assert not fields.problems
    assert read_citations(fields, SOURCES) == ()
    assert places(fields.problems) == [(Code.LAW_CITATION, 1, "cite")]
