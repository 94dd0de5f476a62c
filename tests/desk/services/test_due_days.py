"""How much falls due on which day: the strip counts what its view lists, for whoever may see it."""

from datetime import timedelta

from desk.due_days import DuePart
from desk.services import lists
from desk.services.due_days import due_days
from desk.views import View
from tests.builders import a_case, a_party
from tests.builders_counter import a_concern
from tests.desk.services.hall import Hall


def counts(hall: Hall, view: View = View.ALL) -> list[int]:
    return [cell.count for cell in due_days(hall.desk, hall.clerk, view)]


def test_the_strip_counts_what_each_of_its_places_lists(hall: Hall) -> None:
    for _each in range(3):
        hall.register()
    hall.clock.move(days=1)
    hall.register()
    for view in (View.ALL, View.MINE, View.FIRST, View.LATE):
        for cell in due_days(hall.desk, hall.clerk, view):
            rows = lists.queue(hall.desk, hall.clerk, view, due=cell.span)
            assert len(rows) == cell.count
    assert sum(counts(hall)) == 4
    assert sum(count > 0 for count in counts(hall)) == 2


def test_what_has_ended_falls_due_no_more(hall: Hall) -> None:
    hall.register()
    assert sum(counts(hall, View.CLOSED)) == 0


def test_a_case_about_somebody_is_not_in_their_strip(hall: Hall) -> None:
    about = a_case(hall.lead.staff_id, 95, due_at=hall.clock.now() + timedelta(hours=1))
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.add(about, a_party(about.id))
        act.add(a_concern(about.id, hall.clerk.staff_id, hall.lead.staff_id))
        act.commit()
    assert sum(counts(hall)) == 0
    seen = due_days(hall.desk, hall.lead, View.ALL)
    assert [cell.count for cell in seen if cell.today] == [1]


def test_a_department_counts_its_own_alone(hall: Hall) -> None:
    hall.register()
    cells = due_days(hall.desk, hall.department, View.ALL)
    assert sum(cell.count for cell in cells) == 0
    assert cells[0].part is DuePart.LATE
