"""The overview as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.letters.overview.wording import SAY, VERDICTS
from wellfounded.letters.paper import page

if TYPE_CHECKING:
    from wellfounded.letters.overview.context import OverviewView

TEMPLATES = Path(__file__).with_name("templates")


def render_overview(view: OverviewView) -> str:
    """The page that links every assessment."""
    return page(TEMPLATES, "overview.html", view=view, say=SAY, verdicts=tuple(VERDICTS.values()))
