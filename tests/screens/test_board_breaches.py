"""What notices left out is listed and counted for those who answer for it."""

from datetime import timedelta

from desk.notice.breach import NewReason
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.breaches import Breaches
from screens.case.screen import CaseScreen
from tests.builders import MONDAY, a_breach, a_notice
from tests.screens.a_case import read, register, text_of
from tests.screens.hall import a_hall, put, settle, sign_in


async def test_omissions_are_counted_with_reason_and_lead_and_lead_to_their_case() -> None:
    hall = a_hall()
    reference = register(hall)
    case = read(hall, reference).case
    first = a_notice(hall.clerk.id, case_id=case.id, told_by_name="林小满", title="过户")
    put(hall, first)
    for number, name in enumerate(("房产证", "委托书")):
        put(
            hall,
            a_breach(
                first.id,
                first_notice_id=first.id,
                material_id=f"m{number}",
                name=name,
                kind=NewReason.OMISSION.value,
                reason="新来的同事没看清单",
                agreed_by=hall.lead.id,
                at=MONDAY - timedelta(days=40 * number),
            ),
        )
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, hall.lead.number)
        app = pilot.app
        assert isinstance(app, DeskApp)
        await app.run_action("screen.breaches")
        await settle(pilot)
        assert isinstance(app.screen, Breaches)
        text = text_of(pilot)
        for words in (
            "共2件",
            "本月1件",
            "林小满 2",
            "房产证",
            "新来的同事没看清单",
            hall.lead.name,
        ):
            assert words in text
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.room, CaseScreen)


async def test_it_is_for_leads_and_the_manager() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        assert app.who == actor_of(hall.clerk)
        assert not app.screen.check_action("breaches", ())
