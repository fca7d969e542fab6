"""The guarded child: `python -I -m wellfounded.vault.child_main`. Walls first, then the upload, then one parser.

It is told its task and limits in the first frame on standard input, and answers with one frame on standard output.
Nothing it raises is said in words: an error's text may hold what stands in the file.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, BinaryIO

from wellfounded.vault import walls
from wellfounded.vault.frames import framed, read_head
from wellfounded.vault.parsers import TASKS, NotThisType, Product, TooBig


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)  # a library that prints does not garble the answer
    incoming = sys.stdin.buffer
    head = read_head(incoming)
    parser = import_module(TASKS[head["task"]])
    standing = walls.put_up(**head["limits"])
    answer = _answer(parser, incoming, options=head["options"], standing=standing)
    with os.fdopen(answers, "wb") as stream:
        stream.write(answer)


def _answer(parser: Any, incoming: BinaryIO, *, options: dict[str, Any], standing: list[str]) -> bytes:
    if walls.NEEDED - set(standing):
        return framed({"refused": "no_guard", "walls": standing})
    try:
        product: Product = parser.parse(incoming.read(), options)
        return framed({"result": product.result, "walls": standing}, *product.parts)
    except NotThisType as error:
        return framed({"refused": "not_this_type", "why": str(error), "walls": standing})
    except (TooBig, MemoryError):
        return framed({"refused": "too_big", "walls": standing})
    except Exception as error:  # noqa: BLE001 - whatever a library raises over a hostile file is one answer
        return framed({"refused": "crashed", "why": type(error).__name__, "walls": standing})


if __name__ == "__main__":
    main()
