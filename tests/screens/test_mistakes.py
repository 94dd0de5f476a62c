"""What went wrong in a case is put right by keys at the smallest size."""

from collections.abc import Sequence

from textual.pilot import Pilot

from desk.case import Case
from desk.customer import Draft
from desk.enums import CaseStatus, Confirmation, LetterKind, LetterState, LinkKind, Topic
from desk.forms_counter import AmendForm, LinkForm, RecordForm, WithdrawForm
from desk.services import linking, lists, mistakes
from desk.services.amendable import OF_CASE, OF_COMPLAINANT
from desk.staff.model import actor_of
from desk.views import QueueRow, View
from screens.board.screen import BoardScreen
from screens.case.amend import Amend
from screens.case.amended import field_name
from screens.case.corrections import corrected
from screens.case.find_case import FindsCase
from screens.case.menu import MENDING, Menu
from screens.case.mistakes import AddSupplement, Annul, LinkCase, Withdraw
from screens.case.screen import CaseScreen
from screens.case.still_saying import StillSaying
from screens.case.wrong_customer import WrongCustomer
from screens.dialogs.key_menu import MARKS
from screens.dialogs.pin import OverTheShoulder
from screens.intake.done import RegisteredScreen
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell
from screens.widgets.row import FieldRow
from tests.builders import a_customer, a_letter, an_account
from tests.screens.a_case import enter, read, register, room, text_of
from tests.screens.hall import PIN, Hall, a_hall, put, settle
from tests.screens.window import form_of, paste, pause

SIZE = (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def mend(pilot: Pilot[None], name: str) -> None:
    """Ctrl+N, the line of mistakes, and the line of one of them."""
    await press(pilot, "ctrl+n")
    menu = pilot.app.screen
    assert isinstance(menu, Menu)
    names = [deed.name for deed in menu._deeds]
    await press(pilot, MARKS[names.index("mend")])
    assert isinstance(pilot.app.screen, Menu)
    await press(pilot, str(MENDING.index(name) + 1))


def control(pilot: Pilot[None], name: str) -> ClerkInput | ClerkTextArea:
    """The text field with this name, which must be in sight."""
    row = next(row for row in pilot.app.screen.query(FieldRow) if row.field == name)
    assert row.display
    assert isinstance(row.control, ClerkInput | ClerkTextArea)
    return row.control


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Texts as if typed; the cursor stands in the last of them."""
    for name, text in texts.items():
        field = control(pilot, name)
        if isinstance(field, ClerkTextArea):
            field.text = text
        else:
            field.value = text
        field.focus()
    await pilot.pause()


def wrong(pilot: Pilot[None]) -> list[str]:
    """The fields beside which something is refused."""
    return [row.field for row in pilot.app.screen.query(FieldRow) if row.error]


async def lead_agrees(pilot: Pilot[None]) -> None:
    """The lead enters number and PIN at this counter."""
    dialog = pilot.app.screen
    assert isinstance(dialog, OverTheShoulder)
    dialog._number.value, dialog._pin.value = "2001", PIN
    await press(pilot, "ctrl+s")


def seen(pilot: Pilot[None]) -> str:
    return "".join(text_of(pilot).split())


def issued(hall: Hall, reference: str, text: str, state: LetterState = LetterState.ISSUED) -> str:
    """An issued letter of the case with this text; its number."""
    case_id = read(hall, reference).case.id
    letter = a_letter(
        case_id,
        hall.clerk.id,
        state=state,
        kind=LetterKind.HOLDING,
        number="HD01-20261116-H001",
        markdown=text,
    )
    put(hall, letter)
    return letter.number


class TestSupplement:
    async def test_what_is_told_later_stands_below_the_narrative(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "supplement")
            assert isinstance(pilot.app.screen, AddSupplement)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["text"]
            await paste(pilot, "上个月也多收了\n家里没有人住")
            await fill(pilot, told_by="其女")
            await press(pilot, "ctrl+s")
            (added,) = read(hall, reference).supplements
            assert (added.text, added.told_by) == ("上个月也多收了\n家里没有人住", "其女")
            await press(pilot, "f5")
            assert "家里没有人住" in seen(pilot)
            assert "其女" in seen(pilot)

    async def test_half_a_supplement_waits_for_the_next_time(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "supplement")
            await paste(pilot, "上个月也")
            await press(pilot, "escape")
            await mend(pilot, "supplement")
            assert control(pilot, "text").text == "上个月也"
            await press(pilot, "ctrl+s")
            with hall.desk.store.read() as book:
                assert not book.find(Draft, form="supplement")


class TestAmend:
    async def test_a_field_is_chosen_in_words_and_its_old_value_stays(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "amend")
            dialog = pilot.app.screen
            assert isinstance(dialog, Amend)
            assert "柳*" in seen(pilot)
            assert "柳明月" not in seen(pilot)
            field = pilot.app.screen.query(FieldRow).first().control
            assert isinstance(field, Choice)
            await press(pilot, str(list(OF_COMPLAINANT).index("phone") + 1))
            assert field.value == "phone"
            assert "139****0001" in seen(pilot)
            await fill(pilot, line="13900000008", reason="听错一位")
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert file.complainant.phone == "13900000008"
            await press(pilot, "f5")
            assert "139****0001→139****0008（听错一位）" in seen(pilot).replace("\n", "")

    async def test_refusals_stand_beside_the_field_in_sight(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "amend")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["reason"]
            await fill(pilot, reason="写错", line="柳明月")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["line"]
            field = pilot.app.screen.query(FieldRow).first().control
            assert isinstance(field, Choice)
            field.choose("topic")
            await pilot.pause()
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["word"]

    async def test_what_limits_hang_on_needs_the_lead(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "amend")
            rows = {row.field: row for row in pilot.app.screen.query(FieldRow)}
            field, word = rows["field"].control, rows["word"].control
            assert isinstance(field, Choice)
            assert isinstance(word, Choice)
            field.choose("grade")
            await pilot.pause()
            word.choose("major")
            await fill(pilot, reason="涉及面广")
            await press(pilot, "ctrl+s")
            await lead_agrees(pilot)
            file = read(hall, reference)
            assert file.case.grade == "major"
            assert file.amendments[0].by == hall.lead.id


class TestLettersThatSayTheOld:
    async def test_one_is_declared_void_from_the_list(self) -> None:
        hall = a_hall()
        reference = register(hall)
        number = issued(hall, reference, "柳明月女士：……")
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "amend")
            await fill(pilot, line="柳明悦", reason="写错")
            await press(pilot, "ctrl+s")
            assert isinstance(pilot.app.screen, StillSaying)
            assert number in seen(pilot)
            await press(pilot, "enter")
            await lead_agrees(pilot)
            await fill(pilot, reason="姓名写错")
            await press(pilot, "ctrl+s")
            (letter,) = [one for one in read(hall, reference).letters if one.number == number]
            assert (letter.state, letter.void_reason) == (LetterState.VOID, "姓名写错")

    async def test_one_that_arrived_stays_and_a_supplementary_reply_is_offered(self) -> None:
        hall = a_hall()
        reference = register(hall)
        issued(hall, reference, "柳明月女士：……", LetterState.DELIVERED)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "amend")
            await fill(pilot, line="柳明悦", reason="写错")
            await press(pilot, "ctrl+s")
            await press(pilot, "1")
            assert isinstance(pilot.app.screen, StillSaying)
            await press(pilot, "2")
            assert "补充答复" in seen(pilot)
            assert not isinstance(pilot.app.screen, StillSaying)

    async def test_after_the_customer_withdrew_it_can_still_be_declared_void(self) -> None:
        hall = a_hall()
        reference = register(hall)
        number = issued(hall, reference, "柳明月女士：……")
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference, hall.lead)
            await mend(pilot, "withdraw")
            await fill(pilot, words="已经弄清楚了")
            await press(pilot, "ctrl+s")
            assert "补充答复" not in seen(pilot)
            await press(pilot, "1")
            await fill(pilot, reason="客户已撤回")
            await press(pilot, "ctrl+s")
            (letter,) = [one for one in read(hall, reference).letters if one.number == number]
            assert letter.state is LetterState.VOID


class TestWrongCustomer:
    async def test_the_case_goes_to_the_customer_who_is_found(self) -> None:
        customer = a_customer(name="石磊", phone="13955551234", initials="sl", pinyin="shilei")
        hall = a_hall(customer, an_account(customer.id, number="0500000003"))
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "wrong_customer")
            assert isinstance(pilot.app.screen, WrongCustomer)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["customer_id"]
            await paste(pilot, "1234")
            await pause(pilot)
            await press(pilot, "enter")
            await fill(pilot, reason="同名客户")
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert (file.case.customer_id, file.complainant.name) == (customer.id, "石磊")
            await press(pilot, "f5")
            assert "柳*月→石*（同名客户）" in seen(pilot) or "同名客户" in seen(pilot)

    async def test_who_is_not_on_file_is_put_there(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "wrong_customer")
            await paste(pilot, "欧阳春晓")
            await pause(pilot)
            await press(pilot, "enter")
            await fill(pilot, reason="登记错人")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["customer.name"]
            await fill(pilot, **{"customer.name": "欧阳春晓", "customer.phone": "13900000077"})
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert file.customer is not None
            assert (file.customer.name, file.complainant.phone) == ("欧阳春晓", "13900000077")


class TestWithdraw:
    async def test_their_words_and_how_they_confirmed_end_the_case(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "withdraw")
            assert isinstance(pilot.app.screen, Withdraw)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["words"]
            await paste(pilot, "已经弄清楚了，不用答复")
            await press(pilot, "tab", "3", "ctrl+s")
            assert wrong(pilot) == ["witness"]
            await fill(pilot, witness="1002")
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert file.case.status is CaseStatus.WITHDRAWN
            assert file.confirmations[0].how is Confirmation.READ_ALOUD
            assert "客户已撤回" in seen(pilot)
            await press(pilot, "f5")
            assert "“已经弄清楚了，不用答复”" in seen(pilot)


class TestAnnul:
    async def test_a_case_taken_down_twice_goes_on_under_the_other(self) -> None:
        hall = a_hall()
        first, second = register(hall), register(hall, "又来说一次电费的事")
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, second)
            await mend(pilot, "annul")
            assert isinstance(pilot.app.screen, Annul)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["reason"]
            await fill(pilot, reason="重复登记", duplicate_of="HD01-1")
            await press(pilot, "ctrl+s")
            await lead_agrees(pilot)
            assert wrong(pilot) == ["duplicate_of"]
            await fill(pilot, duplicate_of=first[-4:])
            await pause(pilot)
            assert first in seen(pilot)
            await press(pilot, "enter")
            assert control(pilot, "duplicate_of").text == first
            await press(pilot, "ctrl+s")
            await lead_agrees(pilot)
            case = read(hall, second).case
            assert case.status is CaseStatus.ANNULLED
            assert first in seen(pilot)
            assert "✓受理✓已作废" in seen(pilot)
            # From the record of the first one comes to the second.
            await enter(pilot, first)
            await press(pilot, "f5")
            assert second in seen(pilot)
            await press(pilot, "enter")
            assert room(pilot).subject == second

    async def test_the_board_and_the_search_say_so(self) -> None:
        hall = a_hall()
        gone, back = register(hall), register(hall, "又来说一次电费的事")
        lead = actor_of(hall.lead)
        mistakes.annul(hall.desk, lead, gone, "误登")
        signed = RecordForm(how=Confirmation.SIGNED)
        mistakes.withdraw(
            hall.desk, lead, back, WithdrawForm(words="不追究了", confirmation=signed)
        )
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, gone)
            await press(pilot, "f3")
            await paste(pilot, "HD01")
            await pause(pilot)
            assert "✗已作废" in seen(pilot)
            assert "↶已撤回" in seen(pilot)
            await press(pilot, "escape", "f4")
            board = room_of_board(pilot)
            rows = closed_rows(hall)
            assert {row.status for row in rows} == {CaseStatus.ANNULLED, CaseStatus.WITHDRAWN}
            cells = ["".join(_plain(board._cells(row))) for row in rows]
            assert any("✗ 已作废" in line for line in cells)
            assert any("↶ 已撤回" in line for line in cells)


def room_of_board(pilot: Pilot[None]) -> BoardScreen:
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


def closed_rows(hall: Hall) -> Sequence[QueueRow]:
    return lists.queue(hall.desk, actor_of(hall.clerk), View.CLOSED)


def _plain(cells: Sequence[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else cell[0] for cell in cells]


class TestLink:
    async def test_another_case_is_found_by_words(self) -> None:
        hall = a_hall()
        reference, other = register(hall), register(hall, "路灯一直不亮")
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "link")
            dialog = pilot.app.screen
            assert isinstance(dialog, LinkCase)
            assert isinstance(dialog, FindsCase)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["other"]
            await paste(pilot, "路灯")
            await pause(pilot)
            await press(pilot, "enter", "1", "ctrl+s")
            (link,) = read(hall, reference).links
            assert link.kind is LinkKind.SAME_MATTER
            await mend(pilot, "link")
            await paste(pilot, other)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["other"]

    async def test_enter_before_the_answer_takes_no_line_of_an_older_list(self) -> None:
        hall = a_hall()
        reference, lamp = register(hall), register(hall, "路灯一直不亮")
        queue = register(hall, "排队两个钟头")
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, reference)
            await mend(pilot, "link")
            dialog = pilot.app.screen
            assert isinstance(dialog, LinkCase)
            await paste(pilot, "路灯")
            await pause(pilot)
            assert [row.reference for row in dialog.hits.rows] == [lamp]
            dialog._answered = "路灯"
            dialog._asked = dialog.other.value = "排队两个"
            dialog._pause.stop()
            await pilot.press("enter")
            assert dialog.other.value == "排队两个"
            dialog._look()
            await settle(pilot)
            assert dialog.other.value == queue

    async def test_each_case_leads_to_the_other(self) -> None:
        hall = a_hall()
        first, second = register(hall), register(hall, "路灯一直不亮")
        linking.link_cases(hall.desk, actor_of(hall.clerk), first, LinkForm(other=second))
        async with hall.app().run_test(size=SIZE) as pilot:
            for here, there in ((first, second), (second, first)):
                await enter(pilot, here)
                await press(pilot, "f5", "1")
                assert room(pilot).subject == there

    async def test_a_link_that_was_a_mistake_is_ended_and_told_so(self) -> None:
        hall = a_hall()
        first, second = register(hall), register(hall, "路灯一直不亮")
        linking.link_cases(hall.desk, actor_of(hall.clerk), first, LinkForm(other=second))
        async with hall.app().run_test(size=SIZE) as pilot:
            await enter(pilot, first)
            await mend(pilot, "unlink")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["reason"]
            await paste(pilot, "只是地址相近")
            await press(pilot, "ctrl+s")
            await settle(pilot)
            assert read(hall, first).links == ()
            await press(pilot, "f5")
            assert f"解除了与{second}的关联" in seen(pilot)
            assert "只是地址相近" in seen(pilot)


class TestAfterTheEnd:
    async def test_a_new_case_takes_an_ended_one_up(self) -> None:
        hall = a_hall()
        reference = register(hall)
        mistakes.annul(hall.desk, actor_of(hall.lead), reference, "误登")
        async with hall.app().run_test(size=SIZE) as pilot:
            case = await enter(pilot, reference)
            assert isinstance(case, CaseScreen)
            assert case.check_action("mend", ()) is None
            await press(pilot, "ctrl+n")
            menu = pilot.app.screen
            assert isinstance(menu, Menu)
            names = [deed.name for deed in menu._deeds]
            await press(pilot, MARKS[names.index("follow")])
            await settle(pilot)
            form = form_of(pilot)
            assert form.gathered().visitor.name == "柳明月"
            assert f"续办{reference}" in seen(pilot)
            assert form.form.narrative.has_focus
            await paste(pilot, "还是那件事，电表还是走得快")
            await pause(pilot)
            await press(pilot, "ctrl+y", "ctrl+s")
            done = pilot.app.screen
            assert isinstance(done, RegisteredScreen)
            file = read(hall, done.reference())
            assert [(link.kind, file.linked[link.other_id]) for link in file.links] == [
                (LinkKind.FOLLOWS, reference)
            ]
            assert file.case.topic is Topic.METERING_BILLING

    async def test_an_open_case_is_added_to_instead(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SIZE) as pilot:
            case = await enter(pilot, reference)
            assert case.check_action("follow", ()) is None


def test_every_field_that_may_be_put_right_is_called_something() -> None:
    names = {field: field_name(field) for field in (*OF_CASE, *OF_COMPLAINANT)}
    assert [field for field, name in names.items() if name == field] == []
    assert len(set(names.values())) == len(names)


def test_who_put_a_field_right_stands_by_name_on_the_record() -> None:
    hall = a_hall()
    reference = register(hall)
    mistakes.amend(
        hall.desk,
        actor_of(hall.other),
        reference,
        AmendForm(field="topic", value=Topic.PLANNED_OR_TEMPORARY_OUTAGE, reason="听错"),
    )
    (event,) = corrected(read(hall, reference))
    assert event.text.startswith(hall.other.name)
    assert "→" in event.more
    assert "outage" not in event.more
    with hall.desk.store.read() as book:
        assert book.find(Case, reference=reference)[0].topic is Topic.PLANNED_OR_TEMPORARY_OUTAGE


async def test_a_field_put_right_at_another_window_shows_both_values() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=SIZE) as pilot:
        await enter(pilot, reference)
        await mend(pilot, "amend")
        dialog = pilot.app.screen
        assert isinstance(dialog, Amend)
        dialog._field.value = "address"
        await pilot.pause()
        await fill(pilot, line="柳林巷八号", reason="听错")
        other = AmendForm(field="address", value="临江路九号", reason="客户来电")
        mistakes.amend(hall.desk, actor_of(hall.other), reference, other)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is dialog
        row = next(row for row in dialog.query(FieldRow) if row.field == "line")
        assert hall.other.name in row.error
        assert "临江路" in str(dialog._now.content)
        assert read(hall, reference).case.address == "临江路九号"
        # Seen, and meant all the same.
        await press(pilot, "ctrl+s")
        assert read(hall, reference).case.address == "柳林巷八号"
