"""The scripts that the analysis tells apart, as ranges for regular expressions."""

from __future__ import annotations

import re

HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
KANA = "\u3041-\u30ff"

HANGUL_RUN = re.compile(f"[{HANGUL}]+")
EAST_RUN = re.compile(f"[{HAN}{KANA}]+")
EAST_OR_HANGUL = re.compile(f"[{HAN}{KANA}{HANGUL}]")
