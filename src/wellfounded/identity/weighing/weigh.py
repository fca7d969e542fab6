"""Two records weighed against each other: the evidence of Fellegi and Sunter, each part shown (the waterfall).

The weight of a part is the log of how much likelier it is for one person than for two. They are added to the prior:
one true record among so many is ln(1/n). In a register of ten million the prior is -16 nats, while a full Korean name
is worth 7 to 12: a name alone is a lead and never more, whatever the sum says. Nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import log

from wellfounded.identity.dates.likeness import compare_births
from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import NameComparison, Verdict, compare_names, worth_of_names
from wellfounded.identity.places.likeness import compare_places
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.share import Share

# How far a name may speak. People take other names, and lists hold aliases: a different name is weak evidence against.
NAME_AGAINST, NAME_FOR = -4.0, 12.0
PARENT_AGAINST, PARENT_FOR = -2.0, 10.0
# Shares as judged (docs/explanation/weighing.md): sex is written wrongly now and then, numbers are mistyped or shared.
SEX_SAME, SEX_DIFFERS = Share(0.98, 0.5), Share(0.02, 0.5)
NUMBER_SAME = Share(0.9, 1e-6)
TELLING = 2.0  # nats from which evidence other than the name counts as evidence of its own
POSSIBLE, LIKELY = -6.0, 2.0  # nats after the prior
# Nats that the rest must be worth before two people of different names are thought to be one: a shared paper, or a day
# of birth with a county. In a small register the prior alone would let a year of birth do it. A paper is worth less
# there, and is a paper all the same: so what our shares make of it suffices.
DESPITE_THE_NAME = 12.0


class Standing(StrEnum):
    """How two records stand to each other after weighing. A person looks, and two people decide."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    LEAD = "lead"
    UNLIKELY = "unlikely"
    CANNOT = "cannot compare"


@dataclass(frozen=True, slots=True)
class Weighing:
    """The prior, every comparison in the order in which it is shown, and where that leads.

    Attributes:
        prior: nats before anything is compared.
        comparisons: the parts of the waterfall.
        beside_as_judged: nats of all but the name by our shares, where the parts are weighed by those of a register;
            None where they are weighed by ours.
    """

    prior: float
    comparisons: tuple[Comparison, ...]
    beside_as_judged: float | None = None

    @property
    def total(self) -> float:
        """Nats after the prior: above 0 it is likelier one person than two, as far as the shares are right."""
        return self.prior + sum([one.nats for one in self.comparisons])

    @property
    def standing(self) -> Standing:
        """The word for it."""
        if not self.comparisons:
            return Standing.CANNOT
        levels = [one.level for one in self.comparisons if one.about == "name"]
        beside = [one.nats for one in self.comparisons if one.about != "name"]
        different = levels.count(Verdict.DIFFERENT.value)
        agrees = len(levels) > different
        total = self.total
        weighty = max(sum(beside), self.beside_as_judged or 0.0) >= DESPITE_THE_NAME
        if different and not weighty:
            return Standing.UNLIKELY
        if total < POSSIBLE and not agrees:
            return Standing.UNLIKELY
        if max(beside, default=0.0) < TELLING:
            return Standing.LEAD if agrees else Standing.UNLIKELY
        if total < POSSIBLE:
            return Standing.LEAD
        # A name that could not be compared neither condemns nor acquits: what goes on despite a different one is
        # asked for here as well, since in a small register a year and a place would do, and hundreds share them.
        return Standing.LIKELY if total >= LIKELY and (agrees or weighty) else Standing.POSSIBLE


def weigh(one: Record, other: Record, *, among: int) -> Weighing:
    """Weigh two records, the other being one of `among` in its register.

    Raises:
        ValueError: `among` is below 1.
    """
    return with_names(one, other, rest=beside_names(one, other, among=among))


def beside_names(one: Record, other: Record, *, among: int) -> Weighing:
    """What `weigh` gives, without names of the person and of parents: the part that is found fast.

    Raises:
        ValueError: `among` is below 1.
    """
    if among < 1:
        raise ValueError("a register holds at least one record")
    found = (
        compare_births(one.birth, other.birth),
        compare_places(one.places, other.places) if one.places and other.places else None,
        _sex(one, other),
        _number(one, other) if one.numbers and other.numbers else None,
    )
    return Weighing(-log(among), tuple([comparison for comparison in found if comparison is not None]))


def with_names(one: Record, other: Record, *, rest: Weighing) -> Weighing:
    """The same with names: what `weigh` gives."""
    name = best_name(one.names, other.names)
    father = _parent("father", one.father, other=other.father)
    mother = _parent("mother", one.mother, other=other.mother)
    return _beside(rest, name=name, parents=(father, mother))


def with_worths(one: Record, other: Record, *, rest: Weighing) -> Weighing:
    """The same in a part of the time, but for the words of names: they are found for those who are shown."""
    name = name_worth(one.names, other.names)
    father = parent_worth("father", one.father, other=other.father)
    mother = parent_worth("mother", one.mother, other=other.mother)
    return _beside(rest, name=name, parents=(father, mother))


def _beside(
    rest: Weighing, *, name: Comparison | None, parents: tuple[Comparison | None, Comparison | None]
) -> Weighing:
    found = (name, *rest.comparisons, *parents)
    return Weighing(rest.prior, tuple([comparison for comparison in found if comparison is not None]))


def best_name(mine: Iterable[str], theirs: Iterable[str]) -> Comparison | None:
    """The two forms that agree best; None when no two can be compared.

    Of forms worth the same, those that are written alike: whoever looks sees at once why.
    """
    compared = [(a, b, compare_names(a, b)) for a, b in product(mine, theirs)]
    scored = [(a, b, found) for a, b, found in compared if found.score is not None]
    if not scored:
        return None
    a, b, found = max(scored, key=_how_telling)
    return _of_names("name", found, forms=(a, b), bounds=(NAME_AGAINST, NAME_FOR))


def _how_telling(compared: tuple[str, str, NameComparison]) -> tuple[float, bool, float, str, str]:
    a, b, found = compared
    score = found.score or 0.0
    return min(score, NAME_FOR), a == b, score, a, b


def name_worth(mine: Iterable[str], theirs: Iterable[str]) -> Comparison | None:
    """Level and nats of `best_name` without words or verdicts finer than “different”, in a part of the time."""
    scores = [found for a, b in product(mine, theirs) if (found := worth_of_names(a, b)) is not None]
    return _of_score("name", max(scores), bounds=(NAME_AGAINST, NAME_FOR)) if scores else None


def parent_worth(about: str, one: str, *, other: str) -> Comparison | None:
    """The same of the names of one parent."""
    score = worth_of_names(one, other) if one and other else None
    return None if score is None else _of_score(about, score, bounds=(PARENT_AGAINST, PARENT_FOR))


def _of_score(about: str, score: float, *, bounds: tuple[float, float]) -> Comparison:
    level = Verdict.DIFFERENT if score <= THRESHOLD else Verdict.POSSIBLE
    return Comparison(about, level.value, min(max(score, bounds[0]), bounds[1]), "", "", "")


def _of_names(about: str, found: NameComparison, *, forms: tuple[str, str], bounds: tuple[float, float]) -> Comparison:
    nats = min(max(found.score or 0.0, bounds[0]), bounds[1])
    return Comparison(about, found.verdict.value, nats, found.why or f"Both can be read as {found.left}.", *forms)


def _parent(about: str, one: str, *, other: str) -> Comparison | None:
    if not one or not other:
        return None
    found = compare_names(one, other)
    if found.score is None:
        return None
    return _of_names(about, found, forms=(one, other), bounds=(PARENT_AGAINST, PARENT_FOR))


def _sex(one: Record, other: Record) -> Comparison | None:
    if not one.sex or not other.sex:
        return None
    if one.sex == other.sex:
        return Comparison("sex", "same", SEX_SAME.nats, "The sex is the same.", one.sex, other.sex)
    return Comparison("sex", "differs", SEX_DIFFERS.nats, "The sex differs.", one.sex, other.sex)


def _number(one: Record, other: Record) -> Comparison | None:
    """A number that both hold. Different numbers say nothing: people have several papers, and lose them."""
    theirs = {key: number for number in other.numbers if (key := bare_number(number))}
    shared = next((number for number in one.numbers if bare_number(number) in theirs), None)
    if shared is None:
        return None
    there = theirs[bare_number(shared)]
    return Comparison("number", "same", NUMBER_SAME.nats, "Both hold a paper of this number.", shared, there)


def bare_number(number: str) -> str:
    """Letters and digits of the number of a paper, by which two are compared."""
    return "".join(filter(str.isalnum, number.casefold()))
