"""Backups of the book: made, looked at, kept by rule; putting one in the book's place."""

from collections.abc import Sequence
from pathlib import Path

from desk.backup.keeper import Keeper
from desk.backup.model import Head, Kept, Made
from desk.backup.restore import RESTORED, Prepared, note_of
from desk.backup.rule import KeepRule, Standing
from desk.clock import Clock
from desk.i18n import _
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.book import open_desk
from desk.services.people import sign_in
from desk.services.veil import bare
from desk.settings import MOST_KEPT
from desk.staff.model import Actor
from desk.staff.permissions import May, may
from desk.text import clean_line


def head_now(desk: Desk) -> Head:
    """The last entry of the journal."""
    with bare(desk.store).read() as book:
        return Head(*book.journal_head())


def keep_up(desk: Desk, keeper: Keeper) -> Made | None:
    """Make a backup if one is due; asked for by the program itself, so nobody needs to be there."""
    return keeper.make_if_due(head_now(desk))


def how_it_stands(desk: Desk, keeper: Keeper) -> Standing:
    """How old the last backup is; a line on the first screen, before anybody has signed in."""
    return keeper.standing(head_now(desk))


@service("backup.make", May.KEEP_BACKUPS)
def make_backup(desk: Desk, who: Actor, keeper: Keeper, target: Path | None = None) -> Made:
    """Make a backup now, read it through, carry it to the second place, clear away by rule."""
    return keeper.make(target)


@service("backup.list", May.KEEP_BACKUPS, writes=False)
def list_backups(desk: Desk, who: Actor, keeper: Keeper) -> tuple[list[Kept], list[Kept], Standing]:
    """What lies in the usual folder, in the second place, and how things stand."""
    return keeper.kept(), keeper.elsewhere(), keeper.standing(head_now(desk))


@service("backup.check", May.KEEP_BACKUPS, writes=False)
def check_backup(desk: Desk, who: Actor, keeper: Keeper, path: Path) -> Sequence[str]:
    """Read a backup through as it lies there; what is wrong with it, nothing when all is well."""
    return keeper.check(path)


@service("backup.clear", May.KEEP_BACKUPS)
def clear_backups(desk: Desk, who: Actor, keeper: Keeper) -> list[str]:
    """Throw away what the rule no longer keeps; the names of what went."""
    return keeper.drop()


@service("backup.rule", May.KEEP_BACKUPS)
def set_rule(desk: Desk, who: Actor, keeper: Keeper, rule: KeepRule) -> KeepRule:
    """Keep another rule on this computer. A second place must be there when it is named."""
    numbers = ("every", "hours", "days", "months")
    for name in numbers:
        if not 0 <= getattr(rule, name) <= MOST_KEPT:
            raise Refusal(
                _("Give a number from 0 to {most}.").format(most=MOST_KEPT),
                field=name,
                code="bad_number",
            )
    if not (rule.hours or rule.days or rule.months):
        raise Refusal(
            _("By this rule no backup would be kept."),
            _("Say for how many hours, days or months they stay."),
            field="hours",
            code="keeps_nothing",
        )
    kept = KeepRule(
        **{name: getattr(rule, name) for name in numbers},
        folder=_folder(rule.folder, "folder"),
        second=_folder(rule.second, "second"),
    )
    if kept.second and Path(kept.second) == (Path(kept.folder) if kept.folder else keeper.folder):
        raise Refusal(
            _("The second place is the first one."),
            _("Name a folder on a USB stick or on a network drive."),
            field="second",
            code="same_place",
        )
    keeper.set_rule(kept)
    return kept


def _folder(typed: str, field: str) -> str:
    text = clean_line(typed)
    if not text:
        return ""
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise Refusal(
            _("Give the whole path of the folder."),
            _("For example /media/usb/desk or E:\\desk."),
            field=field,
            code="not_whole",
        )
    if not path.is_dir():
        raise Refusal(
            _("There is no folder {path}.").format(path=path),
            _("Plug the stick in or connect the drive, make the folder there, then try again."),
            field=field,
            code="no_folder",
        )
    return str(path)


@service("backup.prepare", May.KEEP_BACKUPS, writes=False)
def prepare_restore(desk: Desk, who: Actor, keeper: Keeper, path: Path) -> Prepared:
    """Make a backup ready beside the book, and say what would be lost; nothing is changed yet."""
    return keeper.prepare(path)


def proved_by(keeper: Keeper, prepared: Prepared, clock: Clock, number: str, pin: str) -> Actor:
    """Who restores while the book itself cannot say who they are: by the PIN the backup knows."""
    store = keeper.opened(prepared)
    try:
        who = sign_in(open_desk(store, clock), number, pin)
    finally:
        store.close()
    if not may(who.role, May.KEEP_BACKUPS):
        raise Refusal(
            _("Your role may not do this."),
            _("Ask a shift lead, or an administrator for matters of the book."),
            code="not_allowed",
        )
    return who


def note_restore(desk: Desk, staff_id: str, prepared: Prepared) -> None:
    """Write into the restored book that it was a backup, and where the other history was left.

    Numbers that were given out meanwhile stand on paper in people's hands: they are passed over.
    No service: who may was asked before, and whoever restores need not stand in an old book.
    """
    with desk.store.act(
        RESTORED, staff_id=staff_id, at=desk.clock.now(), note=note_of(prepared)
    ) as act:
        for taken in prepared.lost.serials:
            for _number in range(taken.last - taken.was):
                act.next_serial(taken.register, taken.period)
        act.commit()
