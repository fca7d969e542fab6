"""Which files may know of hits on lists: from them no way leads to what a claim is decided by."""

import ast
from collections.abc import Mapping

# A hit on a list is a lead: these files keep, compare, show and judge it, and no other file may learn of it.
KNOWING = frozenset(
    {
        "api/entrance.py",  # the addresses
        "api/resources/lists.py",
        "cases/actions/import_list.py",
        "cases/actions/judge_list_hit.py",
        "cases/actions/screen_list.py",
        "cases/list_hits.py",
        "cases/models/__init__.py",
        "cases/models/listed.py",
        "cli/matching/lists.py",
        "web/forms/lists.py",
        "web/urls.py",  # the addresses
        "web/views/lists.py",
    }
)
TABLES = frozenset({"ImportedList", "ListHit", "ListJudgement", "ListScreening", "ListedPerson"})
MODULES = ("listed", "list_hits", "import_list", "judge_list_hit", "screen_list")
# What a claim is decided by, and what points towards exclusion: none of it is touched where a hit is known.
DECIDING = frozenset(
    {
        "EvidenceItem",
        "ExclusionFlag",
        "FLAGS",
        "FactEntry",
        "FindingEntry",
        "Recommendation",
        "SpecificNeed",
        "add_evidence_item",
        "make_finding",
        "note_specific_need",
        "set_fact",
    }
)


def known_without_right(sources: Mapping[str, str]) -> list[str]:
    """Files that learn of hits and may not, and files that know of them and touch what decides a claim."""
    found = []
    for path, source in sources.items():
        if "/migrations/" in path:
            continue
        names = _names(source)
        if path in KNOWING - {"cases/models/__init__.py", "api/entrance.py", "web/urls.py"}:
            found += [f"{path} knows of hits and touches {name}" for name in sorted(names & DECIDING)]
        elif path not in KNOWING and (names & TABLES or _imports(source)):
            found.append(f"{path} learns of hits on lists")
    return found


def _names(source: str) -> set[str]:
    tree = ast.parse(source)
    plain = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    parts = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    brought = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }
    # A table can be had by its name in a text, too.
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return plain | parts | brought | texts


def _imports(source: str) -> bool:
    modules = [node.module or "" for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)] + [
        alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for alias in node.names
    ]
    return any(module.startswith("wellfounded.cases.") and module.rpartition(".")[2] in MODULES for module in modules)
