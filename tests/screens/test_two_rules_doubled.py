"""Usage-doubled on screen: told once and in full, taken over, and our omission is ours."""

from pathlib import Path

from desk.enums import Confirmation, HandoverState, MaterialState
from desk.notice.model import NoticeBreach
from screens.board.watch import TakeOver
from screens.case.custody import OfferHandover
from screens.dialogs.away import Presence
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.prompt import Prompt
from screens.notice.back import BackScreen
from screens.notice.given import Given
from screens.notice.preview import Preview
from screens.notice.screen import NoticeScreen
from tests.screens.a_case import write
from tests.screens.counter import (
    CLERK_NAME,
    LEAD_NAME,
    OTHER_NAME,
    WALK_INS,
    AtTheCounter,
    a_real_hall,
)
from tests.screens.window import rows


async def test_told_once_taken_over_and_our_omission_counted(tmp_path: Path) -> None:
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["usage-doubled"])
            await counter.sign_in()
            await counter.known()
            await told_everything(counter)
            await taken_over_from_somebody_away(counter)
            await our_omission(counter)


async def told_everything(counter: AtTheCounter) -> None:
    """Two businesses on one paper, tailored by answers; read aloud before a second person."""
    await counter.press("f6")
    await counter.say("校表")
    await counter.press("enter")
    await counter.press("1", "1", "ctrl+w")
    await counter.say("退费")
    await counter.press("enter")
    room = counter.pilot.app.screen
    assert isinstance(room, NoticeScreen)
    await counter.press("2", "1")
    assert not room.work.open_questions()
    names = [row.name for row in room.work.rows()]
    assert names.count("户号") == 1
    states = {"account_no": "1", "identity": "1", "test_form": "3"}
    await counter.press("home")
    for row in room.work.rows():
        key = states.get(row.material_id, "2")
        await counter.press(key)
        if key == "3":
            assert counter.at(Prompt)
            await counter.say("没有签名")
            await counter.press("enter")
    await counter.press("ctrl+s")
    assert counter.at(Preview)
    paper = await counter.paged()
    for part in ("5个工作日", "公示", "需更换：没有"):
        assert part in paper, part
    await counter.press("ctrl+s")
    assert counter.at(Given)
    await counter.fill(confirmation=Confirmation.READ_ALOUD)
    await counter.press("ctrl+s")
    assert counter.wrong() == ["witness"]
    await counter.fill(witness="1002")
    await counter.press("ctrl+s")
    (notice,) = counter.file.notices
    assert notice.confirmation is Confirmation.READ_ALOUD
    assert [r.reason for r in notice.rows if r.state is MaterialState.NOT_ACCEPTABLE] == [
        "没有签名"
    ]
    assert counter.case.subject == counter.reference


async def taken_over_from_somebody_away(counter: AtTheCounter) -> None:
    """The first responder goes on leave: the deputy is offered the case on coming in."""
    await counter.press("f4", "ctrl+u")
    assert counter.at(Presence)
    await counter.fill(until="2026-12-01 09:00", deputy="1002")
    await counter.press("ctrl+s")
    assert counter.wrong() == [], counter.seen
    await counter.sign_in("1002")
    assert counter.at(TakeOver), counter.seen
    assert counter.reference in counter.seen
    assert CLERK_NAME in counter.seen
    await counter.press("enter")
    assert [each.how for each in counter.file.chain] == ["registered", "taken_over"]
    await counter.open()
    assert f"首问{CLERK_NAME}→{OTHER_NAME}" in counter.seen
    assert OTHER_NAME in await counter.stands()
    await counter.press("ctrl+e")
    assert counter.at(OfferHandover)
    assert f"不在岗，由{OTHER_NAME}代班" in counter.seen
    await counter.fill(to_staff="1001", matter="校表", told="他回来给您电话", contact_by="+1 10:00")
    await counter.press("ctrl+s")
    assert counter.wrong() == ["to_staff"]
    assert OTHER_NAME in counter.seen
    await counter.fill(anyway=True)
    await counter.press("ctrl+s")
    assert counter.file.handovers[-1].state is HandoverState.LAPSED
    assert counter.file.case.holder_id == counter.hall.other.id


async def our_omission(counter: AtTheCounter) -> None:
    """Back with the form signed; what we had forgotten needs a reason and a lead."""
    await counter.later(days=1)
    assert "11月24日" in counter.seen
    await counter.press("f6")
    assert "Ctrl+K" in counter.seen
    await counter.press("ctrl+k")
    room = counter.pilot.app.screen
    assert isinstance(room, BackScreen)
    assert f"{CLERK_NAME}告知" in counter.seen
    shown = [row.material_id for row in room._materials.rows]
    assert "identity" not in shown
    assert "account_no" not in shown
    await counter.press("home", *["down"] * shown.index("test_form"), "1")
    await counter.press("ctrl+n")
    whole = [row.material_id for row in room._materials.rows]
    await counter.press("home", *["down"] * whole.index("identity"), "2")
    assert "漏" in counter.seen
    await counter.press("ctrl+s")
    assert counter.wrong() == ["new_items.identity"]
    await counter.fill(**{"new_items.identity": "上次误勾为已带"})
    await counter.press("ctrl+s")
    assert counter.at(OverTheShoulder)
    await counter.over_the_shoulder("1002")
    assert counter.wrong() == ["number"], "not oneself"
    await counter.over_the_shoulder("1001")
    assert counter.at(OverTheShoulder), "a clerk cannot agree to it"
    await counter.over_the_shoulder("2001")
    assert counter.at(Given), counter.seen
    await counter.press("1", "ctrl+s")
    assert counter.file.notices[-1].visit == 2
    (breach,) = rows(counter.hall, NoticeBreach)
    assert (breach.agreed_by, breach.reason) == (counter.hall.lead.id, "上次误勾为已带")
    record = await counter.record()
    assert "上次误勾为已带" in record
    assert LEAD_NAME in record


async def test_a_doubled_usage_is_not_denied_before_somebody_looked(tmp_path: Path) -> None:
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["usage-doubled"])
            await counter.sign_in()
            case = await counter.known()
            assert "不属实" in str(case.form._why.render())
            told = counter.walk_in["points"][0]["answer"]
            for name in ("finding", "basis", "remedy", "remedy_owner"):
                write(case.form, name, told[name])
            await counter.fill(conclusion="unsubstantiated", remedy_done_on="11-20")
            await counter.press("ctrl+s")
            assert counter.wrong() != [], counter.seen
            case.form.controls["checks"].focus()
            await counter.press("1", "2", "3", "4", "ctrl+s")
            assert counter.wrong() == [], counter.seen
            assert counter.file.points[0].conclusion == "unsubstantiated"
