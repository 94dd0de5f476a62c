"""What is done with a case beside answering: contacts, promises, handovers, the end."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from desk.case import Stage
from desk.enums import CaseStatus, Conclusion, ContactWay, HandoverState, RemedyBy, Scope
from desk.forms import AnswerForm, CommitmentForm, HandoverForm
from desk.playbook.sentences import SentenceUse
from desk.services import casework, custody
from desk.services.points import answer_point
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.case.articles import Cited, PickArticles
from screens.case.contact import LogContact
from screens.case.custody import OfferHandover
from screens.case.end import StillMissing
from screens.case.menu import Menu, deeds
from screens.case.talk import KeepPromise, MakePromise
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.prompt import Prompt
from screens.dialogs.sentences import Sentences
from screens.dialogs.tell import Tell
from screens.widgets.row import FieldRow
from tests.builders import a_case, a_custody, a_party
from tests.screens.a_case import enter, read, register, room, text_of
from tests.screens.hall import PIN, Hall, a_hall, put, settle


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def offer(hall: Hall, reference: str, *, to_staff: str = "1002") -> None:
    """The clerk offers the case to a colleague, or by name to somebody without a sign-in."""
    elsewhere: dict[str, Any] = (
        {} if to_staff else {"to_name": "外线王工", "to_phone": "0999-5550199"}
    )
    form = HandoverForm(
        to_staff=to_staff,
        matter="请到现场看表",
        told="三天内给您电话",
        contact_by=hall.clock.now() + timedelta(hours=3),
        **elsewhere,
    )
    custody.offer_handover(hall.desk, actor_of(hall.clerk), reference, form)


def on_sight(dialog: LogContact) -> set[str]:
    return {row.field for row in dialog.query(FieldRow) if row.display}


def wrong_in(dialog: LogContact) -> list[str]:
    return [row.field for row in dialog.query(FieldRow) if row.error]


class TestMenu:
    async def test_the_next_step_stands_first_and_a_digit_does_it(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+n")
            assert isinstance(pilot.app.screen, Menu)
            await press(pilot, "2")
            assert isinstance(pilot.app.screen, LogContact)

    async def test_it_holds_at_the_smallest_size(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+n")
            seen = text_of(pilot)
            names = deeds(read(hall, reference), actor_of(hall.clerk))
            assert names[0] == "answer"
            for number in range(1, min(len(names), 9) + 1):
                assert f" {number} " in seen

    async def test_a_receiver_is_offered_to_accept_or_decline(self) -> None:
        hall = a_hall()
        reference = register(hall)
        offer(hall, reference)
        file = read(hall, reference)
        assert deeds(file, actor_of(hall.other))[:2] == ["accept", "end_offer"]
        assert deeds(file, actor_of(hall.clerk))[:2] == ["by_word", "end_offer"]
        assert "hand_over" not in deeds(file, actor_of(hall.clerk))

    async def test_nothing_changes_an_ended_case(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 9, status=CaseStatus.CLOSED, stage=Stage.ENDED)
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id))
        names = deeds(read(hall, case.reference), actor_of(hall.clerk))
        assert set(names) == {
            *("record", "follow", "beside", "explain", "stands", "reply", "chain_paper", "digest"),
            *("files", "promises"),
        }


class TestTalk:
    async def test_a_contact_is_logged(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w", "1", "tab", "tab", "tab", *"ok", "ctrl+s")
            (contact,) = read(hall, reference).contacts
            assert contact.way is ContactWay.IN_PERSON
            assert contact.text == "ok"
            assert contact.reached

    async def test_an_empty_contact_is_refused_beside_its_field(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w", "ctrl+s")
            dialog = pilot.app.screen
            assert isinstance(dialog, LogContact)
            wrong = [row.field for row in dialog.query(FieldRow) if row.error]
            assert wrong == ["text"]

    async def test_what_was_typed_in_a_dialog_comes_back_after_esc(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w", "tab", "tab", "tab", *"half", "escape")
            await settle(pilot)
            await press(pilot, "ctrl+w")
            dialog = pilot.app.screen
            assert isinstance(dialog, LogContact)
            assert dialog.gather()["text"] == "half"
            assert "✎" in text_of(pilot)

    async def test_a_contact_and_what_was_promised_in_it_are_one_act(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w")
            dialog = pilot.app.screen
            assert isinstance(dialog, LogContact)
            assert not {"commitment.due_on", "commitment.owner"} & on_sight(dialog)
            dialog._text.text, dialog.promised.value = "约好上门看表", "派人上门核对表计"
            await pilot.pause()
            assert {"commitment.due_on", "commitment.owner"} <= on_sight(dialog)
            await press(pilot, "ctrl+s")
            # Without a day it is no promise, and the contact waits with it.
            assert wrong_in(dialog) == ["commitment.due_on"]
            assert read(hall, reference).contacts == ()
            dialog.due.value = "+2"
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert [one.text for one in file.contacts] == ["约好上门看表"]
            (made,) = file.commitments
            assert (made.text, made.owner, made.source) == (
                "派人上门核对表计",
                "林小满",
                "contact",
            )

    async def test_a_promise_too_great_is_refused_beside_it_and_agreed_at_the_counter(
        self,
    ) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w")
            dialog = pilot.app.screen
            assert isinstance(dialog, LogContact)
            dialog._text.text, dialog.promised.value = "客户要求赔偿", "赔偿冰箱一台"
            dialog.due.value = "11-30"
            await press(pilot, "ctrl+s")
            assert wrong_in(dialog) == ["commitment.text"]
            assert read(hall, reference).contacts == ()
            over = pilot.app.screen
            assert isinstance(over, OverTheShoulder)
            over._number.value, over._pin.value = hall.lead.number, PIN
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert len(file.contacts) == 1
            assert file.commitments[0].agreed_by == hall.lead.id

    async def test_a_sentence_for_mood_and_topic_is_put_into_what_was_said(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+w", "ctrl+u")
            assert isinstance(pilot.app.screen, Sentences)
            shown = pilot.app.screen.whole.plain
            await press(pilot, "enter")
            dialog = pilot.app.screen
            assert isinstance(dialog, LogContact)
            assert dialog._text.text in shown
            assert len(dialog._text.text) > 8

    async def test_how_to_speak_is_read_aloud_and_noted_or_put_into_the_letter(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            await press(pilot, "ctrl+up")
            page = pilot.app.screen
            assert isinstance(page, Sentences)
            spoken = [one.use for one in page._found]
            assert SentenceUse.LETTER not in spoken
            assert "安抚" in text_of(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, LogContact)
            await press(pilot, "escape")
            case.form.controls["conclusion"].value = Conclusion.SUBSTANTIATED  # type: ignore[attr-defined]
            await settle(pilot)
            await press(pilot, "ctrl+up", "end", "enter")
            written = case.form.content()["apology"]
            assert "⟦" in written
            assert "道歉" in written or "致歉" in written

    async def test_a_promise_is_made_and_kept(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_promise()
            await pilot.pause()
            assert isinstance(pilot.app.screen, MakePromise)
            await press(pilot, *"visit", "enter", "enter", *"+2", "enter", "2", "enter", "enter")
            (made,) = read(hall, reference).commitments
            assert (made.text, made.owner) == ("visit", "林小满")
            assert made.due_on.isoformat() == "2026-11-25"
            await settle(pilot)
            room(pilot).action_kept()
            await pilot.pause()
            assert isinstance(pilot.app.screen, KeepPromise)
            await press(pilot, *"photo", "ctrl+s")
            (kept,) = read(hall, reference).commitments
            assert kept.evidence == "photo"

    async def test_a_point_that_came_out_later_is_added(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_add_point()
            await pilot.pause()
            await press(pilot, *"more", "enter")
            assert [p.matter for p in read(hall, reference).points][-1] == "more"
            assert "more" in text_of(pilot)


class TestCustody:
    async def test_whose_matter_shows_what_must_follow(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_scope()
            await pilot.pause()
            entry = hall.desk.playbook.scopes[Scope.OTHER_POST]
            await press(pilot, "2")
            assert entry.required[0].label[:12] in text_of(pilot).replace("\n", "")
            await press(pilot, "ctrl+s")
            assert read(hall, reference).case.scope is Scope.OTHER_POST

    async def test_a_colleague_is_found_by_typing_and_offered_the_case(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+e")
            assert isinstance(pilot.app.screen, OfferHandover)
            await press(pilot, *"100", "enter")
            dialog = pilot.app.screen
            assert isinstance(dialog, OfferHandover)
            assert dialog.gather()["to_staff"] == "1002 赵一诺"
            await press(pilot, *"look", "enter", *"call", "enter")
            await press(pilot, *"+1 10:00", "enter")
            (handover,) = read(hall, reference).handovers
            assert handover.receiver_name == "赵一诺"
            assert handover.state is HandoverState.OFFERED
            assert "赵一诺" in text_of(pilot)

    async def test_a_time_that_has_passed_is_refused_and_nothing_is_lost(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+e", *"1002", "enter", "a", "enter", "b", "enter")
            await press(pilot, *"8:00", "enter")
            dialog = pilot.app.screen
            assert isinstance(dialog, OfferHandover)
            assert [row.field for row in dialog.query(FieldRow) if row.error] == ["contact_by"]
            assert dialog.gather()["matter"] == "a"

    async def test_the_receiver_accepts(self) -> None:
        hall = a_hall()
        reference = register(hall)
        offer(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference, hall.other)
            assert "Ctrl+Y" in text_of(pilot)
            await press(pilot, "ctrl+y")
            assert read(hall, reference).case.holder_id == hall.other.id
            assert "→ 赵一诺" in text_of(pilot)

    async def test_the_receiver_declines_with_a_reason(self) -> None:
        hall = a_hall()
        reference = register(hall)
        offer(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference, hall.other)
            await press(pilot, "ctrl+x")
            assert isinstance(pilot.app.screen, Prompt)
            await press(pilot, *"busy", "enter")
            (handover,) = read(hall, reference).handovers
            assert (handover.state, handover.reason) == (HandoverState.DECLINED, "busy")

    async def test_the_giver_takes_down_an_answer_by_word(self) -> None:
        hall = a_hall()
        reference = register(hall)
        offer(hall, reference, to_staff="")
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_by_word()
            await pilot.pause()
            await press(pilot, "tab", "tab", "tab", *"yes", "ctrl+s")
            (handover,) = read(hall, reference).handovers
            assert handover.state is HandoverState.ACCEPTED
            assert "yes" in handover.by_word


def answered(hall: Hall, reference: str) -> None:
    for point in read(hall, reference).points:
        answer_point(
            hall.desk,
            actor_of(hall.clerk),
            reference,
            point.position,
            AnswerForm(
                finding=f"第{point.position}项已核对",
                conclusion=Conclusion.EXPLAINED
                if point.kind == "question"
                else Conclusion.GRANTED
                if point.kind == "request"
                else Conclusion.SUBSTANTIATED,
                remedy=f"第{point.position}项已办",
                remedy_by=RemedyBy.CUSTOMER,
            ),
        )


class TestTheEnd:
    async def test_what_is_missing_is_listed_and_leads_to_its_place(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_close_case()
            await settle(pilot)
            assert isinstance(pilot.app.screen, StillMissing)
            await press(pilot, "2")
            assert case.form.position == 2
            assert read(hall, reference).case.status is CaseStatus.OPEN

    async def test_an_open_promise_leads_to_keeping_it(self) -> None:
        hall = a_hall()
        reference = register(hall)
        answered(hall, reference)
        due = hall.desk.hours.day_of(hall.clock.now()) + timedelta(days=2)
        form = CommitmentForm(text="上门看表", owner="计量班", due_on=due)
        casework.promise(hall.desk, actor_of(hall.clerk), reference, form)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_close_case()
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, StillMissing)
            at = [one.code for one in dialog._missing].index("promise")
            await press(pilot, str(at + 1))
            assert isinstance(pilot.app.screen, KeepPromise)

    async def test_a_call_back_needs_an_answer_and_takes_scores(self) -> None:
        hall = a_hall()
        case_row = a_case(hall.other.id, 5, stage=Stage.TO_CALL_BACK)
        put(hall, case_row, a_custody(case_row.id, hall.other.id), a_party(case_row.id))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, case_row.reference)
            case.action_follow_up()
            await pilot.pause()
            await press(pilot, "ctrl+s")
            wrong = [row.field for row in pilot.app.screen.query(FieldRow) if row.error]
            assert wrong == ["satisfied"]
            assert "1 很差  2 较差  3 一般  4 较好  5 很好" in text_of(pilot)


class TestHelp:
    async def test_articles_are_ticked_from_the_list(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.form.go_to("articles")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PickArticles)
            await press(pilot, "space", "enter")
            cited = case.form.controls["articles"]
            assert isinstance(cited, Cited)
            (article,) = cited.get_content()
            assert hall.desk.playbook.articles[article].cited[:10] in text_of(pilot)
            await press(pilot, "ctrl+s")
            assert read(hall, reference).points[0].articles == (article,)

    async def test_prepared_words_go_where_the_cursor_was(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.form.go_to("remedy")
            await press(pilot, "ctrl+u", "enter")
            script = hall.desk.playbook.scripts_for(case.file.case.topic, "多")[0]  # type: ignore[union-attr]
            assert case.form.content()["remedy"] == f"{script.text}⟦本户情况⟧"
            assert case.form.content()["finding"] == ""
            # It is marked as a proposal, and typing takes the place of what is open.
            assert "参考用语" in str(case.form.rows["remedy"]._manner.render())
            await press(pilot, *"done")
            assert case.form.content()["remedy"] == f"{script.text}done"
            assert not case.form.rows["remedy"]._manner.display

    @pytest.mark.parametrize("key", ["f5", "ctrl+k"])
    async def test_record_and_deadlines_are_told(self, key: str) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, key)
            assert isinstance(pilot.app.screen, Tell)
            words = "首问责任人" if key == "f5" else "依据"
            assert words in text_of(pilot)

    async def test_how_it_stands_and_a_reminder_work_from_inside_a_field(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+t")
            assert isinstance(pilot.app.screen, Tell)
            await press(pilot, "escape", "ctrl+r", *"again", "enter")
            (contact,) = read(hall, reference).contacts
            assert contact.reminder
            assert isinstance(pilot.app, DeskApp)
            assert pilot.app._exception is None
