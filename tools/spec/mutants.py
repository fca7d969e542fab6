"""Small wrongs done to a rule, one at a time: what a slip of the pen in a pack would look like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from wellfounded.law.criterion import Criterion
from wellfounded.law.law import Law
from wellfounded.law.rule import AllOf, AnyOf, AtLeast, Bound, Choice, ForEach, Not, names_in

Rebuild = Callable[[Any], Any]
FLIP, NOT, DROP = "flip", "not", "drop"
KINDS = (FLIP, NOT, DROP)
SHOWN = 3  # parts of a group that its name shows


@dataclass(frozen=True, slots=True)
class Mutant:
    """A criterion with a wronged rule. `what` says what was done, in words that stay the same while the rule does."""

    criterion: str
    kind: str
    what: str
    rule: Any

    @property
    def name(self) -> str:
        return f"{self.criterion}: {self.what}"

    def law(self, law: Law) -> Law:
        """`law` with this criterion wronged."""
        wronged = replace(law.criteria[self.criterion], rule=self.rule)
        return replace(law, criteria={**law.criteria, self.criterion: wronged})


def mutants_of(criterion: Criterion) -> list[Mutant]:
    """Every mutant of a criterion's rule: *any* for *all* and *every* for *some*, a *not* dropped, a child dropped."""
    return [Mutant(criterion.id, kind, what, rule) for kind, what, rule in _mutants(criterion.rule)]


def _mutants(rule: Any) -> Iterator[tuple[str, str, Any]]:
    match rule:
        case AllOf() | AnyOf() | AtLeast():
            yield from _of_group(rule)
            for place, part in enumerate(rule.parts):
                yield from _inside(part, _replacing(rule, place))
        case Not(part):
            yield NOT, f"not dropped before {_words(part)}", part
            yield from _inside(part, Not)
        case ForEach(group, every, part):
            word = "some" if every else "every"
            yield FLIP, f"{word} {group} for {'every' if every else 'some'}", replace(rule, every=not every)
            yield from _inside(part, lambda new: replace(rule, part=new))


def _inside(part: Any, rebuild: Rebuild) -> Iterator[tuple[str, str, Any]]:
    yield from ((kind, what, rebuild(new)) for kind, what, new in _mutants(part))


def _of_group(rule: AllOf | AnyOf | AtLeast) -> Iterator[tuple[str, str, Any]]:
    yield from _flips(rule)
    if len(rule.parts) > 1:
        for place, part in enumerate(rule.parts):
            shorter = _without(rule, place)
            if shorter is not None:
                yield DROP, f"dropped {_words(part)} from {_brief(rule)}", shorter


def _flips(rule: AllOf | AnyOf | AtLeast) -> Iterator[tuple[str, str, Any]]:
    match rule:
        case AtLeast(count, parts):
            for other in (count - 1, count + 1):
                if 1 <= other <= len(parts):
                    yield FLIP, f"at least {other} for {count}", AtLeast(other, parts)
        case AnyOf(parts) if len(parts) > 1:
            yield FLIP, f"all for {_brief(rule)}", AllOf(parts)
        case AllOf(parts, exceptions) if len(parts) - exceptions > 1:
            head = AnyOf(parts[: len(parts) - exceptions])
            yield FLIP, f"any for {_brief(rule)}", AllOf((head, *parts[len(parts) - exceptions :]), exceptions)


def _replacing(rule: Any, place: int) -> Rebuild:
    """What puts a new part in one place of a rule."""

    def rebuild(new: Any) -> Any:
        return replace(rule, parts=(*rule.parts[:place], new, *rule.parts[place + 1 :]))

    return rebuild


def _without(rule: Any, place: int) -> Any:
    """The rule without one part; None where *at least* would ask for more than is left."""
    parts = (*rule.parts[:place], *rule.parts[place + 1 :])
    if isinstance(rule, AtLeast):
        return AtLeast(rule.count, parts) if rule.count <= len(parts) else None
    if isinstance(rule, AllOf):
        excepted = place >= len(rule.parts) - rule.exceptions
        return AllOf(parts, rule.exceptions - excepted)
    return AnyOf(parts)


def _brief(rule: AllOf | AnyOf | AtLeast) -> str:
    """A group by its first parts."""
    words = {AllOf: "all", AnyOf: "any"}.get(type(rule), "at least")
    more = ", …" if len(rule.parts) > SHOWN else ""
    return f"{words} of ({', '.join(_words(part) for part in rule.parts[:SHOWN])}{more})"


def _words(rule: Any) -> str:
    """A part of a rule, short."""
    if isinstance(rule, Bound):
        return f"{rule.instrument} {rule.article}"
    names = "/".join(dict.fromkeys(names_in(rule)))
    options = " ".join(rule.options) if isinstance(rule, Choice) else ""
    return f"{'not ' if isinstance(rule, Not) else ''}{names} {options}".rstrip()
