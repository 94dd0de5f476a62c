"""What must be true of a month that was lived: its numbers, its rules, its journal."""

from collections import Counter

from desk.insight.figures import By, Figure
from desk.insight.period import Month as MonthOf
from desk.related import Reason
from desk.services.insight import behind, month_table
from desk.views import View
from soak.month.hall import BRANCH_ZONE, CUT_FROM, MAKE_UP, MONTH, YEAR, Month
from soak.recount import Recount


def recount_of(month: Month) -> Recount:
    """The book of a month, to be counted again."""
    rule = month.desk.playbook.related_rules[Reason.REPEAT]
    now = month.hall.clock.now()
    return Recount(month.path, BRANCH_ZONE, YEAR, MONTH, now, rule.days)


def it_adds_up(month: Month, count: int) -> None:
    """Every check; the first that fails says what differs."""
    kept, desk, manager = month.kept, month.desk, month.hall.manager
    assert kept.refused == []
    table = month_table(desk, manager, MonthOf(YEAR, MONTH))
    again = recount_of(month)
    # The product's statements, and the same rules in other words.
    counted = {line.figure.value: (line.now.all, line.now.good) for line in table.lines}
    assert counted == again.all()
    assert {p.group: p.received for p in table.by_topic if p.received} == again.by_topic()
    assert {p.group: p.received for p in table.by_unit if p.received} == again.by_unit()
    # What whoever lived the month remembers of it.
    remembered = {
        Figure.RECEIVED: kept.of("received"),
        Figure.COMPLAINTS: kept.of("complaints"),
        Figure.CLOSED: kept.of("closed"),
        Figure.REMINDED: kept.of("reminded"),
        Figure.REOPENED: kept.of("taken up again"),
        Figure.TERMINATED: kept.of("terminated"),
        Figure.INCIDENTS: kept.of("incidents"),
        Figure.HANDOVERS: kept.of("handovers"),
    }
    assert {figure: table.line(figure).now.all for figure in remembered} == remembered
    assert table.line(Figure.RECEIVED).now.all == count
    # What new facts took up again in the month ended once more, or was open when it ended.
    ended = kept.of("closed") + kept.of("terminated")
    assert table.line(Figure.OPEN).now.all == count - ended + kept.of("new facts")
    # The days: nobody came on a holiday, somebody on the make-up Saturday and in the dark.
    assert MAKE_UP in kept.days
    assert CUT_FROM[0] in kept.days
    assert not {day.day for day in kept.days} & set(range(1, 8))
    # Lists are as long as their numbers, and nothing closed is half done.
    for figure in (Figure.REPLY, Figure.HANDOVERS, Figure.TASKS):
        rows = behind(desk, manager, figure, MonthOf(YEAR, MONTH), by=By.WHOLE, limit=10_000)
        assert len(rows) == table.line(figure).now.all
    assert again.half_done() == []
    # What else was done stands in the book as often as it was done.
    counted_rows = {
        "terminated": len(again.rows("terminations")),
        "new facts": sum(bool(row["reopened_at"]) for row in again.rows("terminations")),
        "cards": sum(row["came"] is not None for row in again.rows("follow_ups")),
        "held": len(again.rows("clock_pauses")),
        "extended": sum(bool(row["new_clock_id"]) for row in again.rows("extensions")),
        "tasks": len(again.rows("tasks")),
        "tasks returned": sum(row["state"] == "returned" for row in again.rows("tasks")),
    }
    assert counted_rows == {act: kept.ever(act) for act in counted_rows}
    ends = Counter(row["status"] for row in again.rows("cases"))
    assert ends == {
        "closed": count - kept.ever("terminated") + kept.ever("new facts"),
        "terminated": kept.ever("terminated") - kept.ever("new facts"),
    }
    # Exactly what the rules name was raised, and each fact once.
    assert sorted(again.raised()) == sorted(again.raised_by_rules())
    assert desk.store.verify() == []
    # Everything the month began has ended, so nothing waits on the board but what is raised.
    with desk.store.read() as book:
        counts = book.counts(
            staff_id=manager.staff_id, now=month.hall.clock.now(), today_ends=month.hall.clock.now()
        )
    assert counts[View.ALL] == 0
    assert counts[View.CLOSED] == count
