"""The packs keep their own rules: all cite, names lead somewhere, nothing stands unused, questions are complete."""

from collections.abc import Iterator
from dataclasses import replace

from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.check import all_citations, check_library, law_of_version
from wellfounded.law.citation import Checked, Citation
from wellfounded.law.criterion import Criterion
from wellfounded.law.library import LawLibrary, load_library
from wellfounded.law.rule import names_in

LIBRARY = load_library()
UNUSED: dict[str, str] = {}  # a fact that no criterion needs, with its reason


def citing(library: LawLibrary) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Everything that must cite, with its citations."""
    for provision in library.provisions:
        yield from ((criterion.id, criterion.cite) for criterion in provision.criteria)
    for profile in library.profiles:
        law = law_of_version(library, profile)
        yield from ((f"{profile.id} {profile.version} {name}", law.criteria[name].cite) for name in profile.entries)
        yield from ((f"{profile.id} {profile.version} {role}", found.cite) for role, found in profile.roles.items())
    yield from ((f"standard {standard.id}", standard.cite) for standard in library.standards.values())
    yield from ((fact.id, fact.cite) for fact in library.country_facts)
    for instrument in library.instruments.values():
        yield from ((f"{instrument.id} {entry.state}", entry.cite) for entry in instrument.history)
        yield from ((f"{instrument.id} reservation of {entry.state}", entry.cite) for entry in instrument.reservations)


def without_law(library: LawLibrary) -> list[str]:
    return [name for name, cite in citing(library) if not cite]


def without_via(library: LawLibrary) -> list[str]:
    return [
        f"{item.by}: {item.citation}"
        for item in all_citations(library)
        if (item.citation.checked is not Checked.UNCHECKED) != bool(item.citation.via)
    ]


def all_criteria(library: LawLibrary) -> Iterator[Criterion]:
    """Every criterion of the base, and of every profile version as it stands there."""
    for provision in library.provisions:
        yield from provision.criteria
    for profile in library.profiles:
        law = law_of_version(library, profile)
        yield from (law.criteria[name] for name in profile.entries)


def dangling(library: LawLibrary) -> list[str]:
    """Names in rules, weighings, questions and country facts that are neither a fact nor a criterion."""
    known = set(library.facts) | {criterion.id for criterion in all_criteria(library)}
    used = [
        *((criterion.id, name) for criterion in all_criteria(library) for name in names_in(criterion.rule)),
        *((criterion.id, name) for criterion in all_criteria(library) for name in criterion.considers),
        *((fact.id, name) for fact in library.facts.values() for name in fact.only_if),
        *((fact.id, name) for fact in library.country_facts for name in fact.bears_on),
    ]
    return [f"{by} names {name}" for by, name in dict.fromkeys(used) if name not in known]


def unused_facts(library: LawLibrary) -> set[str]:
    """Facts that no rule names and nobody weighs."""
    used = {name for criterion in all_criteria(library) for name in (*names_in(criterion.rule), *criterion.considers)}
    return set(library.facts) - used


def test_every_rule_standard_country_fact_and_treaty_record_cites() -> None:
    assert without_law(LIBRARY) == []


def test_a_citation_that_was_checked_says_where_and_no_other_does() -> None:
    assert without_via(LIBRARY) == []


def test_every_name_leads_to_a_fact_or_criterion() -> None:
    assert dangling(LIBRARY) == []


def test_every_fact_is_used_or_listed_with_its_reason() -> None:
    assert unused_facts(LIBRARY) == set(UNUSED)


def test_no_fact_and_no_criterion_share_an_id() -> None:
    assert not set(LIBRARY.facts) & {criterion.id for criterion in all_criteria(LIBRARY)}


def test_every_question_and_option_stands_in_three_languages() -> None:
    for fact in LIBRARY.facts.values():
        texts = [fact.ask, *(fact.options or {}).values()]
        assert all(text[language].strip() for text in texts for language in LANGUAGES), fact.id
    for topic in LIBRARY.topics.values():
        assert all(topic.title[language].strip() for language in LANGUAGES), topic.id


def test_a_question_about_a_country_names_it() -> None:
    nameless = [fact.id for fact in LIBRARY.facts.values() for text in fact.ask.values() if "{country" in text]
    assert all(LIBRARY.facts[name].scope != "person" for name in nameless)


def test_the_check_of_the_program_finds_nothing() -> None:
    problems = check_library(LIBRARY).problems
    assert problems == (), "\n".join(str(problem) for problem in problems)


# From here on each check is given what it must notice.


def test_a_country_fact_without_law_and_one_that_bears_on_nothing_known_are_named() -> None:
    (fact, *others) = LIBRARY.country_facts
    broken = replace(LIBRARY, country_facts=(replace(fact, cite=(), bears_on=("no_such_thing",)), *others))
    assert without_law(broken) == [fact.id]
    assert dangling(broken) == [f"{fact.id} names no_such_thing"]


def test_a_check_without_a_place_is_named() -> None:
    (fact, *others) = LIBRARY.country_facts
    bare = replace(fact.cite[0], checked=Checked.READ, via="")
    broken = replace(LIBRARY, country_facts=(replace(fact, cite=(bare,)), *others))
    assert without_via(broken) == [f"{fact.id}: {bare}"]


def test_a_fact_that_nothing_uses_is_named() -> None:
    fact = LIBRARY.facts["is_outside"]
    broken = replace(LIBRARY, facts={**LIBRARY.facts, "idle": replace(fact, id="idle")})
    assert "idle" in unused_facts(broken)
