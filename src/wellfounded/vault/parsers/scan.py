"""The words of one scanned page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wellfounded.evidence.documents.whole import SCAN
from wellfounded.vault.parsers import Product
from wellfounded.vault.parsers.document import answered


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    return answered(SCAN, payload, options=options)
