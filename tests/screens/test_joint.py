"""Joint cases on screen: a list is pasted, what cannot be taken stays, five speak for all."""

import json
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from desk.customer import Draft
from desk.forms_counter import SignatoryForm
from desk.joint import Signatory
from desk.services import signatories
from desk.staff.model import Staff, actor_of
from screens.app import DeskApp
from screens.case.record import events
from screens.intake.done import RegisteredScreen
from screens.intake.more import More
from screens.intake.sections import SECTIONS, section_of
from screens.joint.at_intake import JointIntake, form_of, written
from screens.joint.in_case import JointCase
from tests.desk.services.hall import Hall as ServicesHall
from tests.desk.services.hall import open_hall
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import Hall, settle
from tests.screens.window import COMPLAINT, hall_with_customers, paste, rows, with_customer

LIST = "王秀兰，13900000021，柳林巷3号\n李敏，13900000022，代表\n13900000023\n王秀兰，13900000021"


async def the_box(pilot: Pilot[None], hall: Hall) -> JointIntake:
    screen = await with_customer(pilot, hall)
    await paste(pilot, COMPLAINT)
    await pilot.press("ctrl+e")
    await settle(pilot)
    more = pilot.app.screen
    assert isinstance(more, More)
    section = section_of("signatories")
    assert section is not None
    await pilot.press("ctrl+e", str(SECTIONS.index(section) + 1))
    await settle(pilot)
    assert not screen.sheet.signatories
    box = pilot.app.screen
    assert isinstance(box, JointIntake)
    return box


async def test_a_pasted_list_becomes_the_signatories_and_bad_lines_stay() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        box = await the_box(pilot, hall)
        await paste(pilot, LIST)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert box.box.value == "13900000023\n王秀兰，13900000021"
        reasons = str(box.query_one("#people-left", Static).render())
        assert "没有姓名" in reasons
        assert "第 1 位" in reasons
        # What is wrong is mended where it stands.
        box.box.text = "赵立，13900000023"
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("space")
        assert [one.name for one in box._signed if one.representative] == ["李敏", "赵立"]
        assert "13900000023" not in text_of(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "联名 3 人" in text_of(pilot)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
    kept = sorted(rows(hall, Signatory), key=lambda one: one.position)
    assert [one.name for one in kept] == ["王秀兰", "李敏", "赵立"]
    assert [one.representative for one in kept] == [False, True, True]


async def test_enter_brings_a_line_back_into_the_box_and_del_takes_it_out() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        box = await the_box(pilot, hall)
        await paste(pilot, "王秀兰，13900000021，柳林巷3号\n李敏")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("home", "enter")
        await settle(pilot)
        assert box.box.value == "王秀兰，13900000021，柳林巷3号"
        assert [one.name for one in box._signed] == ["李敏"]
        box.list.focus()
        await pilot.press("delete")
        assert box._signed == []


async def test_a_sixth_is_told_on_the_spot() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
        box = await the_box(pilot, hall)
        await paste(pilot, "\n".join(f"联名{n}，1390000003{n}，代表" for n in range(5)) + "\n石磊")
        await pilot.press("ctrl+s", "end", "space")
        await settle(pilot)
        assert sum(one.representative for one in box._signed) == 5
        assert len(box._signed) == 6
        assert "请客户自行推选" in text_of(pilot)


async def test_half_a_list_survives_with_the_form() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await the_box(pilot, hall)
        await paste(pilot, "王秀兰，13900000021，代表")
        await pilot.press("ctrl+s")
        await paste(pilot, "李敏")
        await pilot.press("shift+tab")
        await paste(pilot, "李敏")
        await pilot.pause(1.7)
        await settle(pilot)
    [draft] = [one for one in rows(hall, Draft) if one.form == "intake"]
    content = json.loads(draft.content)
    assert content["signatories"][0]["name"] == "王秀兰"
    assert content["aside"]["joint"] == ["李敏"]
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        app.actor = actor_of(hall.clerk)
        app.go("intake", draft.subject)
        await settle(pilot)
        box = pilot.app.screen
        assert isinstance(box, JointIntake)
        assert box.box.value == "李敏"
        assert [one.name for one in box._signed] == ["王秀兰"]


async def test_in_the_case_somebody_joins_speaks_and_leaves() -> None:
    hall = hall_with_customers()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        await room.do("joint")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, JointCase)
        await paste(pilot, "王秀兰，13900000021\n李敏，13900000022\n李敏，13900000022")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert dialog.box.value == "李敏，13900000022"
        dialog.box.clear()
        dialog.list.focus()
        await pilot.press("home", "space")
        await settle(pilot)
        await pilot.press("down", "delete")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is room
        file = read(hall, reference)
        assert [one.representative for one in file.signatories] == [True, False]
        assert file.signatories[1].withdrew_at is not None
        await pilot.press("f5")
        await settle(pilot)
        seen = text_of(pilot)
        assert "王**" in seen
        assert "王秀兰" not in seen
        assert "已退出" in seen
        assert any("退出联名" in event.text for event in events(file))


async def test_what_stands_in_the_box_of_a_case_is_there_again_after_esc() -> None:
    hall = hall_with_customers()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        await room.do("joint")
        await settle(pilot)
        await paste(pilot, "王秀兰，13900000021")
        await pilot.press("escape")
        await settle(pilot)
        await room.do("joint")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, JointCase)
        assert dialog.box.value == "王秀兰，13900000021"
    assert rows(hall, Signatory) == []


def test_a_person_reads_back_as_written() -> None:
    from desk.joint import read_lines

    for text in ('王秀兰,女士,13900000021,0500000001,"柳林巷3号，2单元",代表', "李敏"):
        (line,) = read_lines(text)
        one = form_of(line)
        (again,) = read_lines(written(one))
        assert form_of(again) == one


async def test_the_others_get_their_copies_from_the_case(tmp_path: Path) -> None:
    theirs = open_hall()
    reference, _letter = theirs.issued()
    hall = Hall(theirs.desk, theirs.clock, *(staff_of(theirs, n) for n in ("1001", "2001", "1001")))
    people = [SignatoryForm(name=name) for name in ("王秀兰", "李敏")]
    signatories.join_case(hall.desk, actor_of(hall.clerk), reference, people)
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        await room.do("joint_copies")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        [paper] = tmp_path.glob("*.pdf")
        assert paper.read_bytes().startswith(b"%PDF")
        assert paper.stem.endswith("copies")


def staff_of(hall: ServicesHall, number: str) -> Staff:
    with hall.desk.store.read() as book:
        return book.find(Staff, number=number)[0]
