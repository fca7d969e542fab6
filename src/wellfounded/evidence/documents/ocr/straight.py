"""A page laid straight: its lines made level, and turned when it lies on its side or head."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

ORIENTATION = "osd"  # the pack that tells which way up a page is
_WIDTH = 900
_WIDEST, _STEP, _FINE = 4.0, 0.5, 0.125
# Lines must stand out by this much more than as the page lies, or it is left as it is.
_BETTER = 1.03
_WHITE = 255


def level(picture: Image.Image) -> Image.Image:
    """The page turned by up to four degrees, so that its lines are level."""
    tilt = tilt_of(picture)
    if not tilt:
        return picture
    return picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def tilt_of(picture: Image.Image) -> float:
    """By how many degrees its lines rise to the right of level, negative where they fall; 0 where none stand out."""
    small = picture.resize((_WIDTH, max(1, picture.height * _WIDTH // picture.width)), Image.Resampling.BOX)
    steps = round(_WIDEST / _STEP)
    coarse = max((number * _STEP for number in range(-steps, steps + 1)), key=lambda angle: _contrast(small, angle))
    around = round(_STEP / _FINE)
    fine = (coarse + number * _FINE for number in range(-around, around + 1))
    best = max(fine, key=lambda angle: _contrast(small, angle))
    return best if _contrast(small, best) > _BETTER * _contrast(small, 0) else 0.0


def _contrast(picture: Image.Image, angle: float) -> int:
    """How sharply dark rows follow light ones when the page is turned."""
    turned = picture.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=_WHITE) if angle else picture
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))


def upright(picture: Image.Image, place: Path, *, tesserocr: Any) -> Image.Image | None:
    """The page turned by a quarter, a half or three; None where it stands, or nobody can tell."""
    if not (place / f"{ORIENTATION}.traineddata").is_file():
        return None
    with tesserocr.PyTessBaseAPI(path=str(place), lang=ORIENTATION, psm=tesserocr.PSM.OSD_ONLY) as reader:
        reader.SetImage(picture)
        found = reader.DetectOrientationScript()
    turned = int(found["orient_deg"]) if found else 0
    return picture.rotate(turned, expand=True, fillcolor=_WHITE) if turned else None
