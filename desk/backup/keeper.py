"""What services, commands and screens ask of backups; the composition root hands it in."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk.backup.model import Head, Kept, Made
from desk.backup.restore import Prepared
from desk.backup.rule import KeepRule, Standing
from desk.ports import Store


class Keeper(Protocol):
    """The backups of one book."""

    @property
    def rule(self) -> KeepRule:
        """The rule as it stands now."""
        ...

    @property
    def folder(self) -> Path:
        """Where backups go."""
        ...

    def set_rule(self, rule: KeepRule) -> None:
        """Keep another rule."""
        ...

    def kept(self) -> list[Kept]:
        """Every backup in the usual folder, newest first, as its manifest tells."""
        ...

    def elsewhere(self) -> list[Kept]:
        """What lies in the second place, newest first; nothing while it is not there."""
        ...

    def standing(self, head: Head) -> Standing:
        """How things stand, where `head` is the head of the book's journal now."""
        ...

    def standing_unopened(self) -> Standing:
        """The same while the book cannot be opened: as if it had gone on."""
        ...

    def heads(self, beside: Path | None = None) -> list[tuple[str, Head]]:
        """The journal's head in every backup, or in the one named, with the backup's name."""
        ...

    def make(self, target: Path | None = None) -> Made:
        """Make a backup now, by rule or at `target`, which no rule clears away."""
        ...

    def make_if_due(self, head: Head) -> Made | None:
        """Make one if the rule wants one now, or bring the last to the second place."""
        ...

    def drop(self) -> list[str]:
        """Throw away what the rule no longer keeps; the names of what went."""
        ...

    def check(self, path: Path) -> Sequence[str]:
        """Read a backup through as it lies there: what is wrong with it, nothing when all is well.

        Refusal or Fault where it is none, or cannot be read at all.
        """
        ...

    def prepare(self, path: Path) -> Prepared:
        """Make a backup ready to take the place of the book, and compare; nothing is changed."""
        ...

    def opened(self, prepared: Prepared) -> Store:
        """The prepared copy, to ask it who its people are."""
        ...

    def switch(self, prepared: Prepared, now: datetime) -> Path | None:
        """Put it there; where the old book lies now. The book must be open nowhere."""
        ...

    def discard(self, prepared: Prepared) -> None:
        """Take away what was made ready."""
        ...
