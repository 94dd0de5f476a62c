"""What the command line asks of the machine; the composition root hands it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.backup.keeper import Keeper
from desk.clock import Clock
from desk.encryption import Vault
from desk.places import Places
from desk.ports import Store
from desk.services.base import Desk

if TYPE_CHECKING:
    from desk.letter.hall_papers import KeyPartFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Storage, clock and application as plain functions.

    `open_store(path, create)` opens a book or makes an empty one; `keeper(places)` keeps
    its backups; `make_demo(book, progress)` makes the book of a made-up branch, tells how many
    of its cases are done, and names the PIN that everybody in it has; `run_app(places)` shows the
    application until it ends; `vault()` keeps the keys of encrypted books;
    `keys()` are the tables of keys that the screens have.
    """

    clock: Clock
    open_store: Callable[[Path, bool], Store]
    keeper: Callable[[Places], Keeper]
    make_demo: Callable[[Path, Callable[[int, int], None]], tuple[Desk, str]]
    run_app: Callable[[Places], int]
    vault: Callable[[], Vault]
    keys: "Callable[[], tuple[KeyPartFacts, ...]]"
