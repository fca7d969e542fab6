"""Reading two records as one, and making them two again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.punctuation import listed
from wellfounded.persons.models import Kinship, Photo
from wellfounded.web.forms.question import QuestionForm, radios, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.cases.added_since import Added
    from wellfounded.cases.duplicate_pairs import Pair
    from wellfounded.cases.models import Merge
    from wellfounded.persons.models import Person

KINDS = {
    "name": _("Name"),
    "document": _("Paper"),
    "nationality": _("Nationality"),
    "photo": _("Photo"),
    "relative": _("Relative"),
}


class MergeForm(QuestionForm):
    kept = radios(_("Which record stands for both?"), [], hint=_("The fuller one, or the older one."))
    reason = words(_("Why"))

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kept", choices=[(one.person.reference, _called(one.person)) for one in pair.sides])


class UnmergeForm(QuestionForm):
    """One question for each thing that came since the merge."""

    reason = words(_("Why they are two people after all"))

    def __init__(self, *args: Any, merge: Merge, added: Sequence[Added], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.added = added
        two = [("kept", _called(merge.kept)), ("merged", _called(merge.merged))]
        for one in added:
            written = _("written to %(record)s") % {"record": one.row.person}
            self.fields[one.key] = radios(f"{KINDS[one.kind]}: {said(one)}", [], hint=written)
            self.fields[one.key].required = False
            _choices(self, one.key, choices=two)

    def placed(self, where: str) -> tuple[str, ...]:
        return tuple(one.key for one in self.added if self.cleaned_data.get(one.key) == where)


def said(one: Added) -> str:
    """The thing in words."""
    match one.row:
        case Kinship() as relative:
            return f"{relative.get_relation_display()} {relative.described}".strip()
        case Photo() as photo:
            return photo.added_at.date().isoformat()
        case row:
            return str(row)


def _called(person: Person) -> str:
    """The record by its number and the names in use, so that nobody has to go back to see which is which."""
    names = person.names.filter(withdrawn_at=None).values_list("text", flat=True)
    return " · ".join([person.reference, *([listed(names)] if names else [])])


def _choices(form: forms.Form, name: str, *, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - `radios` makes no other
    field.choices = choices
