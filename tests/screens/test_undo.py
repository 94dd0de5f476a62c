"""One key takes back the last edit: words, ticks, choices, points, links; never what is law."""

from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from desk.case import Case
from desk.forms_counter import LinkForm
from desk.record import CaseLink
from desk.services import linking
from screens.undo import LONGEST_RUN, MOST, Edits, Runs, Step
from tests.screens.a_case import enter, register
from tests.screens.hall import a_hall, settle
from tests.screens.window import at_the_form, hall_with_customers, paste, pause, rows

SAID = "这个月电费翻了一倍。要求来人校表。"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def told(pilot: Pilot[None]) -> str:
    """The last thing that the screen said."""
    return list(pilot.app._notifications)[-1].message


class TestSteps:
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers()), max_size=30))
    def test_every_state_comes_back_in_its_turn(self, changes: list[tuple[str, int]]) -> None:
        state: dict[str, int] = {}
        edits, stood = Edits(), []
        for name, value in changes:
            before = dict(state)
            stood.append(before)

            def back(before: dict[str, int] = before) -> None:
                state.clear()
                state.update(before)

            edits.note(Step(back, what=name))
            state[name] = value
        for before in reversed(stood):
            assert edits.take_back() is not None
            assert state == before
        assert edits.take_back() is None

    def test_only_so_many_are_kept_and_taking_back_is_no_edit(self) -> None:
        edits = Edits()
        for _n in range(MOST + 5):
            edits.note(Step(lambda: edits.note(Step(lambda: None))))
        assert sum(edits.take_back() is not None for _n in range(MOST + 5)) == MOST

    def test_what_an_input_method_sends_is_cut_at_its_marks(self) -> None:
        runs = Runs()
        said = [runs.of(char) for char in "电费多了，要求来查。" + "很" * LONGEST_RUN + "长"]
        assert said[:5] == [said[0]] * 5
        assert said[5:10] == [said[5]] * 5
        assert said[10] == said[10 + LONGEST_RUN - 1] != said[-1]
        assert len(set(said)) == 4


async def test_a_word_goes_at_once_and_then_what_was_before_it() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(notifications=True) as pilot:
        form = (await at_the_form(pilot, hall)).form
        form.narrative.focus()
        await paste(pilot, "电费")
        await press(pilot, *"abc")
        assert form.narrative.text == "电费abc"
        await press(pilot, "ctrl+z")
        assert form.narrative.text == "电费"
        await press(pilot, "ctrl+z")
        assert form.narrative.text == ""
        await press(pilot, "ctrl+z")
        assert "没有可撤销" in told(pilot) or "nothing to take back" in told(pilot)


async def test_fields_choices_and_points_come_back_in_their_order() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        form = (await at_the_form(pilot, hall)).form
        form.narrative.focus()
        await paste(pilot, SAID)
        await press(pilot, "ctrl+y")
        points = form.points.list

        def kinds() -> list[str]:
            return [point.kind.value for point in points.points]

        points.focus()
        await press(pilot, "3", "delete")
        assert len(points.points) == 1
        form.mood.focus()
        await press(pilot, "3")
        mood = form.mood.value
        form.remedy.focus()
        await press(pilot, *"ab")
        await press(pilot, "ctrl+z")
        assert form.remedy.value == ""
        await press(pilot, "ctrl+z")
        assert form.mood.value is not mood
        await press(pilot, "ctrl+z")
        assert kinds() == ["question", "request"]
        await press(pilot, "ctrl+z")
        assert kinds() == ["allegation", "request"]
        await press(pilot, "ctrl+z")
        assert not points.taken
        await press(pilot, "ctrl+z")
        assert form.narrative.text == ""


async def test_what_was_typed_on_another_point_is_not_put_into_this_one() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test() as pilot:
        case = await enter(pilot, reference)
        await paste(pilot, "已到现场")
        await press(pilot, "pagedown")
        assert case.form.position == 2
        await press(pilot, "ctrl+z")
        assert case.form.content()["finding"] == ""
        await press(pilot, "pageup")
        assert case.form.content()["finding"] == "已到现场"


async def test_ticks_of_an_answer_come_back() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test() as pilot:
        case = await enter(pilot, reference)
        case.form.controls["checks"].focus()
        await press(pilot, "1", "2", "ctrl+z")
        assert len(case.form.content()["checks"]) == 1


async def test_a_link_that_was_just_made_is_ended_and_stays_on_record() -> None:
    hall = a_hall()
    first, second = register(hall), register(hall, "另一件事，路灯不亮，要求修好。")
    async with hall.app().run_test() as pilot:
        case = await enter(pilot, first)
        form = LinkForm(other=second)
        case.write(
            lambda desk, who: linking.link_cases(desk, who, first, form),
            lambda _made: case.link_may_go(lambda: second),
        )
        await settle(pilot)
        await press(pilot, "ctrl+z")
        (link,) = rows(hall, CaseLink)
        assert link.ended_at is not None
        await press(pilot, "ctrl+z")
        assert len(rows(hall, CaseLink)) == 1


async def test_what_is_registered_stays() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        await at_the_form(pilot, hall)
        await paste(pilot, "1234")
        await press(pilot, "enter")
        await pause(pilot)
        await paste(pilot, SAID)
        await press(pilot, "ctrl+s", "ctrl+z", "ctrl+z")
        assert len(rows(hall, Case)) == 1
