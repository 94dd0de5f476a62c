"""Whether the history in the book is the one that backups and shift sheets knew.

A chain that somebody rewrote from one end to the other holds together again. What gives it away
is a head that was written down elsewhere: in a backup, on a sheet that two people signed.
"""

import json
import re
from collections.abc import Iterable, Iterator

from desk.backup.model import Head
from desk.backup.restore import RESTORED
from desk.i18n import _
from desk.ports import Book
from desk.refusals import Refusal

SHORTEST = 8
"""Characters of a hash below which it proves nothing."""
AT_A_TIME = 50
_HEAD = re.compile(rf"\s*(\d{{1,15}})[\s:,]+([0-9a-fA-F]{{{SHORTEST},64}})\s*", re.ASCII)


def head_from(text: str) -> Head:
    """A head as the shift sheet prints it: the number of an entry, and how its hash begins."""
    found = _HEAD.fullmatch(text)
    if found is None:
        raise Refusal(
            _("“{text}” is neither a backup nor the head of a journal.").format(text=text[:80]),
            _("Type the head as it stands on the shift sheet, for example 1234 0a1b2c3d4e5f6071."),
            field="against",
            code="bad_head",
        )
    return Head(int(found[1]), found[2].lower())


def head_faults(
    book: Book, known: Iterable[tuple[str, Head]], *, explained: bool = True
) -> Iterator[str]:
    """One sentence for each head that the journal does not hold; `known` are names and heads.

    A head of the stretch that a restore left behind is explained by the journal itself, which says
    so; told it is only where not `explained`.
    """
    last = book.journal_head()[0]
    left: list[tuple[int, int]] | None = None
    for name, head in known:
        if head.seq == 0 or _holds(book, head):
            continue
        left = _stretches_left(book) if left is None else left
        if any(first <= head.seq <= end for first, end in left):
            if not explained:
                yield _(
                    "Journal entry {seq} is not the one that {name} knows: that one belongs to the "
                    "history that a restore left behind."
                ).format(seq=head.seq, name=name)
            continue
        if head.seq > last:
            yield _(
                "The journal ends with entry {last}, but {name} knows entry {seq}: its end was cut "
                "off, or an older state took its place."
            ).format(last=last, name=name, seq=head.seq)
        else:
            yield _(
                "Journal entry {seq} is not the one that {name} knows: the history was rewritten."
            ).format(seq=head.seq, name=name)


def _holds(book: Book, head: Head) -> bool:
    found = book.journal(after=head.seq - 1, limit=1)
    return bool(found) and found[0].seq == head.seq and found[0].hash.startswith(head.hash)


def _stretches_left(book: Book) -> list[tuple[int, int]]:
    """First and last entry of each stretch of history that a restore left behind."""
    found, after = [], 0
    while entries := book.journal(after=after, limit=AT_A_TIME):
        for entry in entries:
            if entry.act == RESTORED and (end := _left_at(entry.note)):
                found.append((entry.seq, end))
        after = entries[-1].seq
    return found


def _left_at(note: str) -> int:
    try:
        return int(json.loads(note)["left"][0])
    except (ValueError, TypeError, KeyError, IndexError):
        return 0
