"""A rule of the law as an indented tree of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.law.country_name import country_name
from wellfounded.law.explain import test_in_words
from wellfounded.law.rule import AllOf, AnyOf, AtCountry, AtEnd, AtLeast, Bound, ForEach, Name, Not, SameAs, ThisCountry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.law import Law

Line = tuple[int, str]  # how deep, and what


def rule_lines(rule: Any, law: Law, *, depth: int = 0) -> Iterator[Line]:
    """The lines of a rule, each with its depth."""
    match rule:
        case AllOf(parts, exceptions):
            kept = len(parts) - exceptions
            yield from _group("all of these:", parts[:kept], law=law, depth=depth)
            if exceptions:
                inner = tuple(part.part if isinstance(part, Not) else part for part in parts[kept:])
                yield from _group("unless:", inner, law=law, depth=depth)
        case AnyOf(parts):
            yield from _group("at least one of these:", parts, law=law, depth=depth)
        case AtLeast(count, parts):
            yield from _group(f"at least {count} of these:", parts, law=law, depth=depth)
        case ForEach(group, every, part, none_when):
            none = f" (none where: {_named(none_when, law)})" if none_when else ""
            words = f"for {'every' if every else 'at least one'} {group.replace('_', ' ')}{none}:"
            yield from _group(words, (part,), law=law, depth=depth)
        case Not(part):
            yield from _group("not:", (part,), law=law, depth=depth)
        case _:
            yield depth, _single(rule, law)


def _group(words: str, parts: tuple[Any, ...], *, law: Law, depth: int) -> Iterator[Line]:
    yield depth, words
    for part in parts:
        yield from rule_lines(part, law, depth=depth + 1)


def _single(rule: Any, law: Law) -> str:
    match rule:
        case Name(name):
            words = _named(name, law)
        case SameAs(name):
            words = f"the same question as {_named(name, law)}"
        case AtEnd(name):
            words = f"at the end of the way: {_named(name, law)}"
        case AtCountry(code, name):
            words = f"for {country_name(code)}: {_named(name, law)}"
        case ThisCountry(code):
            words = f"the country is {country_name(code)}"
        case Bound(instrument, article):
            words = f"the host State is bound by {law.library.instruments[instrument].title}, article {article}"
        case _:
            words = test_in_words(rule, _named(rule.fact, law) if hasattr(rule, "fact") else "")
    return words


def _named(name: str, law: Law) -> str:
    kind = "fact" if name in law.facts else "criterion"
    definition = law.facts.get(name) or law.criteria.get(name)
    return f"{definition.title if definition else name}  ({kind} {name})"
