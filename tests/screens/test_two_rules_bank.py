"""Bank-deduction on screen: helped on to another unit by a call, and asked after."""

from pathlib import Path

import pytest

from desk import i18n
from desk.enums import AlarmKind, CaseStatus, Scope
from screens.case.contact import LogContact
from screens.case.end import StillMissing
from screens.case.scope import AssessScope, Refer, ReferralResult
from screens.dialogs.paper import PutOnPaper
from tests.screens.a_walk_in import answers_to_the_hand, call_back_and_close, printed
from tests.screens.counter import CLERK_NAME, WALK_INS, AtTheCounter, a_real_hall


async def test_the_customer_is_helped_on_by_a_call_and_we_ask_what_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-printer"))
    papers = tmp_path / "papers"
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=papers).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS["bank-deduction"])
            await counter.sign_in()
            await counter.register()
            await the_words_of_the_window(counter)
            await called_before_sent(counter)
            slip = printed(papers)
            for part in ("0999-5550160", "临江市江滨路2号", "邱可", "本人有效身份证件", CLERK_NAME):
                assert part in slip, part
            await how_it_stands(counter)
            await asked_after(counter)
            (papers / next(papers.glob("*.pdf")).name).unlink()
            await answers_to_the_hand(counter)
            await call_back_and_close(counter)
        assert counter.file.case.status is CaseStatus.CLOSED
        assert [span.how for span in counter.file.chain] == ["registered"]
        assert counter.file.case.first_responder_id == hall.clerk.id


async def the_words_of_the_window(counter: AtTheCounter) -> None:
    """Our own pushing away is told while it is typed; the customer's words stay as they are."""
    assert counter.file.case.narrative == counter.walk_in["narrative"]
    await counter.press("ctrl+w")
    assert counter.at(LogContact)
    await counter.fill(text="这事不归我们管，您去银行。")
    assert "△“不归我们管”" in counter.seen
    await counter.fill(from_customer=True)
    assert "△“不归我们管”" not in counter.seen
    await counter.fill(from_customer=False)
    counter.control("text").focus()
    await counter.press("ctrl+a")
    assert "不归我们管" not in counter.seen
    await counter.press("ctrl+s")
    assert counter.wrong() == []
    assert "不归我们管" not in counter.file.contacts[0].text


async def called_before_sent(counter: AtTheCounter) -> None:
    """Outside the unit: nobody is sent off before somebody there was spoken to."""
    await counter.do("scope")
    assert counter.at(AssessScope)
    await counter.fill(scope=Scope.OUTSIDE_UNIT, note="代扣在银行签的")
    await counter.press("ctrl+s")
    assert counter.at(Refer)
    await counter.press("escape")
    assert "联系外单位" in counter.seen
    await counter.do("close")
    missing = counter.pilot.app.screen
    assert isinstance(missing, StillMissing)
    assert "还没有帮客户联系外单位" in counter.seen
    at = [one.code for one in missing._missing].index("referral")
    await counter.press(str(at + 1))
    assert counter.at(Refer)
    await counter.say("银行")
    await counter.press("enter")
    for field, words in (
        ("phone", "0999-5550160"),
        ("called", "网点值班经理邱可"),
        ("said", "带身份证和存折来，当场解除"),
    ):
        await counter.fill(**{field: " "})
        await counter.press("ctrl+s")
        assert counter.wrong() == [field], counter.seen
        await counter.fill(**{field: words})
    await counter.fill(address="临江市江滨路2号", hours="9:00—17:00")
    await counter.press("ctrl+s")
    assert counter.at(PutOnPaper)
    for _step in ("make", "close"):
        await counter.press("ctrl+s")


async def how_it_stands(counter: AtTheCounter) -> None:
    """What may be read to the customer, in both languages, and never whose number it is."""
    said = await counter.stands()
    assert "代扣签约银行网点" in said
    assert counter.walk_in["customer"]["phone"] not in said
    i18n.use("en")
    assert "spokentothebankbranch" in await counter.stands()
    i18n.use("zh_CN")


async def asked_after(counter: AtTheCounter) -> None:
    """The result is a clock: it rings for the first responder, and has to be written down."""
    await counter.later(days=4)
    await counter.reminders(AlarmKind.REFERRAL_TO_ASK)
    await counter.do("result")
    assert counter.at(ReferralResult)
    await counter.press("ctrl+s")
    assert counter.wrong() == ["result"]
    await counter.fill(result="银行已于当日解除三户代扣")
    await counter.press("ctrl+s")
    await counter.press("f4")
    assert "待处理提醒" not in counter.seen
    await counter.open()
    record = await counter.record()
    assert "银行已于当日解除三户代扣" in record
    assert "邱可" in record
