"""No form lets a browser keep what is typed into it: Chromium writes it into the files of its sessions otherwise."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "src" / "wellfounded"
FORM = re.compile(r"<form\b[^>]*")


def test_every_form_tells_the_browser_to_keep_nothing() -> None:
    forms = [(file.name, form) for file in TEMPLATES.rglob("*.html") for form in FORM.findall(file.read_text("utf-8"))]
    assert len(forms) > 90
    assert [form for form in forms if 'autocomplete="off"' not in form[1]] == []
