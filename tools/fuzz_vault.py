"""Throws altered files at what reads uploads and seals: `python -m tools.fuzz_vault importers|seal SECONDS [SEED]`.

Each round alters files that are taken, or that were made to do harm. It gives them to a parser of the guarded child, or
to what opens seals, in a worker that is limited as the child is. What may come of it: a product, or a refusal that the
parser declares. Every other end is told by its name; in the guarded child it is the refusal `crashed`. A worker that
dies is told with the seed and the file.
"""

from __future__ import annotations

import atexit
import io
import json
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.casework import files
from tests.security.hostile_documents import HOSTILE
from tools.fuzz_documents import LARGEST, altered
from tools.fuzzing import rounds

MB = 1 << 20
ROUND = 300
MEMORY = 1024 * MB  # Python and its parsers as they are loaded, and what the child may use besides
EXAMPLE = Path(__file__).parents[1] / "examples/fictional/ex-02-repeat-returnee.yaml"
End = Callable[[random.Random], str]


def importers(seed: int) -> End:
    """One altered file to one of the parsers of uploads."""
    # Only the worker reads files: the process that starts workers loads none of it.
    from wellfounded.vault.parsers import (  # noqa: PLC0415 - read in the worker
        NotThisType,
        TooBig,
        case_file,
        csv_table,
        exhibit,
        page,
        person_list,
        photo,
        sheet,
        source_table,
    )

    options: dict[str, Any] = {"most_rows": 5000, "most_entries": 5000, "number": 1, "passphrase": "", "most": MB}
    parsers = (case_file, csv_table, exhibit, page, person_list, photo, sheet, source_table)
    dice = random.Random(seed)  # noqa: S311 - alterations, not secrets
    seeds = [EXAMPLE.read_bytes(), files.written_pdf("Guards fired."), files.png(), files.docx("Guards", "fired.")]
    seeds += [files.sound(), workbook(), b"Names,DateOfBirth\n\xeb\xa6\xac\xec\x84\xa4\xed\x99\x94,1992\n" * 9, UNITED]
    seeds += [SOURCES, b'title,publisher,published\n"A ""report"", in two parts",A body,2014-02-07\n' * 9]
    seeds += [made for made in (make() for make, _ in HOSTILE.values() if dice.random() < 1 / 12) if made]
    seeds = [one for one in seeds if len(one) < LARGEST]

    def end(dice: random.Random) -> str:
        parser = dice.choice(parsers)
        content = altered(dice, dice.choice(seeds), other=dice.choice(seeds))
        try:
            parser.parse(content, options)
        except (NotThisType, TooBig) as refused:
            return f"refused: {type(refused).__name__}"
        return "taken"

    return end


def seal(seed: int) -> End:
    """One altered seal, key file or copy to what opens it."""
    from tools.fuzzed_seals import thrown  # noqa: PLC0415 - read in the worker

    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    made = thrown(random.Random(seed), Path(folder.name))  # noqa: S311 - alterations, not secrets
    others = [one.whole for one in made.values()]

    def end(dice: random.Random) -> str:
        name = dice.choice(list(made))
        return f"{name}: {made[name].end(dice, dice.choice(others))}"

    return end


TARGETS: dict[str, Callable[[int], End]] = {"importers": importers, "seal": seal}
UNITED = (
    b"<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>"
    b"</INDIVIDUALS></CONSOLIDATED_LIST>"
)
SOURCES = (
    "## 보고서\n\n| # | Document | Publisher, date |\n|---|---|---|\n| U1 | A report \\| annex | A body, 7 Feb 2014 |\n"
    "| U2 | [通报](https://example.org) | | extra |\n"
).encode()


def workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - read in the worker

    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(["Names", "DateOfBirth"])
    book.worksheets[0].append(["Ri Seol-hwa", "1992"])
    book.save(out)
    return out.getvalue()


def work(target: str, seed: int) -> None:
    """One round, and how each file of it ended, one line for each."""
    end = TARGETS[target](seed)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    dice = random.Random(seed)  # noqa: S311 - alterations, not secrets
    for _ in range(ROUND):
        try:
            told = end(dice)
        except BaseException as error:  # noqa: BLE001 - each is counted by its name
            told = f"ended by {type(error).__name__}"
        print(json.dumps(told), flush=True)


def main() -> None:
    """Work until the time is over; tell the ends."""
    target, seconds, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1  # noqa: PLR2004 - the third word
    rounds("tools.fuzz_vault", "--worker", target, seconds=seconds, seed=seed, thrown="files")


if __name__ == "__main__":
    work(sys.argv[2], int(sys.argv[3])) if sys.argv[1] == "--worker" else main()
