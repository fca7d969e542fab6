"""Reads one fact or one human finding of a case file, in its short or its long form."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import (
    Act,
    Answer,
    Credibility,
    Direction,
    Evidence,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Indicator,
    Put,
    Span,
    Weight,
)
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.errors import Code
from wellfounded.law.fields import Fields, did_you_mean

if TYPE_CHECKING:
    from wellfounded.law.case_file import Value

FACT_KEYS = frozenset(
    {"state", "value", "answered", "by", "on", "reason", "benefit_of_doubt", "put", "evidence", "credibility"}
)
FINDING_KEYS = frozenset({"finding", "by", "on", "reason", "put", "rests_on", "standard"})
EVIDENCE_KEYS = frozenset({"source", "at", "on", "direction", "kind", "weight", "note"})
KINDS = frozenset(
    {"account", "document", "expert", "medical", "country_information", "witness", "finding_of_tribunal", "allegation"}
)
INDICATORS = frozenset(
    {"detail", "internal_consistency", "consistency_with_others", "external_consistency", "plausibility"}
)
RESULTS = frozenset({"accepted", "not_accepted", "unresolved"})
DISTORTING = frozenset(
    {
        "trauma",
        "memory",
        "time",
        "interpreter",
        "culture",
        "shame",
        "child",
        "gender",
        "coercion",
        "statement_under_arrest",
        "illness",
        "schooling",
    },
)

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def read_fact(group: Fields, name: str, *, definition: FactDefinition) -> FactRecord:
    """The fact `name`: a state word or a value (short form), or a mapping (long form)."""
    raw = group.values[name]
    if not isinstance(raw, dict):
        return _short(group, name, definition=definition)
    fields = group.child(name)
    fields.only(FACT_KEYS)
    state = FactState(fields.option("state", set(FactState), default="established" if "value" in raw else "unknown"))
    if raw.get("value") is None:
        _needs_value(fields, state, definition=definition)
    answered = fields.option("answered", set(Answer))
    return FactRecord(
        state=state,
        value=_value(fields, "value", definition=definition) if raw.get("value") is not None else None,
        answered=Answer(answered) if answered else None,
        act=read_act(fields),
        benefit_of_doubt=read_act(fields.child("benefit_of_doubt"), signed=True) if "benefit_of_doubt" in raw else None,
        put=_put(fields.child("put")) if raw.get("put") not in (None, {}) else None,
        evidence=tuple(_evidence(entry) for entry in fields.items("evidence")),
        credibility=_credibility(fields.child("credibility")) if "credibility" in raw else None,
    )


def read_finding(fields: Fields) -> HumanFinding | None:
    """A person's finding of a criterion; None when its word is missing or wrong (which is noted)."""
    fields.only(FINDING_KEYS)
    word = fields.option("finding", set(FindingWord), required=True)
    act = read_act(fields, signed=True)
    if not word:
        return None
    put = _put(fields.child("put")) if fields.values.get("put") not in (None, {}) else None
    return HumanFinding(FindingWord(word), act, put, fields.words("rests_on"), fields.text("standard"))


def read_act(fields: Fields, *, signed: bool = False) -> Act:
    """Who did something, when and why. With `signed`, who and why must be there."""
    by, reason = fields.text("by"), fields.text("reason")
    if signed and not (by and reason):
        message = "A person's act needs who made it and why."
        fields.note(Code.UNSIGNED, None, message=message, mend="Add by: and reason:.")
    return Act(by, fields.day("on"), reason)


def _short(group: Fields, name: str, *, definition: FactDefinition) -> FactRecord:
    raw = group.values[name]
    if raw is None:
        mend = "Write one, or take the line out: what is not known may be left out."
        group.note(Code.WRONG_VALUE, name, message=f"“{name}” has no state and no value.", mend=mend)
        return FactRecord()
    if isinstance(raw, str) and raw in set(FactState):
        _needs_value(group, FactState(raw), definition=definition)
        return FactRecord(FactState(raw))
    if definition.type is FactType.YES_NO:
        mend = did_you_mean(str(raw), set(FactState)) or f"Write one of: {', '.join(FactState)}."
        if isinstance(raw, bool) or str(raw).lower() in {"yes", "no"}:
            mend = "Write established for yes and refuted for no: a person found it, it was not merely said."
        group.note(Code.WRONG_OPTION, name, message=f"“{raw}” is not a state of a fact.", mend=mend)
        return FactRecord()
    return FactRecord(FactState.ESTABLISHED, _value(group, name, definition=definition))


def _needs_value(fields: Fields, state: FactState, *, definition: FactDefinition) -> None:
    """Note a fact that takes a value and was settled without one."""
    if definition.type is not FactType.YES_NO and state.settled:
        key = definition.id if definition.id in fields.values else "state"
        message = f"“{definition.id}” takes a value ({definition.type}), not only “{state}”."
        fields.note(Code.WRONG_VALUE, key, message=message, mend=_example(definition))


def _value(fields: Fields, key: str, *, definition: FactDefinition) -> Value:
    raw = fields.values[key]
    if definition.type is FactType.DATE:
        return _span(fields, key)
    if definition.type is FactType.QUANTITY:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return float(raw)
    elif definition.type is FactType.TEXT:
        return fields.text(key)
    elif definition.options:
        chosen = tuple(str(item) for item in (raw if isinstance(raw, list) else [raw]))
        for item in chosen:
            if item not in definition.options:
                mend = did_you_mean(item, definition.options) or f"Options: {', '.join(definition.options)}."
                fields.note(Code.WRONG_OPTION, key, message=f"“{item}” is not an option of {definition.id}.", mend=mend)
        if definition.type is FactType.CHOICES:
            return chosen
        if len(chosen) == 1:
            return chosen[0]
    fields.note(Code.WRONG_VALUE, key, message=f"“{raw}” is not a value of {definition.id}.", mend=_example(definition))
    return None


def _example(definition: FactDefinition) -> str:
    examples: dict[FactType, str] = {
        FactType.DATE: "Write a year, month or day: 1998, 1998-03 or 1998-03-15.",
        FactType.QUANTITY: f"Write a number ({definition.unit}).",
        FactType.YES_NO: f"This fact takes a state only: {', '.join(FactState)}.",
    }
    return examples.get(definition.type, f"Options: {', '.join(definition.options or {})}.")


def _span(fields: Fields, key: str) -> Span | None:
    """A date as precisely as it was written: a year, a month or a day."""
    raw = fields.values[key]
    if isinstance(raw, date):
        return Span(raw, raw)
    match = _PARTIAL.match(str(raw))
    try:
        if match:
            return _partial(match)
    except ValueError:
        pass
    fields.note(
        Code.BAD_DATE,
        key,
        message=f"“{raw}” is not a date.",
        mend="Write a year, month or day: 1998, 1998-03 or 1998-03-15.",
    )
    return None


def _partial(match: re.Match[str]) -> Span:
    year, month, day = match.groups()
    if day:
        exact = date(int(year), int(month), int(day))
        return Span(exact, exact)
    if month:
        first = date(int(year), int(month), 1)
        return Span(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]), match.group())
    return Span(date(int(year), 1, 1), date(int(year), 12, 31), match.group())


def _put(fields: Fields) -> Put:
    fields.only({"on", "by", "at", "reply"})
    return Put(fields.day("on"), fields.text("by"), fields.text("at"), fields.text("reply"))


def _evidence(fields: Fields) -> Evidence:
    fields.only(EVIDENCE_KEYS)
    return Evidence(
        source=fields.text("source", required=True),
        at=fields.text("at"),
        on=fields.day("on"),
        direction=Direction(fields.option("direction", set(Direction), default="supports")),
        kind=fields.option("kind", KINDS, default="account"),
        weight=Weight(fields.option("weight", set(Weight), default="moderate")),
        note=fields.text("note"),
    )


def _credibility(fields: Fields) -> Credibility:
    fields.only({"result", "indicators", "distorting", "by"})
    distorting = fields.words("distorting")
    for word in distorting:
        if word not in DISTORTING:
            mend = did_you_mean(word, DISTORTING) or f"Known: {', '.join(sorted(DISTORTING))}."
            fields.note(Code.WRONG_OPTION, "distorting", message=f"“{word}” is not a distorting factor.", mend=mend)
    return Credibility(
        result=fields.option("result", RESULTS, default="unresolved"),
        indicators=tuple(_indicator(entry) for entry in fields.items("indicators")),
        distorting=distorting,
        by=fields.text("by"),
    )


def _indicator(fields: Fields) -> Indicator:
    fields.only({"indicator", "direction", "rests_on"})
    kind: Any = fields.option("indicator", INDICATORS, required=True)
    return Indicator(
        kind, Direction(fields.option("direction", set(Direction), default="supports")), fields.text("rests_on")
    )
