"""The board: views, masks, signs, the preview, and what keys do to the marked row."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.case import Case, Stage
from desk.custody import Handover
from desk.enums import Grade, HandoverState, Topic
from desk.services.lists import case_file
from desk.staff.model import actor_of
from desk.views import QueueRow, View
from screens.app import DeskApp
from screens.board.next_step import next_step
from screens.board.preview import preview
from screens.board.rows import due_cell, row_cells
from screens.board.screen import BoardScreen
from screens.case.custody import OfferHandover
from screens.dialogs.prompt import Prompt
from screens.dialogs.tell import Tell
from tests.builders import MONDAY, a_case, a_custody, a_party, a_point
from tests.screens.hall import Hall, a_hall, offered, put, settle, sign_in


def board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app, DeskApp)
    room = pilot.app.room
    assert isinstance(room, BoardScreen)
    return room


def lines(room: BoardScreen) -> list[str]:
    return [room._list.render_line(y).text for y in range(1, len(room._list.rows) + 1)]


def a_row(**fields: object) -> QueueRow:
    values: dict[str, object] = {
        "case_id": "c",
        "reference": "HD01-20261123-0001",
        "customer": "欧阳春晓",
        "salutation": "女士",
        "kind": "complaint",
        "topic": Topic.QUEUEING,
        "grade": Grade.NORMAL,
        "stage": Stage.ANSWERING,
        "points": 2,
        "answered": 1,
        "holder_id": "s",
        "holder": "林小满",
        "registered_at": MONDAY,
        "due_at": MONDAY + timedelta(days=3),
        "reminders": 0,
        "cursor": "1",
    }
    return QueueRow(**{**values, **fields})  # type: ignore[arg-type]


class TestRow:
    def test_names_are_masked(self) -> None:
        assert row_cells(a_row(), a_hall().desk)[1] == "欧阳**"

    def test_grade_and_reminders_have_words_and_signs(self) -> None:
        cells = row_cells(a_row(grade=Grade.MAJOR, reminders=2), a_hall().desk)
        assert cells[2] == "★排队等候 催2"

    def test_an_offer_names_who_it_waits_for(self) -> None:
        assert row_cells(a_row(offered_to="赵一诺"), a_hall().desk)[5] == "→赵一诺"

    @pytest.mark.parametrize(
        ("hours", "cell"),
        [
            (-2, ("! 已超2小时", "late")),
            (2, ("◆ 今天11:30前", "soon")),
            (6, "· 今天15:30前"),
            (None, ("—", "faint")),
        ],
    )
    def test_due_has_a_sign_beside_its_colour(self, hours: int | None, cell: object) -> None:
        due = None if hours is None else MONDAY + timedelta(hours=hours)
        assert due_cell(a_row(due_at=due), a_hall().desk) == cell


async def test_mine_comes_first_with_the_most_pressing_on_top() -> None:
    async with a_hall(cases=6).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        assert room.view is View.MINE
        found = lines(room)
        assert found[0].startswith("HD01-20261123-0005 柳** ")
        assert "! 已超1天" in found[0]
        assert "柳明月" not in "".join(found)
        assert room._bar._counts[View.MINE] == 6


async def test_views_change_by_arrow_digit_and_click() -> None:
    async with a_hall(cases=3).app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        seen = []
        for key in ("right", "left", "left"):
            await pilot.press(key)
            seen.append(room.view)
        assert seen[:3] == [View.DUE_TODAY, View.MINE, View.CLOSED]
        await pilot.press("8")
        await settle(pilot)
        seen.append(room.view)
        assert len(room._list.rows) == 3
        await pilot.click("ViewBar", offset=(3, 0))
        await settle(pilot)
        seen.append(room.view)
        assert seen[3:] == [View.ALL, View.MINE]


async def test_who_holds_no_case_begins_where_work_waits() -> None:
    hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "2001")
        assert board(pilot).view is View.ALL
        assert len(board(pilot)._list.rows) == 2


async def test_a_lead_begins_with_what_waits_for_approval() -> None:
    hall = a_hall()
    case = a_case(hall.clerk.id, 5, stage=Stage.TO_APPROVE)
    put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id), a_point(case.id))
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "2001")
        assert board(pilot).view is View.TO_APPROVE


async def test_an_empty_view_says_what_would_be_here() -> None:
    async with a_hall().app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        assert room._list.render_line(2).text.strip() == "您手上没有工单。"
        assert "F2" in room._list.render_line(3).text


async def test_the_next_page_comes_by_itself() -> None:
    async with a_hall(cases=260).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        assert len(room._list.rows) == 200
        await pilot.press("end")
        await settle(pilot)
        assert len(room._list.rows) == 260
        await pilot.press("end")
        await settle(pilot)
        references = [row.reference for row in room._list.rows]
        assert len(set(references)) == 260


async def test_the_preview_follows_the_mark() -> None:
    async with a_hall(cases=3).app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        await pilot.pause(0.2)
        await settle(pilot)
        text = str(room._preview.render())
        assert room.reference() in text
        assert "请答复第1项诉求" in text
        assert "✓2、要求：要求退还多收的电费 → 支持" in text
        assert "13900000001" not in text


def test_the_preview_shows_hostile_text_as_it_is() -> None:
    hall = a_hall()
    case = a_case(hall.clerk.id, 77, narrative="[@click=app.quit]退[/]\x1b[2J")
    put(
        hall,
        case,
        a_custody(case.id, hall.clerk.id),
        a_party(case.id, name="[/foo]"),
        a_point(case.id, matter="[bold]{{ 7*7 }}"),
    )
    text = preview(case_file(hall.desk, actor_of(hall.clerk), case.reference), hall.desk)
    assert "[@click=app.quit]退[/]" in text.plain
    assert "\x1b" not in text.plain
    assert "[bold]{{ 7*7 }}" in text.plain


STEPS = [
    (Stage.DRAFTING, "请拟写答复函并送审"),
    (Stage.TO_APPROVE, "待值班长审批"),
    (Stage.TO_ISSUE, "编号签发"),
    (Stage.TO_PRINT, "请打印"),
    (Stage.TO_DELIVER, "登记送达"),
    (Stage.TO_CALL_BACK, "请回访"),
    (Stage.TO_CLOSE, "可以办结"),
    (Stage.ENDED, "已办结"),
]


@pytest.mark.parametrize(("stage", "words"), STEPS)
def test_every_stage_has_its_next_step(stage: Stage, words: str) -> None:
    hall = a_hall()
    case = a_case(hall.clerk.id, 5, stage=stage)
    put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id), a_point(case.id))
    assert words in next_step(case_file(hall.desk, actor_of(hall.clerk), case.reference))


def test_a_case_without_points_asks_for_them() -> None:
    hall = a_hall()
    case = a_case(hall.clerk.id, 5)
    put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id))
    file = case_file(hall.desk, actor_of(hall.clerk), case.reference)
    assert next_step(file) == "请先逐项登记客户的诉求。"


async def accept_view(pilot: Pilot[None], hall: Hall) -> BoardScreen:
    rows = offered(hall)
    put(hall, *rows)
    await sign_in(pilot)
    await pilot.press("4")
    await settle(pilot)
    return board(pilot)


async def test_an_offered_case_is_accepted_with_one_key() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await accept_view(pilot, hall)
        reference = room.reference()
        await pilot.press("ctrl+y")
        await settle(pilot)
        with hall.desk.store.read() as book:
            [case] = book.find(Case, reference=reference)
        assert case.holder_id == hall.clerk.id
        assert case.first_responder_id == hall.other.id
        assert room._list.rows == []
        assert getattr(pilot.app.screen, "subject", "") == reference


async def test_who_comes_back_to_a_view_that_ran_out_sees_their_own_cases() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await accept_view(pilot, hall)
        await pilot.press("ctrl+y")
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert (room.view, len(room._list.rows)) == (View.MINE, 1)
        # Who chooses an empty view stays in it.
        await pilot.press("4")
        await settle(pilot)
        assert (room.view, room._list.rows) == (View.TO_ACCEPT, [])


async def test_declining_asks_for_a_reason() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await accept_view(pilot, hall)
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Prompt)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Prompt)
        await pilot.press(*"busy", "enter")
        await settle(pilot)
        with hall.desk.store.read() as book:
            [handover] = book.find(Handover)
        assert handover.state is HandoverState.DECLINED
        assert handover.reason == "busy"


async def test_a_case_is_handed_over_from_the_board() -> None:
    hall = a_hall(cases=1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, OfferHandover)
        dialog._staff.value = "1002"
        dialog._matter.value = "请到现场核实电表读数"
        dialog._told.value = "计量班的同事明天上午给您打电话"
        dialog._by.value = "明天 10:00"
        await pilot.press("ctrl+s")
        await settle(pilot)
        with hall.desk.store.read() as book:
            [handover] = book.find(Handover)
        assert handover.receiver_id == hall.other.id
        assert handover.state is HandoverState.OFFERED
        assert board(pilot)._list.rows[0].offered_to == "赵一诺"


async def test_how_it_stands_is_read_from_the_marked_row() -> None:
    async with a_hall(cases=1).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Tell)
        await pilot.press("enter")
        await pilot.pause()
        assert board(pilot).is_active


async def test_a_reminder_is_counted_on_the_row() -> None:
    async with a_hall(cases=1).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press(*"again", "enter")
        await settle(pilot)
        assert board(pilot)._list.rows[0].reminders == 1


async def test_keys_that_need_a_case_say_so_when_there_is_none() -> None:
    async with a_hall().app().run_test(size=(80, 24), notifications=True) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+t", "ctrl+r", "ctrl+y", "ctrl+e", "enter", "escape")
        await settle(pilot)
        assert board(pilot).is_active
        assert {note.message for note in pilot.app._notifications} == {
            "这里没有选中的工单。请先用 ↑↓ 选中一件，再按一次。"
        }


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_board_is_english_too(size: tuple[int, int]) -> None:
    async with a_hall(cases=2).app().run_test(size=size) as pilot:
        await sign_in(pilot)
        room = board(pilot)
        assert room._list.render_line(0).text.startswith("Number")
        assert "late" in lines(room)[0] or "by" in lines(room)[0] or "left" in lines(room)[0]


async def test_a_case_changed_elsewhere_is_read_again_on_f5() -> None:
    hall = a_hall(cases=1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        with hall.desk.store.act("t", staff_id=hall.lead.id, at=hall.clock.now()) as act:
            case = act.find(Case)[0]
            act.put(replace(case, stage=Stage.TO_APPROVE))
            act.commit()
        await pilot.press("f5")
        await settle(pilot)
        assert "待审批" in lines(board(pilot))[0]
