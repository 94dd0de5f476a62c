"""Registration: whole or not at all, once however often it is sent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.case import Case
from desk.customer import Account, Customer
from desk.enums import ClockKind, PartyRole, PointKind, Scope
from desk.forms import CustomerForm, PartyForm, PointForm
from desk.services import customers, intake, lists
from desk.views import View
from tests.desk.services.hall import Hall, case_form, open_hall, refused


def test_a_walk_in_gets_a_number_an_owner_and_its_deadlines(hall: Hall) -> None:
    done = intake.register_case(hall.desk, hall.clerk, case_form())
    assert done.reference == "HD01-20261123-0001"
    assert len(done.lookup_code) == 8
    file = hall.file(done.reference)
    assert file.case.first_responder_id == file.case.holder_id == hall.clerk.staff_id
    assert [span.staff_id for span in file.chain] == [hall.clerk.staff_id]
    due = {clock.kind: clock.due_at for clock in file.clocks}
    local = {kind: hall.desk.hours.local(at) for kind, at in due.items()}
    assert due[ClockKind.FIRST_CONTACT] == hall.clock.now() + timedelta(hours=24)
    assert local[ClockKind.REPLY].strftime("%m-%d %H:%M") == "11-30 17:30"
    assert local[ClockKind.CEILING].strftime("%m-%d %H:%M") == "12-07 17:30"
    assert file.case.due_at == due[ClockKind.REPLY]


def test_telling_the_next_step_at_the_window_is_the_first_contact(hall: Hall) -> None:
    told = hall.file(hall.register())
    silent = intake.register_case(hall.desk, hall.clerk, replace(case_form(), told=""))
    verdicts = [
        next(c.verdict for c in f.clocks if c.kind is ClockKind.FIRST_CONTACT)
        for f in (told, hall.file(silent.reference))
    ]
    assert verdicts == ["in_time", ""]


def test_numbers_count_up_within_a_day_and_begin_anew_the_next(hall: Hall) -> None:
    first, second = hall.register(), hall.register()
    hall.clock.move(days=1)
    assert [r[-13:] for r in (first, second, hall.register())] == [
        "20261123-0001",
        "20261123-0002",
        "20261124-0001",
    ]


def test_the_same_request_twice_is_one_case(hall: Hall) -> None:
    first = intake.register_case(hall.desk, hall.clerk, case_form(), request_id="form-1")
    again = intake.register_case(hall.desk, hall.clerk, case_form(), request_id="form-1")
    assert (again.reference, again.repeated) == (first.reference, True)
    assert len(lists.queue(hall.desk, hall.clerk, View.ALL)) == 1


def test_a_customer_who_comes_again_is_the_same_customer(hall: Hall) -> None:
    hall.register()
    hall.register()
    found = customers.find_customers(hall.desk, hall.clerk, "0001")
    assert [row.name for row in found] == ["柳明月"]
    with hall.desk.store.read() as book:
        assert len(book.find(Customer)) == len(book.find(Account)) == 1


def test_a_namesake_with_another_phone_stays_apart(hall: Hall) -> None:
    hall.register()
    namesake = CustomerForm(name="柳明月", phone="19900000002")
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=namesake))
    with hall.desk.store.read() as book:
        assert len(book.find(Customer)) == 2


def test_who_is_on_file_brings_account_and_address(hall: Hall) -> None:
    known = hall.file(hall.register()).case
    form = replace(case_form(), customer=None, customer_id=known.customer_id or "")
    case = hall.file(intake.register_case(hall.desk, hall.clerk, form).reference).case
    assert (case.account_no, case.address) == (known.account_no, known.address)


def test_anonymous_is_accepted_and_has_no_customer(hall: Hall) -> None:
    form = replace(case_form(), customer=None, anonymous=True)
    file = hall.file(intake.register_case(hall.desk, hall.clerk, form).reference)
    assert file.case.anonymous
    assert file.customer is None
    assert file.complainant.name == ""


def test_a_representative_needs_a_right_to_act(hall: Hall) -> None:
    daughter = PartyForm(role=PartyRole.REPRESENTATIVE, name="柳小月")
    form = replace(case_form(), parties=[daughter])
    refusal = refused("missing", lambda: intake.register_case(hall.desk, hall.clerk, form))
    assert refusal.field == "parties.0.basis"
    allowed = replace(case_form(), parties=[replace(daughter, basis="授权委托书")])
    file = hall.file(intake.register_case(hall.desk, hall.clerk, allowed).reference)
    assert [p.role for p in file.parties] == [PartyRole.COMPLAINANT, PartyRole.REPRESENTATIVE]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"narrative": " \n\t "}, "narrative"),
        ({"narrative": "长" * 20_001}, "narrative"),
        ({"points": []}, "points"),
        ({"points": [PointForm(kind=PointKind.QUESTION, matter=" ")]}, "points.0.matter"),
        ({"points": [PointForm(kind=PointKind.QUESTION, matter="问" * 1001)]}, "points.0.matter"),
        ({"points": [PointForm(kind=PointKind.QUESTION, matter="问")] * 41}, "points"),
        ({"customer": None}, "customer.name"),
        ({"customer": CustomerForm(name="  ")}, "customer.name"),
        ({"customer": CustomerForm(name="名" * 201)}, "customer.name"),
        ({"customer": CustomerForm(name="柳明月", phone="女士")}, "customer.phone"),
        ({"customer_id": "nobody"}, "customer_id"),
        ({"received_at": datetime(2026, 11, 23, 12, 0)}, "received_at"),
        ({"received_at": datetime(2026, 11, 20, 9, 0)}, "backdated_reason"),
        ({"expected_by": datetime(2026, 11, 22).date()}, "expected_by"),
    ],
)
def test_what_cannot_be_registered_leaves_nothing_behind(
    hall: Hall, change: dict[str, object], field: str
) -> None:
    form = replace(case_form(), **change)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r".") as caught:
        intake.register_case(hall.desk, hall.clerk, form)
    assert getattr(caught.value, "field", None) == field
    with hall.desk.store.read() as book:
        assert book.find(Case) == []
        assert book.find(Customer) == []
        assert book.serials("case", "HD01-20261123") == 0


def test_a_paper_form_of_friday_runs_from_friday(hall: Hall) -> None:
    friday = datetime(2026, 11, 20, 9, 0)
    form = replace(case_form(), received_at=friday, backdated_reason="停电期间用纸质单登记")
    file = hall.file(intake.register_case(hall.desk, hall.clerk, form).reference)
    reply = next(c for c in file.clocks if c.kind is ClockKind.REPLY)
    assert hall.desk.hours.local(reply.due_at).strftime("%m-%d") == "11-27"


@given(st.sampled_from(Scope))
def test_no_scope_ends_a_case(scope: Scope) -> None:
    hall = open_hall()
    form = replace(case_form(), scope=scope)
    done = intake.register_case(hall.desk, hall.clerk, form)
    assert hall.file(done.reference).case.status.value == "open"
    assert done.next_step


@given(st.text(min_size=1, max_size=300).filter(lambda t: t.strip().isprintable() and t.strip()))
def test_whatever_a_customer_says_is_kept_literally(text: str) -> None:
    hall = open_hall()
    said = replace(case_form(), narrative=text)
    done = intake.register_case(hall.desk, hall.clerk, said)
    from desk.text import clean

    assert hall.file(done.reference).case.narrative == clean(text).strip()
