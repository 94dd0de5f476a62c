"""Makes the pictures of README and docs from the demo book, so that they never lie.

    python tools/pictures.py [FOLDER] [--only NAME…] [--language zh_CN|en]
    python tools/pictures.py --check

Screens come as SVG in both languages, pages of letters as PNG (which needs the package pillow).
The book and its clock are always the same, so a picture changes when its screen does; `--check`
makes all of them aside and names those that are no longer what the screens show.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import chdir
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from db.backups import Backups
from db.proof import faults_apart
from db.samples import PIN, make_demo
from desk import __main__ as root
from desk import i18n, ids
from desk.backup.keeper import Keeper
from desk.backup.rule import KeepRule
from desk.case import Case, Stage
from desk.enums import IncidentCause, LetterKind, Topic
from desk.forms_incident import IncidentForm
from desk.letter.life import Letter
from desk.notice.model import Notice
from desk.places import Places
from desk.services import incidents, notices, outgoing
from desk.services.base import Desk
from desk.staff.model import Staff, actor_of
from screens.app import DeskApp
from tools.looks import settled
from tools.looks_books import NOON, PAST, subjects

HERE = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SAID = (
    "上个月我家就用了二百度，这个月一下子四百二十度。空调都没开，老人也不在家。"
    "是不是你们把表抄错了？我要求来人看一看，查清楚之前电费先不交。"
)
BILL = Topic.METERING_BILLING
WIDE = (120, 36)
SMALL = (80, 24)
WAIT = ""
"""Stands for a pause in which what was typed is answered."""
REGISTER = ("f2", WAIT, *"0007", WAIT, "enter", WAIT, "1", WAIT, SAID, WAIT, "ctrl+y", WAIT)
PAPER = "zh_CN"
PAPERS = ("acknowledgement-1", "notice-1", "reply-1")


class Shot(NamedTuple):
    """A picture: who looks, where they go, what they press. "" for `number` signs nobody in.

    `room` may carry a subject by its name in `tools.looks_books.subjects`. `deed` is an action
    of the room, or of the application where its name begins so. "gz|notice" is typed in
    Chinese and in English. One with `writes` changes the book and has one for itself.
    """

    name: str
    number: str
    room: str = ""
    about: str = ""
    keys: tuple[str, ...] = ()
    deed: str = ""
    size: tuple[int, int] = WIDE
    writes: bool = False


SHOTS = (
    Shot("first", ""),
    Shot("board", "2001", keys=("8",)),
    Shot("board-small", "1001", keys=("8",), size=SMALL),
    Shot("intake", "1003", keys=REGISTER, writes=True),
    Shot("incident", "2001", "incident", writes=True),
    Shot("notice", "1002", "notice", "notice", ("enter", WAIT, "1", WAIT, "1", WAIT), writes=True),
    Shot("back", "1002", "back", "back"),
    Shot("case", "1002", "case", "metering"),
    Shot("reply", "1001", "reply", "drafted"),
    Shot("find", "1001", keys=("f3", WAIT, "电费", WAIT)),
    Shot("approvals", "2001", "approvals"),
    Shot("shift", "2001", deed="shift"),
    Shot("my-day", "1001", keys=("ctrl+a", WAIT), size=SMALL),
    Shot("tour", "1001", deed="app.tour", size=SMALL),
    Shot("insight", "2001", "insight"),
    Shot("charts", "2001", "insight", keys=("ctrl+k", WAIT)),
    Shot("calendar", "2001", "calendar"),
    Shot("customer", "1001", "customer", "customer"),
    Shot("staff", "2001", "staff"),
    Shot("backups", "9001", "backups"),
    Shot("templates", "2001", "templates"),
    Shot("retention", "3001", "retention"),
    Shot("palette", "1001", keys=("ctrl+p", WAIT, "gz|notice", WAIT), size=SMALL),
    Shot("registered", "1003", keys=(*REGISTER, "ctrl+s", WAIT, WAIT), writes=True),
)


def file_of(shot: Shot, language: str) -> str:
    """The name of a picture's file."""
    return f"{shot.name}{'' if language == 'zh_CN' else f'-{language}'}.svg"


def names() -> set[str]:
    """Every file that the command makes."""
    screens = {file_of(shot, language) for shot in SHOTS for language in i18n.LANGUAGES}
    return {*screens, *(f"{name}.png" for name in PAPERS)}


def svg_of(app: DeskApp) -> str:
    """The screen without fonts from elsewhere: a picture asks nobody for anything."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(), flags=re.DOTALL)
    return svg.replace("Fira Code", "monospace")


async def _play(app: DeskApp, pilot: Pilot[None], shot: Shot, subject: str) -> None:
    await settled(pilot)
    if shot.number:
        await pilot.press(*shot.number, "enter", *PIN, "enter")
        await settled(pilot)
        await pilot.pause(0.3)
        while len(app.screen_stack) > 1:
            app.pop_screen()
            await settled(pilot)
    if shot.room:
        app.go(shot.room, subject)
        await settled(pilot)
    for key in shot.keys:
        if not key.isascii():
            # A pilot's single keys have no names for Chinese commas.
            app.post_message(Paste(key))
        elif "|" in key:
            await pilot.press(*key.split("|")[i18n.LANGUAGES.index(i18n.current())])
        elif key:
            await pilot.press(key)
        else:
            await pilot.pause(0.6)
            await settled(pilot)
    if shot.deed:
        await app.run_action(shot.deed, app.room)
        await settled(pilot)
    await pilot.pause(0.3)
    app.clear_notifications()
    for field in app.screen.query("*"):
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    await settled(pilot)


async def take(desk: Desk, shot: Shot, place: Path) -> str:
    """One picture as SVG."""
    with desk.store.read() as book:
        cases = book.find(Case)
    stages = [(case.stage, case.topic, case.reference) for case in cases]
    metering = next(
        each for stage, topic, each in stages if (stage, topic) == (Stage.ANSWERING, BILL)
    )
    drafted = next(each for stage, _topic, each in stages if stage is Stage.DRAFTING)
    about = {**subjects(desk), "drafted": drafted, "metering": metering, "": ""}
    first = None if shot.number else root._FirstStart(Places(place / "new"))
    keeper = _keeper(desk, place) if shot.room == "backups" else None
    app = DeskApp(lambda: desk, idle_minutes=0, first=first, keeper=keeper)
    async with app.run_test(size=shot.size) as pilot:
        await _play(app, pilot, shot, about[shot.about] or "")
        svg = svg_of(app)
    if app._exception is not None:
        raise app._exception
    return svg


def _cable_fails(desk: Desk) -> None:
    """What the demo book has none of: one cause that more than one customer may come for."""
    with desk.store.read() as book:
        who = actor_of(book.find(Staff, number="2001")[0])
    form = IncidentForm(
        title="梧桐苑低压电缆故障",
        cause=IncidentCause.FAULT,
        began_at=NOON - timedelta(days=2),
        area="临江市梧桐苑",
        script="低压电缆受损，正在更换，预计今天18:00前送电。家里电器有损坏的，请先登记，我们上门核实。",
        expected_at=NOON + timedelta(hours=7, minutes=30),
        told_by="抢修班郑志军",
    )
    incidents.declare(desk, who, form)


def _keeper(desk: Desk, place: Path) -> Callable[[], Keeper]:
    """What keeps the backups of a book, with one made at the time of the book's clock."""
    # By its bare name, so that no folder of whoever makes the pictures stands in them.
    kept = Backups(
        Path(Places(place).book.name), KeepRule, lambda _rule: None, desk.clock, faults_apart
    )
    kept.make()
    return lambda: kept


def _book(place: Path) -> Desk:
    """The demo book with the same lookup codes every time: elsewhere nobody may guess one."""
    vars(ids)["secrets"] = Random(7)
    return make_demo(Places(place).book, now=NOON, past=PAST)


def screens(folder: Path, language: str, only: Collection[str]) -> None:
    """The rooms as those see them whose work they are."""
    i18n.use(language)
    wanted = [shot for shot in SHOTS if not only or shot.name in only]
    for shots in ([s for s in wanted if not s.writes], *([s] for s in wanted if s.writes)):
        with tempfile.TemporaryDirectory() as place, chdir(place):
            desk = _book(Path(place))
            if any(shot.room == "incident" for shot in shots):
                _cable_fails(desk)
            for shot in shots:
                svg = asyncio.run(take(desk, shot, Path(place)))
                (folder / file_of(shot, language)).write_text(svg, encoding="utf-8")
            desk.store.close()


def papers(folder: Path) -> None:
    """A reply, a slip and a notice as they come out of the printer."""
    i18n.use(PAPER)
    with tempfile.TemporaryDirectory() as place:
        desk = _book(Path(place))
        for name, pdf in _pages(desk):
            _draw(folder, name, pdf)
        desk.store.close()


def _pages(desk: Desk) -> Iterator[tuple[str, bytes]]:
    with desk.store.read() as book:
        who = actor_of(book.find(Staff, number="2001")[0])
        sent = [letter for letter in book.find(Letter) if letter.number]
        reply = next(one for one in reversed(sent) if one.kind is LetterKind.REPLY)
        slip = next(one for one in sent if one.kind is LetterKind.ACKNOWLEDGEMENT)
        told = book.find(Notice)[0]
    yield "reply", outgoing.letter_page(desk, who, reply.id).pdf
    yield "acknowledgement", outgoing.letter_page(desk, who, slip.id).pdf
    yield "notice", notices.notice_page(desk, who, told.number).pdf


def _draw(folder: Path, name: str, pdf: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        if f"{name}-{number + 1}" in PAPERS:
            image = document[number].render(scale=1.4).to_pil()
            image.save(folder / f"{name}-{number + 1}.png", optimize=True)


def make(folder: Path, only: Collection[str], languages: Iterable[str]) -> None:
    """All pictures, or those named, in a folder; pages of letters with the Chinese ones."""
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.absolute()
    if not only and PAPER in languages:
        papers(folder)
    for language in languages:
        screens(folder, language, only)


def stale(folder: Path = HERE) -> list[str]:
    """Names of the screens in a folder that are not what the screens show now."""
    with tempfile.TemporaryDirectory() as aside:
        made = Path(aside)
        for language in i18n.LANGUAGES:
            screens(made, language, ())
        return sorted(
            path.name
            for path in made.iterdir()
            if not (folder / path.name).exists()
            or (folder / path.name).read_bytes() != path.read_bytes()
        )


def main(arguments: list[str]) -> int:
    """What the command line asks for."""
    line = argparse.ArgumentParser(description="Pictures of README and docs from the demo book.")
    line.add_argument("folder", nargs="?", type=Path, default=HERE)
    line.add_argument("--only", nargs="+", default=(), metavar="NAME")
    line.add_argument("--language", choices=i18n.LANGUAGES)
    line.add_argument("--check", action="store_true")
    asked = line.parse_args(arguments)
    if not asked.check:
        languages = (asked.language,) if asked.language else i18n.LANGUAGES
        make(asked.folder, asked.only, languages)
        return 0
    found = stale(asked.folder)
    for name in found:
        print(f"{name} is not what the screen shows: python tools/pictures.py")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
