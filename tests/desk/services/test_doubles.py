"""Files that look alike are asked about, with the reasons; what was found out is remembered."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.doubles import SUSPECTED, Side, Sign, likeness, signs
from desk.enums import SameAs
from desk.forms import CustomerForm
from desk.forms_doubles import MergeForm, SameForm
from desk.i18n import use
from desk.playbook.load import load
from desk.services import doubles, merging
from tests.builders import a_customer, an_account
from tests.builders_file import a_customer_contact
from tests.desk.services.hall import Hall, refused
from tests.desk.services.test_merging import on_file, read

WEIGHTS = {sign: entry.points for sign, entry in load().double_signs.items()}
SIDE = Side(
    name="柳明月",
    pinyin="liumingyue",
    phone="13900000001",
    addresses=("临江市柳林巷3号",),
    accounts=("0500000001",),
)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (Side(name="陈大林", phone="13900000001"), {Sign.PHONE}),
        (Side(name="陈大林", accounts=("0500000001",)), {Sign.ACCOUNT}),
        (Side(name="柳明月", phone="13700000001"), {Sign.NAME, Sign.PHONE_END}),
        (Side(name="柳明月", addresses=("柳林巷３號",)), {Sign.NAME, Sign.ADDRESS}),
        (
            Side(name="刘鸣跃", pinyin="liumingyue", addresses=("柳林巷3号",)),
            {Sign.READING, Sign.ADDRESS},
        ),
        (
            Side(name="刘鸣跃", pinyin="liumingyue", phones=("13900000001",)),
            {Sign.READING, Sign.CONTACT_PHONE},
        ),
    ],
)
def test_what_makes_two_files_suspect(other: Side, found: set[Sign]) -> None:
    like = likeness(SIDE, other, WEIGHTS)
    assert (set(like.signs), like.suspected) == (found, True)


@pytest.mark.parametrize(
    "other",
    [
        Side(name="柳明月"),
        Side(name="陈大林", addresses=("临江市柳林巷3号",)),
        Side(name="柳明月", addresses=("临江市柳林巷4号",)),
        Side(name="刘鸣跃", pinyin="liumingyue"),
        Side(name="陈大林", phone="13700000001"),
        Side(name="陈大林"),
    ],
)
def test_what_many_people_share_is_not_enough(other: Side) -> None:
    assert likeness(SIDE, other, WEIGHTS).points < SUSPECTED


SOME = st.sampled_from(
    ["", "甲", "乙", "柳林巷3号", "柳林巷3号2栋", "柳林巷3号2栋501", "13900000001"]
)
SIDES = st.builds(
    Side,
    name=SOME,
    pinyin=SOME,
    phone=SOME,
    number=SOME,
    addresses=st.tuples(SOME, SOME),
    accounts=st.tuples(SOME),
    meters=st.tuples(SOME),
    phones=st.tuples(SOME),
)


@settings(max_examples=150, deadline=None)
@given(SIDES, SIDES)
def test_likeness_is_the_same_both_ways(one: Side, other: Side) -> None:
    assert likeness(one, other, WEIGHTS) == likeness(other, one, WEIGHTS)
    assert not {Sign.ADDRESS, Sign.BUILDING} <= set(signs(one, other))


class TestTyped:
    def test_the_phone_of_somebody_on_file_is_said_with_the_reason(self, hall: Hall) -> None:
        use("zh_CN")
        on_file(hall, known := a_customer())
        form = CustomerForm(name="柳女士", phone=known.phone)
        [found] = doubles.suspect(hall.desk, hall.clerk, form)
        assert found.side.customer_id == known.id
        assert found.why == ("电话号码相同",)

    def test_half_a_phone_or_nothing_asks_for_nobody(self, hall: Hall) -> None:
        on_file(hall, a_customer(phone="139"), a_customer(name=""))
        assert doubles.suspect(hall.desk, hall.clerk, CustomerForm(name="", phone="139")) == ()
        assert doubles.suspect(hall.desk, hall.clerk, CustomerForm(name="")) == ()

    def test_merged_and_erased_files_are_not_offered(self, hall: Hall) -> None:
        kept, other = a_customer(), a_customer(phone="13900000002", salutation="")
        on_file(hall, kept, other, an_account(other.id, number="77"))
        form = MergeForm(kept_id=kept.id, other_id=other.id, reason="同一人")
        merging.merge(hall.desk, hall.lead, form)
        typed = CustomerForm(name="新人", phone="13900000002")
        assert doubles.suspect(hall.desk, hall.clerk, typed) == ()


def same(kind: SameAs = SameAs.SAME) -> SameForm:
    return SameForm(kind=kind, reason="看过身份证")


class TestBook:
    def three(self, hall: Hall) -> tuple[str, str, str]:
        one = a_customer()
        two = a_customer(salutation="")
        stranger = a_customer(name="陈大林", phone="13800000000", address="柳林巷9号", pinyin="c")
        on_file(hall, one, two, stranger)
        return one.id, two.id, stranger.id

    def test_the_report_names_pairs_with_their_reasons(self, hall: Hall) -> None:
        one, two, _stranger = self.three(hall)
        found = doubles.doubles(hall.desk, hall.lead)
        [pair] = found.pairs
        assert {pair.one.customer_id, pair.other.customer_id} == {one, two}
        assert set(pair.likeness.signs) == {Sign.PHONE, Sign.NAME, Sign.ADDRESS}
        assert not found.more

    @pytest.mark.parametrize("kind", [SameAs.APART, SameAs.HOUSEHOLD])
    def test_what_was_judged_is_not_asked_again(self, hall: Hall, kind: SameAs) -> None:
        one, two, _stranger = self.three(hall)
        doubles.link_customers(hall.desk, hall.clerk, two, one, same(kind))
        assert doubles.doubles(hall.desk, hall.lead).pairs == ()
        assert doubles.doubles_of(hall.desk, hall.clerk, one) == ()
        doubles.end_link(hall.desk, hall.clerk, one, two)
        assert len(doubles.doubles(hall.desk, hall.lead).pairs) == 1

    def test_what_was_linked_as_the_same_waits_to_be_merged(self, hall: Hall) -> None:
        one, _two, stranger = self.three(hall)
        doubles.link_customers(hall.desk, hall.clerk, one, stranger, same())
        found = {
            p.other.customer_id: p.link for p in doubles.doubles_of(hall.desk, hall.clerk, one)
        }
        link = found[stranger]
        assert link is not None
        assert link.kind is SameAs.SAME

    def test_a_merged_pair_is_gone_from_the_report(self, hall: Hall) -> None:
        one, two, _stranger = self.three(hall)
        form = MergeForm(kept_id=one, other_id=two, reason="同一人")
        merging.merge(hall.desk, hall.lead, form)
        assert doubles.doubles(hall.desk, hall.lead).pairs == ()
        [(made, other)] = merging.merges_of(hall.desk, hall.clerk, one)
        assert (made.other_id, other.id) == (two, two)

    def test_the_report_is_for_leads(self, hall: Hall) -> None:
        refused("not_allowed", lambda: doubles.doubles(hall.desk, hall.clerk))


class TestLink:
    def test_a_new_finding_ends_the_one_before_and_both_stay_on_record(self, hall: Hall) -> None:
        one, two = a_customer(), a_customer()
        on_file(hall, one, two)
        first = doubles.link_customers(hall.desk, hall.clerk, two.id, one.id, same(SameAs.APART))
        refused(
            "unchanged",
            lambda: doubles.link_customers(
                hall.desk, hall.clerk, one.id, two.id, same(SameAs.APART)
            ),
        )
        doubles.link_customers(hall.desk, hall.clerk, one.id, two.id, same())
        with hall.desk.store.read() as book:
            link = merging.standing_link(book, two.id, one.id)
            assert link is not None
            assert link.kind is SameAs.SAME
            ended = book.get(type(first), first.id)
        assert ended is not None
        assert ended.ended_at is not None

    def test_refusals(self, hall: Hall) -> None:
        one, two = a_customer(), a_customer()
        on_file(hall, one, two)
        link = doubles.link_customers
        refused(
            "missing",
            lambda: link(
                hall.desk, hall.clerk, one.id, two.id, SameForm(kind=SameAs.SAME, reason=" ")
            ),
        )
        refused("same_file", lambda: link(hall.desk, hall.clerk, one.id, one.id, same()))
        refused("no_such_customer", lambda: link(hall.desk, hall.clerk, one.id, "x", same()))
        refused("not_linked", lambda: doubles.end_link(hall.desk, hall.clerk, one.id, two.id))
        refused("not_allowed", lambda: link(hall.desk, hall.department, one.id, two.id, same()))


def test_the_phone_of_a_contact_person_counts(hall: Hall) -> None:
    mother = a_customer(phone="")
    on_file(hall, mother)
    daughter = a_customer_contact(mother.id, hall.clerk.staff_id)
    with hall.desk.store.act("seed", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        act.add(daughter)
        act.commit()
    form = CustomerForm(name="柳明月", phone=daughter.phone)
    [found] = doubles.suspect(hall.desk, hall.clerk, form)
    assert set(found.likeness.signs) == {Sign.NAME, Sign.CONTACT_PHONE}
    assert replace(read(hall, mother.id)) == mother
