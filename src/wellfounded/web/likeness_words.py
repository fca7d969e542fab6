"""What a comparison saw, in the language of the screen: the identity core gives stable words, the screen says them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Sex
from wellfounded.identity.dates.partial_date import NotADate, parse
from wellfounded.identity.weighing.weigh import Standing, Weighing
from wellfounded.web.date_words import date_words

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.identity.kin import KinHint

SUBJECTS = {
    "name": _("Name"),
    "birth": _("Birth date"),
    "place": _("Place"),
    "sex": _("Sex"),
    "number": _("Paper"),
    "father": _("Father’s name"),
    "mother": _("Mother’s name"),
}
_OF_NAMES = {
    "likely": _("Both can be one name."),
    "possible": _("Both can be one name, and other names fit as well."),
    "different": _("These look like different names."),
}
SEEN = {
    **{(about, level): words for about in ("name", "father", "mother") for level, words in _OF_NAMES.items()},
    ("birth", "same_day"): _("The same day."),
    ("birth", "middle"): _("The 15th of the same month, as is also written where the day is not known."),
    ("birth", "consistent"): _("Both can be the same day."),
    ("birth", "calendars"): _("One can be the lunar date of the other."),
    ("birth", "swapped"): _("Day and month have changed places."),
    ("birth", "same_month"): _("The same month, another day."),
    ("birth", "same_year"): _("The same year, another day."),
    ("birth", "near"): _("At most two years apart, as ages are often counted."),
    ("birth", "apart"): _("More than two years apart."),
    ("place", "same_district"): _("The same district."),
    ("place", "same_county"): _("The same county."),
    ("place", "same_city"): _("The same city."),
    ("place", "same_province"): _("The same province."),
    ("place", "same_text"): _("The same."),
    ("place", "elsewhere"): _("Different provinces."),
    ("sex", "same"): _("The same."),
    ("sex", "differs"): _("It differs."),
    ("number", "same"): _("Both hold a paper of this number."),
}
STANDINGS = {
    Standing.LIKELY: _("Much speaks for one person."),
    Standing.POSSIBLE: _("Some things speak for one person."),
    Standing.LEAD: _("Only the name speaks for one person."),
    Standing.UNLIKELY: _("Little speaks for one person."),
    Standing.CANNOT: _("Nothing can be compared."),
}
KIN = {
    "same_mother": _("Both may have the same mother: %(one)s, %(other)s."),
    "same_father": _("Both may have the same father: %(one)s, %(other)s."),
    "named_parent": _("One names a parent %(one)s; the other is called %(other)s."),
    "generation": _("%(one)s and %(other)s share the surname, a syllable and a home."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the waterfall. `width` is its share of the largest step, in tenths, for the bar."""

    subject: Promise
    seen: Promise
    one: str
    other: str
    nats: float
    width: int


def waterfall(found: Weighing) -> list[Part]:
    """Every comparison in order, with bars to one scale."""
    largest = max((abs(part.nats) for part in found.comparisons), default=1.0)
    return [
        Part(
            subject=SUBJECTS[part.about],
            seen=SEEN[part.about, part.level],
            one=_said(part.about, part.one),
            other=_said(part.about, part.other),
            nats=part.nats,
            width=max(round(10 * abs(part.nats) / largest), 1),
        )
        for part in found.comparisons
    ]


def _said(about: str, text: str) -> str:
    """Dates and sex are kept in words of the program; names, places and numbers are shown as they were given."""
    if about == "sex":
        return str(dict(Sex.choices).get(text, text))
    return birth_words(text) if about == "birth" else text


def birth_words(text: str) -> str:
    """A birth date as the screen tells it; what nobody can read as a date stands as it is."""
    try:
        return date_words(parse(text))
    except NotADate:
        return text


def kin_words(hint: KinHint) -> str:
    """Why two people may be relatives."""
    return str(KIN[hint.seen] % {"one": hint.one, "other": hint.other})
