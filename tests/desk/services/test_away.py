"""Who is away now and later, and who stands in."""

from datetime import timedelta

from desk.forms import AbsenceForm, DelegationForm
from desk.services.away import who_is_away
from desk.services.presence import delegate, mark_absent, mark_present
from tests.desk.services.hall import Hall


def test_now_and_later_are_told_apart_and_what_has_ended_is_left_out(hall: Hall) -> None:
    now = hall.clock.now()
    mark_absent(hall.desk, hall.clerk, AbsenceForm(until=now + timedelta(hours=2)))
    later = AbsenceForm(since=now + timedelta(days=1), until=now + timedelta(days=2))
    mark_absent(hall.desk, hall.other, later)
    delegate(
        hall.desk,
        hall.clerk,
        DelegationForm(
            absent=hall.clerk.number, deputy=hall.lead.number, until=now + timedelta(hours=2)
        ),
    )
    away, standing_in = who_is_away(hall.desk, hall.department)
    assert [(one.name, one.number, one.now) for one in away] == [
        (hall.clerk.name, hall.clerk.number, True),
        (hall.other.name, hall.other.number, False),
    ]
    assert [(one.absent, one.deputy) for one in standing_in] == [(hall.clerk.name, hall.lead.name)]
    hall.clock.move(hours=3)
    away, standing_in = who_is_away(hall.desk, hall.department)
    assert [one.name for one in away] == [hall.other.name]
    assert standing_in == []


def test_whoever_is_back_is_not_away(hall: Hall) -> None:
    mark_absent(hall.desk, hall.clerk, AbsenceForm())
    assert who_is_away(hall.desk, hall.lead)[0]
    mark_present(hall.desk, hall.clerk)
    assert who_is_away(hall.desk, hall.lead) == ([], [])
