"""The whole log against itself, against its checkpoints, and against checkpoints that others kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from wellfounded.audit.checkpoint import signer
from wellfounded.audit.events import Event
from wellfounded.audit.models import Checkpoint, Detail, Entry, Tombstone
from wellfounded.audit.note import NoteError, Signed, Signer, open_note
from wellfounded.audit.tree import Growing, Head


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that does not fit, and where."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and everything that does not fit."""

    head: Head
    erased: int
    checkpoints: int
    troubles: tuple[Trouble, ...]

    @property
    def whole(self) -> bool:
        return not self.troubles


def verify_log(*, against: Sequence[str] = ()) -> Report:
    """Recompute everything from the leaves. `against` are checkpoints, as notes, that were kept outside the store.

    The log may grow meanwhile: checkpoints are read before the entries, and what entries tell of is looked up after.
    """
    notes = list(_notes(against))
    walk = _Walk({note.signed.head.size for note in notes if isinstance(note.signed, Signed)})
    for entry in Entry.objects.select_related("detail", "tombstone").order_by("number").iterator():
        walk.take(entry)
    walk.finish()
    troubles = [*walk.troubles, *(trouble for note in notes for trouble in _of_note(note, walk))]
    return Report(Head(walk.tree.size, walk.tree.root()), walk.erased, len(notes), tuple(troubles))


@dataclass(slots=True)
class _Walk:
    """Goes through the entries from the first to the last."""

    wanted: set[int]  # the sizes of checkpoints
    roots: dict[int, bytes] = field(default_factory=dict)
    tree: Growing = field(default_factory=Growing)
    erased: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    _next: int = 0
    _signed: list[int] = field(default_factory=list)
    _claims: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def take(self, entry: Entry) -> None:
        self._keep_root()
        if entry.number != self._next:
            self._trouble(self._next, _("is missing; the next one is entry %(number)s") % {"number": entry.number})
        if self.tree.append(entry.leaf()) != bytes(entry.peak):
            self._trouble(entry.number, _("or one before it was changed: its subtree has another root"))
        self._look_inside(entry)
        self._next = entry.number + 1

    def finish(self) -> None:
        self._keep_root()
        kept = set(Checkpoint.objects.values_list("size", flat=True))
        for number in self._signed:
            if number + 1 not in kept:
                self._trouble(number, _("tells of a checkpoint that is no longer kept"))
        for number in sorted(self._claims):
            self._trouble(number, _("should tell of an erasure, and is not in the log"))
        for pk in Detail.objects.exclude(pk__in=Entry.objects.values("pk")).values_list("pk", flat=True):
            self._trouble(pk, _("is missing, and what it was about still stands"))

    def _look_inside(self, entry: Entry) -> None:
        detail, tombstone = _detail(entry), _tombstone(entry)
        claimed = self._claims.pop(entry.number, set())
        if tombstone is not None:
            self.erased += 1
            self._claims[tombstone.told_by_id].add(entry.number)
        if detail is None:
            if tombstone is None:
                self._trouble(entry.number, _("no longer says what it is about, and no erasure was told of"))
            told: set[int] = set()
        else:
            told = self._look_at(detail, kept=tombstone is None)
        if claimed != told:
            self._trouble(entry.number, _("does not tell of just those erasures that point to it"))

    def _look_at(self, detail: Detail, *, kept: bool) -> set[int]:
        """The entries of whose erasure this detail tells."""
        if not kept:
            self._trouble(detail.pk, _("still says what it is about, though its erasure was told of"))
        if detail.commitment() != bytes(detail.entry.commitment):
            self._trouble(detail.pk, _("no longer says what was recorded"))
            return set()
        if detail.event == Event.LOG_CHECKPOINTED:
            self._signed.append(detail.pk)
        return set(json.loads(bytes(detail.payload))["entries"]) if detail.event == Event.LOG_ERASED else set()

    def _keep_root(self) -> None:
        if self.tree.size in self.wanted:
            self.roots[self.tree.size] = self.tree.root()

    def _trouble(self, number: int, what: str) -> None:
        self.troubles.append(Trouble(_("Entry %(number)s") % {"number": number}, what))


def _detail(entry: Entry) -> Detail | None:
    try:
        return entry.detail
    except ObjectDoesNotExist:
        return None


def _tombstone(entry: Entry) -> Tombstone | None:
    try:
        return entry.tombstone
    except ObjectDoesNotExist:
        return None


@dataclass(frozen=True, slots=True)
class _Note:
    """A checkpoint with its place: opened, or the reason why it does not open."""

    place: str
    signed: Signed | NoteError
    row: Checkpoint | None = None


def _notes(against: Iterable[str]) -> Iterator[_Note]:
    key = signer()
    for row in Checkpoint.objects.order_by("pk"):
        yield _Note(_("Checkpoint %(number)s") % {"number": row.pk}, _opened(row.note, key), row)
    for at, note in enumerate(against, start=1):
        yield _Note(_("Checkpoint given, no. %(number)s") % {"number": at}, _opened(note, key))


def _opened(note: str, key: Signer) -> Signed | NoteError:
    try:
        return open_note(note, key)
    except NoteError as error:
        return error


def _of_note(note: _Note, walk: _Walk) -> Iterator[Trouble]:
    signed, row = note.signed, note.row
    if isinstance(signed, NoteError):
        yield Trouble(note.place, str(signed))
        return
    # The columns beside a note only serve to look it up.
    if row is not None and (signed.head, signed.time) != (Head(row.size, bytes(row.root)), row.time):
        yield Trouble(note.place, _("is filed under another size, root or time"))
    if signed.head.size > walk.tree.size:
        said = {"said": signed.head.size, "size": walk.tree.size}
        yield Trouble(note.place, _("has %(said)s entries, and the log has only %(size)s") % said)
    elif walk.roots[signed.head.size] != signed.head.root:
        yield Trouble(note.place, _("has another root: something before it was changed or removed"))
