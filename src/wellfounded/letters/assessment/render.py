"""The view as a page for the browser and as a PDF. Neither loads anything from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from wellfounded.letters.assessment import wording

if TYPE_CHECKING:
    from wellfounded.letters.assessment.context import AssessmentView

TEMPLATES = Path(__file__).with_name("templates")


class NothingFromOutside(URLFetcher):  # type: ignore[misc]  # weasyprint publishes no types
    """Refuses every address: a paper about a person asks nobody for anything."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse."""
        raise ValueError(f"a paper loads nothing, and {url[:60]} was asked for ({headers})")


def render_html(view: AssessmentView) -> str:
    """The page, whole in one file: its style stands inside, and there is no script."""
    # The style sheet is our own file; everything else is escaped.
    css = Markup((TEMPLATES / "assessment.css").read_text(encoding="utf-8"))  # noqa: S704
    return _environment().get_template("assessment.html").render(view=view, say=wording.SAY, css=css)


def render_pdf(view: AssessmentView) -> bytes:
    """The same page as a PDF."""
    document = HTML(string=render_html(view), url_fetcher=NothingFromOutside())
    pdf: bytes = document.write_pdf()
    return pdf


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence"] = wording.sentence
    return environment
