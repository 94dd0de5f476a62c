"""Papers that customers leave with us: at intake, in the case, on the record, at the end."""

import re

from textual.pilot import Pilot

from desk.case import Stage
from desk.enums import CaseKind, CaseStatus, Conclusion, Confirmation, PointKind
from desk.forms import FollowUpForm
from desk.forms_counter import PaperForm, RecordForm, WithdrawForm
from desk.services import closing, handed_in, mistakes
from desk.staff.model import actor_of
from screens.case.end import StillMissing
from screens.case.handed_in import GiveBack, PapersHere, TakeIn
from screens.dialogs.confirm import Confirm
from screens.dialogs.prompt import Prompt
from screens.intake.done import RegisteredScreen
from screens.intake.papers import OnePaper, PapersAtIntake
from tests.builders import a_case, a_custody, a_party, a_point
from tests.screens.a_case import enter, read, register
from tests.screens.hall import Hall, a_hall, put, settle
from tests.screens.test_mistakes import SIZE, control, fill, press, seen, wrong
from tests.screens.window import (
    COMPLAINT,
    form_of,
    hall_with_customers,
    paste,
    pause,
    with_customer,
)


def left(hall: Hall, reference: str, name: str = "购电发票") -> None:
    """The customer leaves an original."""
    form = PaperForm(name=name, original=True)
    handed_in.receive_paper(hall.desk, actor_of(hall.clerk), reference, form)


def ended(hall: Hall, reference: str) -> None:
    """The case is withdrawn."""
    form = WithdrawForm(words="不用了", confirmation=RecordForm(how=Confirmation.SIGNED))
    mistakes.withdraw(hall.desk, actor_of(hall.clerk), reference, form)


class TestInTheCase:
    async def test_one_is_taken_in_and_given_back(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            case = await enter(pilot, reference)
            case.action_handed_in()
            await settle(pilot)
            assert isinstance(pilot.app.screen, PapersHere)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, TakeIn)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["name"]
            await fill(pilot, name="购电发票", copies="100")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["copies"]
            await fill(pilot, copies="2")
            await press(pilot, "tab", "1", "ctrl+s")
            (paper,) = read(hall, reference).papers
            assert (paper.name, paper.copies, paper.original) == ("购电发票", 2, True)
            await press(pilot, "escape")
            assert "原件待退2份" in seen(pilot)
            case.action_handed_in()
            await settle(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, GiveBack)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["to"]
            await fill(pilot, to="柳明月")
            await press(pilot, "ctrl+s")
            assert re.search(r"[0-9]{2}:[0-9]{2}柳\*\*", seen(pilot))
            await press(pilot, "escape")
            assert "原件待退" not in seen(pilot)
            await press(pilot, "f5")
            assert "林小满收下材料：购电发票（原件，2份）" in seen(pilot)
            assert "把购电发票退还给柳**" in seen(pilot)

    async def test_what_is_still_here_may_go_back_after_the_end_and_nothing_comes_in(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 9)
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id))
        left(hall, case.reference)
        ended(hall, case.reference)
        async with hall.app().run_test(size=SIZE) as pilot:
            room = await enter(pilot, case.reference)
            assert room.check_action("handed_in", ()) is True
            room.action_handed_in()
            await settle(pilot)
            assert "收下一份" not in seen(pilot)
            await press(pilot, "enter")
            await fill(pilot, to="柳明月")
            await press(pilot, "ctrl+s")
            assert read(hall, case.reference).papers[0].returned_to == "柳明月"


class TestAtTheEnd:
    async def test_closing_names_what_is_still_here_and_asks(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 9, kind=CaseKind.INQUIRY, stage=Stage.TO_CLOSE)
        explained = {"finding": "当面说明", "conclusion": Conclusion.EXPLAINED, "remedy": "无"}
        point = a_point(case.id, 1, kind=PointKind.QUESTION, **explained)
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id), point)
        called = FollowUpForm(reached=True, satisfied=True)
        closing.record_follow_up(hall.desk, actor_of(hall.other), case.reference, called)
        left(hall, case.reference)
        async with hall.app().run_test(size=SIZE) as pilot:
            room = await enter(pilot, case.reference)
            room.action_close_case()
            await settle(pilot)
            assert isinstance(pilot.app.screen, Confirm), pilot.app.screen
            assert "原件仍在我处：购电发票" in seen(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PapersHere)
            await press(pilot, "escape")
            room.action_close_case()
            await settle(pilot)
            await press(pilot, "tab", "enter")
            assert isinstance(pilot.app.screen, Prompt)
            assert "原件仍在我处：购电发票" in seen(pilot)
            await press(pilot, "ctrl+s")
            file = read(hall, case.reference)
            assert file.case.status is CaseStatus.CLOSED
            assert file.papers[0].held

    async def test_it_stands_below_what_keeps_the_case_open(self) -> None:
        hall = a_hall()
        reference = register(hall)
        left(hall, reference)
        async with hall.app().run_test(size=SIZE) as pilot:
            room = await enter(pilot, reference)
            room.action_close_case()
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, StillMissing)
            assert [one.code for one in dialog._missing][-1] == "paper"
            await press(pilot, "end", "enter")
            assert isinstance(pilot.app.screen, PapersHere)


class TestAtIntake:
    async def test_they_are_named_while_the_case_is_taken_down(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SIZE) as pilot:
            screen = await with_customer(pilot, hall)
            screen.form.narrative.focus()
            await paste(pilot, COMPLAINT)
            await pause(pilot)
            screen.action_papers_here()
            await settle(pilot)
            assert isinstance(pilot.app.screen, OnePaper)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["name"]
            await paste(pilot, "购电发票")
            await press(pilot, "tab", "tab", "1", "ctrl+s")
            assert isinstance(pilot.app.screen, PapersAtIntake)
            assert "原件" in seen(pilot)
            await press(pilot, "enter")
            await paste(pilot, "照片")
            await fill(pilot, copies="3")
            await press(pilot, "ctrl+s", "escape")
            assert "留存材料4份（其中原件1份）" in seen_all(pilot)
            await press(pilot, "ctrl+y", "ctrl+s")
            papers = read(hall, registered(pilot)).papers
            assert [(p.name, p.copies, p.original) for p in papers] == [
                ("购电发票", 1, True),
                ("照片", 3, False),
            ]

    async def test_a_paper_half_typed_survives_the_night(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SIZE) as pilot:
            screen = await with_customer(pilot, hall)
            screen.action_papers_here()
            await settle(pilot)
            await paste(pilot, "房产证复")
            subject = screen.subject
            assert isinstance(pilot.app.screen, OnePaper)
            screen.keep_now()
            await settle(pilot)
        async with hall.app().run_test(size=SIZE) as pilot:
            await settle(pilot)
            pilot.app.actor = actor_of(hall.clerk)  # type: ignore[attr-defined]
            pilot.app.go("intake", subject)  # type: ignore[attr-defined]
            await settle(pilot)
            assert isinstance(pilot.app.screen, OnePaper)
            assert control(pilot, "name").text == "房产证复"

    async def test_del_takes_one_out(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SIZE) as pilot:
            screen = await with_customer(pilot, hall)
            screen._set(papers=(PaperForm(name="照片"), PaperForm(name="发票")))
            screen.action_papers_here()
            await settle(pilot)
            await press(pilot, "home", "delete", "escape")
            assert [p.name for p in form_of(pilot).sheet.papers] == ["发票"]


def seen_all(pilot: Pilot[None]) -> str:
    """The summary line of the form, also where it is scrolled away."""
    form = form_of(pilot).form
    return "".join(str(form.summary.visual).split())


def registered(pilot: Pilot[None]) -> str:
    """The number that the screen after a registration tells."""
    done = pilot.app.screen
    assert isinstance(done, RegisteredScreen)
    return done.reference()
