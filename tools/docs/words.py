"""The words of `words.yaml`: what each code of a problem or remark means."""

from functools import cache
from pathlib import Path

from wellfounded.law.document import read_document

FILE = Path(__file__).parent / "words.yaml"


@cache
def words_of(group: str) -> dict[str, str]:
    """The explanations of one group, `errors` or `remarks`, by code."""
    found: dict[str, str] = read_document(FILE).data[group]
    return found
