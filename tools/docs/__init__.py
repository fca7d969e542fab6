"""The generated pages of the manual: `python -m tools.docs` writes them, `--check` tells which are stale."""

import os

# The words of the office's screens are marked for translation, which Django does only with settings.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
