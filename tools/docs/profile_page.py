"""Every profile: its versions, its standards of proof with their law, what it overrides, and what is not encoded."""

from itertools import groupby

from tools.docs.links import Links
from tools.docs.markdown import cited, heading, joined, listed, table
from tools.docs.words import words_of
from wellfounded.law.country_name import country_name
from wellfounded.law.library import LawLibrary
from wellfounded.law.profile import Profile

PAGE = "docs/reference/profiles.md"
ORDER = {"inclusion_first": "inclusion first", "may_stop": "exclusion may come first"}


def profile_page(library: LawLibrary, links: Links) -> str:
    """The page of all profiles."""
    versions = sorted(library.profiles, key=lambda item: (item.id, str(item.valid_from)))
    groups = [(name, list(group)) for name, group in groupby(versions, key=lambda item: item.id)]
    base = {criterion.id for provision in library.provisions for criterion in provision.criteria}
    return joined(
        (
            "# Profiles",
            words_of("intros")["profiles"],
            listed(f"[{group[-1].title}](#{name})" for name, group in groups),
            *(_profile(name, group, base=base, links=links) for name, group in groups),
        )
    )


def _profile(name: str, versions: list[Profile], *, base: set[str], links: Links) -> str:
    newest = versions[-1]
    host = f" Host: {country_name(newest.host)}." if newest.host else ""
    return joined(
        (
            heading(2, newest.title, anchor=name),
            f"`{name}`, on top of `{newest.extends}`.{host}",
            table(
                ("version", "from", "to", "chosen by", "order of exclusion", "pending claims"),
                [_version(item) for item in versions],
            ),
            _roles(newest),
            *(_criteria(item, base=base, links=links) for item in versions if item.entries),
            _not_encoded(versions),
        )
    )


def _version(profile: Profile) -> tuple[str, ...]:
    transition = "not encoded"
    if profile.transition is not None:
        transition = profile.transition.text or (
            "rule read" if profile.transition.read else "rule not read: stays open"
        )
    return (
        profile.version,
        str(profile.valid_from or "always"),
        str(profile.valid_to or "today"),
        profile.applies_by.replace("_", " "),
        ORDER[profile.exclusion_order],
        transition,
    )


def _roles(profile: Profile) -> str:
    if not profile.roles:
        return f"Standards of proof: those of `{profile.extends}`."
    rows = [
        (role.replace("_", " "), found.standard.title, "; ".join(cited(item) for item in found.cite))
        for role, found in profile.roles.items()
    ]
    return f"Standards of proof ({profile.version}):\n\n" + table(("for", "standard", "law"), rows)


def _criteria(profile: Profile, *, base: set[str], links: Links) -> str:
    def named(names: list[str]) -> str:
        return ", ".join(links.to(name, page=PAGE, profile=profile.id) for name in names)

    over = [name for name in profile.entries if name in base]
    own = [name for name in profile.entries if name not in base]
    parts = [f"{word}: {named(names)}" for word, names in (("Overrides", over), ("Adds", own)) if names]
    return f"**{profile.version}**\n\n{listed(parts)}"


def _not_encoded(versions: list[Profile]) -> str:
    missing = dict.fromkeys(line for item in versions for line in item.not_encoded)
    return f"Not encoded:\n\n{listed(missing)}" if missing else ""
