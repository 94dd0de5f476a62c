"""The search box on a real book: as one types, narrowed, by pages, opened with enter."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from db import open_book
from desk import i18n
from desk.enums import CaseStatus, LetterState, Topic
from desk.finding import MOST_ASKED, FoundIn, FoundKind
from desk.views import FoundRow
from screens.app import DeskApp
from screens.dialogs.find import PAGE, Find, masked, standing
from screens.dialogs.tell import Tell
from tests.builders import MONDAY, a_case, a_customer, a_letter, a_party, an_account
from tests.screens.a_case import text_of
from tests.screens.hall import Hall, a_hall, settle, sign_in

SMALL, LARGE = (80, 24), (120, 36)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    i18n.use("zh_CN")
    yield
    i18n.use("en")


@dataclass
class Box:
    """The search box in a running application."""

    pilot: Pilot[None]
    hall: Hall

    @property
    def screen(self) -> Find:
        found = self.pilot.app.screen
        assert isinstance(found, Find)
        return found

    @property
    def rows(self) -> list[FoundRow]:
        return self.screen._list.rows

    @property
    def said(self) -> str:
        return str(self.screen._said.render())

    async def ask(self, text: str) -> list[FoundRow]:
        """Put a text into the box and wait for its hits."""
        self.screen._asked.value = text
        await settle(self.pilot)
        self.screen._look()
        await settle(self.pilot)
        return self.rows

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)


@asynccontextmanager
async def box(hall: Hall, size: tuple[int, int] = SMALL) -> AsyncIterator[Box]:
    """Sign in and press F3."""
    async with hall.app().run_test(size=size) as pilot:
        await sign_in(pilot)
        await pilot.press("f3")
        await settle(pilot)
        yield Box(pilot, hall)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A book on disk with sixty cases of one customer, every second one closed, and a letter."""
    store = open_book(tmp_path / "desk.db", create=True)
    hall = a_hall(store=store)
    customer = replace(a_customer(name="张伟", phone="13812345678"), initials="zw")
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(hall.desk.branch, hall.clerk, hall.lead, hall.other)
        act.add(customer, an_account(customer.id, number="0566443322"))
        for n in range(1, 61):
            case = a_case(
                hall.clerk.id if n % 3 else hall.other.id,
                n,
                narrative=f"第{n}次说：上个月的电费翻倍，电话13812345678",
                topic=Topic.METER_READING if n == 7 else Topic.METERING_BILLING,
                customer_id=customer.id,
                registered_at=MONDAY - timedelta(days=60 - n),
                due_at=MONDAY + timedelta(days=70 - n),
                status=CaseStatus.CLOSED if n % 2 else CaseStatus.OPEN,
                closed_at=MONDAY if n % 2 else None,
            )
            act.add(case, a_party(case.id, name="张伟"))
            act.index_case(case.id, f"{case.reference}\n{case.narrative}\n张伟", "张伟")
        letter = a_letter(
            case.id,
            hall.clerk.id,
            state=LetterState.ISSUED,
            number="临供客复〔2026〕9号",
            markdown="# 答复\n\n现将**核查情况**答复如下",
            issued_at=MONDAY,
        )
        act.add(letter)
        act.commit()
    yield hall
    store.close()


async def test_it_finds_while_one_types_by_pinyin_initials_and_digits(hall: Hall) -> None:
    async with box(hall) as found:
        await found.press("z", "w")
        await settle(found.pilot)
        assert [row.kind for row in await found.ask("zw")] == [FoundKind.CUSTOMER]
        (customer,) = await found.ask("3322")
        assert (customer.reference, customer.where) == ("******3322", FoundIn.ACCOUNT)
        assert masked(customer) == "张*"
        assert len(await found.ask("5678 张")) == PAGE


async def test_the_words_are_marked_and_no_number_is_shown(hall: Hall) -> None:
    async with box(hall) as found:
        rows = await found.ask("電費")
        text, _style, ((start, end),) = standing(rows[0])
        assert text[start:end] == "电费"
        assert text.startswith("事由：")
        shown = found.screen._list.render_line(1)
        (word,) = [piece.text for piece in shown if piece.style and piece.style.underline]
        assert word == "电费"
        await found.ask("13812345678")
        assert "12345678" not in "".join(standing(row).text for row in found.rows)


async def test_more_is_read_near_the_end_and_counted(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("电费")
        assert "50 条以上" in found.said
        await found.press(*["pagedown"] * 4)
        cases = [row for row in found.rows if row.kind is not FoundKind.KNOWLEDGE]
        assert len({row.row_id for row in cases}) == len(cases) == 60
        # What the playbook says of it stands behind what is in the book, each once.
        assert found.rows[:60] == cases
        assert len({row.row_id for row in found.rows}) == len(found.rows) > 60
        assert f"共 {len(found.rows)} 条" in found.said


async def test_keys_narrow_the_search_and_f5_widens_it(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("电费")
        await found.press("ctrl+n")
        assert "共 30 条" in found.said
        await found.press("ctrl+n")
        assert "我承办的" in found.said
        assert "共 20 条" in found.said
        await found.press("ctrl+y")
        due = [row.due_at for row in found.rows if row.due_at]
        assert due == sorted(due)
        assert len(due) == 20
        await found.press("f5", "ctrl+d")
        assert "近 7 天" in found.said
        assert len(found.rows) == 8
        await found.press("f5", "ctrl+k", "ctrl+k", "ctrl+k")
        assert "函件" in found.said
        assert await found.ask("核查情况")
        await found.press("f5", "ctrl+e", "down", "down", "enter")
        rows = await found.ask("电费")
        cases = [row for row in rows if row.kind is not FoundKind.KNOWLEDGE]
        assert [row.reference[-4:] for row in cases] == ["0007"]


async def test_a_topic_is_given_up_with_esc_and_taken_back_with_any(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("电费")
        await found.press("ctrl+e", "escape")
        assert "50 条以上" in found.said
        await found.press("ctrl+e", "down", "down", "enter", "ctrl+e", "enter")
        assert "50 条以上" in found.said


async def test_an_article_is_found_by_its_words_and_read_with_its_source(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("電力法 第二十九條")
        assert [row.kind for row in found.rows] == [FoundKind.KNOWLEDGE]
        text, _style, spans = standing(found.rows[0])
        assert spans == ()
        assert text.startswith("条文：")
        await found.press("enter")
        dialog = found.pilot.app.screen
        assert isinstance(dialog, Tell)
        assert "应当连续供电" in text_of(found.pilot)
        seen = str(dialog.query_one(".dialog-scroll Static", Static).render())
        assert (
            "来源：全国人民代表大会常务委员会 《中华人民共和国电力法》第二十九条（2018年）" in seen
        )
        assert "可信度：已核对原文" in seen
        await found.press("escape")
        assert found.screen._asked.text == "電力法 第二十九條"


async def test_f9_shows_articles_and_scripts_alone(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("电费")
        assert "知识" in found.said
        assert "（F9）" in found.said
        await found.press("f9")
        assert {row.kind for row in found.rows} == {FoundKind.KNOWLEDGE}
        assert found.screen.reference() == ""
        script = next(row for row in found.rows if row.where is FoundIn.SCRIPT)
        assert "电费" in script.reference + script.excerpt
        await found.press("f9")
        assert found.rows[0].kind is FoundKind.CASE
        await found.press("f9", "ctrl+n")
        assert found.rows == []


async def test_nothing_found_says_the_way_on(hall: Hall) -> None:
    async with box(hall) as found:
        await found.ask("没有这样的话")
        assert "四位" in found.screen._list.empty_key
        await found.ask("费")
        assert "姓名" in found.screen._list.empty_key
        await found.press("ctrl+n")
        assert "F5" in found.screen._list.empty_key


async def test_what_is_pasted_too_long_is_cut_and_told(hall: Hall) -> None:
    async with box(hall) as found:
        found.screen._asked._take("电费翻倍 " * 2_000)
        await settle(found.pilot)
        assert len(found.screen._asked.value) == MOST_ASKED
        assert str(MOST_ASKED) in found.said
        found.screen._look()
        await settle(found.pilot)
        assert len(found.rows) == PAGE


async def test_signs_are_looked_for_and_break_nothing(hall: Hall) -> None:
    async with box(hall) as found:
        for text in ('"', "*", "NEAR(", "%", "_", "\\", "😀", "[b]电费", "'", "-(", "AND"):
            assert await found.ask(text) == []


async def test_enter_opens_the_case_even_before_the_hits_are_there(hall: Hall) -> None:
    async with box(hall, LARGE) as found:
        found.screen._asked.value = "第42次"
        found.screen.accept()
        await settle(found.pilot)
        app = found.pilot.app
        assert isinstance(app, DeskApp)
        assert app.room is not None
        assert app.room.reference().endswith("-0042")


async def test_a_late_answer_never_stands_over_a_newer_one(hall: Hall) -> None:
    async with box(hall) as found:
        screen = found.screen
        screen._asked.value = "电费"
        screen._look()
        screen._asked.value = "第42次"
        screen._look()
        await settle(found.pilot)
        assert screen._shown == "第42次"
        assert len(found.rows) == 1


async def test_a_letter_leads_to_its_case(hall: Hall) -> None:
    async with box(hall) as found:
        (row,) = await found.ask("〔2026〕9")
        assert (row.kind, row.where) == (FoundKind.LETTER, FoundIn.LETTER_NUMBER)
        await found.press("enter")
        app = found.pilot.app
        assert isinstance(app, DeskApp)
        assert app.room is not None
        assert app.room.reference() == row.case_reference


def test_a_withdrawn_case_says_so_before_its_words() -> None:
    row = FoundRow(
        kind=FoundKind.CASE,
        row_id="1",
        reference="HD01-20261123-0001",
        title="柳明月",
        excerpt="电费翻倍",
        spans=((0, 2),),
        where=FoundIn.NARRATIVE,
        at=MONDAY,
        status=CaseStatus.WITHDRAWN,
    )
    text, _style, ((start, end),) = standing(row)
    assert text.startswith("↶")
    assert text[start:end] == "电费"
