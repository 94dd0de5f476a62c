"""Numbers in full: who sees them, and what stays of the look."""

from dataclasses import replace

import pytest

from desk.customer import Customer
from desk.customer_file import Reveal
from desk.enums import CaseKind, PointKind
from desk.services import intake, reveal
from desk.staff.model import Actor
from tests.desk.services.hall import Hall, case_form, refused

WHY = "回电核实用电地址"


def customer_of(hall: Hall) -> str:
    with hall.desk.store.read() as book:
        return book.find(Customer)[0].id


def looks_kept(hall: Hall) -> list[Reveal]:
    with hall.desk.store.read() as book:
        return book.find(Reveal)


class TestCase:
    def test_who_holds_it_sees_all_and_the_reason_is_no_part_of_the_journal(
        self, hall: Hall
    ) -> None:
        reference = hall.register()
        [person] = reveal.reveal_case(hall.desk, hall.clerk, reference, WHY)
        assert (person.name, person.phone) == ("柳明月", "19900000001")
        assert (person.account_no, person.address) == ("9900000001", "临江市柳林巷3号")
        [look] = looks_kept(hall)
        assert (look.reason, look.by) == (WHY, hall.clerk.staff_id)
        [entry] = [e for e in hall.file(reference).journal if e.act == "case.reveal"]
        assert entry.note == ""
        assert WHY not in entry.changes

    def test_another_clerk_does_not_and_nothing_is_kept(self, hall: Hall) -> None:
        reference = hall.register()
        refused(
            "not_yours_to_see",
            lambda: reveal.reveal_case(hall.desk, hall.other, reference, WHY),
        )
        assert looks_kept(hall) == []

    def test_whoever_calls_back_needs_the_number(self, hall: Hall) -> None:
        reference, _letter = hall.delivered()
        [person] = reveal.reveal_case(hall.desk, hall.other, reference, "回访")
        assert person.phone == "19900000001"

    def test_once_it_has_ended_only_a_lead_looks(self, hall: Hall) -> None:
        reference = hall.closed()
        refused(
            "not_yours_to_see",
            lambda: reveal.reveal_case(hall.desk, hall.clerk, reference, WHY),
        )
        assert reveal.reveal_case(hall.desk, hall.lead, reference, WHY)

    @pytest.mark.parametrize(("reason", "code"), [(" \n", "missing"), ("为" * 201, "too_long")])
    def test_without_a_reason_nobody_looks(self, hall: Hall, reason: str, code: str) -> None:
        reference = hall.register()
        refusal = refused(code, lambda: reveal.reveal_case(hall.desk, hall.lead, reference, reason))
        assert refusal.field == "reason"
        assert looks_kept(hall) == []

    def test_it_tells_nothing_of_who_made_a_report(self, hall: Hall) -> None:
        form = replace(case_form(PointKind.ALLEGATION), kind=CaseKind.REPORT)
        reference = intake.register_case(hall.desk, hall.clerk, form).reference
        people = reveal.reveal_case(hall.desk, hall.lead, reference, WHY)
        assert not any(one.name or one.phone or one.account_no for one in people)

    def test_a_case_about_somebody_is_not_there_for_them(self, hall: Hall) -> None:
        form = replace(case_form(PointKind.ALLEGATION), concerns=[hall.lead.number])
        reference = intake.register_case(hall.desk, hall.clerk, form).reference
        refused("no_such_case", lambda: reveal.reveal_case(hall.desk, hall.lead, reference, WHY))


class TestCustomer:
    @pytest.mark.parametrize("who", ["lead", "manager", "clerk"])
    def test_leads_see_it_and_whoever_holds_an_open_case(self, hall: Hall, who: str) -> None:
        hall.register()
        actor: Actor = getattr(hall, who)
        [person] = reveal.reveal_customer(hall.desk, actor, customer_of(hall), WHY)
        assert (person.phone, person.account_no) == ("19900000001", "9900000001")

    def test_nobody_else_does(self, hall: Hall) -> None:
        hall.register()
        whose = customer_of(hall)
        for who, code in ((hall.other, "not_yours_to_see"), (hall.department, "no_such_customer")):
            look = lambda who=who: reveal.reveal_customer(hall.desk, who, whose, WHY)  # noqa: E731
            refused(code, look)

    def test_a_customer_who_is_not_on_file(self, hall: Hall) -> None:
        refused("no_such_customer", lambda: reveal.reveal_customer(hall.desk, hall.lead, "x", WHY))


class TestLooks:
    def test_they_are_listed_for_leads_by_customer_case_or_all(self, hall: Hall) -> None:
        reference = hall.register()
        reveal.reveal_case(hall.desk, hall.clerk, reference, WHY)
        hall.clock.move(minutes=1)
        reveal.reveal_customer(hall.desk, hall.lead, customer_of(hall), "核对户号")
        hall.clock.move(minutes=1)
        reveal.allowed_in_full(hall.desk, hall.manager, "报送名单")
        found = reveal.looks(hall.desk, hall.lead)
        assert [one.what for one in found] == ["整份清单", "柳**", reference]
        assert [one.name for one in found][2] == hall.clerk.name
        of_case = reveal.looks(hall.desk, hall.lead, reference=reference)
        assert [one.look.reason for one in of_case] == [WHY]
        of_customer = reveal.looks(hall.desk, hall.lead, customer_id=customer_of(hall))
        assert [one.look.reason for one in of_customer] == ["核对户号"]
