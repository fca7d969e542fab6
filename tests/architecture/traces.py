"""What must not be in a published file: the address of a package registry, or a path of somebody's machine."""

import re
import subprocess
from pathlib import Path

# The brackets keep these patterns from finding themselves.
TRACES = {
    "a package registry's address": re.compile(
        r"pypi[.]org|pythonhosted[.]org|npmjs[.]org|deb[.]debian[.]org|--(?:extra-)?index[-]url\s*[=\s]\s*\w|--find[-]links\s*[=\s]\s*\S",
    ),
    "a path of one machine": re.compile(r"(?<![\w.~-])[/](?:work|root|tmp|home)/"),
}


def traces(name: str, text: str) -> list[str]:
    return [
        f"{name}:{number}: {what} ({found.group()}). A published file must mean the same on every machine."
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in TRACES.items()
        if (found := pattern.search(line))
    ]


def tracked_texts(root: Path) -> dict[str, str]:
    """The text files that git tracks, by name; pictures and other binary files are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True)  # noqa: S607 - git is found by PATH on every developer's machine
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        content = (root / name).read_bytes() if (root / name).is_file() else b""
        if b"\0" not in content:
            texts[name] = content.decode(errors="replace")
    return texts
