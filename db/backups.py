"""The backups of one book: made in turn, kept by rule, carried to a second place."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.backup import (
    PART,
    Found,
    Proof,
    back_up,
    faults_of_copy,
    look,
    sha256_of,
)
from db.backup_folder import carry, free_name, kept_at, listed, sweep, text_of, unusable
from db.bare import key_file_of
from db.lock import Lock
from desk.backup.model import (
    MANIFEST,
    Backup,
    Head,
    Kept,
    Made,
    Second,
    second_from,
    second_json,
)
from desk.backup.rule import KeepRule, Standing, dropped_by, is_due, last_of, standing
from desk.clock import Clock
from desk.i18n import _
from desk.refusals import Fault, Refusal

if TYPE_CHECKING:
    from desk.backup.restore import Prepared
    from desk.ports import Store

FOLDER = "backups"
"""Beside the book, where no other folder is named."""
SECOND, RUNNING, FAILED = "second.json", "running.lock", "failed.txt"
AGAIN = timedelta(hours=1)
"""After so long a second place that failed is tried again."""


class Backups:
    """`desk.backup.keeper.Keeper` over folders. Threads and programs may share them."""

    def __init__(
        self,
        book: Path,
        rule: Callable[[], KeepRule],
        set_rule: Callable[[KeepRule], None],
        clock: Clock,
        proof: Proof = faults_of_copy,
    ) -> None:
        self._book = book
        self._rule = rule
        self._set_rule = set_rule
        self._clock = clock
        self._proof = proof
        self._turn = threading.Lock()

    @property
    def rule(self) -> KeepRule:
        """The rule as it stands now."""
        return self._rule()

    def set_rule(self, rule: KeepRule) -> None:
        """Keep another rule."""
        self._set_rule(rule)

    @property
    def folder(self) -> Path:
        """Where backups go."""
        named = self.rule.folder
        return Path(named).expanduser() if named else self._book.parent / FOLDER

    # -- what there is ---------------------------------------------------------------------

    def kept(self) -> list[Kept]:
        """Every backup of the folder and those made before an upgrade, newest first."""
        return listed(self.folder, self._book.parent)

    def elsewhere(self) -> list[Kept]:
        """What lies in the second place, newest first; nothing while it is not there."""
        second = self.rule.second
        return listed(Path(second).expanduser()) if second else []

    def standing(self, head: Head) -> Standing:
        """How things stand, where `head` is the head of the book's journal now."""
        return standing(
            self.kept(),
            head,
            self._clock.now(),
            self.rule,
            second=self._second(),
            failed=text_of(self.folder / FAILED).strip(),
        )

    def standing_unopened(self) -> Standing:
        """The same while the book cannot be opened: as if it had gone on."""
        return self.standing(Head(-1, ""))

    def heads(self, beside: Path | None = None) -> list[tuple[str, Head]]:
        """The journal's head in every backup, or in the one named, with the backup's name."""
        if beside is not None:
            known = kept_at(beside).backup
            return [(beside.name, known.head if known else look(beside).head)]
        found = {one.path.name: one for one in (*self.elsewhere(), *self.kept())}
        return [(name, one.backup.head) for name, one in sorted(found.items()) if one.backup]

    # -- making ----------------------------------------------------------------------------

    def make(self, target: Path | None = None) -> Made:
        """Make a backup now: under its own name by rule, or at `target`, which no rule clears."""
        now = self._clock.now()
        if target is not None:
            return Made(backup=back_up(self._book, target, proof=self._proof, at=now))
        with self._alone() as free:
            if not free:
                raise Refusal(
                    _("Another window is making a backup at this moment."),
                    _("Wait until it is done; then look at the list again."),
                    code="backup_runs",
                )
            return self._run(now)

    def make_if_due(self, head: Head) -> Made | None:
        """Make a backup if the rule wants one now, or bring the last to the second place."""
        now = self._clock.now()
        kept = self.kept()
        last, due = last_of(kept, now), is_due(kept, head, now, self.rule)
        if not due and not (last and self._second_waits(last)):
            return None
        with self._alone() as free:
            if not free:
                return None
            if due:
                # Another window may have made it while this one waited.
                return self._run(now) if is_due(self.kept(), head, now, self.rule) else None
            assert last is not None
            return Made(backup=last, second=self._carry(last, now))

    def _run(self, now: datetime) -> Made:
        folder = self.folder
        try:
            if not self.rule.folder:
                folder.mkdir(mode=0o700, exist_ok=True)
            book = look(self._book)
            sweep(folder, book.branch)
            target = free_name(folder, book, now)
            backup = back_up(self._book, target, proof=self._proof, at=now)
        except (Fault, Refusal) as error:
            with suppress(OSError):
                (folder / FAILED).write_text(f"{error.message}\n", encoding="utf-8")
            raise
        except OSError as error:
            raise unusable(folder, error) from error
        (folder / FAILED).unlink(missing_ok=True)
        second = self._carry(backup, now)
        dropped = self._drop(book, now)
        return Made(backup=backup, second=second, dropped=tuple(dropped))

    def drop(self) -> list[str]:
        """Throw away what the rule no longer keeps; the names of what went."""
        with self._alone() as free:
            return self._drop(look(self._book), self._clock.now()) if free else []

    def _drop(self, book: Found, now: datetime) -> list[str]:
        gone = []
        for kept in (listed(self.folder), self.elsewhere()):
            # Branches may share a second place.
            mine = [one for one in kept if one.backup and one.backup.branch == book.branch]
            for one in dropped_by(mine, now, self.rule, book.zone):
                with suppress(OSError):
                    # First what calls it a backup: half of one is never taken for a whole one.
                    one.path.with_name(f"{one.path.name}{MANIFEST}").unlink(missing_ok=True)
                    one.path.unlink(missing_ok=True)
                    key_file_of(one.path).unlink(missing_ok=True)
                    gone.append(one.path.name)
        return sorted(set(gone))

    # -- the second place ------------------------------------------------------------------

    def _second(self) -> Second | None:
        try:
            return second_from(text_of(self.folder / SECOND))
        except ValueError:
            return None

    def _second_waits(self, last: Backup) -> bool:
        """Whether the second place is there and has not got the last backup."""
        place = self.rule.second
        if not place or not Path(place).expanduser().is_dir():
            return False
        known = self._second()
        if known is None or known.place != place or known.name != last.path.name:
            return True
        # What is full or broken is not tried again every minute.
        again = not known.there or self._clock.now() - known.at >= AGAIN
        return bool(known.problem) and again

    def _carry(self, backup: Backup, now: datetime) -> Second | None:
        """Copy a backup to the second place; whatever fails there is noted, and nothing more."""
        place = self.rule.second
        if not place:
            return None
        folder = Path(place).expanduser()
        target = folder / backup.path.name
        problem, there = "", True
        try:
            # A folder is never made there: without the stick it would lie on the same disk.
            there = folder.is_dir()
            if not there:
                problem = _("The second place {path} is not there.").format(path=place)
            elif not (target.exists() and sha256_of(target) == backup.sha256):
                sweep(folder, backup.branch)
                carry(backup, target)
        except Fault as fault:
            problem = fault.message
        except OSError as error:
            problem = _("The second place cannot be written: {reason}").format(
                reason=error.strerror or error
            )
        said = Second(at=now, name=backup.path.name, place=place, problem=problem, there=there)
        with suppress(OSError):
            part = self.folder / f"{SECOND}{PART}"
            part.write_text(second_json(said), encoding="utf-8")
            part.replace(self.folder / SECOND)
        return said

    # -- checking and restoring ------------------------------------------------------------

    def check(self, path: Path) -> Sequence[str]:
        """Read a backup through as it lies there, by its manifest where it has one."""
        from db.restore import openable

        path = path.absolute()
        known = kept_at(path)
        openable(path)
        if known.backup is not None and sha256_of(path) != known.backup.sha256:
            return [_("It is not the file that was made: its content was changed.")]
        return self._proof(path)

    def prepare(self, path: Path) -> "Prepared":
        """Make a backup ready to take the place of the book; see `db.restore.prepare`."""
        from db.restore import prepare

        return prepare(path, self._book, proof=self._proof)

    def opened(self, prepared: "Prepared") -> "Store":
        """The prepared copy, to ask it who its people are."""
        from db.opening import open_at

        return open_at(prepared.copy, create=False)

    def switch(self, prepared: "Prepared", now: datetime) -> Path | None:
        """Put it there; see `db.restore.switch`."""
        from db.restore import switch

        return switch(prepared, now)

    def discard(self, prepared: "Prepared") -> None:
        """Take away what was made ready."""
        from db.restore import discard

        discard(prepared)

    # --------------------------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether it is this window's turn; nobody waits."""
        if not self._turn.acquire(blocking=False):
            yield False
            return
        try:
            try:
                if not self.rule.folder:
                    self.folder.mkdir(mode=0o700, exist_ok=True)
                lock = Lock(self.folder / RUNNING)
            except OSError as error:
                raise unusable(self.folder, error) from error
            try:
                yield lock.alone()
            finally:
                lock.close()
        finally:
            self._turn.release()
