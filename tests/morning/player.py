"""Plays a morning from its data: the clock moves to each arrival, and keys are pressed."""

import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.screen import Screen

from desk.case import Case
from desk.enums import PointKind, Topic
from desk.i18n import _
from desk.staff.model import Actor
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.dialogs.palette import Palette
from screens.intake.beyond import Called
from screens.intake.done import RegisteredScreen
from screens.intake.parked import Parked
from screens.intake.screen import IntakeScreen
from screens.keys import SCOPES, table
from tests.screens.counter import KINDS, AtTheCounter, choose
from tests.screens.hall import settle, sign_in
from tests.screens.window import form_of, paste, pause, rows

Arrival = dict[str, Any]
Kind = Callable[["Morning", Arrival], Awaitable[None]]

DATA = Path(__file__).parent.parent / "data" / "morning.toml"
SCRIPT: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
PARTS: dict[str, str] = SCRIPT["parts"]
ARRIVALS: list[Arrival] = SCRIPT["arrival"]

CLERK, OTHER, LEAD, MANAGER = "1001", "1002", "2001", "5001"
TOLD = "五个工作日内书面答复"

KINDS_OF_ARRIVAL: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """A kind of arrival, by the name it has in the data."""

    def known(played: Kind) -> Kind:
        KINDS_OF_ARRIVAL[name] = played
        return played

    return known


@dataclass
class Morning(AtTheCounter):
    """One clerk's morning: what was registered by which arrival, and who is signed in."""

    folder: Path = field(kw_only=True)
    """Where files lie that somebody brings."""
    cases: dict[str, str] = field(default_factory=dict)
    """The reference of each case, by the id of its arrival."""
    told: list[Arrival] = field(default_factory=list)

    # -- the script ------------------------------------------------------------------------

    async def play(self, arrivals: list[Arrival]) -> None:
        """Everybody in their order; who comes while another is served comes in the middle."""
        self.told = arrivals
        for one in arrivals:
            if "during" not in one:
                await self.one(one)

    async def one(self, arrival: Arrival) -> None:
        """One arrival at its time."""
        self.come_to(arrival["at"])
        try:
            await KINDS_OF_ARRIVAL[arrival["kind"]](self, arrival)
        except AssertionError as wrong:
            wrong.add_note(f"{arrival['at']} {arrival['who']} ({arrival['kind']})\n{self.picture}")
            raise

    async def interruptions(self, arrival: Arrival) -> None:
        """Whoever comes while this one is being served."""
        for other in self.told:
            if other.get("during") == arrival.get("id", ""):
                await self.one(other)

    def come_to(self, at: str) -> None:
        """Move the clock of the branch to a time of this day; it never goes back."""
        desk = self.hall.desk
        now = desk.hours.local(desk.clock.now())
        then = datetime.combine(now.date(), datetime.strptime(at, "%H:%M").time(), now.tzinfo)
        assert then >= now, f"{at} is over"
        self.hall.clock.move(seconds=(then - now).total_seconds())

    # -- who is there ----------------------------------------------------------------------

    @property
    def app(self) -> DeskApp:
        """The application."""
        app = self.pilot.app
        assert isinstance(app, DeskApp)
        return app

    @property
    def who(self) -> Actor:
        """Who is signed in."""
        return self.app.who

    async def change_to(self, number: str) -> None:
        """Lock, let somebody sign in, and read away what they are greeted with."""
        if self.app.actor is not None:
            await self.press("f12")
        await sign_in(self.pilot, number)
        await self.to_the_board()

    async def to_the_board(self) -> None:
        """F4, and esc for each dialog that stands before it."""
        for _try in range(6):
            if self.at(BoardScreen):
                return
            await self.press("f4" if self.app.screen is self.app.room else "escape")
        raise AssertionError(self.seen)

    # -- reaching what has no key of its own -------------------------------------------------

    async def act(self, key_id: str) -> None:
        """An action by its name, as whoever forgot its key finds it."""
        key = next(key for scope in SCOPES for key in table(scope) if key.id == key_id)
        await self.press("ctrl+p")
        dialog = self.app.screen
        assert isinstance(dialog, Palette), self.seen
        await self.say(_(key.word))
        await settle(self.pilot)
        actions = [deed.run for deed in dialog._list.rows]
        assert key.action in actions, (key_id, actions)
        await self.press(*["down"] * actions.index(key.action), "enter")

    async def deed(self, name: str) -> None:
        """A deed of the open case that stands in no first line of its menu."""
        await self.act(f"case.{name}")

    # -- the window ------------------------------------------------------------------------

    async def greet(self, arrival: Arrival) -> None:
        """F2, and who it is."""
        await self.press("f2")
        await self.customer(arrival)

    async def customer(self, arrival: Arrival) -> None:
        """Who it is: found by a few digits, new with a name, or nobody."""
        form = form_of(self.pilot).form
        if "knows" in arrival:
            await self.say(arrival["knows"])
            await self.press("enter")
            await pause(self.pilot)
            assert form.who.visitor.customer_id, self.seen
            return
        if arrival.get("anonymous"):
            await self.press("down", "2")
            assert form.narrative.has_focus, self.seen
            return
        customer = arrival["customer"]
        await self.say(customer["name"])
        await self.press("enter")
        await pause(self.pilot)
        assert form.who.name_.text == customer["name"], self.seen
        form.who.salutation.value = customer.get("salutation", "女士")
        form.who.phone.value = customer.get("phone", "")
        form.who.account.value = customer.get("account_no", "")
        form.who.address.value = customer.get("address", "")
        form.narrative.focus()

    async def write_down(self, arrival: Arrival) -> None:
        """The words as they are told, the points taken as proposed or written one by one."""
        form = form_of(self.pilot).form
        form.narrative.focus()
        begun, _half, rest = arrival["narrative"].partition("｜")
        await paste(self.pilot, begun)
        if rest:
            await self.interruptions(arrival)
            form = await self.back_to(arrival)
            form.narrative.focus()
            await paste(self.pilot, rest)
        points = form.points.list
        if "points" not in arrival:
            await self.press("ctrl+y")
            assert points.points, "nothing is proposed"
        for number, (what, matter) in enumerate(arrival.get("points", ()), 1):
            points.focus()
            if number == 1:
                await self.pilot.pause()
                await self.pilot.press(*["delete"] * len(points.shown_points))
            await self.pilot.press("insert")
            await self.say(matter)
            await self.pilot.press("enter", "up", str(KINDS.index(what) + 1))
            assert points.points[-1].kind is PointKind(what)
        if "topic" in arrival:
            await choose(self.pilot, form.topic, Topic(arrival["topic"]))
        form.told.value = TOLD

    async def half_typed(self) -> list[str]:
        """How each registration begins that waits half typed."""
        await self.press("f2")
        await self.press("ctrl+w")
        dialog = self.app.screen
        assert isinstance(dialog, Parked), self.seen
        begun = [row.begins for row in dialog._list.rows]
        await self.press("escape")
        await self.to_the_board()
        return begun

    async def back_to(self, arrival: Arrival) -> Any:
        """The half-typed form again, from wherever the interruption has led."""
        begun = arrival["narrative"].partition("｜")[0]
        if not isinstance(self.app.screen, IntakeScreen) or not self._holds(begun):
            await self.press("f2")
            if not self._holds(begun):
                await self.press("ctrl+w")
                await self.press(self._waiting(begun))
        assert self._holds(begun), self.seen
        return form_of(self.pilot).form

    def _waiting(self, begun: str) -> str:
        """The digit beside what begins like this in the list of what waits."""
        dialog = self.app.screen
        assert isinstance(dialog, Parked), self.seen
        found = [row.begins for row in dialog._list.rows]
        return str(found.index(begun) + 1)

    def _holds(self, begun: str) -> bool:
        screen = self.app.screen
        return isinstance(screen, IntakeScreen) and screen.form.narrative.value == begun

    async def save(self, arrival: Arrival) -> str:
        """A call that was made is noted; then ctrl+s, to the number on the screen."""
        if "call" in arrival:
            await self.press("ctrl+u")
            assert self.at(Called), self.seen
            await self.say(arrival["call"])
            await self.press("ctrl+s")
            if self.at(Called):
                # Whoever else is to be told is phoned later.
                await self.press("escape")
        await self.press("ctrl+s")
        done = self.app.screen
        assert isinstance(done, RegisteredScreen), self.seen
        self.reference = done.reference()
        assert self.reference in self.seen
        self.cases[str(arrival.get("id", arrival["at"]))] = self.reference
        return self.reference

    async def take(self, arrival: Arrival) -> str:
        """A whole registration."""
        await self.greet(arrival)
        await self.write_down(arrival)
        return await self.save(arrival)

    async def case_of(self, arrival_id: str) -> None:
        """Open the case that an earlier arrival brought."""
        self.reference = self.cases[arrival_id]
        await self.open()

    # -- what is seen ----------------------------------------------------------------------

    @property
    def picture(self) -> str:
        """The screen as it stands, for whoever reads why it went wrong."""
        from tests.screens.a_case import text_of

        return text_of(self.pilot)

    def shows(self, *words: str) -> None:
        """These words are on the screen."""
        for said in words:
            assert "".join(said.split()) in self.seen, f"{said!r} is not on the screen"

    def in_the_book(self) -> list[Case]:
        """Every case, whoever may see it."""
        return rows(self.hall, Case)

    async def front(self, screen: type[Screen[Any]]) -> None:
        """A screen or dialog is in front."""
        assert self.at(screen), f"not {screen.__name__} but {self.app.screen}"
