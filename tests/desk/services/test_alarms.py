"""Alarms: before whoever must act, until one of them has seen it."""

from desk.alarm import Alarm
from desk.enums import AlarmKind, Role
from desk.services import alarms, custody, presence, staffing
from desk.services.sweep import sweep
from tests.desk.services.counter import alarms_of, away, offer_form, passed_to, stands_in, unclear
from tests.desk.services.hall import Hall, refused


def the_alarm(hall: Hall, ref: str) -> Alarm:
    (alarm,) = hall.file(ref).alarms
    return alarm


def test_nobody_reached_is_put_before_the_lead(hall: Hall) -> None:
    ref = hall.register()
    form = offer_form(hall, "", to_name="值班电话", to_phone="0999-5550144", unreachable=True)
    custody.offer_handover(hall.desk, hall.clerk, ref, form)
    alarm = the_alarm(hall, ref)
    assert (alarm.kind, alarm.role, alarm.detail) == (
        AlarmKind.NOBODY_REACHED,
        Role.LEAD,
        "值班电话",
    )
    assert alarms_of(hall, hall.lead) == [AlarmKind.NOBODY_REACHED]


def test_one_lead_who_has_seen_it_has_seen_it_for_all(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    alarm = the_alarm(hall, ref)
    refused("no_such_alarm", lambda: alarms.alarm_seen(hall.desk, hall.clerk, alarm.id))
    refused("no_such_alarm", lambda: alarms.alarm_seen(hall.desk, hall.lead, "nothing"))
    hall.clock.move(minutes=5)
    seen = alarms.alarm_seen(hall.desk, hall.lead, alarm.id)
    assert (seen.seen_by, seen.seen_at) == (hall.lead.staff_id, hall.clock.now())
    assert alarms_of(hall, hall.second_lead) == []
    hall.clock.move(minutes=5)
    alarms.alarm_seen(hall.desk, hall.second_lead, alarm.id)
    assert the_alarm(hall, ref).seen_by == hall.lead.staff_id


def test_the_oldest_comes_first_with_its_case(hall: Hall) -> None:
    first, second = hall.register(), hall.register()
    passed_to(hall, first, hall.clerk, hall.other)
    hall.clock.move(minutes=20)
    custody.offer_handover(hall.desk, hall.clerk, second, offer_form(hall))
    hall.clock.move(hours=5)
    sweep(hall.desk)
    found = alarms.alarms(hall.desk, hall.clerk)
    assert [(alarm.kind, ref) for alarm, ref in found] == [
        (AlarmKind.OFFER_LAPSED, second),
        (AlarmKind.CONTACT_MISSED, first),
    ]


def test_the_deputy_of_somebody_away_sees_their_alarms(hall: Hall) -> None:
    ref = hall.register()
    stands_in(hall, hall.other, hall.clerk)
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall, "4001"))
    hall.clock.move(hours=1)
    sweep(hall.desk)
    assert alarms_of(hall, hall.other) == []
    away(hall, hall.clerk)
    assert alarms_of(hall, hall.other) == [AlarmKind.OFFER_LAPSED]
    seen = alarms.alarm_seen(hall.desk, hall.other, the_alarm(hall, ref).id)
    assert seen.seen_by == hall.other.staff_id


def test_where_no_lead_is_there_the_manager_sees_what_is_theirs(hall: Hall) -> None:
    ref = hall.register()
    unclear(hall, ref)
    assert alarms_of(hall, hall.manager) == []
    away(hall, hall.lead)
    assert alarms_of(hall, hall.manager) == []
    staffing.disable_staff(hall.desk, hall.manager, "2002")
    assert alarms_of(hall, hall.manager) == [AlarmKind.SCOPE_TO_DECIDE]
    presence.mark_present(hall.desk, hall.lead)
    assert alarms_of(hall, hall.manager) == []
