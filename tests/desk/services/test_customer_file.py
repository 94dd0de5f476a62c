"""A customer's file: put right with a reason, added to, read whole, gone by itself on its day."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.customer import Customer
from desk.customer_file import FileChange
from desk.enums import ContactWay, LetterKind, Nature, NoteKind, SupplyRelation
from desk.forms_file import (
    AccountForm,
    NoteForm,
    OperationForm,
    OriginalForm,
    ReachForm,
    RelationForm,
)
from desk.letter.life import Letter
from desk.operations import Happened
from desk.ports import Entity
from desk.relation import relation_on
from desk.services import customer_file as files
from desk.services import file_additions, file_changes, slips
from desk.services.base import Desk
from desk.services.customer_file import CustomerFile, Span
from tests.builders import MONDAY, a_customer
from tests.builders_counter import a_care, a_concern, an_attention
from tests.builders_file import a_merge
from tests.desk.services.counter import away
from tests.desk.services.hall import Hall, refusal_of


def put(desk: Desk, *rows: Entity) -> None:
    with desk.store.act("test", staff_id="", at=MONDAY) as act:
        act.add(*rows)
        act.commit()


def customer_of(hall: Hall) -> str:
    """The customer of a case that was just registered."""
    hall.register()
    with hall.desk.store.read() as book:
        return book.find(Customer)[0].id


def read(hall: Hall, customer_id: str, span: Span = Span.ALWAYS) -> CustomerFile:
    return files.customer_file(hall.desk, hall.clerk, customer_id, span=span)


class TestOriginalRecord:
    def test_what_is_completed_needs_no_reason(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        form = OriginalForm(number="3300012345")
        kept = file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)
        assert kept.number == "3300012345"

    def test_what_is_replaced_needs_a_reason_and_case_records_stay(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        before = read(hall, customer_id).customer
        [case] = read(hall, customer_id).cases
        form = OriginalForm(name="柳明岳", phone="13900000099")
        refusal = refusal_of(
            lambda: file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)
        )
        assert (refusal.field, refusal.code) == ("reason", "missing")
        why = replace(form, reason="登记时听错")
        kept = file_changes.correct_customer(hall.desk, hall.clerk, customer_id, why)
        assert (kept.name, kept.phone, kept.version) == ("柳明岳", "13900000099", 2)
        assert "liumingyue" in kept.pinyin
        [change] = read(hall, customer_id).changes
        assert (change.what, change.changed) == ("customer", ("name", "phone"))
        assert change.reason == "登记时听错"
        assert hall.file(case.reference).complainant.name == before.name
        # What stood there before is kept nowhere, and nothing of it is in the journal.
        with hall.desk.store.read() as book:
            last = book.journal()[-1]
        assert last.act == "customer.correct"
        assert not {before.phone, "13900000099", "听错"} & set(last.changes + last.note)

    @pytest.mark.parametrize(
        ("fields", "field", "code"),
        [
            ({"name": " "}, "name", "missing"),
            ({"phone": "女士"}, "phone", "bad_phone"),
            ({"address": "长" * 201}, "address", "too_long"),
            ({"nature": Nature.ENTERPRISE}, "reason", "missing"),
        ],
    )
    def test_refusals_stand_beside_their_field(
        self, hall: Hall, fields: dict[str, object], field: str, code: str
    ) -> None:
        customer_id = customer_of(hall)
        form = OriginalForm(**fields)  # type: ignore[arg-type]
        refusal = refusal_of(
            lambda: file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)
        )
        assert (refusal.field, refusal.code) == (field, code)

    def test_nothing_is_overwritten_that_changed_meanwhile(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        seen = read(hall, customer_id).customer.version
        for number in ("1", "2"):
            form = OriginalForm(number=number, reason="核对")
            if number == "1":
                file_changes.correct_customer(
                    hall.desk, hall.other, customer_id, form, version=seen
                )
                continue
            refusal = refusal_of(
                partial(
                    file_changes.correct_customer,
                    *(hall.desk, hall.clerk, customer_id, form),
                    version=seen,
                )
            )
            assert refusal.code == "changed_meanwhile"
        assert read(hall, customer_id).customer.number == "1"

    def test_saving_what_stands_there_changes_nothing(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        phone = read(hall, customer_id).customer.phone
        form = OriginalForm(phone=phone)
        file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)
        found = read(hall, customer_id)
        assert (found.customer.version, found.changes) == (1, ())

    def test_a_double_and_an_erased_file_are_not_changed(self, hall: Hall) -> None:
        kept, double = a_customer(), a_customer()
        gone = a_customer(erased_at=MONDAY)
        put(hall.desk, kept, replace(double, merged_into=kept.id), gone)
        for one, code in ((double.id, "merged"), (gone.id, "erased")):
            note = NoteForm(kind=NoteKind.CREDIT, text="信用良好")
            refusal = refusal_of(partial(file_additions.add_note, hall.desk, hall.clerk, one, note))
            assert refusal.code == code


class TestAccountsAndPeople:
    def test_an_account_is_added_and_moves(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        new = AccountForm(number="0500000077", address="柳林巷9号", meter_no="M1")
        account = file_changes.set_account(hall.desk, hall.clerk, customer_id, new)
        moved = AccountForm(address="建设路1号", meter_no="M2")

        def move(form: AccountForm) -> object:
            return file_changes.set_account(
                hall.desk,
                hall.clerk,
                customer_id,
                form,
                account_id=account.id,
                version=account.version,
            )

        assert refusal_of(lambda: move(moved)).field == "reason"
        move(replace(moved, reason="换表"))
        found = {a.number: a for a in read(hall, customer_id).accounts}
        assert found["0500000077"].meter_no == "M2"
        again = refusal_of(
            lambda: file_changes.set_account(
                hall.desk, hall.clerk, customer_id, AccountForm(number="0500000077")
            )
        )
        assert (again.field, again.code) == ("number", "already_there")

    def test_a_person_is_added_changed_and_ended(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        form = ReachForm(name="程小满", relation="女儿", phone="13900000066")
        person = file_changes.set_contact(hall.desk, hall.clerk, customer_id, form)
        changed = file_changes.set_contact(
            *(hall.desk, hall.clerk, customer_id),
            ReachForm(phone="13900000067", reason="换号"),
            contact_id=person.id,
            version=person.version,
        )
        assert (changed.phone, changed.relation) == ("13900000067", "女儿")
        file_changes.end_contact(hall.desk, hall.clerk, person.id)
        assert read(hall, customer_id).contacts == ()
        twice = refusal_of(lambda: file_changes.end_contact(hall.desk, hall.clerk, person.id))
        assert twice.code == "ended_already"

    def test_another_customers_rows_are_out_of_reach(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        other = a_customer()
        put(hall.desk, other)
        account = read(hall, customer_id).accounts[0]
        refusal = refusal_of(
            lambda: file_changes.set_account(
                *(hall.desk, hall.clerk, other.id),
                AccountForm(meter_no="M9"),
                account_id=account.id,
            )
        )
        assert refusal.code == "no_such_row"


class TestRelation:
    @given(days=st.integers(-400, 400), last=st.integers(-400, 400) | st.none())
    def test_a_relation_with_a_last_day_falls_back_the_day_after(
        self, days: int, last: int | None
    ) -> None:
        day = date(2026, 11, 23)
        until = None if last is None else day + timedelta(days=last)
        customer = a_customer(
            supply_relation=SupplyRelation.NEEDS_ATTENTION,
            supply_reason="多次来访",
            supply_until=until,
        )
        found = relation_on(customer, day + timedelta(days=days))
        over = last is not None and days > last
        assert (found.relation is SupplyRelation.NEEDS_ATTENTION) != over
        assert (found.reason == "") == over

    def test_attention_asks_for_reason_and_last_day(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        form = RelationForm(relation=SupplyRelation.NEEDS_ATTENTION)

        def ask(form: RelationForm) -> object:
            return file_changes.set_relation(hall.desk, hall.lead, customer_id, form)

        assert refusal_of(lambda: ask(form)).field == "reason"
        form = replace(form, reason="多次来访")
        assert refusal_of(lambda: ask(form)).field == "until"
        assert refusal_of(lambda: ask(replace(form, until=date(2020, 1, 1)))).code == "in_past"
        ask(replace(form, until=hall.today + timedelta(days=3)))
        assert read(hall, customer_id).relation.relation is SupplyRelation.NEEDS_ATTENTION
        hall.clock.move(days=4)
        assert read(hall, customer_id).relation.relation is SupplyRelation.LONG_STANDING

    def test_key_account_needs_a_reason_and_a_lead(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        refusal = refusal_of(
            lambda: file_changes.set_key_account(hall.desk, hall.lead, customer_id, key=True)
        )
        assert refusal.field == "reason"
        kept = file_changes.set_key_account(
            hall.desk, hall.lead, customer_id, key=True, reason="一级重要用户"
        )
        assert kept.key_account
        assert read(hall, customer_id).changes[0].what == "key_account"

    def test_nothing_of_it_stands_on_paper(self, hall: Hall) -> None:
        reference = hall.register()
        with hall.desk.store.read() as book:
            [customer] = book.find(Customer)
        put(hall.desk, an_attention(customer.id, hall.lead.staff_id, text="说话请慢一些"))
        form = RelationForm(
            relation=SupplyRelation.NEEDS_ATTENTION,
            reason="反复投诉",
            until=hall.today + timedelta(days=30),
        )
        file_changes.set_relation(hall.desk, hall.lead, customer.id, form)
        slips.acknowledge(hall.desk, hall.clerk, reference)
        with hall.desk.store.read() as book:
            letters = book.find(Letter)
        assert [letter.kind for letter in letters] == [LetterKind.ACKNOWLEDGEMENT]
        assert not any(
            word in letter.markdown + letter.facts
            for letter in letters
            for word in ("反复投诉", "说话请慢一些", "needs_attention", "重点关注")
        )


class TestOperations:
    def test_what_is_typed_here_stands_beside_what_happened_in_cases(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        [case] = read(hall, customer_id).cases
        hall.clock.move(hours=1)
        form = OperationForm(
            way=ContactWay.SITE_VISIT,
            done="核对表号",
            place="柳林巷3号",
            case=case.reference,
            energy_kwh=12,
            cost_fen=900,
            volunteered=False,
        )
        file_additions.add_operation(hall.desk, hall.other, customer_id, form)
        lines = files.customer_operations(hall.desk, hall.clerk, customer_id)
        assert lines[0].happened is Happened.OPERATION
        assert (lines[0].reference, lines[0].energy_kwh) == (case.reference, 12)
        assert lines[-1].happened is Happened.REGISTERED

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"done": " "}, "done"),
            ({"cost_fen": -1}, "cost_fen"),
            ({"at": MONDAY + timedelta(days=1)}, "at"),
            ({"at": MONDAY - timedelta(days=9999)}, "at"),
            ({"case": "HD01-20200101-0001"}, "reference"),
        ],
    )
    def test_refusals_name_their_field(
        self, hall: Hall, fields: dict[str, object], field: str
    ) -> None:
        customer_id = customer_of(hall)
        form = replace(OperationForm(way=ContactWay.PHONE, done="告知检修"), **fields)  # type: ignore[arg-type]
        refusal = refusal_of(
            lambda: file_additions.add_operation(hall.desk, hall.clerk, customer_id, form)
        )
        assert refusal.field == field

    def test_a_case_of_somebody_else_is_refusal_of(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        [case] = read(hall, customer_id).cases
        other = a_customer()
        put(hall.desk, other)
        form = OperationForm(way=ContactWay.PHONE, done="回电", case=case.reference)
        refusal = refusal_of(
            lambda: file_additions.add_operation(hall.desk, hall.clerk, other.id, form)
        )
        assert (refusal.field, refusal.code) == ("case", "other_customer")

    def test_who_a_case_is_about_sees_nothing_of_it_here(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        [case] = read(hall, customer_id).cases
        concern = a_concern(case.case_id, hall.clerk.staff_id, hall.lead.staff_id)
        put(hall.desk, concern)
        found = read(hall, customer_id)
        assert (found.cases, found.operations, found.figures.cases) == ((), (), 0)
        seen = files.customer_file(hall.desk, hall.lead, customer_id)
        assert (len(seen.cases), seen.figures.cases) == (1, 1)


class TestAnalysis:
    def test_notes_are_counted_while_they_hold(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        made = [
            file_additions.add_note(hall.desk, hall.clerk, customer_id, NoteForm(kind=k, text="有"))
            for k in (NoteKind.CREDIT, NoteKind.CREDIT, NoteKind.DEMAND)
        ]
        file_additions.end_note(hall.desk, hall.clerk, made[0].id)
        found = read(hall, customer_id)
        assert found.note_counts == {NoteKind.CREDIT: 1, NoteKind.DEMAND: 1}

    def test_a_span_leaves_out_what_came_before(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        hall.clock.move(days=40)
        hall.register()
        counted = {span: read(hall, customer_id, span).figures.cases for span in Span}
        assert counted == {Span.ALWAYS: 2, Span.YEAR: 2, Span.MONTH: 1}
        alone = files.customer_figures(hall.desk, hall.clerk, customer_id, Span.MONTH)
        assert alone.cases == 1

    def test_the_same_topic_again_within_thirty_days_is_a_repeat(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        for days in (10, 40):
            hall.clock.move(days=days)
            hall.register()
        assert read(hall, customer_id).figures.repeats == 1

    def test_a_double_leads_to_the_kept_file_with_what_stands_in_both(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        kept = a_customer(name="柳明月（户主）")
        with hall.desk.store.act("test", staff_id="", at=MONDAY) as act:
            old = act.get(Customer, customer_id)
            assert old is not None
            act.add(kept, a_merge(kept.id, customer_id, hall.lead.staff_id))
            act.put(replace(old, merged_into=kept.id))
            act.commit()
        found = read(hall, customer_id)
        assert (found.customer.id, found.doubles) == (kept.id, 1)
        assert len(found.cases) == 1
        assert [line.happened for line in found.operations] == [Happened.REGISTERED]
        assert files.customer_row(hall.desk, hall.clerk, customer_id).name == kept.name


def test_who_looks_after_them_is_named_with_whether_they_are_here(hall: Hall) -> None:
    customer_id = customer_of(hall)
    put(hall.desk, a_care(customer_id, hall.other.staff_id, hall.lead.staff_id))
    found = read(hall, customer_id)
    assert (found.carer, found.carer_here) == (hall.other.name, True)
    away(hall, hall.other)
    assert not read(hall, customer_id).carer_here


def test_every_change_says_who_when_and_why(hall: Hall) -> None:
    customer_id = customer_of(hall)
    form = OriginalForm(address="建设路2号", reason="搬迁")
    file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)
    with hall.desk.store.read() as book:
        [change] = book.find(FileChange)
    assert (change.by, change.at) == (hall.clerk.staff_id, hall.clock.now())
