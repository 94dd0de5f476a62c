"""The room of incidents: declared, linked by one key, read, shared, power back, over."""

from dataclasses import replace
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from desk.case import Case
from desk.enums import IncidentState, Role
from desk.i18n import use
from desk.incident import Incident, IncidentCase, IncidentRead, Restoration
from desk.point import IssuePoint
from desk.services.base import Desk
from desk.staff.model import Actor
from screens.case.screen import CaseScreen
from screens.dialogs.pick import Pick
from screens.dialogs.prompt import Prompt
from screens.dialogs.tell import Tell
from screens.incident.dialogs import Declare, Share
from screens.incident.screen import IncidentScreen
from screens.intake.beside import Asked, Known, look
from screens.intake.done import RegisteredScreen
from screens.intake.picking import Pick as Visit
from screens.intake.screen import IntakeScreen
from screens.intake.sheet import Who
from tests.builders import MONDAY, a_case, a_party, a_point, a_staff
from tests.builders_loop import an_incident
from tests.screens.hall import Hall, _hash, a_hall, put, settle, sign_in
from tests.screens.window import rows

S = TypeVar("S")
TOLD = "河西小区昨晚停电到现在没来电"


def a_hall_without_power(count: int = 2) -> Hall:
    hall = a_hall()
    put(hall, a_staff("2009", Role.LEAD, name="周岚", pin_hash=_hash()))
    for n in range(count):
        case = a_case(hall.clerk.id, 700 + n, narrative=TOLD)
        put(hall, case, a_party(case.id), a_point(case.id, matter="停电一夜"))
    return hall


def on(pilot: Pilot[None], kind: type[S]) -> S:
    """The screen in sight, which is of this kind."""
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def into_the_room(pilot: Pilot[None], staff: str = "1001") -> IncidentScreen:
    await sign_in(pilot, staff)
    pilot.app.go("incident")  # type: ignore[attr-defined]
    await settle(pilot)
    return on(pilot, IncidentScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_declared_linked_by_one_key_and_shared(size: tuple[int, int]) -> None:
    hall = a_hall_without_power()
    async with hall.app().run_test(size=size) as pilot:
        room = await into_the_room(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        dialog = on(pilot, Declare)
        dialog._title.value = "河西电缆故障"
        dialog._area.value = "河西小区"
        dialog._script.text = "正在抢修，预计三小时。"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is room
        assert len(room._cases.rows) == 2
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert len(rows(hall, IncidentCase)) == 2
        await pilot.press("ctrl+u")
        await settle(pilot)
        share = on(pilot, Share)
        share._finding.text = "电缆被外力挖断。"
        share._remedy.text = "已更换电缆。"
        share._owner.value, share._done_on.value = "抢修班", "11-23"
        await pilot.press("ctrl+s")
        await settle(pilot)
        findings = {p.finding for p in rows(hall, IssuePoint) if p.matter == "停电一夜"}
        assert findings == {"电缆被外力挖断。"}
        done = {p.remedy_done_on for p in rows(hall, IssuePoint) if p.matter == "停电一夜"}
        assert done == {MONDAY.date()}
        await pilot.press("tab", "enter")
        await settle(pilot)
        on(pilot, CaseScreen)


async def test_a_refusal_stands_beside_its_field() -> None:
    use("en")
    hall = a_hall_without_power(0)
    put(hall, an_incident(hall.clerk.id, title="Cable", area="河西小区"))
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await into_the_room(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        dialog = on(pilot, Declare)
        dialog._title.value = "Again"
        dialog._area.value = "河西小区"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is dialog
        errors = [row.error for row in dialog.query("FieldRow") if row.error]  # type: ignore[attr-defined]
        assert "SJ-HD01-2026-001" in errors[0]
    assert len(rows(hall, Incident)) == 1


async def test_the_script_is_a_sign_on_the_board_until_it_is_read() -> None:
    use("en")
    hall = a_hall_without_power(0)
    put(
        hall,
        an_incident(hall.clerk.id, script="正在抢修。", title="Cable fault", script_at=MONDAY),
    )
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, "1001")
        await settle(pilot)
        assert "Cable fault" in str(pilot.app.screen._watch_line.content)  # type: ignore[attr-defined]
        pilot.app.go("incident")  # type: ignore[attr-defined]
        await settle(pilot)
        await pilot.press("ctrl+w")
        await settle(pilot)
        on(pilot, Tell)
        await pilot.press("escape")
        await settle(pilot)
        assert len(rows(hall, IncidentRead)) == 1


async def test_power_first_from_the_case_and_back_in_the_room() -> None:
    hall = a_hall_without_power(1)
    reference = next(one.reference for one in rows(hall, Case) if one.narrative == TOLD)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "1001")
        pilot.app.go("case", reference)  # type: ignore[attr-defined]
        await settle(pilot)
        case = on(pilot, CaseScreen)
        await case.do("restore")
        await settle(pilot)
        on(pilot, Prompt)
        await pilot.press(*"paid", "ctrl+s")
        await settle(pilot)
        [step] = rows(hall, Restoration)
        assert step.waiting
        await case.do("incident")
        await settle(pilot)
        on(pilot, Pick)
        await pilot.press("enter")
        await settle(pilot)
        dialog = on(pilot, Declare)
        dialog._title.value = "河西停电"
        await pilot.press("ctrl+s")
        await settle(pilot)
        room = on(pilot, IncidentScreen)
        await pilot.press("tab", "ctrl+k")
        await settle(pilot)
        on(pilot, Prompt)
        await pilot.press("ctrl+s")
        await settle(pilot)
        [step] = rows(hall, Restoration)
        assert not step.waiting
        assert room.number


async def test_over_it_lists_what_is_left_and_leads_there() -> None:
    hall = a_hall_without_power(1)
    case = next(one for one in rows(hall, Case) if one.narrative == TOLD)
    incident = an_incident(hall.clerk.id)
    put(hall, incident)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await into_the_room(pilot, "2009")
        room._link([case.reference])
        await settle(pilot)
        room.action_end()
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        on(pilot, Pick)
        await pilot.press("enter")
        await settle(pilot)
        on(pilot, CaseScreen)
    [kept] = rows(hall, Incident)
    assert kept.closed_at is not None


async def test_who_speaks_of_it_is_told_the_script_at_registration() -> None:
    hall = a_hall_without_power(0)
    script = {"script": "三小时恢复。", "script_at": MONDAY}
    put(hall, an_incident(hall.clerk.id, 1, area="河西小区", **script))
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, "1001")
        await pilot.press("f2")
        await settle(pilot)
        room = on(pilot, IntakeScreen)
        room.form.narrative.text = "我家河西小区没电"
        await pilot.pause(1.0)
        await settle(pilot)
        assert "三小时恢复。" in room._panel.text.plain


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_one_key_ticks_it_and_saving_registers_and_links(size: tuple[int, int]) -> None:
    hall = a_hall_without_power(0)
    incident = an_incident(hall.clerk.id, 1, area="河西小区")
    put(hall, incident)
    async with hall.app().run_test(size=size) as pilot:
        await sign_in(pilot, "1001")
        await pilot.press("f2")
        await settle(pilot)
        room = on(pilot, IntakeScreen)
        await speak(pilot, room, "我家河西小区没电")
        assert f"Ctrl+A 关联{incident.number}" in room._panel.text.plain
        await pilot.press("ctrl+a")
        assert f"保存时一并关联{incident.number}" in room._panel.text.plain
        await pilot.press("ctrl+a")
        assert not room.sheet.incident
        await pilot.press("ctrl+a")
        subject = room.subject
        # Parked behind the next customer and taken up again, the tick stands.
        await pilot.press("escape")
        await settle(pilot)
        pilot.app.go("intake", subject)  # type: ignore[attr-defined]
        await settle(pilot)
        room = on(pilot, IntakeScreen)
        assert room.sheet.incident == incident.number
        room.form.who.choose(Visit(Who.ANONYMOUS))
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        done = on(pilot, RegisteredScreen)
        assert incident.number in done.text.plain
    [link] = rows(hall, IncidentCase)
    assert link.incident_id == incident.id


async def test_one_that_ended_meanwhile_says_so_and_nothing_is_saved() -> None:
    use("en")
    hall = a_hall_without_power(0)
    incident = an_incident(hall.clerk.id, 1, area="河西小区")
    put(hall, incident)
    async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
        await sign_in(pilot, "1001")
        await pilot.press("f2")
        await settle(pilot)
        room = on(pilot, IntakeScreen)
        await speak(pilot, room, "我家河西小区没电")
        await pilot.press("ctrl+a")
        room.form.who.choose(Visit(Who.ANONYMOUS))
        with hall.desk.store.act("test", staff_id=hall.clerk.id, at=hall.clock.now()) as act:
            act.put(replace(incident, state=IncidentState.CLOSED))
            act.commit()
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is room
        assert not rows(hall, Case)
        await pilot.press("ctrl+a", "ctrl+s")
        await settle(pilot)
        on(pilot, RegisteredScreen)
    assert len(rows(hall, Case)) == 1


async def test_the_book_is_not_asked_for_every_key_of_the_narrative(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall = a_hall_without_power(0)
    put(hall, an_incident(hall.clerk.id, 1, area="河西小区"))
    asked: list[str] = []

    def counted(desk: Desk, who: Actor, question: Asked) -> Known:
        asked.append(question.narrative)
        return look(desk, who, question)

    monkeypatch.setattr("screens.intake.room.look", counted)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "1001")
        await pilot.press("f2")
        await settle(pilot)
        room = on(pilot, IntakeScreen)
        await speak(pilot, room, "师傅您好")
        before = len(asked)
        for words in ("师傅您好，我来", "师傅您好，我来问", "师傅您好，我来问一"):
            await speak(pilot, room, words)
        assert len(asked) == before
        await speak(pilot, room, "师傅您好，我来问一下河西小区停电")
        assert len(asked) > before


async def speak(pilot: Pilot[None], room: IntakeScreen, words: str) -> None:
    """Type a narrative, and have the panel think about it now."""
    room.form.narrative.text = words
    await pilot.pause()
    room._look()
    await settle(pilot)
