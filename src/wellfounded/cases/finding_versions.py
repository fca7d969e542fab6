"""Human findings of a record, read and written version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from wellfounded.cases.errors import Stale
from wellfounded.cases.law_case import plain
from wellfounded.cases.models import FindingEntry
from wellfounded.law.case_writer import finding_as_data
from wellfounded.law.document import Document
from wellfounded.law.errors import CaseError
from wellfounded.law.fact_reader import read_finding
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import HumanFinding, Slot
    from wellfounded.law.errors import Problem


def finding_from(data: Mapping[str, Any]) -> HumanFinding:
    """A human finding in the format of the case file, read and checked by the core.

    Raises:
        CaseError: it cannot be used; actions check what was typed before.
    """
    problems: list[Problem] = []
    finding = read_finding(Fields(Document("", dict(data), {}), (), dict(data), problems))
    if finding is None or problems:
        raise CaseError(problems)
    return finding


def newest_finding(case: Case, slot: Slot) -> FindingEntry | None:
    """The version of a finding that counts, None when nobody made one."""
    return FindingEntry.objects.filter(case=case, entity=slot[0], criterion=slot[1]).order_by("version").last()


def finding_of(entry: FindingEntry) -> HumanFinding:
    """What an entry says."""
    return finding_from(entry.record)


def check_seen(entry: FindingEntry | None, seen: int, *, mine: Mapping[str, Any]) -> None:
    """Refuse what was typed against another version than the one that counts: both are shown side by side.

    Raises:
        Stale: with what stands now and what was typed.
    """
    if seen != (0 if entry is None else entry.version):
        message = _("Somebody else changed this finding in the meantime. Nothing was lost: both versions stand below.")
        raise Stale(message, theirs={} if entry is None else entry.record, mine=mine)


def write_finding(case: Case, slot: Slot, *, finding: HumanFinding, by: User) -> FindingEntry:
    """Write the next version of a finding. The case is locked, so that no two versions have one number."""
    entries = FindingEntry.objects.filter(case=case, entity=slot[0], criterion=slot[1])
    return FindingEntry.objects.create(
        case=case,
        entity=slot[0],
        criterion=slot[1],
        version=(entries.aggregate(last=Max("version"))["last"] or 0) + 1,
        record=plain(finding_as_data(finding)),
        word=str(finding.word),
        by=by,
    )
