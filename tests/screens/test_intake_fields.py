"""What Desk proposes follows the narrative; what the clerk chooses stays."""

import pytest

from desk.case import Case, Party
from desk.enums import CaseKind, Channel, PartyRole, Urgency
from screens.intake.panel import TipsPanel
from tests.screens.hall import settle
from tests.screens.window import (
    COMPLAINT,
    SURGE,
    at_the_form,
    hall_with_customers,
    paste,
    rows,
    with_customer,
)


async def test_topic_mood_and_told_words_follow_the_conversation() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(120, 36)) as pilot:
        screen = await with_customer(pilot, hall)
        form = screen.form
        await paste(pilot, "电费翻了一倍，交费还排了一个钟头队。叫你们领导来！")
        likely = screen.likely()
        assert len(likely) > 1
        assert form.topic.value == likely[0]
        assert str(form.mood.value) == "overbearing"
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert form.topic.value == likely[1]
        # What the clerk chose stays, whatever else is said.
        await paste(pilot, "电费电费电表不准")
        assert form.topic.value == likely[1]
        form.told.focus()
        await pilot.press("right")
        await settle(pilot)
        assert form.told.text == form.told.offered != ""
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
    [case] = rows(hall, Case)
    assert case.topic is likely[1]
    assert case.told


async def test_somebody_acts_for_the_customer() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        await with_customer(pilot, hall)
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+d", "enter")
        await settle(pilot)
        await pilot.press("tab")
        await paste(pilot, "张晓")
        await pilot.press("ctrl+s")
        await settle(pilot)
        # By what right she acts is missing: the dialog says so at its field.
        await paste(pilot, "授权委托书")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    other = [party for party in rows(hall, Party) if party.role is PartyRole.REPRESENTATIVE]
    assert [(party.name, party.basis) for party in other] == [("张晓", "授权委托书")]


class TestMore:
    async def test_somebody_who_comes_to_report_is_proposed_as_reporting(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, "我要举报，抄表的班长收红包。")
            assert "投诉（像是举报）" in str(screen.form.summary.content)
            await pilot.press("ctrl+e")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert str(screen.form.summary.content).startswith("举报")
            assert screen.sheet.kind is CaseKind.REPORT

    async def test_other_particulars_are_kept(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+e")
            await settle(pilot)
            await pilot.press("5", "tab", "tab", "2")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "咨询" in str(screen.form.summary.render())
            await pilot.press("ctrl+s")
            await settle(pilot)
        [case] = rows(hall, Case)
        assert (case.kind.value, case.urgency) == ("inquiry", Urgency.URGENT)
        assert case.channel is Channel.WALK_IN


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_panel_unfolds_and_folds(size: tuple[int, int]) -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=size) as pilot:
        screen = await at_the_form(pilot, hall)
        screen.form.narrative.focus()
        await paste(pilot, SURGE)
        panel = screen.query_one(TipsPanel)
        await pilot.press("f5")
        await settle(pilot)
        assert panel.has_focus
        assert "校" in panel.text.plain
        await pilot.press("f5")
        await settle(pilot)
        assert screen.form.narrative.has_focus
