"""Pages as a scanner would give them, from clean to bad; the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from wellfounded.evidence.search.language import Language

_NOTO = "/usr/share/fonts/opentype/noto/Noto{}CJK-Regular.ttc"
# The place of a language's own shapes in the collections of Noto.
_PLACES = {Language.KOREAN: 1, Language.CHINESE: 2}
_POINTS, _LEADING, _MARGIN, _HEIGHT = 10.5, 6, 0.9, 8.0


@dataclass(frozen=True, slots=True)
class Way:
    """How a page is spoilt: points to an inch, degrees of tilt, share of noise, points of blur, contrast, turns.

    `upright` sets Chinese from top to bottom, in columns from right to left.
    """

    name: str
    dpi: int = 300
    tilt: float = 0
    noise: float = 0
    blur: float = 0
    contrast: float = 1
    turns: int = 0
    upright: bool = False


WAYS = (
    Way("clean, 150 dpi", dpi=150),
    Way("clean, 200 dpi", dpi=200),
    Way("clean, 300 dpi"),
    Way("clean, 400 dpi", dpi=400),
    Way("tilted by 0.5°", tilt=0.5),
    Way("tilted by 1.5°", tilt=1.5),
    Way("tilted by 3°", tilt=3),
    Way("noise on 1 of 100 points", noise=0.01, blur=0.6),
    Way("faint and blurred, 200 dpi", dpi=200, blur=1.2, contrast=0.35),
    Way("turned by 90°", turns=1),
    Way("upside down", turns=2),
    Way("columns from top to bottom", upright=True),
)


def font_for(language: Language, *, serif: bool, dpi: int) -> ImageFont.FreeTypeFont:
    """A font of Debian's Noto packages in the size of a report."""
    size = round(_POINTS * dpi / 72)
    if language in _PLACES:
        return ImageFont.truetype(_NOTO.format("Serif" if serif else "Sans"), size, index=_PLACES[language])
    return ImageFont.truetype(f"/usr/share/fonts/truetype/noto/Noto{'Serif' if serif else 'Sans'}-Regular.ttf", size)


def page(text: str, font: ImageFont.FreeTypeFont, *, way: Way) -> Image.Image:
    """A page as wide as A4, and as high as the texts need."""
    dpi = way.dpi
    picture = Image.new("L", (round(8.27 * dpi), round(_HEIGHT * dpi)), 252)
    margin = round(_MARGIN * dpi)
    if way.upright:
        _columns(picture, text, font=font, dpi=dpi)
    else:
        ImageDraw.Draw(picture).multiline_text(
            (margin, margin), text, fill=15, font=font, spacing=round(_LEADING * dpi / 72)
        )
    if way.tilt:
        picture = picture.rotate(way.tilt, resample=Image.Resampling.BICUBIC, fillcolor=252)
    if way.contrast != 1:
        picture = ImageEnhance.Contrast(picture).enhance(way.contrast)
    if way.noise:
        picture = _noisy(picture, way.noise)
    if way.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(way.blur))
    return picture.rotate(90 * way.turns, expand=True) if way.turns else picture


def _columns(picture: Image.Image, text: str, *, font: ImageFont.FreeTypeFont, dpi: int) -> None:
    """Each line as a column, one sign under the other, the first column at the right."""
    draw, step, margin = ImageDraw.Draw(picture), int(font.size), round(_MARGIN * dpi)
    for column, line in enumerate(text.splitlines()):
        left = picture.width - margin - (column + 1) * (step + round(_LEADING * dpi / 72))
        for row, sign in enumerate(line):
            draw.text((left, margin + row * step), sign, fill=15, font=font)


def _noisy(picture: Image.Image, share: float) -> Image.Image:
    dice = random.Random(7)  # noqa: S311 - specks, not secrets
    points = bytearray(picture.tobytes())
    for _ in range(round(share * len(points))):
        points[dice.randrange(len(points))] = dice.choice((0, 255))
    return Image.frombytes("L", picture.size, bytes(points))
