"""The hall of the morning: a book on disk where the command line looks for it, and its people."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from db import open_book
from desk.calendar import WorkCalendar
from desk.clock import SetClock
from desk.enums import Role
from desk.hours import BranchHours
from desk.places import Places
from desk.playbook.load import load
from desk.services.base import Desk
from tests.builders import MONDAY, a_branch, a_customer, a_staff, an_account
from tests.screens.hall import Hall, _hash, staff_of_the_hall

DOORS_OPEN = MONDAY - timedelta(hours=1)
"""Monday, half past eight in Shanghai."""
MANAGER = "5001"
ON_FILE = (
    {"name": "石磊", "salutation": "先生", "phone": "13955551234", "initials": "sl"},
    {"name": "欧阳春晓", "phone": "13955554321", "initials": "oycx", "address": "临江市望江路6号"},
)
"""Customers whom the hall knows."""


@contextmanager
def a_morning_hall(places: Places) -> Iterator[Hall]:
    """Two clerks, their lead and the manager, before the doors open."""
    places.home.mkdir(parents=True, exist_ok=True)
    with closing(open_book(places.book, create=True)) as store:
        branch, clock = a_branch(), SetClock(DOORS_OPEN)
        clerk, lead, other = staff_of_the_hall()
        manager = a_staff(MANAGER, Role.MANAGER, name="江予安", pin_hash=_hash())
        customers = [a_customer(**one) for one in ON_FILE]
        accounts = [
            an_account(one.id, number=f"050000010{n}", address=one.address)
            for n, one in enumerate(customers, 1)
        ]
        with store.act("book.init", staff_id="", at=DOORS_OPEN) as act:
            act.add(branch, clerk, lead, other, manager, *customers, *accounts)
            act.commit()
        desk = Desk(store, clock, branch, load(), WorkCalendar(), BranchHours())
        yield Hall(desk, clock, clerk, lead, other)
