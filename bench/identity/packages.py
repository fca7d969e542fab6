"""What packages say of pairs of names; run by an interpreter of its own, as nomenklatura wants an older DuckDB.

Reads a JSON list of pairs, writes for each method its scores and seconds, and the names as anyascii spells them.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Score = Callable[[str, str], float]

_MOST_ORDERS = 4  # words whose orders are all tried


def main() -> None:
    """Score the pairs of the input."""
    pairs = json.load(sys.stdin)
    anyascii = import_module("anyascii").anyascii
    found: dict[str, Any] = {"methods": {}, "missing": []}
    for name, made in _methods():
        try:
            score = made()
        except ImportError as missing:
            found["missing"].append(f"{name}: {missing}")
            continue
        started = time.process_time()
        scores = [score(left, right) for left, right in pairs]
        found["methods"][name] = {"scores": scores, "seconds": time.process_time() - started}
    found["latin"] = [[anyascii(left), anyascii(right)] for left, right in pairs]
    json.dump(found, sys.stdout)


def _methods() -> Iterator[tuple[str, Callable[[], Score]]]:
    yield "rapidfuzz ratio, as written", _ratio
    yield "rapidfuzz Jaro-Winkler of unidecode", lambda: _spelt("unidecode", "unidecode", "JaroWinkler")
    yield "rapidfuzz Jaro-Winkler of anyascii", lambda: _spelt("anyascii", "anyascii", "JaroWinkler")
    yield "rapidfuzz ratio of anyascii", lambda: _spelt("anyascii", "anyascii", "Indel")
    yield "Levenshtein of anyascii, best order", lambda: _best_order(import_module("anyascii").anyascii)
    yield "Levenshtein of hanja and korean-romanizer, best order", _revised
    yield "nomenklatura logic-v2", lambda: _nomenklatura("LogicV2")
    yield "nomenklatura name-based", lambda: _nomenklatura("NameMatcher")


def _ratio() -> Score:
    return import_module("rapidfuzz.fuzz").ratio  # type: ignore[no-any-return]  # what the module holds


def _spelt(module: str, function: str, metric: str) -> Score:
    latin = getattr(import_module(module), function)
    measure = getattr(import_module("rapidfuzz.distance"), metric).normalized_similarity
    return lambda left, right: measure(latin(left).lower(), latin(right).lower())


def _revised() -> Score:
    hangul = import_module("hanja").translate
    romanizer = import_module("korean_romanizer.romanizer").Romanizer
    return _best_order(lambda name: str(romanizer(hangul(name, "substitution")).romanize()))


def _best_order(latin: Callable[[str], str]) -> Score:
    distance = import_module("rapidfuzz.distance").Levenshtein

    def score(left: str, right: str) -> float:
        one, other = (latin(text).lower().replace(",", " ").replace("-", " ").split() for text in (left, right))
        orders = itertools.permutations(one) if len(one) <= _MOST_ORDERS else [tuple(one), tuple(sorted(one))]
        gaps = ("", " ") if min(len(one), len(other)) == 1 else (" ",)  # 김철수 is one word, Kim Chol Su three
        wanted = {gap.join(words) for gap in gaps for words in (other, sorted(other))}
        tried = [gap.join(order) for gap in gaps for order in orders]
        return max((distance.normalized_similarity(a, b) for a in tried for b in wanted), default=0.0)

    return score


def _nomenklatura(name: str) -> Score:
    matching = import_module("nomenklatura.matching")
    algorithm = getattr(matching, name)
    entity = import_module("followthemoney").model.make_entity
    config = algorithm.default_config()
    numbers = itertools.count()  # scores are cached by the entity's number: each gets one of its own

    def person(given: str) -> object:
        made = entity("Person")
        made.id = f"n{next(numbers)}"
        made.add("name", given)
        return made

    return lambda left, right: float(algorithm.compare(person(left), person(right), config).score)


if __name__ == "__main__":
    main()
