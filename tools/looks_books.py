"""Books to look at screens with: the full demo, one in which nothing is yet, one of long texts."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from db import open_book
from db.samples import make_demo
from db.samples.people import set_up
from desk.case import Case, Party, Stage
from desk.clock import SetClock
from desk.customer import Customer
from desk.notice.model import Notice
from desk.point import IssuePoint
from desk.ports import Entity
from desk.services.base import Desk
from desk.services.book import open_desk

NOON = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""A Wednesday morning at half past ten in Shanghai."""
PAST = 40
NAME = "临江市向阳花农村电力设施共同维护与种植养殖专业合作社联合社（筹备组）驻河西办事处"
ADDRESS = "临江市河西区建设路一百八十八号向阳花园小区二十三号楼四单元一千二百零六室东侧门面房"
MATTER = "\n".join(
    f"{n}、自八月十五日起我家电表读数与抄表单一直对不上，工作人员三次上门都说“没问题”，"
    "但电费从每月一百二十元涨到五百八十元，要求书面说明原因。"
    for n in range(1, 11)
)
LONG = {"name": NAME, "address": ADDRESS, "matter": MATTER, "narrative": MATTER, "remark": MATTER}


def full(path: Path) -> Desk:
    """The demo book, always on the same morning."""
    return make_demo(path, now=NOON, past=PAST)


def empty(path: Path) -> Desk:
    """A branch with its staff and nothing else."""
    clock = SetClock(NOON)
    store = open_book(path, create=True)
    set_up(store, clock, NOON)
    clock.at = NOON + timedelta(minutes=1)
    return open_desk(store, clock)


def long(path: Path) -> Desk:
    """The demo book with the longest names, addresses and matters that people bring."""
    desk = full(path)
    with desk.store.read() as book:
        kinds: tuple[type[Entity], ...] = (Customer, Party, IssuePoint, Case)
        rows = [row for kind in kinds for row in book.find(kind)]
        staff_id = book.find(Case)[0].holder_id
    with desk.store.act("looks.long", staff_id=staff_id, at=desk.clock.now()) as act:
        for row in rows:
            names = {field.name for field in fields(row)} & set(LONG)
            longer: dict[str, Any] = {name: LONG[name] for name in names if getattr(row, name)}
            act.put(replace(row, **longer))
        act.commit()
    return desk


BOOKS: dict[str, Callable[[Path], Desk]] = {"full": full, "empty": empty, "long": long}


def subjects(desk: Desk) -> dict[str, str | None]:
    """What each room is opened for; None where the book has nothing for it."""
    with desk.store.read() as book:
        cases, customers, notices = book.find(Case), book.find(Customer), book.find(Notice)

    def at(*stages: Stage) -> str | None:
        return next((case.reference for case in cases if case.stage in stages), None)

    answering = at(Stage.ANSWERING)
    return {
        "case": answering,
        "notice": answering,
        "back": notices[0].number if notices else None,
        "reply": at(Stage.DRAFTING, Stage.TO_APPROVE),
        "registered": cases[-1].reference if cases else None,
        "customer": customers[0].id if customers else None,
    }
