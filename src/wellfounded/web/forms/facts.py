"""The forms of a fact: how a person finds it, how credible the account is on it, and the benefit of the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.set_fact import FactFound
from wellfounded.law.case_file import Direction, FactState
from wellfounded.law.case_writer import fact_as_data
from wellfounded.law.catalogue import FactType
from wellfounded.law.fact_reader import INDICATORS
from wellfounded.web.assessment import words as told
from wellfounded.web.forms.interview import value_field
from wellfounded.web.forms.question import QuestionForm, line, pick, radios, words
from wellfounded.web.interview.place import fact_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField
    from django.utils.functional import Promise

    from wellfounded.law.case_file import FactRecord, Slot

STATES: list[tuple[str, Promise]] = [
    (FactState.ESTABLISHED.value, _("Established: it is so")),
    (FactState.POSSIBLE.value, _("Possible: doubtful, and may be carried forward by the benefit of the doubt")),
    (FactState.REFUTED.value, _("Refuted: it is not so")),
    (FactState.CONTRADICTED.value, _("Contradicted: material evidence stands both ways")),
    (FactState.UNKNOWABLE.value, _("Unknowable: nobody here can know it")),
    (FactState.UNKNOWN.value, _("Unknown: not asked, or not answered")),
]
SIDES: list[tuple[str, Any]] = [
    ("", _("Not looked at")),
    (str(Direction.SUPPORTS), _("speaks for it")),
    (str(Direction.REBUTS), _("speaks against it")),
]


class SeenForm(QuestionForm):
    """`seen` is the version that the page showed: a newer one is shown beside what was typed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def take_newer(self, version: int) -> None:
        """Saving once more makes the version after the one that is shown beside."""
        self.show_theirs({})
        typed: Any = self.data
        typed["seen"] = str(version)


class FactForm(SeenForm):
    """How the fact stands and why, and apart from it the account on this fact."""

    state = radios(_("How the fact stands"), list(STATES))
    reason = words(_("Why"), hint=_("It stands in the record with your name."))
    result = radios(_("The account on this fact"), [("", _("Not assessed")), *told.CREDIBILITY.items()])
    distorting = forms.MultipleChoiceField(
        label=_("What may distort what is said"),
        choices=list(told.FACTORS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask this before any inconsistency is held against anybody."),
    )

    def __init__(self, *args: Any, slot: Slot, record: FactRecord, version: int, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, initial=self._before(version), **kwargs)
        fact = fact_at(slot)
        if fact is not None and fact.type is not FactType.YES_NO:
            self.fields["value"] = value_field(fact, slot)
            self.order_fields(["key", "seen", "state", "value"])
        for name in sorted(INDICATORS, key=list(told.INDICATORS).index):
            self.fields[f"side-{name}"] = pick(str(told.INDICATORS[name]).capitalize(), SIDES)
            self.fields[f"rests-{name}"] = line(_("On what it rests"))
        for field in self.fields.values():
            field.required = False

    def _before(self, version: int) -> dict[str, Any]:
        record = self.record
        data = fact_as_data(record)
        before = {"seen": version, "state": str(record.state) if version else "", "reason": record.act.reason}
        before["value"] = data.get("value")
        if record.credibility is not None:
            before |= {"result": record.credibility.result, "distorting": list(record.credibility.distorting)}
            for item in record.credibility.indicators:
                before |= {f"side-{item.kind}": str(item.direction), f"rests-{item.kind}": item.rests_on}
        return before

    def found(self) -> list[BoundField]:
        return [self[name] for name in ("state", "value", "reason") if name in self.fields]

    def indicators(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[name], self[name.replace("side-", "rests-")]) for name in self.fields if name.startswith("side-")]

    def credibility_shown(self) -> bool:
        return any(
            self[name].value() for name in self.fields if name in {"result", "distorting"} or name[:5] == "side-"
        )

    def request(self, slot: Slot) -> FactFound:
        typed = self.cleaned_data
        value = typed.get("value")
        return FactFound(
            key=typed["key"],
            entity=slot[0],
            fact=slot[1],
            seen=typed["seen"] or 0,
            state=typed["state"],
            value=tuple(value) if isinstance(value, list) else value,
            reason=typed["reason"],
            credibility=self._credibility(),
        )

    def _credibility(self) -> Mapping[str, Any]:
        """In the format of the case file; nothing where nothing changed, so that nobody signs another's assessment."""
        names = ("result", "distorting", *(name for name in self.fields if name.startswith(("side-", "rests-"))))
        if all((self.cleaned_data[name] or None) == (self.initial.get(name) or None) for name in names):
            return {}
        indicators = [
            {"indicator": kind, "direction": side}
            | ({"rests_on": rests} if (rests := self.cleaned_data[f"rests-{kind}"]) else {})
            for kind in INDICATORS
            if (side := self.cleaned_data[f"side-{kind}"])
        ]
        given = {"indicators": indicators, "distorting": list(self.cleaned_data["distorting"])}
        return {"result": self.cleaned_data["result"] or "unresolved"} | {
            name: one for name, one in given.items() if one
        }


class DoubtForm(SeenForm):
    """The benefit of the doubt, as an act of its own."""

    reason = words(_("Why the fact is possible, and no more"))
    benefit_of_doubt = words(
        _("Why the applicant is given the benefit of the doubt"),
        hint=_("What the applicant did to show it, and why the account stands as a whole."),
    )

    def request(self, slot: Slot) -> FactFound:
        typed = self.cleaned_data
        return FactFound(
            key=typed["key"],
            entity=slot[0],
            fact=slot[1],
            seen=typed["seen"] or 0,
            state=FactState.POSSIBLE.value,
            reason=typed["reason"],
            benefit_of_doubt=typed["benefit_of_doubt"],
        )
