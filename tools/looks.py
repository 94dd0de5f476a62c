"""Pictures of every room and of the dialogs its keys open, to leaf through.

    python tools/looks.py FOLDER [ROOM…] [--book full|empty|long] [--size 80x24]… [--theme day]…
        [--language zh_CN]… [--dialogs]

Without a choice: all rooms, the full demo book, 80x24, 100x30 and 120x36, every theme and both
languages, without dialogs. `FOLDER/index.html` shows them side by side. What cannot be read
(contrast) or seen (outside of the screen) is told while they are made.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from db.backups import Backups
from db.samples import PIN
from desk import i18n
from desk.backup.rule import KeepRule
from screens.app import DeskApp
from screens.keys import Key, table
from screens.rooms import ROOMS
from screens.rooms_app import HOME
from screens.theme import CONTRAST, THEMES
from tools.looks_books import BOOKS, subjects
from tools.seen import STRICT, TEXT, faint, outside

SIZES = ("80x24", "100x30", "120x36")
LEAVES = frozenset({"quit", "lock", "discard", "back", "export_screen", "leave"})
"""Keys that end what is looked at."""
STAFF = {"backups": "9001", "retention": "3001", "staff": "3001", "intake": "1003"}
"""Who looks at a room; a lead, where nobody else is named."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures are made."""

    folder: Path
    rooms: tuple[str, ...]
    book: str
    sizes: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    dialogs: bool


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is on its way any more."""
    quiet = 0
    for _round in range(60):
        await pilot.pause()
        if any(not worker.is_finished for worker in pilot.app.workers):
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete()
            quiet = 0
        else:
            quiet += 1
        if quiet == 3:
            return


class Looking:
    """One application in one language, and the pictures made of it."""

    def __init__(self, wanted: Wanted, language: str, pilot: Pilot[None]) -> None:
        self.wanted, self.language, self.pilot = wanted, language, pilot
        self.made: list[Path] = []

    @property
    def app(self) -> DeskApp:
        """The application that is looked at."""
        assert isinstance(self.pilot.app, DeskApp)
        return self.pilot.app

    async def picture(self, name: str) -> None:
        """What is on the screen now, in every size and theme."""
        for width, height in self.wanted.sizes:
            await self.pilot.resize_terminal(width, height)
            await settled(self.pilot)
            for theme in self.wanted.themes:
                if self.app.theme != theme:
                    self.app.theme = theme
                    await settled(self.pilot)
                self._still()
                await self.pilot.pause()
                self._take(name, f"{width}x{height}", theme)

    def _still(self) -> None:
        for field in self.app.screen.query("*"):
            if isinstance(field, Input | TextArea):
                field.cursor_blink = False

    def _take(self, name: str, size: str, theme: str) -> None:
        place = self.wanted.folder / f"{self.wanted.book}-{self.language}-{theme}-{size}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{name}.svg"
        svg = re.sub(r"@font-face \{.*?\}", "", self.app.export_screenshot(), flags=re.DOTALL)
        path.write_text(svg.replace("Fira Code", "monospace"), encoding="utf-8")
        self.made.append(path)
        least = STRICT if theme == CONTRAST.name else TEXT
        where = f"{place.name}/{name}"
        for one in faint(self.app, least=least):
            words = f"{one.color} on {one.ground}: {one.text[:30]!r}"
            print(f"{where}: contrast {one.ratio:.1f}, {words}")
        for told in outside(self.app.screen):
            print(f"{where}: outside, {told}")

    async def sign_in(self, number: str) -> None:
        """Sign in as somebody, from the first screen."""
        for key in (*number, "enter", *PIN, "enter"):
            await self.pilot.press(key)
        await settled(self.pilot)
        await self.pilot.pause(0.3)
        await self.close_dialogs()

    async def close_dialogs(self) -> None:
        """Close what stands before the room, and take the toasts away."""
        for _round in range(6):
            if len(self.app.screen_stack) == 1:
                break
            self.app.pop_screen()
            await settled(self.pilot)
        self.app.clear_notifications()
        await settled(self.pilot)

    async def enter(self, room: str, subject: str) -> None:
        """Go to a room and wait for what it asks of the book."""
        if (room, subject) != (HOME, ""):
            self.app.go(room, subject)
        await settled(self.pilot)
        await self.pilot.pause(0.3)
        await settled(self.pilot)

    async def room(self, room: str, subject: str) -> None:
        """A room, and the dialogs its keys open."""
        await self.enter(room, subject)
        await self.picture(room)
        if not self.wanted.dialogs:
            return
        for number, key in enumerate(self._keys(room)):
            before = self.app.room
            target = before if key in table(room) else self.app
            if target is None or not self._offers(key, target):
                continue
            await self.app.run_action(key.action, target)
            await settled(self.pilot)
            await self.pilot.pause(0.2)
            await settled(self.pilot)
            if len(self.app.screen_stack) > 1:
                await self.picture(f"{room}--{number:02d}-{key.id}")
            await self.close_dialogs()
            if self.app.room is not before or self.app.locked:
                await self.enter(room, subject)

    def _keys(self, room: str) -> Iterator[Key]:
        yield from table(room)
        if room == HOME:
            yield from table("everywhere")

    def _offers(self, key: Key, target: object) -> bool:
        if key.id in LEAVES or key.action.startswith("go("):
            return False
        check = getattr(target, "check_action", None)
        return check is not None and check(key.action.partition("(")[0], ()) is True


async def look(wanted: Wanted, language: str) -> list[Path]:
    """All pictures in one language."""
    i18n.use(language)
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "desk.db"
        desk = BOOKS[wanted.book](book)
        about = subjects(desk)

        def app() -> DeskApp:
            keeper = Backups(book, KeepRule, lambda rule: None, desk.clock)
            return DeskApp(
                lambda: desk,
                idle_minutes=0,
                theme=wanted.themes[0],
                papers=Path(place) / "letters",
                templates=Path(place) / "templates",
                keeper=lambda: keeper,
            )

        for room in wanted.rooms:
            subject = about.get(room, "")
            if subject is not None:
                made += await _one_room(wanted, language, app(), room, subject)
        desk.store.close()
    return made


async def _one_room(
    wanted: Wanted, language: str, app: DeskApp, room: str, subject: str
) -> list[Path]:
    async with app.run_test(size=wanted.sizes[0]) as pilot:
        looking = Looking(wanted, language, pilot)
        await settled(pilot)
        if room == "sign_in":
            await looking.picture(room)
        else:
            await looking.sign_in(STAFF.get(room, "2001"))
            await looking.room(room, subject)
    return looking.made


def index(folder: Path, made: Sequence[Path]) -> None:
    """A page that shows the pictures by room."""
    lines = ["<!doctype html><meta charset=utf-8><title>Desk</title>"]
    for name in sorted({path.stem for path in made}):
        lines.append(f"<h2>{escape(name)}</h2>")
        for path in sorted(path for path in made if path.stem == name):
            where = path.relative_to(folder)
            words = escape(where.parent.name)
            lines.append(f'<figure><img src="{escape(str(where))}" width="900">')
            lines.append(f"<figcaption>{words}</figcaption></figure>")
    (folder / "index.html").write_text("\n".join(lines), encoding="utf-8")


def asked(arguments: Sequence[str]) -> Wanted:
    """What the command line wants."""
    names = [theme.name for theme in THEMES]
    rooms = ("sign_in", *ROOMS)
    parser = argparse.ArgumentParser(description="Pictures of the screens, to leaf through.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(rooms))
    parser.add_argument("--book", choices=list(BOOKS), default="full")
    parser.add_argument("--size", action="append", metavar="80x24")
    parser.add_argument("--theme", action="append", choices=names)
    parser.add_argument("--language", action="append", choices=i18n.LANGUAGES)
    parser.add_argument("--dialogs", action="store_true", help="what the keys open, as well")
    given = parser.parse_intermixed_args(arguments)
    if unknown := set(given.rooms) - set(rooms):
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    pairs = (size.partition("x") for size in given.size or SIZES)
    return Wanted(
        given.folder,
        tuple(given.rooms or rooms),
        given.book,
        tuple((int(width), int(height)) for width, _x, height in pairs),
        tuple(given.theme or names),
        tuple(given.language or i18n.LANGUAGES),
        given.dialogs,
    )


def main(arguments: Sequence[str]) -> None:
    """Make the pictures that were asked for."""
    wanted = asked(arguments)
    made = [path for language in wanted.languages for path in asyncio.run(look(wanted, language))]
    index(wanted.folder, made)
    print(f"{len(made)} pictures, {wanted.folder / 'index.html'}")


if __name__ == "__main__":
    main(sys.argv[1:])
