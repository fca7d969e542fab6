"""A person's own file as a PDF: each part as it was released, or why it was kept back. No protected source, ever."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wellfounded.accounts.models import Language, Office
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import OwnFileRelease
from wellfounded.cases.own_file import NEVER, Part
from wellfounded.letters.own_file.parts import PARTS, Section
from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, Export

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What the template prints."""

    language: str
    office: str
    title: str
    number: str
    dated: str
    banners: tuple[str, ...]
    sections: tuple[Section, ...]
    kept_back: str
    nothing: str


def newest_release(case: Case, *, to: str) -> OwnFileRelease | None:
    """What was last released of this file to the person, or to counsel."""
    return OwnFileRelease.objects.filter(case=case, to=to).order_by("pk").last()


def own_file_pdf(export: Export, cases: list[Case]) -> bytes:
    """The file as the newest release gives it.

    Raises:
        NotNow: nothing was released to this recipient, or a part would give away who a protected source is.
    """
    return file_pdf(own_file_asked(export, cases))


def file_pdf(file: OwnFile) -> bytes:
    with override(file.language):
        return pdf(page(TEMPLATES, "own_file.html", file=file))


def own_file_asked(export: Export, cases: list[Case]) -> OwnFile:
    """What is to be printed of it."""
    release = newest_release(cases[0], to=export.recipient_kind)
    if release is None:
        raise NotNow(_("Nothing of this file was released to this recipient. Release it first, part by part."))
    language = export.language or Language.ENGLISH.value
    with override(language):
        return own_file_of(cases[0], release, language=language)


def own_file_of(case: Case, release: OwnFileRelease, *, language: str = Language.ENGLISH) -> OwnFile:
    """Every part that the release speaks of, in the order of the parts."""
    sections = tuple(_section(case, part, release=release) for part in Part if _told(part, release))
    _check_sources(case, sections)
    office = Office.objects.first() or Office()
    return OwnFile(
        language=language,
        office=office.name,
        title=_("Your own file"),
        number=case.number,
        dated=timezone.localdate().isoformat(),
        banners=(_("A fictional case. Nobody of this name exists."),) if case.fictional else (),
        sections=sections,
        kept_back=_("Kept back"),
        nothing=_("Nothing of this is on the file."),
    )


def _told(part: Part, release: OwnFileRelease) -> bool:
    """A protected source is not even named as kept back: that there is one may be as dangerous as who it is."""
    return part not in NEVER and (part in release.given or part in release.withheld)


def _section(case: Case, part: Part, *, release: OwnFileRelease) -> Section:
    if part in release.given:
        return Section(str(part.label), tuple(PARTS[part](case)))
    return Section(str(part.label), (), withheld=str(release.withheld[part]))


def _check_sources(case: Case, sections: tuple[Section, ...]) -> None:
    """What a protected source is called may have been typed into a reason by mistake."""
    printed = " ".join(f"{section.withheld} {line}" for section in sections for line in ("", *section.lines)).casefold()
    for source in case.person.protected_sources.all():
        if source.who.strip() and source.who.strip().casefold() in printed:
            raise NotNow(_("A part of this file says who a protected source is. Keep that part back, with a reason."))
