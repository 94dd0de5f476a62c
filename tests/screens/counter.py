"""A walk-in at the window, on a real book: who is there, what is pressed, what is seen."""

import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.containers import VerticalScroll
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from db import open_book
from desk.calendar import WorkCalendar
from desk.enums import AlarmKind, PointKind, Role, Topic
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.hours import BranchHours
from desk.labels import label
from desk.playbook.load import load
from desk.services.base import Desk
from desk.services.intake import register_case
from desk.staff.model import actor_of
from desk.views import CaseFile
from screens.app import DeskApp
from screens.board.watch import Alarms
from screens.case.screen import CaseScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.tell import Tell
from screens.intake.done import RegisteredScreen
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import _MARKS, Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.builders import MONDAY, a_branch, a_staff, monday
from tests.screens.a_case import read, text_of
from tests.screens.brisk import Brisk
from tests.screens.hall import PIN, Hall, _hash, settle, sign_in, staff_of_the_hall
from tests.screens.window import form_of, paste, pause

DATA = Path(__file__).parent.parent / "data" / "walk_ins.toml"
WALK_INS: dict[str, dict[str, Any]] = {
    one["id"]: one for one in tomllib.loads(DATA.read_text(encoding="utf-8"))["walk_in"]
}
KINDS = ("allegation", "request", "question")
TOLD = "五个工作日内书面答复"
CLERK_NAME, LEAD_NAME, OTHER_NAME = "林小满", "方远", "赵一诺"
POST, POST_NAME, POST_UNIT = "3001", "韩青山", "配电班"
"""Somebody at another post of ours who can sign in."""


@contextmanager
def a_real_hall(folder: Path) -> Iterator[Hall]:
    """The hall on a book on disk, with somebody at another post beside its three people."""
    with closing(open_book(folder / "desk.db", create=True)) as store:
        branch, clock = a_branch(), monday()
        clerk, lead, other = staff_of_the_hall()
        post = a_staff(POST, Role.DEPARTMENT, name=POST_NAME, unit=POST_UNIT, pin_hash=_hash())
        with store.act("book.init", staff_id="", at=MONDAY) as act:
            act.add(branch, clerk, lead, other, post)
            act.commit()
        yield Hall(
            Desk(store, clock, branch, load(), WorkCalendar(), BranchHours()),
            clock,
            clerk,
            lead,
            other,
        )


@dataclass
class AtTheCounter:
    """One walk-in on one computer: keys go in, what is painted comes out."""

    pilot: Pilot[None]
    hall: Hall
    walk_in: dict[str, Any]
    reference: str = ""

    def __post_init__(self) -> None:
        self.pilot = Brisk(self.pilot.app)

    # -- keys ------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what came of the last."""
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def say(self, text: str) -> None:
        """What an input method sends to the field that has the cursor."""
        self.pilot.app.post_message(Paste(text))
        await self.pilot.pause()

    async def sign_in(self, number: str = "1001") -> None:
        """Lock the screen if somebody is there, and sign in."""
        app = self.pilot.app
        assert isinstance(app, DeskApp)
        if app.actor is not None:
            await self.press("f12")
        await sign_in(self.pilot, number)

    async def over_the_shoulder(self, number: str = "2001") -> None:
        """A second person agrees with their PIN; the fields are filled, each key costs its time."""
        dialog = self.pilot.app.screen
        assert isinstance(dialog, OverTheShoulder), self.seen
        dialog._number.value, dialog._pin.value = number, PIN
        await self.press("ctrl+s")

    async def do(self, name: str) -> None:
        """A deed of the open case by its line in the menu, as a clerk finds it."""
        from screens.case.menu import Menu
        from screens.dialogs.key_menu import MARKS

        await self.press("ctrl+n")
        menu = self.pilot.app.screen
        assert isinstance(menu, Menu)
        names = [deed.name for deed in menu._deeds]
        assert name in names, names
        await self.press(MARKS[names.index(name)])

    # -- fields ----------------------------------------------------------------------------

    def control(self, name: str) -> Widget:
        """The control of the field with this name on the screen in front."""
        rows = self.pilot.app.screen.query(FieldRow)
        row = next(row for row in rows if row.field == name)
        assert row.display, f"{name} is not to be seen"
        return row.control

    async def fill(self, **fields: object) -> None:
        """Fill fields: texts as if typed, choices by the digit beside the option."""
        for name, value in fields.items():
            control = self.control(name)
            if isinstance(control, Choice):
                await choose(self.pilot, control, value)
            elif isinstance(control, ClerkTextArea):
                control.text = str(value)
            else:
                assert isinstance(control, ClerkInput)
                control.value = str(value)
        await self.pilot.pause()

    def wrong(self) -> list[str]:
        """The fields beside which something is refused."""
        return [row.field for row in self.pilot.app.screen.query(FieldRow) if row.error]

    # -- what is seen ----------------------------------------------------------------------

    @property
    def seen(self) -> str:
        """Everything that is painted, without its white space and frames."""
        return "".join(c for c in text_of(self.pilot) if c not in " \u00a0\n│╭╮╰╯─▁▔▏▕┃━")

    def at(self, kind: type[Screen[Any]]) -> bool:
        """Whether this room or dialog is in front."""
        return isinstance(self.pilot.app.screen, kind)

    @property
    def file(self) -> CaseFile:
        """The case as it stands in the book."""
        return read(self.hall, self.reference)

    @property
    def case(self) -> CaseScreen:
        """The case that is open on the screen."""
        screen = self.pilot.app.screen
        assert isinstance(screen, CaseScreen), screen
        return screen

    async def open(self) -> CaseScreen:
        """Find the case by its number from wherever one is, and open it."""
        await self.press("f3")
        await self.say(self.reference)
        await pause(self.pilot)
        await self.press("enter")
        return self.case

    async def stands(self) -> str:
        """Ctrl+T: what may be read to the customer; the dialog is closed again."""
        await self.press("ctrl+t")
        assert self.at(Tell), self.seen
        seen = self.seen
        await self.press("escape")
        return seen

    async def record(self) -> str:
        """F5: everything that happened, as one reads it page by page; the dialog is closed."""
        await self.press("f5")
        assert self.at(Tell), self.seen
        read_ = await self.paged()
        await self.press("escape")
        return read_

    async def paged(self) -> str:
        """What is seen in the dialog in front, page by page to its end."""
        scroll = self.pilot.app.screen.query_one(VerticalScroll)
        pages = [self.seen]
        while scroll.scroll_y < scroll.max_scroll_y:
            scroll.scroll_page_down(animate=False)
            await self.pilot.pause()
            pages.append(self.seen)
        return "\n".join(pages)

    async def later(self, **step: float) -> None:
        """Time goes by; what falls due meanwhile is found."""
        app = self.pilot.app
        assert isinstance(app, DeskApp)
        self.hall.clock.move(**step)
        app.sweep()
        await settle(self.pilot)

    async def reminders(self, kind: AlarmKind) -> None:
        """Ctrl+K on the board: this reminder stands there; enter opens its case."""
        await self.press("f4")
        await self.press("ctrl+k")
        dialog = self.pilot.app.screen
        assert isinstance(dialog, Alarms), self.seen
        rows = dialog._list.rows
        at = next(n for n, (alarm, _reference) in enumerate(rows) if alarm.kind is kind)
        assert label(kind)[:8] in self.seen
        await self.press(*["down"] * at, "enter")
        assert self.case.subject == self.reference

    # -- the window ------------------------------------------------------------------------

    async def register(self) -> str:
        """F2 to the number on the screen: a new customer, their words, the points one by one."""
        pilot, customer = self.pilot, self.walk_in["customer"]
        await self.press("f2")
        form = form_of(pilot).form
        await self.say(customer["name"])
        await self.press("enter")
        await pause(pilot)
        assert form.who.name_.text == customer["name"]
        form.who.salutation.value = customer["salutation"]
        form.who.phone.value = customer["phone"]
        form.who.account.value = customer["account_no"]
        form.who.address.value = customer["address"]
        await pilot.press(*["enter"] * 5)
        assert form.narrative.has_focus
        await paste(pilot, self.walk_in["narrative"])
        await self._points()
        await choose(pilot, form.topic, Topic(self.walk_in["topic"]))
        form.told.value = TOLD
        await self.press("ctrl+s")
        if self.at(Confirm):
            # Danger is named in these words: whether anybody has phoned is asked first.
            await self.press("tab", "enter")
        done = pilot.app.screen
        assert isinstance(done, RegisteredScreen), self.seen
        self.reference = done.reference()
        assert self.reference in self.seen
        await self.press("enter")
        return self.reference

    async def known(self) -> CaseScreen:
        """The case registered without the screen, for what only comes after; it is opened."""
        walk_in = self.walk_in
        form = CaseForm(
            topic=Topic(walk_in["topic"]),
            narrative=walk_in["narrative"],
            points=[
                PointForm(kind=PointKind(point["kind"]), matter=point["matter"])
                for point in walk_in["points"]
            ],
            customer=CustomerForm(**walk_in["customer"]),
            told=TOLD,
        )
        clerk = actor_of(self.hall.clerk)
        self.reference = register_case(self.hall.desk, clerk, form).reference
        return await self.open()

    async def _points(self) -> None:
        """Take the proposals out, and write each point down with its kind."""
        points = form_of(self.pilot).form.points.list
        points.focus()
        await self.pilot.pause()
        await self.pilot.press(*["delete"] * len(points.shown_points))
        for number, point in enumerate(self.walk_in["points"], 1):
            await self.pilot.press("insert")
            await self.say(point["matter"])
            await self.pilot.press("enter", "up", str(KINDS.index(point["kind"]) + 1))
            assert len(points.points) == number
        written = [(each.kind, each.matter) for each in points.points]
        assert written == [(p["kind"], p["matter"]) for p in self.walk_in["points"]]


async def choose(pilot: Pilot[None], choice: Choice[Any], value: object) -> None:
    """Choose an option by the digit or letter that stands beside it."""
    choice.focus()
    # While the cursor is elsewhere what is likely moves to the front.
    await pilot.pause()
    at = next(n for n, (option, _words) in enumerate(choice.options) if option == value)
    await pilot.press(_MARKS[at])
    assert choice.value == value
