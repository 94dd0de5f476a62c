"""The end of a shift: everything is counted, it adds up, two people sign."""

from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.case import Case
from desk.enums import BlankKind, CaseStatus, PointKind
from desk.forms import HandoverForm
from desk.i18n import use
from desk.services import blanks, custody, lists, parking, shift
from desk.shift import Sheet, Shift, sheet_from_json, sheet_to_json
from desk.shift_words import as_text, does_not_add_up
from desk.views import View
from tests.builders import MONDAY, a_case
from tests.builders_counter import a_concern, a_hall_event, a_paper
from tests.desk.services.hall import Hall, open_hall, refused


def sheet_of(hall: Hall) -> Sheet:
    return shift.shift_sheet(hall.desk, hall.clerk)


def closed(hall: Hall) -> Sheet:
    return shift.close_shift(hall.desk, hall.clerk, sheet_of(hall).serial)


def end(hall: Hall, case: Case, status: CaseStatus = CaseStatus.CLOSED) -> None:
    with hall.desk.store.act("test.end", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        act.put(replace(case, status=status, closed_at=hall.clock.now()))
        act.commit()


def open_cases(hall: Hall) -> list[Case]:
    with hall.desk.store.read() as book:
        return book.find(Case, status=CaseStatus.OPEN)


def test_an_empty_day_adds_up(hall: Hall) -> None:
    sheet = sheet_of(hall)
    assert (sheet.serial, sheet.opening, sheet.taken, sheet.ended, sheet.open) == (1, 0, 0, 0, 0)
    assert sheet.adds_up


def test_what_was_taken_and_ended_is_counted_by_owner(hall: Hall) -> None:
    references = [hall.register(), hall.register(), hall.register(who=hall.other)]
    hall.clock.move(hours=1)
    end(hall, open_cases(hall)[0])
    sheet = sheet_of(hall)
    assert (sheet.opening, sheet.taken, sheet.ended, sheet.open) == (0, 3, 1, 2)
    assert {one.name: one.open for one in sheet.owners} == {"王芳": 1, "陈强": 1}
    assert [one.reference for one in sheet.unconfirmed] == references[1:]
    assert sheet.adds_up


def test_the_next_shift_begins_where_the_last_one_ended(hall: Hall) -> None:
    hall.register()
    hall.clock.move(hours=2)
    first = closed(hall)
    hall.clock.move(hours=1)
    hall.register()
    second = sheet_of(hall)
    assert (second.serial, second.opening, second.taken, second.open) == (2, 1, 1, 2)
    assert second.began_at == first.until
    assert second.untaken == 1
    assert second.adds_up


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["take", "end", "annul", "close", "wait"]), max_size=14))
def test_every_random_day_adds_up(steps: list[str]) -> None:
    hall = open_hall()
    serial = 0
    for step in steps:
        hall.clock.move(minutes=20)
        if step == "take":
            serial += 1
            case = a_case(hall.clerk.staff_id, serial, registered_at=hall.clock.now())
            with hall.desk.store.act("test.take", staff_id="", at=hall.clock.now()) as act:
                act.add(case)
                act.commit()
        elif step in ("end", "annul") and (here := open_cases(hall)):
            end(hall, here[0], CaseStatus.CLOSED if step == "end" else CaseStatus.ANNULLED)
        elif step == "close":
            assert closed(hall).adds_up
        sheet = sheet_of(hall)
        assert sheet.opening + sheet.taken - sheet.ended == sheet.open == len(open_cases(hall))
        assert sheet.adds_up
        assert sheet_from_json(sheet_to_json(sheet)) == sheet


def test_a_case_that_vanished_is_told(hall: Hall) -> None:
    hall.register()
    closed(hall)
    hall.clock.move(hours=1)
    lost = open_cases(hall)[0]
    with hall.desk.store.act("test.lose", staff_id="", at=hall.clock.now()) as act:
        act.put(replace(lost, status=CaseStatus.CLOSED))
        act.commit()
    sheet = sheet_of(hall)
    assert not sheet.adds_up
    use("en")
    assert "1 open, the book 0" in does_not_add_up(sheet, "en")


def test_every_list_is_filled_from_the_book(hall: Hall) -> None:
    reference = hall.register()
    offer = HandoverForm(
        to_staff="1002",
        matter="查叫号记录",
        told="下午联系",
        contact_by=MONDAY + timedelta(hours=5),
    )
    custody.offer_handover(hall.desk, hall.clerk, reference, offer)
    parking.park(hall.desk, hall.clerk, "s1", {"narrative": "半截"})
    parking.park(hall.desk, hall.clerk, "s2", {"narrative": "又半截"})
    blanks.reserve(hall.desk, hall.clerk, BlankKind.REGISTRATION, 3)
    blanks.spoil(hall.desk, hall.clerk, "2", "写错撕毁")
    case = open_cases(hall)[0]
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        act.add(a_paper(case.id, hall.clerk.staff_id), a_hall_event(hall.clerk.staff_id))
        act.commit()
    sheet = sheet_of(hall)
    assert [one.reference for one in sheet.unaccepted] == [reference]
    assert [(one.who, one.text) for one in sheet.parked] == [("王芳", "2")]
    assert "没录完的登记：2\n  王芳：2件" in as_text(sheet, "zh_CN")
    assert [one.text for one in sheet.originals] == ["购电发票"]
    assert len(sheet.events) == 1
    (forms,) = sheet.forms
    assert (forms.before, forms.printed, forms.used, forms.spoiled, forms.left) == (0, 3, 0, 1, 2)
    assert forms.gone == ("HD01-B-0002 写错撕毁",)
    text = as_text(sheet, "zh_CN")
    for words in (reference, "购电发票", "HD01-B-0002 写错撕毁", "王芳"):
        assert words in text


def test_two_people_sign(hall: Hall) -> None:
    hall.register()
    refused("no_shift", lambda: shift.take_shift(hall.desk, hall.other))
    sheet = closed(hall)
    refused("shift_closed", lambda: shift.close_shift(hall.desk, hall.other, sheet.serial))
    assert refused("oneself", lambda: shift.take_shift(hall.desk, hall.clerk)).field == "number"
    taken = shift.take_shift(hall.desk, hall.other)
    assert (taken.handed_by, taken.taken_by) == ("王芳 1001", "陈强 1002")
    refused("shift_taken", lambda: shift.take_shift(hall.desk, hall.lead))
    with hall.desk.store.read() as book:
        (row,) = book.find(Shift)
    assert (row.taken_by, row.journal_seq) == (hall.other.staff_id, taken.journal_seq)
    assert row.journal_hash == taken.journal_hash != ""
    again = shift.shift_sheet(hall.desk, hall.lead, 1)
    assert again == taken
    refused("no_such_shift", lambda: shift.shift_sheet(hall.desk, hall.lead, 9))


def test_a_forgotten_close_is_said_on_the_next_day_and_only_then(hall: Hall) -> None:
    hall.register()
    assert shift.shift_waits(hall.desk, hall.other).forgotten is None
    closed(hall)
    hall.clock.move(days=1)
    assert shift.shift_waits(hall.desk, hall.other).forgotten is None
    hall.register()
    assert shift.shift_waits(hall.desk, hall.other).forgotten is None
    hall.clock.move(days=1)
    assert shift.shift_waits(hall.desk, hall.other).forgotten == MONDAY
    closed(hall)
    assert shift.shift_waits(hall.desk, hall.other).forgotten is None


def test_a_case_about_one_of_us_is_counted_and_not_listed(hall: Hall) -> None:
    reference = hall.register()
    case = open_cases(hall)[0]
    concern = a_concern(case.id, hall.other.staff_id, hall.lead.staff_id)
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        act.add(concern)
        act.commit()
    sheet = shift.shift_sheet(hall.desk, hall.other)
    assert sheet.open == 1
    assert reference not in as_text(sheet, "zh_CN")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_sheet_goes_on_paper(hall: Hall, language: str) -> None:
    reference = hall.register(PointKind.REQUEST)
    use(language)
    closed(hall)
    page = shift.shift_page(hall.desk, hall.clerk, 1)
    with pypdfium2.PdfDocument(page.pdf) as document:
        text = "".join(one.get_textpage().get_text_range() for one in document)
    for words in (reference, "HD01-J-0001", "王芳 1001"):
        assert words in text
    assert reference in page.text


def test_the_first_shift_begins_at_opening_or_with_the_first_act_before_it(hall: Hall) -> None:
    opened = hall.desk.hours.opens(hall.today, hall.desk.calendar)
    assert opened is not None
    hall.clock.at = opened + timedelta(hours=2)
    assert datetime.fromisoformat(sheet_of(hall).began_at) == opened
    hall.clock.at = opened - timedelta(minutes=20)
    hall.register()
    hall.clock.at = opened + timedelta(hours=2)
    sheet = sheet_of(hall)
    began = datetime.fromisoformat(sheet.began_at)
    assert opened - began == timedelta(minutes=20, microseconds=1)
    assert (sheet.opening, sheet.taken) == (0, 1)


def test_on_a_day_of_rest_the_first_shift_begins_with_the_first_act(hall: Hall) -> None:
    hall.clock.move(days=5)
    assert hall.desk.hours.opens(hall.today, hall.desk.calendar) is None
    now = hall.clock.now()
    assert datetime.fromisoformat(sheet_of(hall).began_at) == now
    hall.register()
    hall.clock.move(hours=1)
    assert sheet_of(hall).taken == 1


def test_where_everybody_who_leads_is_meant_the_sheet_names_the_superior_unit(hall: Hall) -> None:
    hall.register(who=hall.lead)
    (case,) = open_cases(hall)
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        for one in (hall.lead, hall.second_lead, hall.manager):
            act.add(a_concern(case.id, one.staff_id, hall.clerk.staff_id))
        act.commit()
    sheet = shift.shift_sheet(hall.desk, hall.clerk)
    assert sheet.adds_up
    text = as_text(sheet, "zh_CN")
    assert "上级单位或95598：在办1件" in text
    assert hall.lead.name not in text
    (row,) = lists.queue(hall.desk, hall.clerk, View.ALL)
    assert row.holder == "上级单位或95598"
    assert lists.case_file(hall.desk, hall.clerk, case.reference).holder == row.holder
