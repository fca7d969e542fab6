"""The catalogues of messages: `python -m tools.messages update|check|compile|take FILE`.

The messages come from the code and the templates (with GNU gettext, through Django), from the law packs, whose titles
the papers look up, and from the words of the brief of evidence, which the command line says without Django. `update`
brings them into the catalogues and leaves new ones empty; `check` tells what is missing or wrong; `compile` writes what
the program reads; `take` brings in translations from a table.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")

import django
import polib
from django.core.management import call_command
from django.test import override_settings

from wellfounded.law.library import load_library
from wellfounded.law.remark import RemarkCode
from wellfounded.letters.brief import wording as brief

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "wellfounded"
CATALOGUES = PACKAGE / "web" / "locale"
LANGUAGES = ("ko", "zh_Hans")
PLACE = re.compile(r"%\(\w+\)[sdf]|%%|\{\w+\}")
HEADER = {
    "Project-Id-Version": "Wellfounded",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def catalogue(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def wanted() -> polib.POFile:
    """Every message of the program, each once, in a fixed order."""
    return each_once((*_of_code(), *_of_law(), *_of_brief()))


def each_once(entries: Iterable[polib.POEntry]) -> polib.POFile:
    """The first of each message. A word in a context and the same word in none are two: polib's search is not used."""
    found = polib.POFile()
    known: dict[tuple[str, str | None], polib.POEntry] = {}
    for entry in entries:
        known.setdefault(_key(entry), entry)
    found.extend(sorted(known.values(), key=lambda entry: (entry.msgid, entry.msgctxt or "")))
    return found


def _key(entry: polib.POEntry) -> tuple[str, str | None]:
    return entry.msgid, entry.msgctxt


def _of_code() -> Iterator[polib.POEntry]:
    """What Django's own extraction finds in a copy of the program that is thrown away."""
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        tree, pots = Path(folder) / "program", Path(folder) / "messages"
        shutil.copytree(PACKAGE, tree, ignore=shutil.ignore_patterns("locale", "packs", "static", "__pycache__"))
        pots.mkdir()
        with override_settings(LOCALE_PATHS=[str(pots)]), contextlib.chdir(tree):
            call_command("makemessages", locale=["ko"], no_location=True, verbosity=0, keep_pot=True)
        for entry in polib.pofile(str(pots / "django.pot")):
            yield polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt)


def _of_law() -> Iterator[polib.POEntry]:
    """Titles of the law, and what a remark says and asks for: papers and screens look them up in the same catalogue."""
    library = load_library()
    titles = {fact.title for fact in library.facts.values()}
    titles |= {profile.title for profile in library.profiles}
    titles |= {standard.title for standard in library.standards.values()}
    titles |= {instrument.title for instrument in library.instruments.values()}
    titles |= {code.mend for code in RemarkCode} | {code.sentence for code in RemarkCode}
    titles |= {criterion.title for provision in library.provisions for criterion in provision.criteria}
    entries = [entry.values for profile in library.profiles for entry in profile.entries.values()]
    titles |= {str(entry["title"]) for entry in entries if "title" in entry}
    for title in sorted(titles):
        yield polib.POEntry(msgid=title, comment="law")


def _of_brief() -> Iterator[polib.POEntry]:
    yield from (polib.POEntry(msgid=sentence) for sentence in brief.messages())


def update() -> None:
    """Bring the catalogues up to date; what is no longer used goes."""
    messages = wanted()
    for language in LANGUAGES:
        path = catalogue(language)
        old = polib.pofile(str(path)) if path.exists() else polib.POFile()
        new = polib.POFile(wrapwidth=120)
        new.metadata = HEADER | {"Language": language}
        held = {_key(entry): entry for entry in old}
        new.extend(_carried(message, held.get(_key(message))) for message in messages)
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))


def _carried(message: polib.POEntry, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.msgid, msgid_plural=message.msgid_plural, msgctxt=message.msgctxt)
    entry.comment = message.comment
    if message.msgid_plural:
        entry.msgstr_plural = dict(known.msgstr_plural) if known and known.msgstr_plural else {0: ""}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def problems() -> Iterator[str]:
    """What is missing, superfluous or garbled in the catalogues."""
    messages = wanted()
    keys = {_key(entry) for entry in messages}
    for language in LANGUAGES:
        held = polib.pofile(str(catalogue(language)))
        there = {_key(entry) for entry in held}
        yield from (f"{language}: not in the catalogue: {msgid!r}" for msgid, _ in sorted(keys - there, key=str))
        yield from (f"{language}: no longer used: {msgid!r}" for msgid, _ in sorted(there - keys, key=str))
        for entry in held:
            yield from (f"{language}: {wrong}" for wrong in _wrong(entry))


def _wrong(entry: polib.POEntry) -> Iterator[str]:
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    meant = sorted(PLACE.findall(entry.msgid_plural or entry.msgid))
    for text in said:
        if not text.strip():
            yield f"missing: {entry.msgid!r}"
        elif sorted(PLACE.findall(text)) != meant:
            yield f"other places than {meant}: {text!r} for {entry.msgid!r}"
        elif (text[:1].isspace(), text[-1:].isspace()) != (entry.msgid[:1].isspace(), entry.msgid[-1:].isspace()):
            yield f"other blanks at its ends: {text!r} for {entry.msgid!r}"


def take(language: str, table: Path) -> int:
    """Bring in lines of a message, a tab and its translation. Returns how many were taken."""
    path = catalogue(language)
    held = polib.pofile(str(path), wrapwidth=120)
    by_text = {entry.msgid: entry for entry in sorted(held, key=lambda entry: entry.msgctxt is None)}
    taken = 0
    for line in table.read_text(encoding="utf-8").splitlines():
        msgid, tab, text = (part.replace("\\n", "\n") for part in line.partition("\t"))
        entry = by_text.get(msgid)
        if not tab or entry is None or not text:
            continue
        if entry.msgid_plural:
            entry.msgstr_plural = {0: text}
        else:
            entry.msgstr = text
        taken += 1
    held.save(str(path))
    return taken


def compile_all() -> None:
    for language in LANGUAGES:
        polib.pofile(str(catalogue(language))).save_as_mofile(str(catalogue(language).with_suffix(".mo")))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = list(problems())
            print("\n".join(found) or "Every message stands in every language.")
            return 1 if found else 0
        case ["take", language, table]:
            print(f"{take(language, Path(table))} taken.")
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
