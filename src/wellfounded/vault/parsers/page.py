"""One page of an exhibit as a fresh PNG: no metadata, no links, nothing hidden under a black box comes along."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageOps

from wellfounded.vault.parsers import NotThisType, Product, TooBig
from wellfounded.vault.parsers.exhibit import opened_pdf
from wellfounded.vault.parsers.recognise import kind_of

WIDTH = 1400
LONGEST = 20_000


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """The picture of page `number`, counted from one."""
    kind = kind_of(payload)
    if kind == "pdf":
        picture = _of_pdf(payload, number=int(options["number"]))
    elif kind in {"png", "jpeg"}:
        picture = bare_picture(payload, largest=(WIDTH, LONGEST))
    else:
        raise NotThisType("no picture")
    out = io.BytesIO()
    picture.save(out, format="PNG", optimize=False)
    return Product({"width": picture.width, "height": picture.height}, (out.getvalue(),))


def _of_pdf(payload: bytes, *, number: int) -> Image.Image:
    with opened_pdf(payload) as document:
        if not 1 <= number <= len(document):
            raise NotThisType("no such page")
        page = document[number - 1]
        scale = WIDTH / max(page.get_width(), 1)
        if page.get_height() * scale > LONGEST:
            raise TooBig
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def bare_picture(payload: bytes, *, largest: tuple[int, int]) -> Image.Image:
    """The points of a picture alone, upright, made smaller where it is larger than this."""
    try:
        with Image.open(io.BytesIO(payload)) as original:
            upright = ImageOps.exif_transpose(original).convert("RGB")
    except Image.DecompressionBombError:
        raise TooBig from None
    except (OSError, SyntaxError, ValueError):
        raise NotThisType("broken picture") from None
    upright.thumbnail(largest)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return bare
