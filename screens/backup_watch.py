"""Backups that the open program makes by itself, and how it says how old the last one is."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from desk.refusals import Fault, Refusal
from screens.rooms_app import RoomsApp

if TYPE_CHECKING:
    from desk.backup.keeper import Keeper
    from desk.backup.model import Made
    from desk.backup.restore import Prepared
    from desk.backup.rule import Standing
    from screens.app import DeskApp

log = logging.getLogger(__name__)

BACKUP_SECONDS = 60.0
"""How often the open program looks whether a backup is due."""
FIRST_SECONDS = 20.0
"""How long after opening it looks for the first time: whoever comes in types their PIN first."""


class BackupWatch(RoomsApp):
    """Makes backups in time, off the screen's own thread, and knows how they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._find_keeper: Callable[[], Keeper] | None = None
        self._keeper: Keeper | None = None
        self._backing_up = False
        self.backups_stand: Standing | None = None
        """How old the last backup is; None until that is known, or where nobody keeps any."""
        self.to_restore: tuple[Prepared, str] | None = None
        """What becomes the book once the program has ended, and whose staff id wants it."""

    @property
    def keeps_backups(self) -> bool:
        """Whether this program has backups to keep."""
        return self._find_keeper is not None

    @property
    def keeper(self) -> "Keeper":
        """The backups of the book; for threads, because it reads files."""
        if self._keeper is None:
            if self._find_keeper is None:
                raise Fault("nobody keeps backups here")
            self._keeper = self._find_keeper()
        return self._keeper

    # -- by itself -------------------------------------------------------------------------

    def watch_backups(self) -> None:
        """From now on look every minute; called once the book is open."""
        if not self.keeps_backups:
            return
        self._look_at_backups(make=False)
        self.set_timer(FIRST_SECONDS, self.keep_backups)
        self.set_interval(BACKUP_SECONDS, self.keep_backups)

    def keep_backups(self) -> None:
        """Make a backup if one is due, and see how they stand."""
        self._look_at_backups(make=True)

    def shift_ended(self) -> None:
        """A shift was closed: what it leaves is backed up at once."""
        self._look_at_backups(make=True, at_once=True)

    def _look_at_backups(self, *, make: bool, at_once: bool = False) -> None:
        if not self.keeps_backups or self._backing_up:
            return
        self._backing_up = True
        self.run_worker(
            lambda: self._back_up(make=make, at_once=at_once),
            thread=True,
            exit_on_error=False,
            group="backup",
        )

    def _back_up(self, *, make: bool, at_once: bool) -> None:
        from desk.services.backups import how_it_stands, keep_up

        app = cast("DeskApp", self)
        try:
            desk = app.wait_for_desk()
            made: Made | None = None
            try:
                if make and at_once and self.keeper.rule.every:
                    made = self.keeper.make()
                elif make:
                    made = keep_up(desk, self.keeper)
            except (Fault, Refusal) as error:
                # It is remembered beside the backups, and said where their age is said.
                log.warning("no backup made: %s", error)
            found = how_it_stands(desk, self.keeper)
        except (Fault, Refusal) as error:
            log.warning("backups not looked at: %s", error)
            return
        finally:
            self._backing_up = False
        if made is not None:
            log.info("backup %s", made.backup.path.name)
        self.call_from_thread(self.backups_known, found)

    def backups_known(self, found: "Standing") -> None:
        """How the backups stand is known anew: tell whoever shows it."""
        self.backups_stand = found
        app = cast("DeskApp", self)
        if app.locked:
            from screens.sign_in.screen import SignIn

            if isinstance(self.screen, SignIn):
                self.screen.tell_backups(found)
        elif app.room is not None:
            app.room.backups_changed()
