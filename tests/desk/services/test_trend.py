"""What charts are drawn from agrees with the month table and with the cases behind it."""

from datetime import timedelta

from desk.enums import Topic
from desk.insight.figures import Figure
from desk.insight.period import Days
from desk.insight.trend import Step
from desk.services.insight import behind, month_table
from desk.services.trend import topics, trend
from tests.builders import MONDAY, a_case, a_clock, a_party
from tests.desk.services.hall import Hall


def lay(hall: Hall, serial: int, days: int, topic: Topic, verdict: str = "") -> None:
    at = MONDAY - timedelta(days=days)
    case = a_case(hall.clerk.staff_id, serial, received_at=at, topic=topic)
    ended = {"verdict": verdict, "met_at": at} if verdict else {}
    with hall.desk.store.act("test", staff_id="", at=MONDAY) as act:
        act.add(case, a_party(case.id), a_clock(case.id, due_at=at + timedelta(days=1), **ended))
        act.commit()


def test_weeks_and_months_count_what_the_month_table_counts(hall: Hall) -> None:
    lay(hall, 1, 0, Topic.QUEUEING)
    lay(hall, 2, 3, Topic.QUEUEING, "in_time")
    lay(hall, 3, 5, Topic.OTHER, "late")
    lay(hall, 4, 40, Topic.OTHER)
    weeks = trend(hall.desk, hall.clerk, Step.WEEK, amount=3).stretches
    assert [one.received for one in weeks] == [0, 2, 1]
    assert [(one.due, one.in_time, one.late) for one in weeks] == [(0, 0, 0), (2, 1, 1), (0, 0, 0)]
    assert [one.whole for one in weeks] == [True, True, False]
    steps: list[tuple[int, int]] = []
    months = trend(
        hall.desk, hall.clerk, Step.MONTH, amount=2, progress=lambda n, of: steps.append((n, of))
    ).stretches
    assert steps == [(0, 2), (1, 2)]
    for one in months:
        table = month_table(hall.desk, hall.clerk, one.days)
        assert table.line(Figure.RECEIVED).now.all == one.received
        assert table.line(Figure.CLOSED).now.all == one.closed
        reply = table.line(Figure.REPLY).now
        assert (reply.all, reply.good) == (one.due, one.in_time)
        assert len(behind(hall.desk, hall.clerk, Figure.RECEIVED, one.days)) == one.received


def test_topics_of_a_period_by_their_weight(hall: Hall) -> None:
    for serial, topic in enumerate((Topic.OTHER, Topic.QUEUEING, Topic.QUEUEING), 1):
        lay(hall, serial, 0, topic)
    lay(hall, 9, 60, Topic.OTHER)
    found = topics(hall.desk, hall.clerk)
    assert [(one.group, one.count) for one in found] == [("queueing", 2), ("other", 1)]
    day = hall.today
    long = topics(hall.desk, hall.clerk, Days(day - timedelta(days=90), day))
    assert sum(one.count for one in long) == 4
