"""Throws altered documents at the readers: `python -m tools.fuzz_documents SECONDS [SEED]`.

Each round alters a document that is taken, or one made to do harm, and reads it in a worker that is limited as the
guarded child is. What may come of it: words whose passages stand where they say, or a reason. Every other end is told;
in the guarded child such an end is the reason `broken`, `too_large` or `too_slow`.
"""

from __future__ import annotations

import json
import random
import resource
import sys
from collections.abc import Callable

from tests.security.hostile_documents import HOSTILE, HTML, MAIL, docx, jpeg, mail_with, pdf_with, png, tiff_of_pages
from tools.fuzzing import rounds

MB = 1 << 20
ROUND = 400  # documents for one worker
LARGEST = 200_000
WORDS = (
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"<html>",
    b"endobj",
    b"stream",
    b"<w:p>",
    b"\xff\xd8\xff",
    b"From: a\n",
    b"/Kids[",
    b"0 R",
)
GOOD: tuple[Callable[[], bytes], ...] = (
    docx,
    pdf_with,
    jpeg,
    lambda: HTML * 3,
    lambda: MAIL + b"\nGuards fired.",
    lambda: mail_with(pdf_with(), "report.pdf"),
    lambda: png(9, 9, rows=b"\0" * 90),
    lambda: tiff_of_pages(2),
    "43. 송환된 사람들은 그렇게 말했다.\n\n(a) 难民。".encode,
)


def altered(dice: random.Random, content: bytes, *, other: bytes) -> bytes:
    """A document with up to six alterations."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        place, length = dice.randrange(len(made) + 1), dice.choice((1, 2, 8, 64, 500))
        match dice.randrange(6):
            case 0 if made:
                made[place - 1 if place else 0] = dice.randrange(256)
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = dice.choice(WORDS)
            case 3:
                made[place:place] = made[place : place + length] * dice.randint(1, 40)
            case 4:
                start = dice.randrange(len(other) + 1)
                made[place : place + length] = other[start : start + length]
            case _:
                made[place : place + length] = dice.randbytes(length)
    return bytes(made[:LARGEST])


def work(seed: int) -> None:
    """Read one round of documents, and write how each ended, one line for each."""
    # Only the worker reads documents: the process that starts workers loads none of it.
    from wellfounded.evidence.documents.extract import extract  # noqa: PLC0415 - read in the worker
    from wellfounded.evidence.documents.passages import passages_of_document  # noqa: PLC0415 - read in the worker
    from wellfounded.evidence.documents.refusal import DocumentRefused  # noqa: PLC0415 - read in the worker

    resource.setrlimit(resource.RLIMIT_AS, (512 * MB, 512 * MB))
    dice = random.Random(seed)  # noqa: S311 - alterations, not secrets
    seeds = [make() for make in GOOD]
    small = (content for content in (make() for make, _ in HOSTILE.values() if dice.random() < 1 / 8) if content)
    seeds += [content for content in small if len(content) < LARGEST]
    for _ in range(ROUND):
        content = altered(dice, dice.choice(seeds), other=dice.choice(seeds))
        try:
            taken, _total = extract(content)
            whole = all(taken.text[one.first : one.last] == one.text for one in passages_of_document(taken))
            end = "taken" if whole else "PASSAGES OUT OF PLACE"
        except DocumentRefused as refused:
            end = f"refused: {refused.reason}"
        except BaseException as error:  # noqa: BLE001 - each is counted by its name
            end = f"ended by {type(error).__name__}"
        print(json.dumps(end), flush=True)


def main() -> None:
    """Work until the time is over; tell the ends."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004 - the second word
    rounds("tools.fuzz_documents", "--worker", seconds=seconds, seed=seed, thrown="documents")


if __name__ == "__main__":
    work(int(sys.argv[2])) if sys.argv[1] == "--worker" else main()
