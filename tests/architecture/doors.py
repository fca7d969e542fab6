"""Which files alone may bring in what makes, lets out or serves a paper about a person."""

import ast
from collections.abc import Iterator, Mapping

# What speaks to other computers, and the two files that listen on this one. `http.HTTPStatus` is a list of numbers.
NETWORK = frozenset(
    [
        "aiohttp",
        "asyncio",
        "ftplib",
        "http.client",
        "http.server",
        "httpx",
        "imaplib",
        "poplib",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "xmlrpc",
    ]
)
LISTENING = frozenset({"config/serve.py", "config/unlock_page.py"})
GATE, PRODUCTS = "letters/gate.py", "letters/products.py"
# What makes or lets out: who may import it. A whole module stands for everything in it.
DOORS: dict[str, frozenset[str]] = {
    "letters.gate.let_out": frozenset({"web/views/exports.py", "api/resources/exports.py", "cli/case_export.py"}),
    "letters.products": frozenset({GATE}),
    "letters.bundle": frozenset({PRODUCTS}),
    "letters.own_file.paper": frozenset({PRODUCTS}),
    "letters.outside.paper": frozenset({PRODUCTS}),
    "letters.package": frozenset({GATE, PRODUCTS, "letters/bundle.py", "letters/blank_docx.py"}),
    # Whoever seals to somebody else's key lets something out.
    "vault.recipients.seal_to": frozenset({GATE}),
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
    "letters.printing": frozenset({PRODUCTS, "letters/paper.py"}),
    "letters.paper.pdf": frozenset(
        {
            "letters/assessment/render.py",
            "letters/brief/country.py",
            "letters/brief/render.py",
            "letters/decision/render.py",
            "letters/outside/paper.py",
            "letters/own_file/paper.py",
            "cli/demo.py",
        }
    ),
    # A letter is served with its own texts beside it.
    "cases.actions.serve_decision.serve_decision": frozenset({"letters/decision/serving.py"}),
}
# Libraries that write papers and packed files: the files that may bring them in.
MAKERS: dict[str, frozenset[str]] = {
    "weasyprint": frozenset({"letters/printing.py"}),
    "docx": frozenset(
        {
            "letters/blank_docx.py",
            "letters/brief/in_docx.py",
            "letters/decision/render.py",
        }
    ),
    "openpyxl": frozenset(
        {
            "identity/lists/workbook.py",  # reads a list that somebody gives on the command line
            "letters/questionnaire.py",  # of no person
            "persons/exchange/files.py",  # the gate's
            "vault/parsers/leaving_office.py",  # reads back what is about to leave
            "vault/parsers/sheet.py",  # reads
        }
    ),
    "zipfile": frozenset(
        {
            "evidence/documents/archive.py",  # reads, in the guarded child
            "evidence/documents/content_type.py",  # reads, in the guarded child
            "evidence/documents/readers/docx.py",  # reads, in the guarded child
            "identity/lists/workbook.py",
            "letters/package.py",
            "vault/parsers/leaving.py",  # reads back what is about to leave
            "vault/parsers/leaving_office.py",  # the same
            "vault/parsers/person_list.py",  # reads what it says it unpacks to
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
# What may answer a browser or program with something else than a page of words, and why nobody leaves by it.
ANSWERS = DOWNLOADS | {
    "accounts/first_steps.py": "a refusal",
    "accounts/idle.py": "a refusal",
    "accounts/unlocking.py": "a refusal",
    "api/refusals.py": "a refusal",
    "config/unlock_page.py": "the page that opens the store, before there is an office: nobody is in it",
    "web/evidence/recording.py": "a recording, played on its page for whoever may hear it; no file to keep",
    "web/views/duplicates.py": "a photo on a page, for matchers of the pair",
    "web/views/errors.py": "a refusal",
    "web/views/evidence.py": "a page of an exhibit as a picture, on a page",
    "web/views/evidence_pages.py": "a page of an exhibit as a picture, on a page",
    "web/views/kept_forms.py": "words that somebody typed, for the same person",
    "web/views/manual.py": "the manual",
    "web/views/people.py": "a photo on a page, for whoever may learn who the person is",
    "web/views/store.py": "the last words after every key was destroyed",
    "web/views/sign_in.py": "a picture for setting up a second factor, and a word to robots",
}
# What opens the store of an office and writes a file: nothing but these.
STORE_TO_FILE = {
    "cli/case_export.py": "what the gate gave",
    "cli/audit_checkpoint.py": "a signature over the log: hashes, no details",
    "cli/audit_export.py": "the log; with details only for oversight, through an action that is logged",
    "cli/audit_prove.py": "a proof from the log: hashes",
}
# Addresses of libraries: none may answer with anything of a case.
LIBRARIES = ("allauth.", "django.views.", "django.contrib.auth.", "ninja.")
ANSWER_CALLS = frozenset({"HttpResponse", "JsonResponse", "FileResponse", "StreamingHttpResponse"})
WRITE_CALLS = frozenset({"write_bytes", "write_text", "write_atomically", "NamedTemporaryFile", "mkstemp"})
OPENS_STORE = frozenset({"open_office", "open_store", "unlocked"})
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


def calls(source: str) -> set[str]:
    """The name of everything that a file calls, by its last part."""
    called = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in called}


def answers(sources: Mapping[str, str]) -> list[str]:
    """Each file that makes an answer of its own without being listed: a page is made of a template."""
    return [
        f"{place} answers by {name}: let it pass the gate, or list it with its reason"
        for place, source in sources.items()
        for name in sorted(calls(source) & ANSWER_CALLS)
        if place not in ANSWERS
    ]


def store_to_file(sources: Mapping[str, str]) -> list[str]:
    """Each file that opens the store of an office and writes a file, without being listed."""
    return [
        f"{place} opens the store and calls {', '.join(sorted(found & WRITE_CALLS))}: let it pass the gate"
        for place, source in sources.items()
        for found in [calls(source)]
        if found & WRITE_CALLS and found & OPENS_STORE and place not in STORE_TO_FILE
    ]


def foreign_views(views: Mapping[str, str]) -> list[str]:
    """Each address, by the module of its view, that is neither ours nor of a library that is known."""
    known = ("wellfounded.web.", "wellfounded.api.", "wellfounded.config.", "wellfounded.accounts.", *LIBRARIES)
    return [f"{name}: {module}" for name, module in views.items() if not module.startswith(known)]


def ways_out(sources: Mapping[str, str]) -> list[str]:
    """Files that bring in what speaks to other computers, beyond the two that listen on this one."""
    return [
        f"{place} imports {name}"
        for place, source in sources.items()
        if place not in LISTENING
        for name in imported(source)
        if any(opens(name, way) for way in NETWORK)
    ]
