"""The glossary knows every word of the law's vocabulary, once."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAW = ROOT / "src" / "wellfounded" / "law"
GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")

# The files whose public classes are words of the field; the others are workings of the engine.
VOCABULARY = (
    "assess",
    "case_file",
    "catalogue",
    "citation",
    "country_fact",
    "criterion",
    "finding",
    "instrument",
    "law",
    "library",
    "profile",
    "program",
    "remark",
    "standard",
    "truth",
    "whatif",
)
# Parts of another word, or parts of a file's format, explained in docs/reference.
PARTS = frozenset({"Article"})


def public_classes(source: str) -> list[str]:
    """The public classes and type names that a file defines."""
    return [
        node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def entries(glossary: str) -> list[str]:
    """The words in bold that open a row."""
    rows = [line.split("|")[1] for line in glossary.splitlines() if line.startswith("| **")]
    return [word for row in rows for word in re.findall(r"\*\*(.+?)\*\*", row)]


def test_every_class_of_the_vocabulary_is_in_the_glossary() -> None:
    names = [name for file in VOCABULARY for name in public_classes((LAW / f"{file}.py").read_text(encoding="utf-8"))]
    missing = [name for name in names if name not in PARTS and f"`{name}`" not in GLOSSARY]
    assert not missing, f"GLOSSARY.md lacks: {missing}"


def test_every_name_in_code_marks_is_in_the_code() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in LAW.rglob("*.py"))
    named = re.findall(r"`([A-Z][A-Za-z]+)`", GLOSSARY)
    unknown = [name for name in named if not re.search(rf"\b{name}\b", sources)]
    assert not unknown, f"GLOSSARY.md names what the code does not have: {unknown}"


def test_no_word_stands_twice() -> None:
    words = entries(GLOSSARY)
    assert len(words) == len(set(words)), sorted(word for word in set(words) if words.count(word) > 1)


def test_a_missing_class_would_be_seen() -> None:
    assert public_classes("class Claim: ...\nclass _Part: ...\n") == ["Claim"]
