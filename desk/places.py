"""Where Desk keeps what belongs to one branch: everything below one data folder."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.letter.stationery import Stationery

HOME = "DESK_HOME"
"""Environment variable that names the data folder."""


@dataclass(frozen=True, slots=True)
class Places:
    """A data folder and what stands in it; nothing here needs to exist yet."""

    home: Path

    @property
    def book(self) -> Path:
        """The book itself: one SQLite file, with its companions beside it."""
        return self.home / "desk.db"

    @property
    def key(self) -> Path:
        """The key file of the book, when that is encrypted."""
        return self.home / "desk.db.key"

    @property
    def settings(self) -> Path:
        """Language and look, as this computer likes them."""
        return self.home / "settings.toml"

    @property
    def playbook(self) -> Path:
        """The site's own entries over the shipped pack."""
        return self.home / "playbook"

    @property
    def site(self) -> Path | None:
        """The site's pack, when there is one."""
        return self.playbook if self.playbook.is_dir() else None

    @property
    def templates(self) -> Path:
        """Where the site works on letter templates of its own."""
        return self.home / "templates"

    @property
    def letters(self) -> Path:
        """Where letters go that are printed into a folder."""
        return self.home / "letters"

    @property
    def stationery(self) -> "Stationery":
        """The seal and the fonts of the site's own, for its letters."""
        from desk.letter.stationery import Stationery

        return Stationery(self.home)

    @property
    def log(self) -> Path:
        """Where faults are written down."""
        return self.home / "desk.log"


def places(at: str = "") -> Places:
    """The places below `at`, else below DESK_HOME, else in the user's own data folder."""
    named = at or os.environ.get(HOME, "")
    if named:
        return Places(Path(named).expanduser().absolute())
    from platformdirs import user_data_path

    return Places(user_data_path("Desk", appauthor=False))
