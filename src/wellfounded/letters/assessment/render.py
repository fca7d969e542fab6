"""The view of an assessment as a page for the browser and as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.letters.assessment import wording
from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from wellfounded.letters.assessment.context import AssessmentView

TEMPLATES = Path(__file__).with_name("templates")


def render_html(view: AssessmentView) -> str:
    """The page."""
    return page(TEMPLATES, "assessment.html", view=view, say=wording.SAY, language=view.language)


def render_pdf(view: AssessmentView) -> bytes:
    """The same page as a PDF."""
    return pdf(render_html(view))
