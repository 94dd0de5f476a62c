"""The reply by real keys: check, jump, write, submit, agree at the counter."""

import pytest

from screens.case.screen import CaseScreen
from screens.reply.places import Cure, Place, place_of
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    answered,
    at_reply,
    delivered,
    drawn,
    issued,
    reply_of,
    seen,
)
from tests.screens.hall import a_hall


class TestReading:
    async def test_the_letter_stands_beside_its_check(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, answered(hall, upto=2))
            said = seen(pilot)
            assert "第3项核查情况尚未填写" in said
            assert "还有1项诉求没有答复" in said
            assert "尊敬的柳女士" in reply._paper.plain.replace(" ", "")
            # What blocks stands before what is only advised, points after both.
            signs = [line.cells()[0] for line in reply._check._list.rows]
            order = [sign[0] if isinstance(sign, tuple) else sign for sign in signs]
            assert order.index("✗") < order.index("✓")
            assert "✗" not in order[order.index("✓") :]

    async def test_names_on_the_screen_are_masked(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_reply(pilot, hall, answered(hall))
            assert "柳明月" not in text_of(pilot)
            assert "13900000001" not in text_of(pilot)

    async def test_the_letter_turns_to_the_point_that_is_marked(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, answered(hall))
            rows = reply._check._list.rows
            third = next(n for n, row in enumerate(rows) if row.point and row.point.position == 3)
            reply._check._list.cursor = third
            await drawn(pilot)
            assert reply._paper.scroll_y > 5

    async def test_what_blocks_leads_to_the_field_of_its_point(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, answered(hall, upto=2))
            await pilot.press("enter")
            await drawn(pilot)
            case = pilot.app.screen
            assert isinstance(case, CaseScreen)
            assert case.form.position == 3
            assert case.field_here() == "finding"
            await pilot.press("f7")
            await drawn(pilot)
            assert reply_of(pilot).opened is not None

    async def test_somebody_who_may_not_write_still_reads(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        delivered(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert reply.check_action("submit", ()) is False
            assert reply.check_action("write", ("text",)) is False
            assert "〔2026〕1号" in text_of(pilot)

    async def test_an_issued_letter_offers_what_can_be_done_with_it(self) -> None:
        hall = a_hall()
        reference, draft = answered(hall), answered(hall, name="石磊")
        issued(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            foot = text_of(pilot).splitlines()[-1]
            assert foot.strip().startswith("F7")
            assert "去改" not in foot
            assert "Ctrl+S" not in foot
            assert "Ctrl+K" in foot
            await at_reply(pilot, hall, draft)
            foot = text_of(pilot).splitlines()[-1]
            assert "去改" in foot
            assert "Ctrl+S" in foot

    async def test_without_a_case_it_says_what_to_do(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, "")
            assert "先打开一张工单" in seen(pilot)


class TestPlaces:
    @pytest.mark.parametrize(
        ("field", "code", "place"),
        [
            ("points.2.due_on", "x", Place(Cure.POINT, "points.2.remedy_due", 2)),
            ("points.1.finding", "x", Place(Cure.POINT, "points.1.finding", 1)),
            ("points.1.finding", "answer_missing", Place(Cure.TEXT, "text", 1)),
            ("text", "x", Place(Cure.TEXT, "text")),
            ("result", "x", Place(Cure.WORDS, "result")),
            ("advice.2", "x", Place(Cure.WORDS, "advice")),
            ("reader.salutation", "x", Place(Cure.CASE)),
            ("unit.name", "x", Place(Cure.ELSEWHERE)),
        ],
    )
    def test_each_finding_has_its_place(self, field: str, code: str, place: Place) -> None:
        from desk.letter.finding import Finding

        found = Finding(code=code, where="", field=field, why="", cure="")
        assert place_of(found) == place
