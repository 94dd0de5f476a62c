"""A clerk at the window: a hall with customers on file, and the form of a new case before them."""

from textual.events import Paste
from textual.pilot import Pilot

from desk.customer import Customer
from desk.ids import new_id
from desk.ports import E, Entity
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.intake.screen import IntakeScreen
from tests.builders import a_customer, an_account
from tests.screens.brisk import thinks
from tests.screens.hall import Hall, a_hall, settle, sign_in

COMPLAINT = "上个月的电费突然翻了一倍，家里没添电器"
SURGE = "这个月电费翻了一倍。我要校表，校表收不收钱？"


def hall_with_customers(*more: Entity) -> Hall:
    """Three customers on file: two of one surname, and one whose phone ends in 1234."""
    made: list[Entity] = []
    for number, fields in enumerate(
        (
            {},
            {"name": "柳明亮", "phone": "13900000012", "initials": "lml", "pinyin": "liumingliang"},
            {"name": "石磊", "phone": "13955551234", "initials": "sl", "pinyin": "shilei"},
        ),
        1,
    ):
        customer = a_customer(**fields)
        made += [customer, an_account(customer.id, number=f"050000000{number}")]
    return a_hall(*made, *more)


def customer_called(hall: Hall, name: str) -> Customer:
    """A customer on file."""
    return next(customer for customer in rows(hall, Customer) if customer.name == name)


def rows(hall: Hall, kind: type[E]) -> list[E]:
    """Everything of a kind in the book."""
    with hall.desk.store.read() as book:
        return book.find(kind)


def form_of(pilot: Pilot[None]) -> IntakeScreen:
    """The form that is on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, IntakeScreen)
    return screen


async def at_the_form(pilot: Pilot[None], hall: Hall) -> IntakeScreen:
    """A blank form; the clerk has signed in by no key, for tests of what comes after."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    await settle(pilot)
    app.actor = actor_of(hall.clerk)
    app.go("intake", new_id())
    await settle(pilot)
    return form_of(pilot)


async def with_customer(pilot: Pilot[None], hall: Hall) -> IntakeScreen:
    """A form on which 石磊 is chosen already."""
    screen = await at_the_form(pilot, hall)
    await paste(pilot, "1234")
    await pilot.press("enter")
    await pause(pilot)
    return screen


async def by_f2(pilot: Pilot[None]) -> IntakeScreen:
    """A form as a clerk comes to it, by signing in and F2."""
    await sign_in(pilot)
    await pilot.press("f2")
    await settle(pilot)
    return form_of(pilot)


async def paste(pilot: Pilot[None], text: str) -> None:
    """What an input method sends: many characters at once."""
    pilot.app.post_message(Paste(text))
    await pause(pilot)


async def pause(pilot: Pilot[None]) -> None:
    """Long enough for what waits for a pause in typing."""
    await pilot.pause(0.12)
    while thinks(pilot.app.screen):
        await pilot.pause(0.02)
    await settle(pilot)
