"""Makes the pictures of README and docs from the demo book, so that they never lie.

    python tools/pictures.py [FOLDER]

Screens come as SVG, pages of letters as PNG (which needs the package pillow).
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from db.samples import PIN, make_demo
from desk import i18n
from desk.case import Case, Stage
from desk.clock import SetClock
from desk.enums import LetterKind
from desk.letter.life import Letter
from desk.notice.model import Notice
from desk.services import notices, outgoing
from desk.services.base import Desk
from desk.staff.model import Staff, actor_of
from screens.app import DeskApp

NOON = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""A Wednesday morning at half past ten in Shanghai."""
SAID = (
    "上个月我家就用了二百度，这个月一下子四百二十度。空调都没开，老人也不在家。"
    "是不是你们把表抄错了？我要求来人看一看，查清楚之前电费先不交。"
)
WIDE = (120, 36)
SMALL = (80, 24)


async def screens(desk: Desk, folder: Path, language: str) -> None:
    """The rooms as a clerk and a lead see them."""
    i18n.use(language)
    end = "" if language == "zh_CN" else f"-{language}"
    with desk.store.read() as book:
        cases = book.find(Case)
    half = next(c for c in cases if c.stage is Stage.ANSWERING and c.topic.value.startswith("met"))
    ready = next(c for c in cases if c.stage is Stage.DRAFTING)

    async def room(
        name: str,
        number: str,
        size: tuple[int, int],
        keys: Sequence[str],
        go: str = "",
        subject: str = "",
    ) -> None:
        app = DeskApp(lambda: desk, idle_minutes=0)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            for key in (*number, "enter", *PIN, "enter"):
                await pilot.press(key)
            await pilot.pause(1.2)
            if go:
                app.go(go, subject)
                await pilot.pause(1.5)
            for key in keys:
                await (pilot.press(key) if key else pilot.pause(1))
            await pilot.pause(1.5)
            path = folder / f"{name}{end}.svg"
            # Without fonts from elsewhere: a picture asks nobody for anything.
            svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(), flags=re.DOTALL)
            path.write_text(svg.replace("Fira Code", "monospace"), encoding="utf-8")

    await room("board", "2001", WIDE, ["8"])
    await room("board-small", "1001", SMALL, ["8"])
    await room("intake", "1003", WIDE, [*"0007", "", "enter", "", *SAID, "", "ctrl+y"], go="intake")
    await room("case", "1002", WIDE, [], go="case", subject=half.reference)
    await room("notice", "1002", WIDE, [], go="notice", subject=half.reference)
    await room("reply", "1001", WIDE, [], go="reply", subject=ready.reference)
    await room("approvals", "2001", WIDE, [], go="approvals")


def papers(desk: Desk, folder: Path) -> None:
    """A reply, a slip and a notice as they come out of the printer."""
    import pypdfium2

    with desk.store.read() as book:
        who = actor_of(book.find(Staff, number="2001")[0])
        sent = [letter for letter in book.find(Letter) if letter.number]
        reply = next(one for one in reversed(sent) if one.kind is LetterKind.REPLY)
        slip = next(one for one in sent if one.kind is LetterKind.ACKNOWLEDGEMENT)
        told = book.find(Notice)[0]
    for name, pdf in (
        ("reply", outgoing.letter_page(desk, who, reply.id).pdf),
        ("acknowledgement", outgoing.letter_page(desk, who, slip.id).pdf),
        ("notice", notices.notice_page(desk, who, told.number).pdf),
    ):
        document = pypdfium2.PdfDocument(pdf)
        for number in range(min(len(document), 2)):
            image = document[number].render(scale=1.4).to_pil()
            image.save(folder / f"{name}-{number + 1}.png", optimize=True)


def main(arguments: Sequence[str]) -> None:
    """Make all pictures in the folder named, by default docs/pictures."""
    here = Path(__file__).resolve().parents[1]
    folder = Path(arguments[0]) if arguments else here / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    i18n.use("zh_CN")
    with tempfile.TemporaryDirectory() as place:
        desk = make_demo(Path(place) / "desk.db", now=NOON, past=40)
        assert isinstance(desk.clock, SetClock)
        papers(desk, folder)
        for language in i18n.LANGUAGES:
            asyncio.run(screens(desk, folder, language))
        desk.store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
