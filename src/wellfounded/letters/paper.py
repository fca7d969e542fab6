"""How every paper is made: a template that escapes everything, one style sheet, and nothing loaded from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

STYLE = Path(__file__).with_name("style.css")
# Signs that turn the order of what follows: a name typed with one would print a paper backwards.
TURNED = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
# The head that reports share.
SHARED = Path(__file__).with_name("templates")


def page(templates: Path, name: str, **values: Any) -> str:
    """A page, whole in one file: its style stands inside, and there is no script."""
    environment = Environment(
        loader=FileSystemLoader([templates, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence"] = sentence
    # The style sheet is our own file; everything else is escaped.
    css = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704 - our own style sheet, nothing typed
    return environment.get_template(name).render(css=css, **values).translate(TURNED)


def pdf(html: str) -> bytes:
    """The same page as a PDF."""
    from wellfounded.letters.printing import printed  # noqa: PLC0415 - half of a command's start, and only PDFs need it

    return printed(html)


def sentence(words: str) -> str:
    """Words with a capital letter and a full stop; everything else stays as it is."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
