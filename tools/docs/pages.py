"""Every generated page by its path, and what to do with them."""

import json
from pathlib import Path

from tools.agreement_page import DECIDED, agreement_page
from tools.docs.api_page import api_page
from tools.docs.citation_page import citation_page
from tools.docs.error_page import error_page
from tools.docs.fact_page import fact_page
from tools.docs.law_pages import law_pages
from tools.docs.links import Links
from tools.docs.log_page import log_page
from tools.docs.office_pages import deadline_page, permission_page, state_page
from tools.docs.profile_page import profile_page
from tools.docs.remark_page import remark_page
from tools.spec.example import read_chapters
from wellfounded.law.agreement_run import run_agreement
from wellfounded.law.case_schema import case_schema
from wellfounded.law.library import LawLibrary, load_library

LAW = "docs/reference/law"
REFERENCE = "docs/reference"
NOTE = "<!-- Written by `make docs` from the law packs and the spec examples. Change those, not this page. -->"


def pages(library: LawLibrary | None = None) -> dict[str, str]:
    """Every generated page, by its path from the root of the repository."""
    library = library or load_library()
    chapters = read_chapters()
    links = Links.of(library, chapters)
    made = {
        **law_pages(library, chapters, links=links),
        f"{REFERENCE}/facts.md": fact_page(library, links),
        f"{REFERENCE}/profiles.md": profile_page(library, links),
        f"{REFERENCE}/citations.md": citation_page(library),
        f"{REFERENCE}/api.md": api_page(),
        f"{REFERENCE}/errors.md": error_page(),
        f"{REFERENCE}/remarks.md": remark_page(),
        f"{REFERENCE}/log.md": log_page(),
        f"{REFERENCE}/case-states.md": state_page(),
        f"{REFERENCE}/permissions.md": permission_page(),
        f"{REFERENCE}/deadlines.md": deadline_page(),
        f"{REFERENCE}/agreement.md": agreement_page(run_agreement(DECIDED, library)),
    }
    made = {path: f"{NOTE}\n\n{text.strip()}\n" for path, text in made.items()}
    made[f"{REFERENCE}/case.schema.json"] = json.dumps(case_schema(library), indent=1, ensure_ascii=False) + "\n"
    return dict(sorted(made.items()))


def stale(root: Path, made: dict[str, str]) -> list[str]:
    """The pages that are missing, differ, or stand under the law's folder without being made any more."""
    differing = [path for path, text in made.items() if _read(root / path) != text]
    return sorted({*differing, *_left_over(root, made)})


def write(root: Path, made: dict[str, str]) -> list[str]:
    """Write the pages that changed, and take away those that are no longer made."""
    changed = stale(root, made)
    for path in changed:
        if path not in made:
            (root / path).unlink()
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made[path], encoding="utf-8")
    return changed


def _left_over(root: Path, made: dict[str, str]) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in (root / LAW).rglob("*.md"))
    return [path for path in found if path not in made]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
