"""The generated pages of the manual: `python -m tools.docs` writes them, `--check` tells which are stale."""
