"""Who the person is: names, and the fields of the identity. What stands there is changed with a reason, never lost."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Sex
from wellfounded.persons.models import Education, HowKnown, MaritalStatus, NameKind, NameOrder, Script
from wellfounded.web.choices import countries, languages, with_blank
from wellfounded.web.forms.question import QuestionForm, line, pick, radios, tick, when, words, yes_no
from wellfounded.web.forms.said_date import PARTS, as_said, part_fields


class NameForm(QuestionForm):
    text = line(
        _("Name, exactly as it was given"), hint=_("In any script. It is never put into Latin letters for you.")
    )
    kind = pick(_("What kind of name it is"), NameKind.choices)
    order = pick(_("Order"), with_blank(NameOrder.choices[:-1]))
    script = pick(_("Script"), [("", _("As the letters show")), *Script.choices])
    language = pick(_("Language of the name"), languages)
    family_part = line(_("Family name, if it is known which part that is"))
    given_part = line(_("Given name"))
    note = line(_("Note"), hint=_("For example who uses this name, or since when."))


class IdentityForm(QuestionForm):
    """Some fields of the identity. `initial` is what stands there now."""

    shown = forms.CharField(widget=forms.HiddenInput)
    reason = line(_("Why is it changed?"), hint=_("Needed only if something that stands above becomes another word."))
    clear = forms.MultipleChoiceField(
        label=_("Take out again"),
        help_text=_("An empty field leaves what stands there. Tick what is to become blank, and say why."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = {name: str(text) for name, text in self.initial.items() if name in self.fields and text}
        self.initial["shown"] = json.dumps(standing)
        if standing:
            for name in ("reason", "clear"):
                self.fields[name] = self.fields.pop(name)  # these come last
            choices = [(name, self.fields[name].label or name) for name in standing]
            self.fields["clear"].choices = choices  # type: ignore[attr-defined] # a field of choices
        else:
            del self.fields["reason"], self.fields["clear"]

    def clean_shown(self) -> dict[str, str]:
        try:
            shown = json.loads(self.cleaned_data["shown"] or "{}")
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in shown.items()} if isinstance(shown, dict) else {}

    def clean_clear(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["clear"])


class SexForm(IdentityForm):
    sex = radios(_("Sex"), with_blank(Sex.choices), hint=_("As the person says."))


class BirthForm(IdentityForm):
    aside: ClassVar[tuple[str, ...]] = PARTS
    birth = when(
        _("Birth date, as it was said"),
        hint=_(
            "As precisely as it is known, and no more. For example 1984 · 1984-03 · 1984-03-05 · about 1984 · "
            "1984-spring · "
            "1984/1986 · lunar 1984-03-05 · juche 73 · (the year of the flood)"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in part_fields().items():
            field.required = False
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parts = {name.removeprefix("part_"): cleaned.get(name) or "" for name in PARTS if name != "part_about"}
        built = as_said(parts, today=timezone.localdate(), about=bool(cleaned.get("part_about")))
        typed = cleaned.get("birth", "")
        if built and typed and typed != self.initial_text():
            self.add_error("birth", _("Use either this field or the parts below, and leave the other empty."))
        elif built:
            cleaned["birth"] = built
        return cleaned

    def initial_text(self) -> str:
        return str(self.initial.get("birth") or "")


class BirthPlaceForm(IdentityForm):
    birth_country = pick(_("Country of birth"), countries)
    birth_place = line(_("Place of birth"), hint=_("As precisely as the person says: province, town, village."))


class LifeForm(IdentityForm):
    marital_status = pick(_("Marital status"), with_blank(MaritalStatus.choices))
    education = pick(_("Education"), with_blank(Education.choices))
    occupations = words(_("Occupations, with years where known"))
    ethnicity = line(_("Ethnicity, as the person says"))
    religion = line(_("Religion, as the person says"))
    father_name = line(_("Father’s name"))
    mother_name = line(_("Mother’s name"))
    died = when(_("Date of death, if the person has died"))


class HomeForm(IdentityForm):
    origin_region = line(_("Province or region of origin"))
    origin_place = line(_("Town or village of origin"))
    present_region = line(_("Province or region now"))
    present_place = line(
        _("Where the person lives now"), hint=_("Leave it blank if a written address would be a danger.")
    )


class PhotoForm(QuestionForm):
    content = forms.FileField(
        label=_("The picture"),
        help_text=_("PNG or JPEG, up to 20 MB. Only a small copy is kept, without the place and day a telephone adds."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )


class NationalityForm(QuestionForm):
    country = pick(_("Country"), countries)
    stateless = tick(_("The person has no nationality (stateless)"))
    how_known = radios(_("How this is known"), with_blank(HowKnown.choices))
    feared = yes_no(
        _("Does the person fear this State?"),
        hint=_("Until this is answered with “no”, nothing of the case may ever be sent to this State."),
    )
    note = line(_("Note"))
    reason = line(_("Why is it changed?"), hint=_("Only if this country stood there already with another answer."))


class EndForm(QuestionForm):
    """Takes something out of use; it stays in the record."""

    reason = words(_("Why?"), hint=_("Both stay in the record: what stood there, and your reason."))
