"""What putting a backup in the place of the book would change, in words that name it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.backup.model import Backup, Head
from desk.i18n import _
from desk.saying import joined, say_moment

RESTORED = "book.restore"
"""The act by which a book says that it was a backup."""
MOST_NAMED = 40
"""How many numbers are said one by one."""


MOST_TAKEN = 100_000
"""Numbers of one register beyond which what is said of them is not believed."""


class History(StrEnum):
    """How the backup and the book that is here belong together."""

    NO_BOOK = "no_book"
    """There is no book here: the backup becomes it."""
    UNREADABLE = "unreadable"
    """The book here cannot be read; what it holds beyond the backup is unknown."""
    EARLIER = "earlier"
    """The backup is an earlier state of this book."""
    SAME = "same"
    """Nothing was kept since."""
    ANOTHER = "another"
    """Their histories differ: one was rewritten, or went on from another restore."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Numbers of a register that were given out since the backup: from after `was` up to `last`."""

    register: str
    period: str
    was: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What stands in the book and not in the backup, by the numbers people know it by."""

    cases: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    unnamed: int = 0
    """Cases that concern somebody of the staff: they are counted and not named."""
    entries: int = 0
    serials: tuple[Taken, ...] = ()
    """Numbers that stand on paper already and are not given a second time."""
    erased: int = 0
    """Erasures since: what they destroyed would be there again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A backup that was copied beside the book, read through and compared; nothing is changed yet.

    `source` is the backup, `copy` the file that would become the book, `counts` and `head` what
    it holds, `present` the same of the book that is here. `moved_from` is the version of the
    tables it had, where it was older.
    """

    source: Path
    copy: Path
    book: Path
    branch: str
    name: str
    zone: ZoneInfo
    counts: dict[str, int]
    head: Head
    history: History
    lost: Lost
    present: dict[str, int]
    present_head: Head | None = None
    moved_from: int = 0
    faults: tuple[str, ...] = ()
    """What does not agree in the backup itself: it can be restored, by somebody who knows it."""
    backup: Backup | None = None
    """What its manifest says; None where none lay beside it."""


def note_of(prepared: Prepared) -> str:
    """What the journal of the restored book says: where its history was left, what was given out.

    Ids, hashes and numbers alone.
    """
    left = prepared.present_head
    told: dict[str, object] = {
        "left": [left.seq, left.hash] if left else None,
        "taken": [[t.register, t.period, t.was, t.last] for t in prepared.lost.serials],
    }
    return json.dumps(told, separators=(",", ":"))


def taken_from(note: str) -> list[Taken]:
    """The numbers that such a note names; nothing where it cannot be read."""
    try:
        found = [
            Taken(str(register), str(period), int(was), int(last))
            for register, period, was, last in json.loads(note)["taken"]
        ]
    except (ValueError, TypeError, KeyError):
        return []
    return [one for one in found if 0 <= one.last - one.was <= MOST_TAKEN]


def said(prepared: Prepared, language: str) -> list[str]:
    """What would happen, in sentences."""
    counts = prepared.counts
    known = prepared.backup
    made = say_moment(known.made_at.astimezone(prepared.zone), language) if known else ""
    lines = [
        _("The backup of {branch} {name} holds {cases} cases and {letters} letters.").format(
            branch=prepared.branch,
            name=prepared.name,
            cases=counts.get("cases", 0),
            letters=counts.get("letters", 0),
        )
    ]
    if made:
        lines.append(_("It was made on {moment}.").format(moment=made))
    else:
        lines.append(
            _("Nothing beside it says when it was made; it was read through all the same.")
        )
    if prepared.moved_from:
        lines.append(_("It was made by an older Desk and has been brought up to this version."))
    if prepared.faults:
        lines.append(
            _("! It does not agree with its own history in {count} places: {first}").format(
                count=len(prepared.faults), first=prepared.faults[0]
            )
        )
    lines += _ABOUT[prepared.history](prepared, language)
    return lines


def _no_book(_prepared: Prepared, _language: str) -> list[str]:
    return [_("There is no book here yet; nothing is lost.")]


def _unreadable(_prepared: Prepared, _language: str) -> list[str]:
    return [
        _("The book that is here cannot be read: what was entered since the backup is not known."),
        _("It is kept aside, so that somebody who knows such files can still try."),
        _("Numbers given out since may be given a second time: compare the papers at hand."),
    ]


def _same(_prepared: Prepared, _language: str) -> list[str]:
    return [_("Nothing was entered since; nothing is lost.")]


def _earlier(prepared: Prepared, language: str) -> list[str]:
    lost = prepared.lost
    lines = [
        _("Since then {count} entries came into the journal; they would be lost.").format(
            count=lost.entries
        )
    ]
    return lines + _numbers(lost, language)


def _another(prepared: Prepared, language: str) -> list[str]:
    lines = [
        _(
            "! The history of the backup is not the beginning of the history of this book: one of "
            "them was rewritten, or went its own way after a restore. Find out which before you "
            "go on."
        )
    ]
    return lines + _numbers(prepared.lost, language)


def _numbers(lost: Lost, language: str) -> list[str]:
    lines = []
    for numbers, words in (
        (lost.cases, _("Cases that would be lost ({count}): {numbers}")),
        (lost.letters, _("Letters that would be lost ({count}): {numbers}")),
        (lost.notices, _("Notices that would be lost ({count}): {numbers}")),
    ):
        if numbers:
            lines.append(words.format(count=len(numbers), numbers=joined(_few(numbers), language)))
    if lost.unnamed:
        lines.append(
            _("and {count} cases about our own people, which are not named here").format(
                count=lost.unnamed
            )
        )
    if lost.erased:
        lines.append(
            _(
                "! {count} times personal data was erased since: it would be there again, and has "
                "to be erased once more."
            ).format(count=lost.erased)
        )
    if not lines:
        lines.append(_("No case, letter or notice would be lost."))
    return lines


def _few(numbers: tuple[str, ...]) -> list[str]:
    few = list(numbers[:MOST_NAMED])
    if len(numbers) > MOST_NAMED:
        few.append(_("and {count} more").format(count=len(numbers) - MOST_NAMED))
    return few


_ABOUT: dict[History, Callable[[Prepared, str], list[str]]] = {
    History.NO_BOOK: _no_book,
    History.UNREADABLE: _unreadable,
    History.SAME: _same,
    History.EARLIER: _earlier,
    History.ANOTHER: _another,
}
