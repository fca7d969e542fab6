"""Which files alone may bring in what makes, lets out or serves a paper about a person."""

import ast
from collections.abc import Iterator, Mapping

GATE, PRODUCTS = "letters/gate.py", "letters/products.py"
# What makes or lets out: who may import it. A whole module stands for everything in it.
DOORS: dict[str, frozenset[str]] = {
    "letters.gate.let_out": frozenset({"web/views/exports.py", "api/resources/exports.py", "cli/case_export.py"}),
    "letters.products": frozenset({GATE}),
    "letters.bundle": frozenset({PRODUCTS}),
    "letters.own_file.paper": frozenset({PRODUCTS}),
    "letters.decision.letter.letter_of": frozenset({PRODUCTS}),
    "letters.decision.render": frozenset({PRODUCTS}),
    "persons.exchange.files.as_csv": frozenset({PRODUCTS}),
    "persons.exchange.files.as_xlsx": frozenset({PRODUCTS}),
    # A report of a case file, which is no record of the office: whoever has the file and its passphrase has it all.
    "letters.assessment.render.render_pdf": frozenset({"cli/assess.py"}),
    "letters.brief.render": frozenset({"cli/evidence_brief.py", "letters/brief/papers.py"}),
    "letters.brief.papers": frozenset({PRODUCTS}),
    # Of a country and of nobody, from the open shelf, through an action of its own that is logged.
    "letters.brief.country": frozenset({"web/views/shelf_export.py"}),
    "letters.paper.pdf": frozenset(
        {
            "letters/assessment/render.py",
            "letters/brief/country.py",
            "letters/brief/render.py",
            "letters/decision/render.py",
            "letters/own_file/paper.py",
            "cli/demo.py",
        }
    ),
    # A letter is served with its own texts beside it.
    "cases.actions.serve_decision.serve_decision": frozenset({"letters/decision/serving.py"}),
}
# Libraries that write papers and packed files: the files that may bring them in.
MAKERS: dict[str, frozenset[str]] = {
    "weasyprint": frozenset({"letters/paper.py"}),
    "docx": frozenset(
        {
            "letters/blank_docx.py",
            "letters/brief/in_docx.py",
            "letters/decision/render.py",
            "vault/parsers/exhibit.py",  # reads
        }
    ),
    "openpyxl": frozenset(
        {
            "identity/lists/table.py",  # reads a list that somebody gives on the command line
            "letters/questionnaire.py",  # of no person
            "persons/exchange/files.py",  # the gate's
            "vault/parsers/sheet.py",  # reads
        }
    ),
    "zipfile": frozenset(
        {
            "evidence/documents/archive.py",  # reads, in the guarded child
            "evidence/documents/content_type.py",  # reads, in the guarded child
            "evidence/documents/readers/docx.py",  # reads, in the guarded child
            "identity/lists/table.py",
            "letters/blank_docx.py",
            "letters/bundle.py",
            "vault/parsers/recognise.py",
            "vault/parsers/sheet.py",
        }
    ),
}
# Files whose answers are kept as a file, and why each holds nothing of a case that did not pass the gate.
DOWNLOADS = {
    GATE: "the gate itself",
    "web/views/papers.py": "the questionnaire: the catalogue of questions, about nobody",
    "web/views/shelf_export.py": "the open shelf and country reports from it: published sources, no applicant",
    "web/views/log.py": "the log, for oversight, through an action of its own that is logged",
    "web/views/home.py": "the calendar: days and case numbers, no names",
}
DOWNLOAD_MARKS = ("Content-Disposition", "FileResponse", "as_attachment")


def imported(source: str) -> Iterator[str]:
    """Every module and name that a file brings in, at its top or inside a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def opens(name: str, door: str) -> bool:
    """Whether an imported name is behind this door: what it guards, something in it, or the module that holds it."""
    return name == door or name.startswith(f"{door}.")


def strays(sources: Mapping[str, str]) -> list[str]:
    """Each file, by its place under the package, that goes past a door."""
    rules = {f"wellfounded.{door}": allowed for door, allowed in DOORS.items()} | MAKERS
    return [
        f"{place} imports {name}: only {', '.join(sorted(allowed))} may"
        for place, source in sources.items()
        for name in imported(source)
        for door, allowed in rules.items()
        if place not in allowed and (opens(name, door) or _whole_module(name, door))
    ]


def _whole_module(name: str, door: str) -> bool:
    """A module brought in whole gives everything in it, so that a name's door guards its module too."""
    return name == door.rpartition(".")[0] and door.startswith("wellfounded.")


def downloads(sources: Mapping[str, str]) -> list[str]:
    """Each file that gives out a file without being listed."""
    return [
        f"{place} gives out a file ({mark}): let it pass the gate, or list it with its reason"
        for place, source in sources.items()
        for mark in DOWNLOAD_MARKS
        if mark in source and place not in DOWNLOADS
    ]
