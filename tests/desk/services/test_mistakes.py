"""Mistakes are put right beside what stands; numbers and reasons stay."""

from dataclasses import replace
from functools import partial

import pytest

from desk.enums import (
    CaseKind,
    CaseStatus,
    Confirmation,
    Confirmed,
    LetterState,
    LinkKind,
    PointKind,
)
from desk.forms import CustomerForm
from desk.forms_counter import AmendForm, LinkForm, RecordForm, WithdrawForm
from desk.services import customers, linking, lists, mistakes
from desk.services.mistakes import Corrected
from desk.staff.model import Actor
from tests.builders import MONDAY
from tests.builders_counter import an_external
from tests.desk.services.hall import Hall, refused


def amend(
    hall: Hall, reference: str, field: str, value: str, who: Actor | None = None, why: str = "听错"
) -> Corrected:
    form = AmendForm(field=field, value=value, reason=why)
    return mistakes.amend(hall.desk, who or hall.clerk, reference, form)


class TestSupplement:
    def test_it_stands_beside_the_narrative_with_its_date(self, hall: Hall) -> None:
        reference = hall.register()
        before = hall.file(reference).case.narrative
        hall.clock.move(hours=2)
        mistakes.supplement(hall.desk, hall.clerk, reference, "上个月也排了一个小时", "其女")
        mistakes.supplement(hall.desk, hall.other, reference, "当时有录像")
        file = hall.file(reference)
        assert file.case.narrative == before
        assert [(s.position, s.text) for s in file.supplements] == [
            (1, "上个月也排了一个小时"),
            (2, "当时有录像"),
        ]
        assert file.supplements[0].at == hall.clock.now()
        found = lists.find(hall.desk, hall.clerk, "录像")
        assert [row.reference for row in found if row.kind == "case"] == [reference]

    def test_empty_and_endless_ones_are_refused(self, hall: Hall) -> None:
        reference = hall.register()
        refused("missing", lambda: mistakes.supplement(hall.desk, hall.clerk, reference, " \n"))
        refused(
            "too_long",
            lambda: mistakes.supplement(hall.desk, hall.clerk, reference, "长" * 10_001),
        )

    def test_after_the_end_a_new_case_takes_it_up(self, hall: Hall) -> None:
        reference = hall.closed()
        refusal = refused(
            "case_ended", lambda: mistakes.supplement(hall.desk, hall.clerk, reference, "又停了")
        )
        assert refusal.hint
        newer = hall.register()
        form = LinkForm(other=reference, kind=LinkKind.FOLLOWS)
        linking.link_cases(hall.desk, hall.clerk, newer, form)
        assert list(hall.file(newer).linked.values()) == [reference]
        assert list(hall.file(reference).linked.values()) == [newer]


class TestAmend:
    def test_what_stood_there_stays_with_the_reason(self, hall: Hall) -> None:
        reference = hall.register()
        done = amend(hall, reference, "address", "柳林巷8号", why="门牌听错")
        assert done.case.address == "柳林巷8号"
        (kept,) = hall.file(reference).amendments
        assert (kept.field, kept.new, kept.reason) == ("address", "柳林巷8号", "门牌听错")
        assert [r.reference for r in lists.find(hall.desk, hall.clerk, "柳林巷8号")] == [reference]

    def test_the_name_of_the_person_who_came(self, hall: Hall) -> None:
        reference = hall.register()
        amend(hall, reference, "name", "柳明悦")
        assert hall.file(reference).complainant.name == "柳明悦"

    def test_an_approval_of_the_old_is_gone(self, hall: Hall) -> None:
        reference, _letter = hall.submitted()
        amend(hall, reference, "name", "柳明悦")
        assert hall.file(reference).letters[-1].state is LetterState.DRAFT

    def test_issued_letters_that_say_the_old_are_named(self, hall: Hall) -> None:
        reference, letter = hall.issued()
        old = hall.file(reference).complainant.salutation
        done = amend(hall, reference, "salutation", "老师")
        assert letter.number in done.letters, old
        assert hall.file(reference).letters[-1].state is LetterState.ISSUED

    def test_an_issued_letter_that_says_the_old_in_its_own_words_is_named(self, hall: Hall) -> None:
        reference, letter = hall.issued()
        # The code of a kind is English, and in a letter stands what it is called there.
        done = amend(hall, reference, "kind", "suggestion", who=hall.lead)
        assert done.letters == ()
        says = replace(letter, markdown=f"{letter.markdown}\n\n您的建议已经收悉。\n")
        with hall.desk.store.act("test", staff_id=hall.lead.staff_id, at=hall.clock.now()) as act:
            act.put(replace(says, version=hall.file(reference).letters[-1].version))
            act.commit()
        done = amend(hall, reference, "kind", "complaint", who=hall.lead)
        assert done.letters == (letter.number,)

    def test_a_date_is_found_as_a_letter_writes_it(self, hall: Hall) -> None:
        reference, letter = hall.issued()
        amend(hall, reference, "expected_by", "2026-09-30")
        says = replace(letter, markdown=f"{letter.markdown}\n\n您希望2026年9月30日前得到答复。\n")
        with hall.desk.store.act("test", staff_id=hall.lead.staff_id, at=hall.clock.now()) as act:
            act.put(replace(says, version=hall.file(reference).letters[-1].version))
            act.commit()
        done = amend(hall, reference, "expected_by", "2026-10-31")
        assert done.letters == (letter.number,)

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("narrative", "x", "not_amendable"),
            ("points", "x", "not_amendable"),
            ("reference", "x", "not_amendable"),
            ("first_responder_id", "x", "not_amendable"),
            ("topic", "nonsense", "unknown_word"),
            ("expected_by", "2026-02-30", "bad_date"),
            ("name", "  ", "missing"),
            ("kind", "report", "not_allowed"),
            ("grade", "major", "not_allowed"),
        ],
    )
    def test_what_is_not_put_right_this_way(
        self, hall: Hall, field: str, value: str, code: str
    ) -> None:
        reference = hall.register()
        found = refused(code, lambda: amend(hall, reference, field, value))
        assert found.field in ("field", "value")
        assert hall.file(reference).amendments == ()

    def test_a_lead_puts_the_kind_right(self, hall: Hall) -> None:
        reference = hall.register()
        done = amend(hall, reference, "kind", "opinion", who=hall.lead)
        assert done.case.kind is CaseKind.OPINION

    def test_nothing_changes_without_a_reason_or_a_change(self, hall: Hall) -> None:
        reference = hall.register()
        refused("missing", lambda: amend(hall, reference, "address", "x", why=" "))
        now = hall.file(reference).case.address
        refused("unchanged", lambda: amend(hall, reference, "address", now))


class TestWrongCustomer:
    def test_the_case_moves_and_says_whose_it_seemed(self, hall: Hall) -> None:
        reference = hall.register()
        was = hall.file(reference).complainant.name
        form = CustomerForm(name="尤知秋", salutation="先生", phone="13755550123")
        right = customers.add_customer(hall.desk, hall.clerk, form)
        mistakes.move_case(hall.desk, hall.clerk, reference, right.id, "选错同名客户")
        file = hall.file(reference)
        assert file.customer is not None
        assert file.customer.id == right.id
        assert file.complainant.name == "尤知秋"
        assert (file.amendments[0].old, file.amendments[0].new) == (was, "尤知秋")
        refused(
            "unchanged",
            lambda: mistakes.move_case(hall.desk, hall.clerk, reference, right.id, "再试"),
        )
        refused(
            "no_such_customer",
            lambda: mistakes.move_case(hall.desk, hall.clerk, reference, "none", "再试"),
        )


class TestWithdraw:
    def form(self, **fields: object) -> WithdrawForm:
        how = RecordForm(how=Confirmation.SIGNED)
        return replace(WithdrawForm(words="家里人已经谈好了", confirmation=how), **fields)  # type: ignore[arg-type]

    def test_the_customers_words_and_confirmation_stand(self, hall: Hall) -> None:
        reference = hall.register()
        done = mistakes.withdraw(hall.desk, hall.clerk, reference, self.form())
        assert done.case.status is CaseStatus.WITHDRAWN
        file = hall.file(reference)
        assert file.case.closed_note == "家里人已经谈好了"
        assert [c.what for c in file.confirmations] == [Confirmed.WITHDRAWAL]
        assert all(clock.verdict for clock in file.clocks)
        refused(
            "case_ended",
            lambda: mistakes.withdraw(hall.desk, hall.clerk, reference, self.form()),
        )

    def test_without_words_or_confirmation_it_goes_on(self, hall: Hall) -> None:
        reference = hall.register()
        for code, form in (
            ("missing", self.form(words=" ")),
            ("missing", self.form(confirmation=RecordForm(how=Confirmation.READ_ALOUD))),
            (
                "witness_is_self",
                self.form(
                    confirmation=RecordForm(how=Confirmation.REFUSED, witness=hall.clerk.number)
                ),
            ),
        ):
            refused(code, partial(mistakes.withdraw, hall.desk, hall.clerk, reference, form))
        assert hall.file(reference).case.status is CaseStatus.OPEN

    def test_issued_letters_are_named(self, hall: Hall) -> None:
        reference, letter = hall.issued()
        done = mistakes.withdraw(hall.desk, hall.clerk, reference, self.form())
        assert letter.number in done.letters


class TestAnnul:
    def test_registered_twice_the_number_stays_and_points_to_the_other(self, hall: Hall) -> None:
        first, second = hall.register(), hall.register()
        case = hall.file(second).case
        with hall.desk.store.act("t", staff_id=hall.clerk.staff_id, at=MONDAY) as act:
            act.add(an_external(case.id, hall.clerk.staff_id))
            act.commit()
        done = mistakes.annul(hall.desk, hall.lead, second, "同一客户登记了两次", first)
        assert done.case.status is CaseStatus.ANNULLED
        assert done.case.reference == second
        file = hall.file(first)
        assert [one.number for one in file.externals] == ["LJ20261123001"]
        assert list(file.linked.values()) == [second]
        assert file.case.status is CaseStatus.OPEN

    def test_a_clerk_annuls_nothing(self, hall: Hall) -> None:
        reference = hall.register()
        refused("not_allowed", lambda: mistakes.annul(hall.desk, hall.clerk, reference, "重复"))

    def test_the_ways_it_is_refused(self, hall: Hall) -> None:
        first, second = hall.register(), hall.register()
        for code, reason, other in (
            ("missing", " ", ""),
            ("oneself", "重复", second),
            ("no_such_case", "重复", "HD01-20261123-9999"),
        ):
            refused(code, partial(mistakes.annul, hall.desk, hall.lead, second, reason, other))
        mistakes.annul(hall.desk, hall.lead, first, "写错")
        refused("annulled", lambda: mistakes.annul(hall.desk, hall.lead, second, "重复", first))

    def test_an_answer_on_its_way_stays_a_draft(self, hall: Hall) -> None:
        reference, _letter = hall.submitted(PointKind.ALLEGATION)
        mistakes.annul(hall.desk, hall.lead, reference, "登记错误")
        assert hall.file(reference).letters[-1].state is LetterState.DRAFT


class TestLink:
    def test_twice_or_to_itself_is_refused(self, hall: Hall) -> None:
        first, second = hall.register(), hall.register()
        linking.link_cases(hall.desk, hall.clerk, first, LinkForm(other=second))
        for code, one, other in (
            ("linked_already", first, second),
            ("linked_already", second, first),
            ("oneself", first, first),
        ):
            link = partial(linking.link_cases, hall.desk, hall.clerk, one, LinkForm(other=other))
            refused(code, link)

    def test_one_that_was_a_mistake_is_ended_with_a_reason_and_may_be_made_again(
        self, hall: Hall
    ) -> None:
        first, second = hall.register(), hall.register()
        link = partial(linking.link_cases, hall.desk, hall.clerk, first, LinkForm(other=second))
        end = partial(linking.unlink_cases, hall.desk, hall.clerk, second, first)
        refused("not_linked", lambda: end("看错了"))
        link()
        refused("missing", lambda: end("  "))
        end("地址相近，不是一回事")
        file = hall.file(first)
        assert file.links == ()
        assert file.linked == {}
        [ended] = file.ended_links
        assert ended.ended_reason == "地址相近，不是一回事"
        assert list(file.unlinked.values()) == [second]
        link()
        assert list(hall.file(second).linked.values()) == [first]
        assert hall.file(second).unlinked == {}

    def test_that_of_a_case_annulled_for_another_stays(self, hall: Hall) -> None:
        first, second = hall.register(), hall.register()
        linking.link_cases(hall.desk, hall.clerk, first, LinkForm(other=second))
        mistakes.annul(hall.desk, hall.lead, second, "重复登记", first)
        end = partial(linking.unlink_cases, hall.desk, hall.clerk, first, second)
        refused("annulled", lambda: end("想分开"))
