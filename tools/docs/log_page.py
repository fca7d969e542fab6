"""Every kind of entry of the log."""

from tools.docs.markdown import joined, table
from wellfounded.audit.events import Event
from wellfounded.audit.words import WORDS

INTRO = (
    "Each entry of the log names what happened as `source:subject:action`, who did it (a sign-in name), on what (a "
    "case number or an account, never a name of an applicant), and small details. What was typed where a number is "
    "asked for, and looks like none, is written as `not a number`: it may be a name. Reading counts as much as "
    "writing. How entries are kept, signed and exported stands in [the format of the log](log-format.md); why, in "
    "[the log](../explanation/the-log.md)."
)


def log_page() -> str:
    """The table of events."""
    rows = [(f"`{event}`", WORDS.get(event, "")) for event in sorted(Event)]
    return joined(("# Entries of the log", INTRO, table(("event", "what happened"), rows)))
