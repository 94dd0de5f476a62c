"""Care of a named person and words of attention: offered first, gone in time, on no letter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.care import lines, standing_attentions, standing_care
from desk.customer import Customer
from desk.enums import CaseKind, HandoverState, LetterKind
from desk.forms_counter import AttentionForm, CareForm
from desk.i18n import use
from desk.letter.life import Letter
from desk.services import care, custody, intake, slips
from tests.builders import MONDAY
from tests.builders_counter import a_care, an_attention
from tests.desk.services.counter import away
from tests.desk.services.hall import Hall, case_form, refused

WORD = "听力不便，请放慢语速"


def customer_of(hall: Hall) -> str:
    hall.register()
    with hall.desk.store.read() as book:
        return book.find(Customer)[0].id


def looked_after(hall: Hall) -> str:
    """A customer on file for whom the other clerk is there."""
    customer_id = customer_of(hall)
    form = CareForm(staff=hall.other.number, reason="一年内第三次来访")
    care.set_care(hall.desk, hall.lead, customer_id, form)
    return customer_id


def attend(hall: Hall, customer_id: str, days: int = 30) -> str:
    form = AttentionForm(text=WORD, reason="客户本人提出", until=hall.today + timedelta(days=days))
    return care.set_attention(hall.desk, hall.lead, customer_id, form).id


class TestOffer:
    def test_a_new_case_is_offered_to_whoever_looks_after_the_customer(self, hall: Hall) -> None:
        looked_after(hall)
        ref = hall.register()
        [offer] = hall.file(ref).handovers
        assert (offer.state, offer.receiver_id) == (HandoverState.OFFERED, hall.other.staff_id)
        assert hall.file(ref).case.holder_id == hall.clerk.staff_id
        custody.accept_handover(hall.desk, hall.other, ref)
        assert hall.file(ref).case.holder_id == hall.other.staff_id

    def test_somebody_away_is_offered_nothing_and_it_is_said(self, hall: Hall) -> None:
        customer_id = looked_after(hall)
        away(hall, hall.other)
        assert hall.file(hall.register()).handovers == ()
        mind = care.to_mind(hall.desk, hall.clerk, customer_id)
        assert not mind.here
        use("zh_CN")
        assert lines(mind) == ("专人服务：陈强，现在不在岗。",)

    def test_whoever_looks_after_them_registers_it_for_themselves(self, hall: Hall) -> None:
        looked_after(hall)
        assert hall.file(hall.register(who=hall.other)).handovers == ()

    def test_no_case_is_offered_to_somebody_it_is_about(self, hall: Hall) -> None:
        looked_after(hall)
        form = replace(case_form(), concerns=[hall.other.number])
        done = intake.register_case(hall.desk, hall.manager, form)
        with hall.desk.store.read() as book:
            assert book.find(Customer)
        assert hall.file(done.reference).handovers == ()

    def test_a_report_is_offered_to_nobody(self, hall: Hall) -> None:
        looked_after(hall)
        form = replace(case_form(), kind=CaseKind.REPORT)
        assert (
            hall.file(intake.register_case(hall.desk, hall.clerk, form).reference).handovers == ()
        )

    def test_it_ends(self, hall: Hall) -> None:
        customer_id = looked_after(hall)
        care.end_care(hall.desk, hall.lead, customer_id)
        assert hall.file(hall.register()).handovers == ()
        refused("no_care", lambda: care.end_care(hall.desk, hall.lead, customer_id))

    def test_another_person_takes_the_place_of_the_first(self, hall: Hall) -> None:
        customer_id = looked_after(hall)
        form = CareForm(staff=hall.department.number, reason="改由班组专人负责")
        care.set_care(hall.desk, hall.lead, customer_id, form)
        assert care.to_mind(hall.desk, hall.clerk, customer_id).carer == hall.department.name

    def test_it_must_be_somebody_who_handles_cases(self, hall: Hall) -> None:
        form = CareForm(staff=hall.admin.number, reason="专人")
        customer_id = customer_of(hall)
        refusal = refused(
            "handles_no_cases", lambda: care.set_care(hall.desk, hall.lead, customer_id, form)
        )
        assert refusal.field == "staff"


class TestAttention:
    def test_it_is_gone_by_itself_after_its_last_day(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        attend(hall, customer_id, days=2)
        hall.clock.move(days=2)
        assert lines(care.to_mind(hall.desk, hall.clerk, customer_id)) == (WORD,)
        hall.clock.move(days=1)
        assert lines(care.to_mind(hall.desk, hall.clerk, customer_id)) == ()

    def test_it_can_be_taken_away_before(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        word = attend(hall, customer_id)
        care.end_attention(hall.desk, hall.lead, word)
        assert lines(care.to_mind(hall.desk, hall.clerk, customer_id)) == ()
        refused("no_attention", lambda: care.end_attention(hall.desk, hall.lead, word))

    @pytest.mark.parametrize(
        ("fields", "field", "code"),
        [
            ({"text": " "}, "text", "missing"),
            ({"text": "慢" * 61}, "text", "too_long"),
            ({"reason": ""}, "reason", "missing"),
            ({"until": date(2026, 11, 22)}, "until", "in_past"),
            ({"until": date(2027, 11, 25)}, "until", "too_far"),
        ],
    )
    def test_what_it_needs(
        self, hall: Hall, fields: dict[str, object], field: str, code: str
    ) -> None:
        customer_id = customer_of(hall)
        whole = AttentionForm(text=WORD, reason="客户提出", until=date(2026, 12, 1))
        form = replace(whole, **fields)  # type: ignore[arg-type]
        refusal = refused(code, lambda: care.set_attention(hall.desk, hall.lead, customer_id, form))
        assert refusal.field == field

    def test_a_clerk_asks_the_lead(self, hall: Hall) -> None:
        customer_id = customer_of(hall)
        form = CareForm(staff=hall.other.number, reason="专人")
        refused("not_allowed", lambda: care.set_care(hall.desk, hall.clerk, customer_id, form))


def test_special_care_is_set_and_taken_away(hall: Hall) -> None:
    customer_id = customer_of(hall)
    care.set_special_care(hall.desk, hall.lead, customer_id, "八十岁独居")
    use("zh_CN")
    assert lines(care.to_mind(hall.desk, hall.clerk, customer_id)) == ("请多关照：八十岁独居",)
    care.set_special_care(hall.desk, hall.lead, customer_id, "")
    assert lines(care.to_mind(hall.desk, hall.clerk, customer_id)) == ()


def test_nothing_of_it_stands_in_any_letter(hall: Hall) -> None:
    customer_id = looked_after(hall)
    attend(hall, customer_id)
    care.set_special_care(hall.desk, hall.lead, customer_id, "八十岁独居")
    away(hall, hall.other)
    ref, letter = hall.issued()
    slips.acknowledge(hall.desk, hall.clerk, ref)
    with hall.desk.store.read() as book:
        letters = book.find(Letter)
        texts = [one.markdown for one in letters]
        texts += [one.facts for one in letters]
    assert {one.kind for one in letters} >= {LetterKind.REPLY, LetterKind.ACKNOWLEDGEMENT}
    assert letter.id in {one.id for one in letters}
    for secret in (WORD, "一年内第三次来访", "客户本人提出", "八十岁独居", "专人服务"):
        assert not any(secret in text for text in texts)


@given(st.integers(-400, 400), st.integers(-400, 400), st.booleans())
def test_what_stands_is_neither_ended_nor_past(until: int, today: int, ended: bool) -> None:
    last, day = (MONDAY.date() + timedelta(days=n) for n in (until, today))
    word = an_attention("c", "s", until=last, ended_at=MONDAY if ended else None)
    kept = replace(a_care("c", "s", "l"), until=last, ended_at=MONDAY if ended else None)
    stands = not ended and day <= last
    assert bool(standing_attentions([word], day)) is stands
    assert bool(standing_care([kept], day)) is stands
