"""The catalogue of facts: what each means, the question that asks it, and what it bears on."""

from collections.abc import Iterator

from tools.docs.links import FACTS, Links
from tools.docs.markdown import heading, joined, listed
from tools.docs.words import words_of
from wellfounded.law.catalogue import FactDefinition, FactType, Topic
from wellfounded.law.check import law_of_version
from wellfounded.law.errors import LawError
from wellfounded.law.library import LawLibrary
from wellfounded.law.rule import names_in

KINDS = {
    FactType.YES_NO: "established or refuted",
    FactType.DATE: "a date, as precise as it is known",
    FactType.QUANTITY: "a number",
    FactType.CHOICE: "one of",
    FactType.CHOICES: "any of",
    FactType.TEXT: "a text",
}
ABOUT = {"person": "the person", "country": "each country", "route": "each way onward"}
ASKED = {
    "applicant": "asked of the applicant",
    "officer": "found by the officer",
    "country_information": "answered from country information",
}
Bearing = dict[str, list[tuple[str, str]]]  # fact -> (profile or "", criterion)


def fact_page(library: LawLibrary, links: Links) -> str:
    """The page of the catalogue, topic by topic."""
    bearing = _bearing(library)
    topics = sorted(library.topics.values(), key=lambda topic: (topic.order, topic.id))
    return joined(
        (
            "# The catalogue of facts",
            f"{len(library.facts)} facts in {len(topics)} topics. {words_of('intros')['facts']}",
            listed(f"[{topic.title['en']}](#topic-{topic.id})" for topic in topics),
            *(_topic(topic, bearing, links=links) for topic in topics),
        )
    )


def _topic(topic: Topic, bearing: Bearing, *, links: Links) -> str:
    title = f"{topic.title['en']} ({topic.title['ko']}, {topic.title['zh-Hans']})"
    facts = (_fact(fact, bearing.get(fact.id, []), links=links) for fact in topic.facts)
    return joined((heading(2, title, anchor=f"topic-{topic.id}"), *facts))


def _fact(fact: FactDefinition, bears_on: list[tuple[str, str]], *, links: Links) -> str:
    lines = [f"About {ABOUT[fact.scope]} · {_kind(fact)} · {ASKED[fact.asked_of]} · sensitivity {fact.sensitivity}"]
    if fact.only_if:
        names = ", ".join(links.to(name, page=FACTS) for name in fact.only_if)
        lines.append(f"Asked only on an indication: {names}")
    lines.extend(f"{language}: {fact.ask[language]}" for language in ("en", "ko", "zh-Hans"))
    lines.append(f"Bears on: {_criteria(bears_on, links) or 'nothing by rule; it is recorded for the reader'}")
    return joined((heading(3, fact.title, anchor=fact.id), f"`{fact.id}`", fact.meaning, listed(lines)))


def _kind(fact: FactDefinition) -> str:
    kind = KINDS[fact.type]
    if fact.options:
        options = ", ".join(f"`{name}` {words['en']}" for name, words in fact.options.items())
        return f"{kind}: {options}"
    return f"{kind} ({fact.unit})" if fact.unit else kind


def _criteria(bears_on: list[tuple[str, str]], links: Links) -> str:
    parts = []
    for profile, name in bears_on:
        link = links.to(name, page=FACTS, profile=profile)
        parts.append(f"{link} ({profile})" if profile else link)
    return ", ".join(parts)


def _bearing(library: LawLibrary) -> Bearing:
    """For each fact, the criteria whose rule names it or that weigh it: of the base, then of each profile."""
    found: Bearing = {}
    for profile, name, used in dict.fromkeys(_uses(library)):
        if used in library.facts:
            found.setdefault(used, []).append((profile, name))
    return found


def _uses(library: LawLibrary) -> Iterator[tuple[str, str, str]]:
    base = {criterion.id: criterion for provision in library.provisions for criterion in provision.criteria}
    for criterion in base.values():
        yield from (("", criterion.id, used) for used in (*names_in(criterion.rule), *criterion.considers))
    for profile in library.profiles:
        try:
            law = law_of_version(library, profile)
        except LawError:
            continue
        for name in profile.entries:
            own, under = law.criteria[name], base.get(name)
            known = () if under is None else (*names_in(under.rule), *under.considers)
            yield from ((profile.id, name, used) for used in (*names_in(own.rule), *own.considers) if used not in known)
