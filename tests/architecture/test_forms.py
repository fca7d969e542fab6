"""No form lets a browser keep what is typed into it: it is written into the files of its session otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from django import forms

TEMPLATES = Path(__file__).parents[2] / "src" / "wellfounded"
FORM = re.compile(r"<form\b[^>]*")
ASKED_BY_ITSELF = re.compile(r"<(?:textarea|select)\b[^>]*")  # Firefox does not ask its form


def test_every_form_tells_the_browser_to_keep_nothing() -> None:
    forms = [(file.name, form) for file in TEMPLATES.rglob("*.html") for form in FORM.findall(file.read_text("utf-8"))]
    assert len(forms) > 90
    assert [form for form in forms if 'autocomplete="off"' not in form[1]] == []


def test_every_text_box_and_list_tells_it_as_well() -> None:
    pages = [file.read_text("utf-8") for file in TEMPLATES.rglob("*.html")]
    boxes = [box for page in pages for box in ASKED_BY_ITSELF.findall(page)]
    assert len(boxes) > 5
    assert [box for box in boxes if 'autocomplete="off"' not in box] == []


class Asks(forms.Form):
    words = forms.CharField(widget=forms.Textarea)
    one = forms.ChoiceField(choices=[("a", "A")])
    name = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "username"}))
    number = forms.CharField(widget=forms.HiddenInput)


def test_a_field_of_a_form_tells_it_unless_it_says_something_else() -> None:
    shown = {name: str(Asks()[name]) for name in Asks.base_fields}
    assert {name: 'autocomplete="off"' in text for name, text in shown.items()} == {
        "words": True,
        "one": True,
        "name": False,
        "number": False,
    }
