"""No screen of a public hall shows a number of a customer in full until somebody asks for it."""

from textual.pilot import Pilot

from desk.case import Case
from desk.customer import Customer
from desk.enums import PointKind, Topic
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.services.intake import register_case
from desk.staff.model import actor_of
from screens.app import DeskApp
from tests.builders_counter import a_hall_event, a_paper, a_signatory, a_supplement
from tests.builders_file import a_customer_contact, an_operation
from tests.screens.a_case import text_of
from tests.screens.hall import Hall, a_hall, put, settle
from tests.screens.window import rows

PHONE, SECOND, THIRD = "13977770123", "13988880456", "13999990789"
IDENTITY, ACCOUNT = "330102199003074514", "3307712345678"
SECRETS = (PHONE, SECOND, THIRD, IDENTITY, ACCOUNT)
SAID = f"我的电话是{PHONE}，身份证{IDENTITY}，户号{ACCOUNT}。"
WIDE = (160, 60)


def planted(hall: Hall) -> str:
    """A case in which whatever holds a number holds one of `SECRETS`."""
    form = CaseForm(
        topic=Topic.METERING_BILLING,
        narrative=SAID,
        remedy_sought=f"打{PHONE}",
        customer=CustomerForm(
            name="柳明月", salutation="女士", phone=PHONE, account_no=ACCOUNT, address="柳林巷3号"
        ),
        told=f"打{PHONE}回复您",
        points=[PointForm(kind=PointKind.QUESTION, matter="阶梯电价怎么算")],
    )
    reference = register_case(hall.desk, actor_of(hall.clerk), form).reference
    [customer] = rows(hall, Customer)
    with hall.desk.store.read() as book:
        [case] = [one for one in book.find(Case) if one.reference == reference]
    put(
        hall,
        a_signatory(case.id, phone=THIRD, account_no=ACCOUNT),
        a_supplement(case.id, hall.clerk.id),
        a_paper(case.id, hall.clerk.id, note=SAID),
        a_hall_event(hall.clerk.id, case_id=case.id, who=f"来人{SECOND}"),
        a_customer_contact(customer.id, hall.clerk.id, phone=SECOND, note=SAID),
        an_operation(customer.id, hall.clerk.id, done=SAID),
    )
    return reference


def seen(pilot: Pilot[None], where: str) -> list[str]:
    """Which of the numbers are painted, with the place."""
    painted = text_of(pilot) + str(pilot.app.title) + str(pilot.app.sub_title)
    return [f"{where}: {secret}" for secret in SECRETS if secret in painted]


async def look_at(pilot: Pilot[None], where: str, *keys: str) -> list[str]:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    return seen(pilot, where)


async def test_no_room_shows_a_number_in_full() -> None:
    hall = a_hall()
    reference = planted(hall)
    [customer] = rows(hall, Customer)
    found: list[str] = []
    async with hall.app().run_test(size=WIDE) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        app.actor = actor_of(hall.lead)
        for room, subject in (
            ("board", ""),
            ("case", reference),
            ("notice", reference),
            ("registered", reference),
            ("approvals", ""),
            ("customer", customer.id),
        ):
            app.go(room, subject)
            await settle(pilot)
            found += await look_at(pilot, room)
            assert "Desk" in app.title or app.title
            if room == "board":
                found += await look_at(pilot, "board, all", "8")
                assert reference in text_of(pilot)
            if room == "case":
                found += await look_at(pilot, "what happened", "f5")
                found += await look_at(pilot, "deadlines", "escape", "ctrl+k")
                await look_at(pilot, "", "escape")
                found += await look_at(pilot, "how it stands", "ctrl+t")
                await look_at(pilot, "", "escape")
            if room == "customer":
                for tab in "1234":
                    found += await look_at(pilot, f"customer, tab {tab}", tab)
        app.go("case", reference)
        await settle(pilot)
        found += await look_at(pilot, "find", "f3", *"柳明")
        painted = text_of(pilot)
    assert found == [], painted


async def test_a_customer_found_at_intake_is_masked() -> None:
    hall = a_hall()
    planted(hall)
    async with hall.app().run_test(size=WIDE) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        app.actor = actor_of(hall.clerk)
        app.go("intake", "new")
        await settle(pilot)
        assert await look_at(pilot, "list", *"柳明") == []
        assert await look_at(pilot, "chosen", "enter") == []
