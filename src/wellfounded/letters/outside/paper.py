"""The extract and the letter made ready for paper. What is not in these few lines is not told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from wellfounded.accounts.models import Language, Office
from wellfounded.cases.suppression import FEWEST
from wellfounded.identity.lists.packed import unpacked
from wellfounded.letters.paper import page, pdf
from wellfounded.persons.exchange.allowed import OF_EXTRACT

if TYPE_CHECKING:
    from wellfounded.cases.models import Export
    from wellfounded.persons.exchange.row import Row

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the template prints."""

    language: str
    office: str
    title: str
    to: str
    dated: str
    banners: tuple[str, ...]
    lines: tuple[str, ...]
    fields: tuple[str, ...] = ()


def outside_pdf(paper: Outside) -> bytes:
    return pdf(page(TEMPLATES, "outside.html", paper=paper))


def extract_of(export: Export, row: Row, *, fictional: bool) -> Outside:
    """One person: who they are, and that this office protects them."""
    language = export.language or Language.ENGLISH.value
    with override(language):
        labels = {
            "CaseNumber": _("Case"),
            "Names": _("Names"),
            "DateOfBirth": _("Date of birth"),
            "RefugeeStatus": _("Status held with this office"),
        }
        told = tuple(f"{labels[column]}: {_said(column, row[column])}" for column in OF_EXTRACT if row[column])
        lines = (
            _("The person named here asked this office for protection and agreed to this one extract."),
            _("It may be used for the purpose on its cover, and for nothing else."),
        )
        return _paper(export, _("Extract"), lines=lines, fields=told, fictional=fictional)


def letter_to_state(export: Export, *, fictional: bool) -> Outside:
    """Nobody is named; how many they are is told from five upward. What was typed by hand is not printed."""
    language = export.language or Language.ENGLISH.value
    with override(language):
        count = (
            _("Fewer than five people are meant here.")
            if export.people < FEWEST
            else ngettext("%(count)d person is meant here.", "%(count)d people are meant here.", export.people)
            % {"count": export.people}
        )
        lines = (
            _("This office protects people who asked it for protection."),
            count,
            _("Nobody of them may be sent to a country where persecution, torture or death would await them."),
            _("This letter names nobody. This office asks that nobody be looked for because of it."),
        )
        return _paper(export, _("Letter to an authority"), lines=lines, fictional=fictional)


def _paper(
    export: Export, title: str, *, lines: tuple[str, ...], fictional: bool, fields: tuple[str, ...] = ()
) -> Outside:
    office = Office.objects.first() or Office()
    return Outside(
        language=export.language or Language.ENGLISH.value,
        office=office.name,
        title=title,
        to=_("To: %(recipient)s") % {"recipient": export.recipient},
        dated=timezone.localdate().isoformat(),
        banners=(_("A fictional case. Nobody of this name exists."),) if fictional else (),
        lines=lines,
        fields=fields,
    )


def _said(column: str, text: str) -> str:
    """The names alone, without what a list says of each."""
    return ", ".join(parts[0] for parts in unpacked(text)) if column == "Names" else text
