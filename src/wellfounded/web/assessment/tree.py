"""From the reasons of a finding to the boxes of its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellfounded.web.pictures.tree import Node, tree_picture

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wellfounded.web.assessment.reasons import Reason


def picture_of(reasons: Reason) -> SafeString:
    return tree_picture(
        _node(reasons),
        title=_("The reasons, in a picture"),
        left_out=_("%(count)d more steps stand in the outline."),
    )


def _node(reason: Reason) -> Node:
    title = f"{reason.title} ({reason.about})" if reason.about else reason.title
    label = reason.label.words if reason.label else ""
    return Node(
        title=f"{reason.prefix} {title}".strip(),
        label=_("%(label)s, shown above") % {"label": label} if reason.see_above else label,
        tone=reason.label.tone if reason.label else "open",
        nodes=_below(reason),
    )


def _below(reason: Reason) -> tuple[Node, ...]:
    """The steps with a name; a step that only joins others hands on what stands under it."""
    found: list[Node] = []
    for step in reason.steps:
        found.extend([_node(step)] if step.title else _below(step))
    found.extend(Node(_count(len(titles)), why.rstrip(":"), "open") for why, titles in reason.silent)
    return tuple(found)


def _count(steps: int) -> str:
    return ngettext("%(count)d step without a record", "%(count)d steps without a record", steps) % {"count": steps}
