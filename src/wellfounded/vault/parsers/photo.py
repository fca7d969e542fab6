"""A photo of a person as a fresh, small JPEG: upright, without the place, camera and day that a telephone adds."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from wellfounded.vault.parsers import NotThisType, Product
from wellfounded.vault.parsers.page import bare_picture
from wellfounded.vault.parsers.recognise import kind_of

LARGEST = (600, 800)
QUALITY = 85


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:  # noqa: ARG001 - every task has this shape
    """Only a picture is a photo; its own bytes are thrown away."""
    if kind_of(payload) not in {"png", "jpeg"}:
        raise NotThisType("no picture")
    picture = bare_picture(payload, largest=LARGEST)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=QUALITY)
    return Product({"width": picture.width, "height": picture.height}, (out.getvalue(),))
