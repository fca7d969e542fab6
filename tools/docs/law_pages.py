"""The law as encoded, chapter by chapter: each criterion with its law, its rule in words and its examples."""

from tools.docs.example_rows import example_table
from tools.docs.links import Links, page_of
from tools.docs.markdown import cited, heading, joined, listed
from tools.docs.words import words_of
from tools.spec.example import Chapter, Entry
from tools.spec.outcome import law_of
from wellfounded.cli.rule_words import rule_lines
from wellfounded.law.criterion import Criterion
from wellfounded.law.law import Law
from wellfounded.law.library import LawLibrary

INDEX = "docs/reference/law/index.md"
FOLDERS = {
    "article_1a2": "Article 1A(2): who is a refugee",
    "article_1d_1e_1f": "Articles 1D, 1E and 1F: who is excluded",
    "article_1c": "Article 1C: when status ends",
    "complementary": "Complementary protection",
    "regional": "Regional definitions",
    "article_33_and_return": "Article 33 and return",
    "profiles": "Profiles: a jurisdiction's own rules",
}
BURDENS = {
    "applicant": "the applicant",
    "shared": "both, and in the end the applicant",
    "state": "the State",
    "none": "nobody: it never closes",
}


def law_pages(library: LawLibrary, chapters: tuple[Chapter, ...], *, links: Links) -> dict[str, str]:
    """The page of every chapter, and their index."""
    made = {page_of(chapter): _page(chapter, library, links=links) for chapter in chapters}
    return {**made, INDEX: _index(chapters)}


def _index(chapters: tuple[Chapter, ...]) -> str:
    parts = [
        "# The law as encoded",
        words_of("intros")["law"],
    ]
    for folder, title in FOLDERS.items():
        here = [chapter for chapter in chapters if chapter.folder == folder]
        if here:
            names = (f"[{item.title}]({_near(page_of(item))}): {len(item.entries)} criteria" for item in here)
            parts.append(f"{heading(2, title)}\n\n{listed(names)}")
    return joined(parts)


def _near(page: str) -> str:
    return page.removeprefix("docs/reference/law/")


def _page(chapter: Chapter, library: LawLibrary, *, links: Links) -> str:
    page = page_of(chapter)
    where = FOLDERS[chapter.folder]
    up = "../index.md" if chapter.profile else "index.md"
    head = joined((f"# {chapter.title}", chapter.says, f"*{where}* · [all chapters]({up})"))
    return joined((head, *(_entry(entry, library, links=links, page=page) for entry in chapter.entries)))


def _entry(entry: Entry, library: LawLibrary, *, links: Links, page: str) -> str:
    law = law_of(entry, entry.examples[0], library=library)
    criterion = law.criteria[entry.criterion]
    return joined(
        (
            heading(2, criterion.title, anchor=criterion.id),
            f"`{criterion.id}` · {_facts_about(criterion, law)}",
            entry.says,
            criterion.text,
            f"*Note.* {criterion.note}" if criterion.note else "",
            _rule(criterion, law, links=links, page=page),
            "**Law**\n\n" + listed(cited(citation) for citation in criterion.cite),
            *(f"*No example is {label.replace('_', ' ')}:* {reason}" for label, reason in entry.impossible.items()),
            example_table(entry, law),
        )
    )


def _facts_about(criterion: Criterion, law: Law) -> str:
    about = {"person": "the person", "country": "each country", "route": "each way onward"}[criterion.scope]
    found = law.standard_of(criterion)
    standard = f"standard: {found.standard.title} ({criterion.standard.replace('_', ' ')})" if found else ""
    burden = f"who loses if it stays open at closing: {BURDENS[criterion.burden]}"
    return " · ".join(part for part in (f"about {about}", standard, burden) if part)


def _rule(criterion: Criterion, law: Law, *, links: Links, page: str) -> str:
    profile = law.profile.id
    if criterion.untranslatable:
        return f"**A person finds this**, because no rule can: {criterion.untranslatable}"
    if criterion.evaluative:
        names = [links.to(name, page=page, profile=profile, text=_title(name, law)) for name in criterion.considers]
        weighed = f" The program sets out: {', '.join(names)}." if names else ""
        return f"**A person finds this.**{weighed}"
    lines = [
        f"{'  ' * depth}- {links.in_words(line, page=page, profile=profile)}"
        for depth, line in rule_lines(criterion.rule, law)
    ]
    return "**Rule**\n\n" + "\n".join(lines)


def _title(name: str, law: Law) -> str:
    definition = law.facts.get(name) or law.criteria.get(name)
    return definition.title if definition else name
