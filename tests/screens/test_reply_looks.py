"""A reply as it is seen: sizes, languages, hostile text; and pictures with what to look for."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from desk import i18n
from desk.services import letters, returns
from desk.services.points import answer_point
from desk.text import clean
from screens.reply.reading import read_letter
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    ANSWERS,
    answered,
    at_reply,
    clerk,
    drawn,
    lead,
    reply_of,
    submitted,
)
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.test_looks import same

Compare = Callable[..., bool]
HOSTILE = (
    "[@click=app.quit]退费[/] [/foo] [bold",
    "{{ 7*7 }} {% raw %} #set page() $x$ <script>alert(1)</script> | a | b | **粗** `码` ::: 落款",
    "'; DROP TABLE cases; -- 😀👨‍👩‍👧 𠮷 ‮倒写 \x1b[31m红 # 一 - 二 > 三 1. 四",
    "长" * 900,
)


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE, ids=["markup", "code", "bidi", "long"])
    async def test_is_read_as_it_was_typed(self, text: str) -> None:
        hall = a_hall()
        reference = answered(hall, matters=(text, "要求让东侧也听得见叫号", "收费几点截止"))
        answer_point(hall.desk, clerk(hall), reference, 1, replace(ANSWERS[0], finding=text))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            drawn_text = "".join(reply._paper.plain.split())
            assert "".join(clean(text).split()) in drawn_text
            assert "\x1b" not in text_of(pilot)
            await pilot.press("ctrl+e")
            await drawn(pilot)
            assert pilot.app._exception is None

    @pytest.mark.parametrize("width", [10, 24, 40, 77])
    def test_fits_any_width(self, width: int) -> None:
        hall = a_hall()
        reference = answered(hall, matters=(HOSTILE[1], HOSTILE[2], HOSTILE[3]))
        letter = letters.draft_letter(hall.desk, clerk(hall), reference)
        reading = read_letter(letter.markdown, width)
        lines = reading.content.plain.split("\n")
        assert max(cell_len(line) for line in lines) <= max(width, 24)


class TestLooks:
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_whole_at_every_size(self, language: str, size: tuple[int, int]) -> None:
        i18n.use(language)
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=size) as pilot:
            reply = await at_reply(pilot, hall, reference)
            lines = text_of(pilot).splitlines()
            assert reference in lines[1]
            assert "▶" in lines[2]
            assert "Ctrl+Y" in lines[-1]
            assert "F1" in lines[-1]
            width = reply._paper.scrollable_content_region.width
            assert all(cell_len(line) <= width for line in reply._paper.plain.splitlines())
            await pilot.press("ctrl+e")
            await drawn(pilot)
            width = reply._paper.scrollable_content_region.width
            assert all(cell_len(line) <= width for line in reply._paper.plain.splitlines())
            assert pilot.app._exception is None

    async def test_signing_in_again_brings_the_room_back(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e", *"half", "f12")
            await settle(pilot)
            await sign_in(pilot)
            assert reply_of(pilot) is reply
            assert "half" in reply._text.markdown


class TestPictures:
    def test_a_draft_with_a_point_open(self, snap_compare: Compare) -> None:
        """Left what must be mended, marked line explained below; right the red letterhead."""
        hall = a_hall()
        drive = _in_front(hall, answered(hall, upto=2))
        assert same(snap_compare, hall.app(), drive, (80, 24))

    def test_writing_beside_the_letter(self, snap_compare: Compare) -> None:
        """The text left with its cursor, the letter right as it reads, the keys in the head."""
        hall = a_hall()
        drive = _in_front(hall, answered(hall), "ctrl+e")
        assert same(snap_compare, hall.app(), drive, (120, 36))

    @pytest.mark.usefixtures("english")
    def test_a_returned_letter_in_english(self, snap_compare: Compare) -> None:
        """What the lead wrote stands in red on top and in the first line of the list."""
        hall = a_hall()
        reference = answered(hall)
        letter = submitted(hall, reference)
        returns.return_letter(hall.desk, lead(hall), letter.id, "Point 2: name the day.")
        assert same(snap_compare, hall.app(), _in_front(hall, reference), (80, 24))


def _in_front(hall: Hall, reference: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def drive(pilot: Pilot[None]) -> None:
        reply = await at_reply(pilot, hall, reference)
        reply._text.area.cursor_blink = False
        await pilot.press(*keys)
        await drawn(pilot)

    return drive
