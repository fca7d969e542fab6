"""Criteria: the questions that the law asks, each with its citation, standard and burden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wellfounded.law.citation import Citation, Source, read_citations
from wellfounded.law.errors import Code
from wellfounded.law.rule import AllOf, AnyOf, AtLeast, ForEach, Inherited, Not, read_rule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wellfounded.law.fields import Fields

KEYS = frozenset(
    {
        "title",
        "scope",
        "favours",
        "text",
        "terms",
        "cite",
        "standard",
        "burden",
        "rule",
        "evaluative",
        "considers",
        "untranslatable",
        "goal",
        "stage",
        "note",
    },
)
ROLES = frozenset(
    {
        "past_fact",
        "fear",
        "reason",
        "link",
        "risk",
        "severity",
        "protection",
        "alternative",
        "nationality",
        "exclusion",
        "cessation",
        "complementary_risk",
        "torture_risk",
        "return_risk",
        "admissibility",
    },
)


class Scope(StrEnum):
    """What a fact or criterion is about: the person, one country, or one way onward from a destination."""

    PERSON = "person"
    COUNTRY = "country"
    ROUTE = "route"


class Side(StrEnum):
    """Whom something helps."""

    APPLICANT = "applicant"
    STATE = "state"


class Burden(StrEnum):
    """Who loses when a question is still open at closing. `shared` ends with the applicant; `none` never closes."""

    APPLICANT = "applicant"
    SHARED = "shared"
    STATE = "state"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of law.

    `rule` is None for an evaluative criterion, which a person finds; `untranslatable` says why a rule would not do.
    `standard` is a role that the profile fills with a standard of proof. `file` is the pack file it was read from, and
    `origin` the profile that set it (or `base`).
    """

    id: str
    title: str
    scope: Scope
    favours: Side
    text: str
    cite: tuple[Citation, ...]
    standard: str
    burden: Burden
    rule: Any = None
    considers: tuple[str, ...] = ()
    untranslatable: str = ""
    goal: bool = False
    stage: str = ""
    terms: tuple[str, ...] = ()
    note: str = ""
    origin: str = "base"
    file: str = ""
    transition_open: bool = False

    @property
    def evaluative(self) -> bool:
        """Whether a person must find this, because no rule can."""
        return self.rule is None


@dataclass(frozen=True, slots=True)
class ProvisionFile:
    """One file of criteria: a provision or a profile's rules, with the days on which it is law."""

    id: str
    title: str
    instrument: str
    article: str
    valid_from: date | None
    valid_to: date | None
    revision: int
    criteria: tuple[Criterion, ...]
    file: str

    def in_force(self, day: date) -> bool:
        """Whether this version is law on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def read_criterion(
    name: str, fields: Fields, *, sources: Mapping[str, Source], base: Criterion | None = None, origin: str = "base"
) -> Criterion:
    """A criterion from its entry. With `base`, the given fields replace the base's; `cite` must be given anew."""
    fields.only(KEYS)
    cite = read_citations(fields, sources)
    fresh = Criterion(
        id=name,
        title=fields.text("title", name, required=base is None),
        scope=Scope(fields.option("scope", set(Scope), default="person", required=base is None)),
        favours=Side(fields.option("favours", set(Side), default="applicant")),
        text=" ".join(fields.text("text", required=base is None).split()),
        cite=cite,
        standard=fields.option("standard", ROLES, default="past_fact"),
        burden=Burden(fields.option("burden", set(Burden), default="shared")),
        rule=read_rule(fields, "rule") if "rule" in fields.values else None,
        considers=fields.words("considers"),
        untranslatable=_reason(fields),
        goal=fields.flag("goal"),
        stage=fields.option("stage", {"exclusion", "cessation", "admissibility"}, default=""),
        terms=fields.words("terms"),
        note=fields.text("note"),
        origin=origin,
        file=fields.document.file,
    )
    _one_way_only(fields, at_least=1 if base is None else 0)
    if base is None:
        return fresh
    return _merge(fields, fresh, base=base)


def _reason(fields: Fields) -> str:
    value = fields.values.get("untranslatable")
    return (
        fields.child("untranslatable").text("reason", required=True)
        if isinstance(value, dict)
        else fields.text("untranslatable")
    )


def _ways(fields: Fields) -> list[str]:
    """How an entry says that its criterion is answered."""
    given = {"rule": "rule" in fields.values, "evaluative": fields.flag("evaluative")}
    return [
        way for way, there in (given | {"untranslatable": bool(fields.values.get("untranslatable"))}).items() if there
    ]


def _one_way_only(fields: Fields, *, at_least: int) -> None:
    ways = _ways(fields)
    if not at_least <= len(ways) <= 1:
        fields.note(
            Code.LAW_RULE,
            None,
            message=f"A criterion has exactly one of rule, evaluative and untranslatable; here are {len(ways)}.",
            mend="Keep one.",
        )


def _merge(fields: Fields, fresh: Criterion, *, base: Criterion) -> Criterion:
    """The base criterion with the fields that the profile gives."""
    given = {
        key: getattr(fresh, key)
        for key in fields.values
        if key in KEYS and key not in {"rule", "evaluative"} and hasattr(fresh, key)
    }
    ways = _ways(fields)
    if ways:
        given["untranslatable"] = fresh.untranslatable
    if fresh.scope is not base.scope and "scope" in fields.values:
        fields.note(
            Code.WRONG_SCOPE,
            "scope",
            message="A profile cannot change what a criterion is about.",
            mend=f"Leave it {base.scope}.",
        )
        given["scope"] = base.scope
    rule = base.rule
    if ways:
        rule = with_inherited(fresh.rule, base.rule)
    return replace(base, **given, rule=rule, origin=fresh.origin, file=fresh.file)


def with_inherited(rule: Any, base: Any) -> Any:
    """`rule` with the word `inherited` replaced by the base's rule."""
    match rule:
        case Inherited():
            return base
        case AllOf(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            return replace(rule, parts=tuple(with_inherited(part, base) for part in parts))
        case Not(part=part) | ForEach(part=part):
            return replace(rule, part=with_inherited(part, base))
        case _:
            return rule
