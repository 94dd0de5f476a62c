"""What a program that is going to be killed works with, and how it says what it has done."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from argon2 import PasswordHasher

from db import open_book
from db.store import BookStore
from desk.clock import SetClock
from desk.places import Places
from desk.services.book import open_desk
from desk.staff import pin
from desk.staff.model import Staff, actor_of
from tests.desk.services.hall import PIN, Hall, open_hall

Proof = dict[str, Any]
"""What a program was told of an act: enough to look for it afterwards."""
STEP = timedelta(seconds=20)
"""How much later each next thing is done, so that no two stand at the same moment."""


@dataclass
class Life:
    """One program from its start to its sudden end, in the data folder `home`."""

    home: Path
    rng: Random
    pipe: int = -1
    """Where confirmations are written, each at once and whole."""
    number: int = 0
    """How many lives this folder has seen before."""
    count: int = field(default=0)

    @property
    def book(self) -> Path:
        return Places(self.home).book

    def say(self, kind: str, act: str = "", **proof: Any) -> None:
        """One line that the other end reads whole: shorter than what a pipe takes in one piece."""
        line = json.dumps([kind, act, proof], ensure_ascii=False).encode() + b"\n"
        assert len(line) < 4096
        os.write(self.pipe, line)

    def ready(self) -> None:
        """From here on it may end at any moment."""
        self.say("ready")

    def done(self, act: str, **proof: Any) -> None:
        """An act was confirmed to its caller."""
        self.say("done", act, **proof)

    def name(self, what: str) -> str:
        """A name that no life before used in this folder."""
        self.count += 1
        return f"{what}-{self.number}-{self.count}"


Work = Callable[[Life], None]
"""What a program does until it is killed. It ends only when there is nothing left to do."""


def quick_pins() -> None:
    """PINs that hash in a millisecond: what is tried here is not the guessing."""
    pin._hasher = PasswordHasher(1, 8, 1)


def set_up(home: Path) -> None:
    """A data folder whose book has a branch and people, and nothing else."""
    quick_pins()
    home.mkdir(parents=True)
    store = open_book(Places(home).book, create=True)
    hall = open_hall(store)
    with store.act("test.pins", staff_id="", at=hall.clock.now()) as act:
        for staff in act.find(Staff):
            act.put(replace(staff, pin_hash=pin.hash_pin(PIN, staff.number)))
        act.commit()
    store.close()


def copied(template: Path, home: Path) -> Path:
    """The same data folder in another place."""
    shutil.copytree(template, home)
    return home


def the_hall(store: BookStore) -> Hall:
    """Who works in a book that was set up, a moment after the last thing that was done in it."""
    with store.read() as book:
        people = {staff.number: actor_of(staff) for staff in book.find(Staff)}
    clock = SetClock(_moment(store))
    desk = open_desk(store, clock)
    order = ("1001", "1002", "2001", "2002", "3001", "4001", "9001")
    return Hall(desk, clock, *(people[number] for number in order))


def last_moment(home: Path) -> datetime:
    """A moment after the last thing that was done in a book."""
    with closing(open_book(Places(home).book)) as store:
        return _moment(store)


def _moment(store: BookStore) -> datetime:
    with store.read() as book:
        last = book.last_entry_at()
    assert last is not None
    return last + timedelta(minutes=5)
