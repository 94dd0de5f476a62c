"""Since you were here: what changed between two visits, and nothing else."""

from datetime import timedelta

from desk.forms import HandoverForm
from desk.news import News, NewsKind
from desk.services import custody, letters, parking, returns, shift, since
from desk.staff.model import Actor
from tests.builders import MONDAY
from tests.builders_counter import a_concern
from tests.desk.services.hall import Hall


def leave(hall: Hall, who: Actor) -> None:
    since.seen_here(hall.desk, who)
    since.seen_here(hall.desk, who, arrived=False)
    hall.clock.move(minutes=31)


def news(hall: Hall, who: Actor) -> list[tuple[NewsKind, str]]:
    found: tuple[News, ...] = since.since_you_were_here(hall.desk, who)
    return [(one.kind, one.reference) for one in found]


def offer(hall: Hall, reference: str, to: str = "1002") -> None:
    form = HandoverForm(
        to_staff=to,
        matter="查叫号记录",
        told="下午联系",
        contact_by=MONDAY + timedelta(hours=7),
    )
    custody.offer_handover(hall.desk, hall.clerk, reference, form)


def test_who_was_never_here_or_hardly_gone_is_told_nothing(hall: Hall) -> None:
    reference = hall.register()
    offer(hall, reference)
    assert news(hall, hall.other) == []
    since.seen_here(hall.desk, hall.other)
    hall.clock.move(minutes=20)
    assert news(hall, hall.other) == []


def test_nothing_happened_nothing_is_told(hall: Hall) -> None:
    leave(hall, hall.clerk)
    assert news(hall, hall.clerk) == []
    parking.park(hall.desk, hall.clerk, "s1", {"narrative": "半截"})
    assert news(hall, hall.clerk) == []


def test_offers_and_answers_are_told_to_whom_they_concern(hall: Hall) -> None:
    one, two = hall.register(), hall.register()
    since.seen_here(hall.desk, hall.clerk)
    leave(hall, hall.other)
    offer(hall, one)
    offer(hall, two)
    assert news(hall, hall.other) == [(NewsKind.OFFERED, one), (NewsKind.OFFERED, two)]
    assert news(hall, hall.manager) == []
    custody.accept_handover(hall.desk, hall.other, one)
    custody.decline_handover(hall.desk, hall.other, two, "不归我管")
    assert news(hall, hall.clerk) == [(NewsKind.ACCEPTED, one), (NewsKind.DECLINED, two)]
    # Told once: the next visit begins anew.
    leave(hall, hall.clerk)
    assert news(hall, hall.clerk) == []


def test_a_letter_that_came_back_or_was_approved_is_told_to_its_author(hall: Hall) -> None:
    back, letter = hall.submitted()
    leave(hall, hall.clerk)
    returns.return_letter(hall.desk, hall.lead, letter.id, "请补充日期")
    assert (NewsKind.RETURNED, back) in news(hall, hall.clerk)
    good, other = hall.submitted()
    leave(hall, hall.clerk)
    letters.approve_letter(hall.desk, hall.lead, other.id)
    assert (NewsKind.APPROVED, good) in news(hall, hall.clerk)
    assert news(hall, hall.other) == []


def test_a_case_about_oneself_is_no_news(hall: Hall) -> None:
    reference = hall.register()
    leave(hall, hall.other)
    offer(hall, reference)
    case = hall.file(reference).case
    concern = a_concern(case.id, hall.other.staff_id, hall.lead.staff_id)
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        act.add(concern)
        act.commit()
    assert news(hall, hall.other) == []


def test_a_closed_shift_waits_for_the_next_one(hall: Hall) -> None:
    leave(hall, hall.other)
    shift.close_shift(hall.desk, hall.clerk, 1)
    assert news(hall, hall.other) == [(NewsKind.UNTAKEN, "")]
    shift.take_shift(hall.desk, hall.other)
    assert news(hall, hall.other) == []


def test_parked_work_stands_beside_other_news(hall: Hall) -> None:
    reference = hall.register()
    leave(hall, hall.other)
    parking.park(hall.desk, hall.other, "s1", {"narrative": "半截"})
    offer(hall, reference)
    assert [kind for kind, _ref in news(hall, hall.other)] == [NewsKind.OFFERED, NewsKind.PARKED]
