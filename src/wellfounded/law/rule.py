"""The small language of rules: what may stand under `rule:` in a law pack.

Rules are frozen trees. Names are resolved when a law is compiled; here only their form is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded.law.errors import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.fields import Fields

Rule = "Name | Inherited | AllOf | AnyOf | Not | AtLeast | ForEach | AtEnd | SameAs | Compare | Years | Choice | Bound"

DATE_TESTS = ("before", "after", "on_or_before", "on_or_after")
QUANTITY_TESTS = ("at_least", "at_most", "more_than", "less_than")
CHOICE_TESTS = ("is", "is_one_of", "includes")
CASE_DATES = frozenset({"claim_date", "decision_date"})
GROUPS = ("nationality", "former_residence", "country", "destination", "onward")


@dataclass(frozen=True, slots=True)
class Name:
    """A fact or a criterion, by id."""

    id: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """The rule that the base gives the same criterion."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part. `exceptions` counts the last parts: they were written under `unless` and stand here negated."""

    parts: tuple[Any, ...]
    exceptions: int = 0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Any


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts."""

    count: int
    parts: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ForEach:
    """Over a group of countries or routes: `every` of them, or some.

    A group in which nothing is recorded leaves the question open, unless the fact `none_when` says that there is none.
    """

    group: str
    every: bool
    part: Any
    none_when: str = ""


@dataclass(frozen=True, slots=True)
class AtEnd:
    """In a route: the criterion at its far end."""

    id: str


@dataclass(frozen=True, slots=True)
class ThisCountry:
    """Whether the country in question is the one named: for a rule about one country's nationals."""

    code: str


@dataclass(frozen=True, slots=True)
class AtCountry:
    """A criterion or fact as it stands for a country that is named."""

    code: str
    id: str


@dataclass(frozen=True, slots=True)
class SameAs:
    """The same question as another criterion, answered once."""

    id: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A date or quantity fact against a fixed value or another fact."""

    fact: str
    test: str
    other: str | date | float


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years between two dates against a number."""

    start: str
    end: str
    test: str
    count: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice fact against options."""

    fact: str
    test: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """The host State is bound by an article of an instrument, as recorded."""

    instrument: str
    article: str


def read_rule(fields: Fields, key: str) -> Any:
    """The rule under `key` of `fields`; what cannot be read is noted and stands as an empty `AllOf`."""
    return _Reader(fields).read(fields.values.get(key), key)


def names_in(rule: Any) -> Iterator[str]:
    """Every id of a fact or criterion that the rule mentions, in order, repeats included."""
    match rule:
        case Name(id=name) | SameAs(id=name) | AtEnd(id=name) | AtCountry(id=name):
            yield name
        case AllOf() | AnyOf() | AtLeast():
            for part in rule.parts:
                yield from names_in(part)
        case Not(part=part) | ForEach(part=part):
            yield from names_in(part)
            yield from filter(None, [getattr(rule, "none_when", "")])
        case _:
            yield from facts_tested(rule)


def facts_tested(test: Any) -> Iterator[str]:
    """The ids of the facts that a test of a date, quantity or choice reads."""
    match test:
        case Compare(fact=fact, other=other):
            yield fact
            if isinstance(other, str) and other not in CASE_DATES:
                yield other
        case Years(start=start, end=end):
            yield from (name for name in (start, end) if name not in CASE_DATES)
        case Choice(fact=fact):
            yield fact


def names_outside_exceptions(rule: Any) -> Iterator[str]:
    """The ids that a rule mentions other than under `unless`."""
    if isinstance(rule, AllOf) and rule.exceptions:
        rule = AllOf(rule.parts[: -rule.exceptions])
    match rule:
        case AllOf() | AnyOf() | AtLeast():
            for part in rule.parts:
                yield from names_outside_exceptions(part)
        case Not(part=part) | ForEach(part=part):
            yield from names_outside_exceptions(part)
        case _:
            yield from names_in(rule)


class _Reader:
    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    def read(self, value: Any, key: str) -> Any:
        if isinstance(value, str):
            return Inherited() if value == "inherited" else Name(value)
        if isinstance(value, dict) and value:
            return self._form(value, key)
        return self._wrong(key, "A rule is a name or one of the forms of docs/reference/law-packs.md.")

    def _form(self, value: dict[str, Any], key: str) -> Any:
        readers = {
            "fact": self._fact,
            "years_between": self._years,
            "for_each": self._for_each,
            "at_least": self._at_least,
            "all": self._group,
            "any": self._group,
        }
        for word, reader in readers.items():
            if word in value:
                return reader(value, key)
        return self._single(value, key)

    def _single(self, value: dict[str, Any], key: str) -> Any:
        if value.keys() == {"not"}:
            return Not(self.read(value["not"], key))
        if not all(isinstance(text, (str, int)) for text in value.values()):
            return self._wrong(key, f"“{next(iter(value))}” is not a form of rule, or names more than one thing.")
        words = {name: str(text) for name, text in value.items()}
        forms = (
            ({"host_bound_by", "article"}, lambda: Bound(words["host_bound_by"], words["article"])),
            ({"at", "holds"}, lambda: AtCountry(words["at"], words["holds"])),
            ({"same_as"}, lambda: SameAs(words["same_as"])),
            ({"at_end"}, lambda: AtEnd(words["at_end"])),
            ({"this_country"}, lambda: ThisCountry(words["this_country"])),
        )
        for keys, made in forms:
            if value.keys() == keys:
                return made()
        return self._wrong(key, f"“{next(iter(value))}” is not a form of rule.")

    def _group(self, value: dict[str, Any], key: str) -> Any:
        if set(value) - {"all", "any", "unless"} or {"all", "any"} <= set(value):
            return self._wrong(key, "Write one of all and any, and at most unless beside it.")
        word = "all" if "all" in value else "any"
        if value[word] == []:
            return self._wrong(key, f"Nothing stands under {word}.")
        parts = self._parts(value[word], key)
        exceptions = tuple(Not(part) for part in self._parts(value.get("unless", []), key))
        if word == "any":
            head: Any = AnyOf(parts)
            return AllOf((head, *exceptions), len(exceptions)) if exceptions else head
        return AllOf((*parts, *exceptions), len(exceptions))

    def _parts(self, value: Any, key: str) -> tuple[Any, ...]:
        listed = value if isinstance(value, list) else [value]
        return tuple(self.read(part, key) for part in listed)

    def _for_each(self, value: dict[str, Any], key: str) -> Any:
        words = set(value) - {"for_each", "none_when"}
        if value["for_each"] not in GROUPS or words not in ({"every"}, {"some"}):
            return self._wrong(key, f"Write for_each: one of {', '.join(GROUPS)}, and every: or some:.")
        word = words.pop()
        none_when = str(value.get("none_when", ""))
        return ForEach(value["for_each"], word == "every", self.read(value[word], key), none_when)

    def _at_least(self, value: dict[str, Any], key: str) -> Any:
        count, parts = value["at_least"], self._parts(value.get("of", []), key)
        if value.keys() != {"at_least", "of"} or type(count) is not int or not 1 <= count <= len(parts):
            return self._wrong(key, "at_least needs a whole number no larger than the list under of, and nothing else.")
        return AtLeast(count, parts)

    def _fact(self, value: dict[str, Any], key: str) -> Any:
        fact, words = value["fact"], sorted(set(value) - {"fact"})
        if (
            not isinstance(fact, str)
            or len(words) != 1
            or words[0] not in (*DATE_TESTS, *QUANTITY_TESTS, *CHOICE_TESTS)
        ):
            return self._wrong(
                key, f"After fact: write exactly one of {', '.join((*DATE_TESTS, *QUANTITY_TESTS, *CHOICE_TESTS))}."
            )
        word, other = words[0], value[words[0]]
        if word in CHOICE_TESTS:
            options = other if isinstance(other, list) else [other]
            if not options or not all(isinstance(option, str) for option in options):
                return self._wrong(key, f"{word} needs an option, or a list of options.")
            return Choice(fact, word, tuple(options))
        if type(other) not in {str, int, float, date}:
            return self._wrong(key, f"{word} needs a day, a number or the name of a fact.")
        return Compare(fact, word, other)

    def _years(self, value: dict[str, Any], key: str) -> Any:
        pair, words = value["years_between"], sorted(set(value) - {"years_between"})
        if not isinstance(pair, list) or len(pair) != 2 or len(words) != 1 or words[0] not in QUANTITY_TESTS:  # noqa: PLR2004 - a pair
            return self._wrong(key, f"Write years_between: [start, end] and one of {', '.join(QUANTITY_TESTS)}.")
        if type(value[words[0]]) not in {int, float}:
            return self._wrong(key, f"{words[0]} needs a number of years.")
        return Years(str(pair[0]), str(pair[1]), words[0], float(value[words[0]]))

    def _wrong(self, key: str, message: str) -> Any:
        self.fields.note(
            Code.LAW_RULE, key, message=message, mend="See the table of rules in docs/reference/law-packs.md."
        )
        return AllOf(())
