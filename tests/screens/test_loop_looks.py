"""Pictures of the closed loop; the sentence on each says what to look for in it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.enums import Conclusion, ContactWay, PointKind, Role
from desk.forms import AnswerForm, CommitmentForm, ContactForm
from desk.services.casework import log_contact
from desk.services.points import answer_point
from desk.staff.model import actor_of
from screens.app import DeskApp
from tests.builders import MONDAY, a_case, a_custody, a_party, a_point, a_staff
from tests.builders_loop import an_estimate, an_incident, an_incident_case
from tests.screens.a_case import enter
from tests.screens.hall import Hall, _hash, a_hall, put, settle, sign_in
from tests.screens.test_looks import Compare, Drive, same

TOLD = "河西小区昨晚停电到现在没来电"


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def an_outage() -> tuple[Hall, str]:
    """A cable fault with three cases: one answered by it, one linked, one that may belong to it."""
    hall = a_hall()
    clerk = hall.clerk.id
    incident = an_incident(
        clerk,
        area="河西小区",
        script="电缆被挖断，正在抢修，预计三小时恢复。",
        script_at=MONDAY,
        finding="电缆被施工机械挖断",
        remedy="已更换电缆",
    )
    put(hall, incident, an_estimate(incident.id, clerk))
    for serial in (701, 702, 703):
        case = a_case(clerk, serial, narrative=TOLD, due_at=MONDAY + timedelta(days=4))
        point = a_point(case.id, matter="停电一夜", kind=PointKind.ALLEGATION)
        put(hall, case, a_custody(case.id, clerk), a_party(case.id), point)
        filled = {"filled": (point.id,), "filled_at": MONDAY} if serial == 701 else {}
        if serial < 703:
            link = an_incident_case(incident.id, case.id, clerk, point_ids=(point.id,), **filled)
            put(hall, link)
        if serial == 701:
            answer_everything(hall, case.reference)
            reference = case.reference
    return hall, reference


def answer_everything(hall: Hall, reference: str) -> None:
    """The point answered, sorry said, and a visit promised."""
    who = actor_of(hall.clerk)
    answer = AnswerForm(
        finding="电缆被施工机械挖断", remedy="已更换电缆", conclusion=Conclusion.SUBSTANTIATED
    )
    answer_point(hall.desk, who, reference, 1, answer)
    promise = CommitmentForm(text="派人看冰箱", owner="林小满", due_on=MONDAY.date())
    said = ContactForm(way=ContactWay.PHONE, text="停了一夜，对不起", commitment=promise)
    log_contact(hall.desk, who, reference, said)


def a_month() -> Hall:
    """Cases of this month and one of the month before; the manager may change the calendar."""
    hall = a_hall(cases=6)
    before = a_case(hall.clerk.id, 90, received_at=MONDAY - timedelta(days=30))
    put(hall, before, a_party(before.id))
    put(hall, a_staff("3001", Role.MANAGER, name="吴刚", pin_hash=_hash()))
    return hall


def in_room(name: str, number: str = "1001") -> Drive:
    async def drive(pilot: Pilot[None]) -> None:
        await sign_in(pilot, number)
        assert isinstance(pilot.app, DeskApp)
        pilot.app.go(name)
        await settle(pilot)

    return drive


def at_case(reference: str) -> Drive:
    async def drive(pilot: Pilot[None]) -> None:
        case = await enter(pilot, reference)
        case.query_one("#points").focus()
        await settle(pilot)

    return drive


def test_incidents_on_a_small_screen(snap_compare: Compare) -> None:
    """The script in quotation marks, when it is expected back; ● before two cases, ? before one."""
    hall, _reference = an_outage()
    assert same(snap_compare, hall.app(), in_room("incident"), (80, 24))


@pytest.mark.usefixtures("english")
def test_incidents_in_english(snap_compare: Compare) -> None:
    """The same places as in Chinese; a column for what is due; who has not read the script."""
    hall, _reference = an_outage()
    assert same(snap_compare, hall.app(), in_room("incident"), (120, 36))


def test_the_head_of_a_case_on_a_small_screen(snap_compare: Compare) -> None:
    """✓ on four of the six steps, ▶ on 执行 with the promise that is open and the key for it."""
    hall, reference = an_outage()
    assert same(snap_compare, hall.app(), at_case(reference), (80, 24))


@pytest.mark.usefixtures("english")
def test_the_head_of_a_case_in_english(snap_compare: Compare) -> None:
    """Two tracks one below the other, ▶ on Letter and on Act; ● with the number of the incident."""
    hall, reference = an_outage()
    assert same(snap_compare, hall.app(), at_case(reference), (120, 36))


def test_the_month_on_a_small_screen(snap_compare: Compare) -> None:
    """This month beside the month before; below, what the marked figure counts."""
    assert same(snap_compare, a_month().app(), in_room("insight"), (80, 24))


@pytest.mark.usefixtures("english")
def test_the_month_in_english(snap_compare: Compare) -> None:
    """Every line has an English name and two figures; on the right what the marked one counts."""
    assert same(snap_compare, a_month().app(), in_room("insight"), (120, 36))


def test_the_calendar_on_a_small_screen(snap_compare: Compare) -> None:
    """Six months under the days of the week; a sign at each day of rest, and what it means."""
    assert same(snap_compare, a_month().app(), in_room("calendar", "3001"), (80, 24))


@pytest.mark.usefixtures("english")
def test_the_calendar_in_english(snap_compare: Compare) -> None:
    """Months with English names; below them what the marked day is, why, and its hours."""
    assert same(snap_compare, a_month().app(), in_room("calendar", "3001"), (120, 36))
