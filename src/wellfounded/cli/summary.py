"""An assessment on the terminal: the conclusions, what is open and who bears it, the remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from wellfounded.cli.terminal import heading, labelled, paragraph, say, table
from wellfounded.letters.assessment.wording import SAY

if TYPE_CHECKING:
    from wellfounded.letters.assessment.context import AssessmentView, OpenGroupView, RemarkView

ROWS_SHOWN = 4


def show_summary(view: AssessmentView) -> None:
    """The page in short."""
    say(f"{view.number}  {view.title}".strip(), style="bold")
    say(view.banner, style="dim")
    for name, value in view.head:
        say(f"  {name}: {value}")
    heading(SAY["conclusions"])
    rows = [
        (it.title, it.about, labelled(it.label.words, it.label.tone), "; ".join(it.flags)) for it in view.conclusions
    ]
    table((SAY["question"], SAY["about"], SAY["finding"], ""), rows)
    if not view.any_destination:
        say(SAY["no_destination"])
    heading(SAY["open"])
    if not view.opened:
        say(SAY["open_none"])
    for group in view.opened:
        _show_open(group)
    heading(SAY["remarks"])
    if not view.remarks:
        say(SAY["remarks_none"])
    for remark in view.remarks:
        _show_remark(remark)
    say()
    say(SAY["motto"], style="bold")


def _show_open(group: OpenGroupView) -> None:
    say(f"  {SAY['waits_for']} {group.waits_for}:")
    for it in group.rows[:ROWS_SHOWN]:
        needed = f"{it.needed_for} ({it.about})" if it.about else it.needed_for
        line = Text.assemble((needed, "bold"), f": {' · '.join(it.points)} ", (f"[{it.bearer}]", "dim"))
        paragraph(line, indent=4)
    if len(group.rows) > ROWS_SHOWN:
        say(
            f"    … and {len(group.rows) - ROWS_SHOWN} findings more; all stand in the page (--html, --pdf).",
            style="dim",
        )


def _show_remark(remark: RemarkView) -> None:
    say(f"{remark.severity}: {remark.mend} [{remark.code}]", style="bold" if remark.severity == "grave" else "")
    for message in remark.messages:
        say(f"  {message}")
    if remark.more:
        say(f"  {SAY['more_remarks'].format(count=remark.more)}")
