"""The text of a document, by the core `evidence`; its own reason when nothing is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wellfounded.evidence.documents.refusal import DocumentRefused
from wellfounded.evidence.documents.whole import EXTRACT, carry_out
from wellfounded.vault.parsers import Product


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    return answered(EXTRACT, payload, options=options)


def answered(task: str, payload: bytes, *, options: Mapping[str, Any]) -> Product:
    try:
        return Product(*carry_out(task, payload, options=options))
    except DocumentRefused as refused:
        return Product({"refused": str(refused.reason), "detail": refused.detail})
