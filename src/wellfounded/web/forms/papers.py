"""Papers, the way here, and claims made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.set_journey import JourneyGiven, StageGiven
from wellfounded.persons.models import DocumentKind, Held
from wellfounded.web.choices import countries, to_choose, with_blank
from wellfounded.web.forms.question import QuestionForm, line, pick, radios, tick, when, words, yes_no

if TYPE_CHECKING:
    from django.forms import BoundField

STAGE = ("country", "place", "arrived", "left")
EMPTY_STAGES = 2
MOST_STAGES = 40


class DocumentForm(QuestionForm):
    kind = pick(_("What paper it is"), to_choose(DocumentKind.choices))
    held = radios(_("Where it is"), with_blank(Held.choices))
    number = line(_("Number"))
    country = pick(_("Issued by the State"), countries)
    own = yes_no(
        _("Is it the person’s own?"),
        hint=_("A bought or borrowed paper says nothing of the person’s honesty."),
    )
    issued = when(_("Issued"))
    expires = when(_("Valid until"))
    never_expires = tick(_("It has no end of validity"))
    seen = tick(_("I have seen the paper myself"))
    note = words(_("Note"))


class EarlierClaimForm(QuestionForm):
    country = pick(_("Country"), countries)
    body = line(_("To whom"), hint=_("An authority, UNHCR, an embassy."))
    number = line(_("Number there"))
    made = when(_("When"))
    outcome = line(_("What came of it"))
    note = words(_("Note"))


class JourneyForm(QuestionForm):
    """The way, with a row for every country on it and a few empty ones."""

    origin = pick(_("Country fled from"), countries)
    fled = when(_("Date of flight"))
    arrived = when(_("Date of arrival here"))
    route = words(
        _("The way and the borders, in the person’s words"),
        hint=_("No names of helpers, places of crossing or safe houses: others still need them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _closed_up(self.data)
        rows = _stages_in(self.data if self.is_bound else self.initial)
        for number in range(1, min(rows + EMPTY_STAGES, MOST_STAGES) + 1):
            self.fields |= _stage_fields(number)
        self.fields["reason"] = line(
            _("Why is it changed?"), hint=_("If what stood here before becomes something else.")
        )
        self.fields["reason"].required = False

    def asked(self) -> list[BoundField]:
        return [field for field in super().asked() if not field.name.startswith("stages-")]

    def stages(self) -> list[list[BoundField]]:
        """The fields of each country on the way."""
        numbers = [name.split("-")[1] for name in self.fields if name.endswith("-country")]
        return [[self[f"stages-{number}-{name}"] for name in STAGE] for number in numbers]

    def request(self) -> JourneyGiven:
        typed = self.cleaned_data
        stages = tuple(
            StageGiven(**{name: typed.get(f"stages-{number}-{name}", "") for name in STAGE})
            for number in range(1, _stages_in(typed) + 1)
        )
        plain = {name: typed[name] for name in ("key", "origin", "fled", "arrived", "route", "reason")}
        return JourneyGiven(stages=stages, **plain)


def _stage_fields(number: int) -> dict[str, Any]:
    fields = {
        f"stages-{number}-country": pick(_("Country"), countries),
        f"stages-{number}-place": line(_("Place")),
        f"stages-{number}-arrived": when(_("From"), hint=""),
        f"stages-{number}-left": when(_("Until"), hint=""),
    }
    for field in fields.values():
        field.required = False
    return fields


def _stages_in(typed: Any) -> int:
    """The number of the last row in which something stands."""
    filled = [
        number for number in range(1, MOST_STAGES + 1) if any(typed.get(f"stages-{number}-{name}") for name in STAGE)
    ]
    return max(filled, default=0)


def _closed_up(data: Any) -> Any:
    """The same without empty rows in between, so that an action's complaint finds its row."""
    rows = [[data.get(f"stages-{number}-{name}", "") for name in STAGE] for number in range(1, MOST_STAGES + 1)]
    full = [row for row in rows if any(row)]
    copy = data.copy()
    for number, row in enumerate(full + [[""] * len(STAGE)] * (MOST_STAGES - len(full)), start=1):
        for name, text in zip(STAGE, row, strict=True):
            copy[f"stages-{number}-{name}"] = text
    return copy
