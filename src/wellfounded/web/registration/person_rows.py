"""What stands in the record of who the person is, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wellfounded.cases.photos import present_photo
from wellfounded.identity.dates.partial_date import Calendar, PartialDate, Precision
from wellfounded.persons.models import Identity, Script
from wellfounded.web.choices import shown_country, shown_language
from wellfounded.web.date_words import date_words
from wellfounded.web.registration.page import Row, ending_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wellfounded.persons.models import Person

# So that each letter is drawn as its readers write it.
_LANGUAGE_OF = {Script.HANGUL: "ko", Script.KANA: "ja", Script.HAN: "zh", Script.CYRILLIC: "ru", Script.ARABIC: "ar"}


class OfPerson(Protocol):
    """A case, or one side of a pair that a matcher looks at."""

    @property
    def person(self) -> Person: ...


COUNTRIES = frozenset({"birth_country"})


def joined(*parts: object) -> str:
    """The parts that say something."""
    return " · ".join(_told(part) for part in parts if part)


def _told(part: object) -> str:
    return date_words(part) if isinstance(part, PartialDate) else str(part)


def said(answer: bool | None, *, yes: str, no: str) -> str:  # noqa: FBT001 - three answers: yes, no, not known
    return "" if answer is None else yes if answer else no


def names(of: OfPerson) -> list[Row]:
    return [
        Row(
            name.text,
            term=name.get_kind_display(),
            detail=joined(
                name.get_script_display(),
                shown_language(name.language),
                name.get_order_display() if name.order != "unknown" else "",
                joined(name.family_part, name.given_part),
                name.note,
                name.withdrawn_reason,
            ),
            lang=name.language or _LANGUAGE_OF.get(Script(name.script), "") if name.script else name.language,
            pk=name.pk if name.withdrawn_at is None else None,
            over=name.withdrawn_at is not None,
        )
        for name in of.person.names.all()
    ]


def identity_fields(*fields: str) -> Callable[[OfPerson], list[Row]]:
    """The rows of some fields of the identity."""

    def rows(of: OfPerson) -> list[Row]:
        identity = identity_of(of)
        shown = [(name, _shown(identity, name)) for name in fields]
        labels = {column.name: str(column.verbose_name) for column in Identity._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
        # Where a page asks for one thing, its own title says what it is.
        terms = {name: "" if len(fields) == 1 else labels[name][:1].upper() + labels[name][1:] for name in fields}
        return [Row(words, term=terms[name], detail=_days(identity, name)) for name, words in shown if words]

    return rows


def identity_initial(*fields: str) -> Callable[[OfPerson], Mapping[str, Any]]:
    """The same fields as a form fills them in."""

    def initial(of: OfPerson) -> Mapping[str, Any]:
        identity = identity_of(of)
        return {name: str(getattr(identity, name) or "") for name in fields}

    return initial


def identity_of(of: OfPerson) -> Identity:
    """The identity, or a blank one that is not in the store yet."""
    return Identity.objects.filter(person=of.person).first() or Identity(person=of.person)


def _shown(identity: Identity, name: str) -> str:
    value = getattr(identity, name)
    if not value:
        return ""
    if name in COUNTRIES:
        return shown_country(value)
    if isinstance(value, PartialDate):
        return date_words(value)
    display: Callable[[], Any] | None = getattr(identity, f"get_{name}_display", None)
    return str(display() if display else value)


def _days(identity: Identity, name: str) -> str:
    """The days that a date may mean, where its own form does not say so."""
    date = getattr(identity, name)
    if not isinstance(date, PartialDate) or not date.bounded:
        return ""
    usual = date.calendar in {Calendar.USUAL, Calendar.JUCHE}  # whose words name the day of the usual calendar
    plain = usual and date.precision is not Precision.SEASON and not date.about
    return "" if plain else f"{date_format(date.first)} – {date_format(date.last)}"


def photo(of: OfPerson) -> list[Row]:
    one = present_photo(of.person)
    if one is None:
        return []
    return [Row(_("A photo is kept"), detail=joined(one.added_by, date_format(one.added_at)), pk=one.pk)]


def nationalities(of: OfPerson) -> list[Row]:
    return [
        Row(
            _("Stateless") if one.stateless else shown_country(one.country),
            detail=joined(
                one.get_how_known_display(),
                said(one.feared, yes=_("feared"), no=_("not feared")),
                one.note,
            ),
        )
        for one in of.person.nationalities.all()
    ]


def documents(of: OfPerson) -> list[Row]:
    return [
        Row(
            one.get_kind_display(),
            detail=joined(
                one.number,
                shown_country(one.country) if one.country else "",
                one.get_held_display(),
                said(one.own, yes=_("own paper"), no=_("not the person’s own")),
                _("issued %(date)s") % {"date": date_words(one.issued)} if one.issued else "",
                _("valid until %(date)s") % {"date": date_words(one.expires)} if one.expires else "",
                _("without an end of validity") if one.never_expires else "",
                _("seen by %(who)s") % {"who": one.seen_by} if one.seen_by else _("not seen by the office"),
                one.note,
                one.ended_reason,
            ),
            **ending_of(one),
        )
        for one in of.person.documents.select_related("seen_by")
    ]


def journey(of: OfPerson) -> list[Row]:
    one = getattr(of.person, "journey", None)
    if one is None:
        return []
    said_rows = [
        (_("Country fled from"), shown_country(one.origin) if one.origin else ""),
        (_("Flight"), date_words(one.fled)),
        (_("Arrival"), date_words(one.arrived)),
        (_("The way"), one.route),
    ]
    stages = [
        Row(
            shown_country(stage.country),
            term=str(stage.position),
            detail=joined(stage.place, stage.arrived, stage.left),
        )
        for stage in one.stages.all()
    ]
    return [Row(words, term=term) for term, words in said_rows if words] + stages


def journey_initial(of: OfPerson) -> Mapping[str, Any]:
    one = getattr(of.person, "journey", None)
    if one is None:
        return {}
    initial = {name: str(getattr(one, name) or "") for name in ("origin", "fled", "arrived", "route")}
    for number, stage in enumerate(one.stages.all(), start=1):
        for name in ("country", "place", "arrived", "left"):
            initial[f"stages-{number}-{name}"] = str(getattr(stage, name) or "")
    return initial


def earlier_claims(of: OfPerson) -> list[Row]:
    return [
        Row(shown_country(one.country), detail=joined(one.body, one.number, one.made, one.outcome, one.note))
        for one in of.person.earlier_claims.all()
    ]
