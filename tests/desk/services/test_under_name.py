"""A first responder's own list: everything open under their name, and what it waits for."""

from collections.abc import Callable

import pytest

from desk.case import Stage
from desk.enums import PointKind
from desk.i18n import use
from desk.services import custody, presence, scope, under_name
from desk.waiting import Wait
from tests.desk.services.counter import (
    away,
    offer_form,
    passed_to,
    referral_form,
    told,
    with_business,
)
from tests.desk.services.hall import Hall
from tests.desk.services.test_standing import (
    by_word,
    offered,
    papers_by,
    referred,
    taken,
    undecided,
)

Make = Callable[[Hall], str]


def only(hall: Hall) -> under_name.UnderName:
    (line,) = under_name.under_my_name(hall.desk, hall.clerk)
    return line


def registered(hall: Hall) -> str:
    return hall.register(PointKind.ALLEGATION, PointKind.REQUEST)


def submitted(hall: Hall) -> str:
    return hall.submitted()[0]


@pytest.mark.parametrize(
    ("make", "what", "chinese", "english"),
    [
        (
            registered,
            Wait.POINTS,
            "2 件事项待答复，11月30日17:30前",
            "answers to 2 points, by 30 November, 17:30",
        ),
        (
            offered,
            Wait.OFFER,
            "待郑工接收，11月23日10:00前",
            "郑工 to accept it, by 23 November, 10:00",
        ),
        (
            taken,
            Wait.CONTACT,
            "待陈强联系客户，11月23日13:30前",
            "陈强 to contact the customer, by 23 November, 13:30",
        ),
        (
            by_word,
            Wait.CONTACT,
            "待何工联系客户，11月23日13:30前",
            "何工 to contact the customer, by 23 November, 13:30",
        ),
        (
            undecided,
            Wait.DECISION,
            "待值班长认定归属，11月23日15:00前",
            "the shift lead to say whose matter it is, by 23 November, 15:00",
        ),
        (
            referred,
            Wait.RESULT,
            "待跟问代扣签约银行网点的办理结果，11月26日17:30前",
            "the result from 代扣签约银行网点, by 26 November, 17:30",
        ),
        (
            papers_by,
            Wait.PAPERS,
            "待客户补交材料，11月27日17:30前",
            "papers from the customer, by 27 November, 17:30",
        ),
        (submitted, Wait.STAGE, "待审批，11月30日17:30前", "To approve, by 30 November, 17:30"),
    ],
)
def test_what_each_waits_for_is_said_in_words(
    hall: Hall, make: Make, what: Wait, chinese: str, english: str
) -> None:
    make(hall)
    line = only(hall)
    assert (line.waits[0].what, line.text) == (what, chinese)
    use("en")
    assert only(hall).text == english


def test_what_is_overdue_says_since_when(hall: Hall) -> None:
    registered(hall)
    hall.clock.move(days=10)
    assert only(hall).text == "2 件事项待答复，11月30日17:30已超期"


def test_everything_it_waits_for_is_there_most_pressing_first(hall: Hall) -> None:
    with_business(hall)
    ref = taken(hall)
    told(hall, "account", case=ref)
    custody.offer_handover(hall.desk, hall.other, ref, offer_form(hall, "2001"))
    whats = [waiting.what for waiting in only(hall).waits]
    assert whats == [Wait.OFFER, Wait.CONTACT, Wait.PAPERS, Wait.POINTS]


def test_the_list_is_of_everything_open_under_ones_name_whoever_holds_it(hall: Hall) -> None:
    mine, handed, taken_from_me = hall.register(), hall.register(), hall.register()
    hall.register(who=hall.other)
    passed_to(hall, handed, hall.clerk, hall.other)
    away(hall, hall.clerk)
    presence.take_over(hall.desk, hall.lead, taken_from_me)
    hall.closed()
    lines = under_name.under_my_name(hall.desk, hall.clerk)
    assert {line.row.reference for line in lines} == {mine, handed, taken_from_me}
    first = under_name.under_my_name(hall.desk, hall.clerk, limit=1)
    rest = under_name.under_my_name(hall.desk, hall.clerk, after=first[0].row.cursor)
    assert [*first, *rest] == lines


def test_a_finished_case_waits_to_be_closed(hall: Hall) -> None:
    ref, _letter = hall.delivered()
    assert only(hall).waits[0].stage is Stage.TO_CALL_BACK
    assert hall.file(ref).case.stage is Stage.TO_CALL_BACK

    scope.refer(hall.desk, hall.clerk, ref, referral_form())
    assert [w.what for w in only(hall).waits] == [Wait.RESULT, Wait.STAGE]
