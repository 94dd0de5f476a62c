"""Cable-burnt on screen: whose it is gets decided, the other post takes it, and forgets."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk import i18n
from desk.enums import AlarmKind, ClockKind, HandoverState, Scope
from desk.views import View
from screens.board.screen import BoardScreen
from screens.case.custody import AnswerByWord, OfferHandover
from screens.case.scope import DecideScope
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.prompt import Prompt
from screens.notice.back import BackScreen
from screens.notice.given import Given
from screens.notice.preview import Preview
from screens.notice.screen import NoticeScreen
from tests.screens.a_walk_in import printed
from tests.screens.counter import (
    CLERK_NAME,
    POST,
    POST_NAME,
    POST_UNIT,
    WALK_INS,
    AtTheCounter,
    a_real_hall,
)

MATTER, TOLD = "更换烧损的低压电缆", "一小时内由接手人给您打电话"


async def test_it_is_decided_offered_taken_over_forgotten_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-printer"))
    papers = tmp_path / "papers"
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=papers).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["cable-burnt"])
            await counter.sign_in()
            await counter.known()
            await decided_by_the_lead(counter)
            await offered_in_vain(counter)
            await taken_over(counter)
            await forgotten(counter)
            await counter.do("chain_paper")
            assert counter.at(PutOnPaper)
            await counter.press("ctrl+s", "ctrl+s")
        chain = printed(papers)
        for part in (CLERK_NAME, POST_NAME, "值班室", "致歉，今晚十点前送电"):
            assert part in chain, part


async def decided_by_the_lead(counter: AtTheCounter) -> None:
    """Unclear: the lead decides within a limit, the first responder brings the answer."""
    await counter.do("scope")
    await counter.fill(scope=Scope.UNCLEAR, note="产权分界不明")
    await counter.press("ctrl+s")
    assert "值班长" in counter.seen
    assert "值班长将在" in await counter.stands()
    i18n.use("en")
    assert "shiftlead" in await counter.stands()
    i18n.use("zh_CN")
    await counter.sign_in("2001")
    await counter.press("minus")
    board = counter.pilot.app.screen
    assert isinstance(board, BoardScreen)
    assert board.view is View.TO_DECIDE
    assert [row.reference for row in board._list.rows] == [counter.reference]
    await counter.reminders(AlarmKind.SCOPE_TO_DECIDE)
    await counter.do("decide")
    assert counter.at(DecideScope)
    assert "产权分界不明" in counter.seen
    await counter.fill(scope=Scope.OTHER_POST, note="烧的是公用电缆，由配电班办")
    await counter.press("ctrl+s")
    assert counter.file.case.scope is Scope.OTHER_POST
    await counter.sign_in()
    await counter.reminders(AlarmKind.SCOPE_DECIDED)
    await counter.do("contact")
    await counter.fill(text="已当面告知由配电班办")
    await counter.press("ctrl+s")
    assert "移交给其他岗位" in counter.seen


async def offer(counter: AtTheCounter, **fields: object) -> None:
    """Ctrl+E: offer the case, by default to the other post, with what an offer must carry."""
    await counter.press("ctrl+e")
    assert counter.at(OfferHandover), counter.seen
    by = counter.hall.desk.hours.local(counter.hall.clock.now() + timedelta(hours=1))
    where = {"to_staff": POST} if "to_name" not in fields and "to_staff" not in fields else {}
    words = {"matter": MATTER, "told": TOLD, "contact_by": f"{by:%m-%d %H:%M}"}
    await counter.fill(**{**where, **fields, **words})
    await counter.press("ctrl+s")


def answer_to_offer(counter: AtTheCounter) -> HandoverState:
    """What became of the latest offer."""
    return counter.file.handovers[-1].state


async def offered_in_vain(counter: AtTheCounter) -> None:
    """Nobody there, taken back, to oneself, declined by word, lapsed: the giver still holds it."""
    nobody = {"to_name": "值班室", "to_unit": POST_UNIT, "to_phone": "0999-5550170"}
    await offer(counter, where=False, unreachable=False, **nobody)
    assert "值班室还没有签收" in counter.seen
    kinds = {(alarm.kind, alarm.role) for alarm in counter.file.alarms}
    assert (AlarmKind.NOBODY_REACHED, "lead") in kinds
    await counter.press("ctrl+e")
    assert not counter.at(OfferHandover), "one offer at a time"
    await counter.press("ctrl+x")
    assert counter.at(Prompt)
    await counter.say("改派有人在的班")
    await counter.press("enter")
    assert answer_to_offer(counter) is HandoverState.WITHDRAWN

    await offer(counter, to_staff="1001")
    assert counter.wrong() == ["to_staff"], counter.seen
    await counter.press("escape")
    await counter.press("ctrl+e")
    await counter.fill(where=False, **nobody)
    await counter.press("ctrl+s")
    await counter.do("by_word")
    assert counter.at(AnswerByWord)
    await counter.fill(takes=False, person="老周", reason="人手都在变电站", words="今天派不出人")
    await counter.press("ctrl+s")
    assert answer_to_offer(counter) is HandoverState.DECLINED

    await offer(counter)
    assert f"{POST_NAME}还没有签收" in counter.seen
    await counter.later(minutes=45)
    assert answer_to_offer(counter) is HandoverState.LAPSED
    await counter.reminders(AlarmKind.OFFER_LAPSED)
    assert counter.file.case.holder_id == counter.hall.clerk.id


async def taken_over(counter: AtTheCounter) -> None:
    """Offered again, and accepted by whom it was offered to; the chain shows it."""
    await offer(counter)
    said = await counter.stands()
    assert f"转给{POST_UNIT}的{POST_NAME}" in said
    await counter.sign_in(POST)
    await counter.press("4", "ctrl+y")
    assert answer_to_offer(counter) is HandoverState.ACCEPTED, counter.seen
    await counter.open()
    assert f"首问{CLERK_NAME}→{POST_NAME}" in counter.seen
    await counter.press("ctrl+y")
    assert [each.how for each in counter.file.chain] == ["registered", "handover"]
    await counter.sign_in()
    await counter.press("f4", "9")
    assert f"待{POST_NAME}联系客户" in counter.seen


async def forgotten(counter: AtTheCounter) -> None:
    """The promised contact passes unlogged: back to the first responder, and the lead hears."""
    await counter.later(hours=2)
    roles = [a.role for a in counter.file.alarms if a.kind is AlarmKind.CONTACT_MISSED]
    assert "lead" in roles
    await counter.reminders(AlarmKind.CONTACT_MISSED)
    assert [each.how for each in counter.file.chain] == ["registered", "handover", "returned"]
    record = await counter.record()
    for part in (f"{CLERK_NAME}，", POST_NAME, "人手都在变电站", TOLD):
        assert part in record, part
    await counter.do("contact")
    await counter.fill(text="致歉，今晚十点前送电")
    await counter.press("ctrl+s")
    assert not [
        c for c in counter.file.clocks if c.kind is ClockKind.PROMISED_CONTACT and not c.verdict
    ]


async def test_what_is_missing_may_follow_and_its_day_is_a_clock(tmp_path: Path) -> None:
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["cable-burnt"])
            await counter.sign_in()
            await counter.known()
            await counter.press("f6")
            await counter.say("冰箱坏了")
            await counter.press("enter")
            room = pilot.app.screen
            assert isinstance(room, NoticeScreen)
            await counter.press("1", "1")
            for row in room.work.rows():
                await counter.press("2" if row.later or not row.required else "1")
            await counter.fill(commitment=True, commitment_due="2026-11-26")
            await counter.press("ctrl+s")
            assert counter.at(Preview)
            assert "11月26日" in await counter.paged()
            await counter.press("ctrl+s")
            assert counter.at(Given)
            await counter.press("1", "ctrl+s")
            (first,) = counter.file.notices
            assert first.commitment_due == date(2026, 11, 26)
            assert first.commitment_text
            await counter.later(days=4)
            await counter.reminders(AlarmKind.MATERIALS_OVERDUE)
            await counter.do("back")
            back = pilot.app.screen
            assert isinstance(back, BackScreen)
            assert {row.material_id for row in back._materials.rows} == {
                "purchase_invoice",
                "purchase_record",
            }
            # One of two papers is enough: the other is asked for no more.
            await counter.press("end", "1")
            assert "都齐了" in counter.seen, counter.seen
            await counter.press("ctrl+s")
            assert counter.case.subject == counter.reference
            assert counter.file.notices[-1].visit == 2
            assert "第2次" in await counter.record()
