"""Wrong the law on purpose and see whether the spec examples notice: `python -m tools.mutate_law [--article "1A(2)"]`.

For each rule of the base: *any* for *all* and the reverse, *every* for *some*, each *not* or *unless* dropped, each
child dropped. The report gives the kill rate of each file and names every survivor. Ends with 1 when a survivor is not
listed as equivalent.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tools.spec.equivalent import EQUIVALENT
from tools.spec.example import read_chapters
from tools.spec.kill import Bench
from tools.spec.mutants import KINDS, Mutant, mutants_of
from tools.spec.outcome import convention
from wellfounded.law.library import load_library


@dataclass(frozen=True, slots=True)
class Result:
    """How one mutant fared. `killer` is the example that noticed it."""

    file: str
    mutant: Mutant
    killer: str

    @property
    def killed(self) -> bool:
        return bool(self.killer)

    @property
    def reason(self) -> str:
        """Why nothing could notice it; empty when something should have."""
        return EQUIVALENT.get(self.mutant.name, "")


def run(*, article: str = "", kinds: tuple[str, ...] = KINDS) -> Iterator[Result]:
    """Every mutant of the base, or of one article, with the example that noticed it."""
    library = load_library()
    bench = Bench(convention(library), read_chapters())
    for provision in library.provisions:
        if article and provision.article != article:
            continue
        for criterion in provision.criteria:
            for mutant in mutants_of(criterion):
                if mutant.kind in kinds:
                    yield Result(provision.file, mutant, bench.killer(mutant))


def report(results: list[Result]) -> str:
    """The kill rate of each file, then the survivors."""
    files = dict.fromkeys(result.file for result in results)
    rates = [_rate(file, [result for result in results if result.file == file]) for file in files]
    return "\n".join((*rates, *(_survivor(result) for result in results if not result.killed)))


def _rate(file: str, results: list[Result]) -> str:
    equivalent = sum(1 for result in results if not result.killed and result.reason)
    killed, counted = sum(result.killed for result in results), len(results) - equivalent
    share = f" ({killed / counted:.0%})" if counted else ""
    return f"{file:32} {killed:4} of {counted:4} killed{share}, {equivalent} equivalent"


def _survivor(result: Result) -> str:
    reason = f" (equivalent: {result.reason})" if result.reason else ""
    return f"survives: {result.mutant.name}{reason}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", default="", help="only the rules of this article, such as 1A(2)")
    results = list(run(article=parser.parse_args().article))
    print(report(results))
    return int(any(not result.killed and not result.reason for result in results))


if __name__ == "__main__":
    sys.exit(main())
