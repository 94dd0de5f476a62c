"""Wrong-account-paid on screen: told by phone, found again, and another person comes."""

from datetime import date
from pathlib import Path

from desk import i18n
from desk.enums import ClockKind, MaterialState, NoticeKind
from desk.notice.model import NoticeBreach
from screens.dialogs.tell import Tell
from screens.notice.back import BackScreen
from screens.notice.cannot import CannotDo
from screens.notice.extras import ORAL
from screens.notice.find import FindNotice
from screens.notice.given import Given
from screens.notice.preview import Preview
from tests.screens.counter import CLERK_NAME, WALK_INS, AtTheCounter, a_real_hall
from tests.screens.window import pause, rows


async def test_told_by_phone_found_by_whatever_they_have_and_somebody_else_comes(
    tmp_path: Path,
) -> None:
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["wrong-account-paid"])
            await counter.sign_in()
            await counter.known()
            await told_on_the_phone(counter)
            await found_by_whatever_they_have(counter)
            await the_brother_comes(counter)
            await it_must_wait(counter)


async def told_on_the_phone(counter: AtTheCounter) -> None:
    """Everything is told, nothing is signed; asked again, nobody is told twice."""
    await counter.press("f6")
    await counter.say("错缴")
    await counter.press("enter", "1", "1", "1")
    await counter.fill(oral=ORAL)
    await counter.press("ctrl+s")
    assert counter.at(Preview)
    await counter.press("ctrl+s")
    (notice,) = counter.file.notices
    assert notice.oral
    assert counter.case.subject == counter.reference
    assert "电话" in await counter.record()
    await counter.press("f6")
    await counter.say("错缴")
    await counter.press("enter")
    assert counter.at(BackScreen)
    assert notice.number in counter.seen
    assert f"{CLERK_NAME}告知" in counter.seen
    await counter.press("escape")


async def found_by_whatever_they_have(counter: AtTheCounter) -> None:
    """Number, code, what a scanner types, phone, account, name or case: a colleague finds it."""
    (notice,) = counter.file.notices
    code = counter.file.case.lookup_code
    customer = counter.walk_in["customer"]
    await counter.sign_in("1002")
    # Nothing is due today, so no case is marked that the notice could be about.
    await counter.press("2")
    await counter.press("f6", "ctrl+k")
    dialog = counter.pilot.app.screen
    assert isinstance(dialog, FindNotice)
    for text in (
        notice.number,
        code,
        f"desk/{code}",
        customer["phone"],
        customer["account_no"],
        customer["name"],
        counter.reference,
    ):
        dialog._asked.value = text
        await pause(counter.pilot)
        assert [one.number for one in dialog._list.rows] == [notice.number], text
        assert notice.number in counter.seen
    assert customer["name"] not in counter.seen
    # A scanner sends its enter at once, before anything could be found.
    dialog._asked.value = f"desk/{code}"
    await counter.press("enter")
    assert counter.at(BackScreen)
    await counter.press("escape")


async def the_brother_comes(counter: AtTheCounter) -> None:
    """Things changed: what an agent needs is asked for, and that is no breach of ours."""
    await counter.sign_in()
    await counter.open()
    await counter.do("back")
    room = counter.pilot.app.screen
    assert isinstance(room, BackScreen)
    assert len(room._materials.rows) == 5
    await counter.press("ctrl+e", "2", "ctrl+e")
    assert "客户情况" in counter.seen
    brought = ("own_account", "wrong_account", "counter_receipt", "correction_form")
    for material in brought:
        shown = [row.material_id for row in room._materials.rows]
        room._materials.focus()
        await counter.press("home", *["down"] * shown.index(material), "1")
    await counter.press("ctrl+s")
    assert counter.at(Given), counter.seen
    second = counter.file.notices[-1]
    assert second.visit == 2
    missing = {row.material_id for row in second.rows if row.state is MaterialState.MISSING}
    assert missing == {"holder_identity", "authority", "agent_identity"}
    assert {breach.agreed_by for breach in rows(counter.hall, NoticeBreach)} == {None}
    await counter.press("1", "ctrl+s")
    assert "授权委托书" in await counter.stands()
    i18n.use("en")
    assert "authority" in await counter.stands()
    i18n.use("zh_CN")


async def it_must_wait(counter: AtTheCounter) -> None:
    """The other side refuses: ground, reason, what remains, and a day by which they hear."""
    await counter.press("f6")
    await counter.say("错缴")
    await counter.press("ctrl+x")
    assert counter.at(CannotDo)
    await counter.fill(kind=NoticeKind.WAIT, ground="other_refuses")
    assert str(counter.control("remedy").text).startswith("由营业厅继续联系")  # type: ignore[attr-defined]
    await counter.fill(reason="对方户主出差，下周才回来")
    await counter.press("ctrl+s")
    assert counter.wrong() == ["until"]
    await counter.fill(until="11-27")
    await counter.press("ctrl+s")
    assert counter.at(Given), counter.seen
    await counter.press("1", "ctrl+s")
    paper = counter.file.notices[-1]
    assert (paper.kind, paper.until) == (NoticeKind.WAIT, date(2026, 11, 27))
    assert ClockKind.PROMISED_CONTACT in {clock.kind for clock in counter.file.clocks}
    await counter.press("ctrl+k")
    assert counter.at(Tell)
    assert "11月27日" in await counter.paged()
    await counter.press("escape")
    assert "11月27日" in await counter.stands()
    i18n.use("en")
    assert "27November" in await counter.stands()
    i18n.use("zh_CN")
