"""Who may sign in, and what each role may do: every service against every role."""

import importlib
import pkgutil
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

import desk.services
from desk.enums import Role
from desk.forms import StaffForm
from desk.refusals import Refusal
from desk.services import base, people
from desk.staff.model import Staff
from desk.staff.permissions import PERMISSIONS, May
from desk.staff.pin import pin_fits
from tests.desk.services.hall import PIN, Hall, open_hall, refused

MODULES = [
    importlib.import_module(f"desk.services.{one.name}")
    for one in pkgutil.iter_modules(desk.services.__path__)
]


CALLED_BY_SERVICES = {
    "case_act": "an act on a case, begun by a service",
    "letter_act": "an act on a letter, begun by a service",
    "reported": "makes the row of a call that a service keeps",
    "start_for": "begins steps case by case inside the service for that",
    "remind": "logs a contact by the service for that",
    "issue_many": "issues letter by letter by the service for that",
    "carry_on": "goes on with a run step by step by the services for that",
}
"""What takes a desk and a person and is no service, with the reason."""


def test_number_and_pin_let_in_and_nothing_else_does(hall: Hall) -> None:
    assert people.sign_in(hall.desk, " 2001 ", PIN).name == "李敏"
    wrong = refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    unknown = refused("wrong_pin", lambda: people.sign_in(hall.desk, "8888", PIN))
    assert wrong.message == unknown.message


def test_wrong_pins_make_the_next_try_wait_longer(hall: Hall) -> None:
    for _attempt in range(5):
        refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    refusal = refused("locked", lambda: people.sign_in(hall.desk, "2001", PIN))
    assert any(char.isdigit() for char in refusal.message)
    hall.clock.move(minutes=16)
    assert people.sign_in(hall.desk, "2001", PIN).number == "2001"
    refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    assert people.sign_in(hall.desk, "2001", PIN).number == "2001"


@pytest.mark.parametrize("pin", ["", "12345", "abcdef", "1234567890123", "１３５７９１"])
def test_a_pin_has_six_to_twelve_digits(hall: Hall, pin: str) -> None:
    form = StaffForm(number="5001", name="新人", role="clerk")
    refused("pin_shape", lambda: people.add_staff(hall.desk, hall.lead, form, pin))


@pytest.mark.parametrize("pin", ["111111", "123456", "654321", "901234", "500100"])
def test_a_pin_that_everybody_tries_first_is_refused(hall: Hall, pin: str) -> None:
    form = StaffForm(number="500100", name="新人", role="clerk")
    refused("pin_weak", lambda: people.add_staff(hall.desk, hall.lead, form, pin))


def test_a_new_pin_replaces_the_old_and_ends_the_waiting(hall: Hall) -> None:
    people.change_pin(hall.desk, hall.lead, PIN, "246813")
    refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", PIN))
    assert people.sign_in(hall.desk, "2001", "246813").number == "2001"
    refused("wrong_pin", lambda: people.change_pin(hall.desk, hall.lead, PIN, "246815"))
    people.reset_pin(hall.desk, hall.admin, "2001", "864213")
    assert people.sign_in(hall.desk, "2001", "864213").number == "2001"


def test_a_pin_kept_in_an_older_way_is_kept_as_today_from_the_next_sign_in(hall: Hall) -> None:
    older = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.put(replace(people.staff_by_number(act, "2001"), pin_hash=older))
        act.commit()
    refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    assert _kept(hall).pin_hash == older
    people.sign_in(hall.desk, "2001", PIN)
    anew = _kept(hall)
    assert anew.pin_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert pin_fits(anew.pin_hash, PIN)
    people.sign_in(hall.desk, "2001", PIN)
    assert _kept(hall) == anew


def _kept(hall: Hall) -> Staff:
    with hall.desk.store.read() as book:
        return people.staff_by_number(book, "2001")


def test_somebody_out_of_service_is_out_at_once(hall: Hall) -> None:
    people.disable_staff(hall.desk, hall.manager, "1001")
    refused("not_active", lambda: hall.register())
    refused("oneself", lambda: people.disable_staff(hall.desk, hall.manager, "3001"))


def test_nobody_appoints_or_resets_above_themselves(hall: Hall) -> None:
    boss = StaffForm(number="3002", name="新负责人", role="manager")
    refused("role_above", lambda: people.add_staff(hall.desk, hall.lead, boss, PIN))
    refused("role_above", lambda: people.reset_pin(hall.desk, hall.lead, "3001", "246813"))
    refused("role_above", lambda: people.disable_staff(hall.desk, hall.lead, "9001"))
    assert people.add_staff(hall.desk, hall.admin, boss, PIN).role is Role.MANAGER


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (StaffForm(number="", name="甲", role="clerk"), "number"),
        (StaffForm(number="一二三", name="甲", role="clerk"), "number"),
        (StaffForm(number="5001", name=" ", role="clerk"), "name"),
        (StaffForm(number="5001", name="甲", role="king"), "role"),
        (StaffForm(number="1001", name="甲", role="clerk"), "number"),
    ],
)
def test_staff_are_entered_whole(hall: Hall, form: StaffForm, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        people.add_staff(hall.desk, hall.lead, form, PIN)
    assert caught.value.field == field


def test_nobody_sees_a_pin_hash(hall: Hall) -> None:
    assert {person.pin_hash for person in people.list_staff(hall.desk, hall.clerk)} == {""}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", sorted(base.SERVICES))
def test_every_service_lets_in_exactly_whom_the_table_says(role: Role, name: str) -> None:
    hall = shared_hall()
    entry = base.SERVICES[name]
    arguments = ["missing"] * 8
    try:
        entry.run(hall.desk, hall.people[role], *arguments[: _needed(entry.run)])
        code = ""
    except Refusal as refusal:
        code = refusal.code
    except (AttributeError, TypeError, KeyError, ValueError):
        code = "let in"
    assert (code == "not_allowed") == (entry.needs not in PERMISSIONS[role])


_HALLS: list[Hall] = []


def shared_hall() -> Hall:
    """One hall for all cells of the table: nothing in it is changed by a call that is refused."""
    if not _HALLS:
        _HALLS.append(open_hall())
    return _HALLS[0]


def _needed(run: object) -> int:
    import inspect

    assert callable(run)
    parameters = list(inspect.signature(run).parameters.values())[2:]
    return sum(
        p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
        for p in parameters
    )


def test_every_public_function_that_acts_for_somebody_is_a_service() -> None:
    import inspect

    served = {entry.run for entry in base.SERVICES.values()}
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or function.__module__ != module.__name__:
                continue
            parameters = list(inspect.signature(function).parameters)
            if parameters[:2] == ["desk", "who"] and name not in CALLED_BY_SERVICES:
                assert function in served, f"{module.__name__}.{name}"


def test_every_permission_is_asked_for_or_kept_for_a_role() -> None:
    asked = {entry.needs for entry in base.SERVICES.values()}
    later = {May.MANAGE_BOOK}
    # Asked of the lead who agrees, inside what the clerk does.
    of_another = {May.AGREE_BREACH}
    assert asked | later | of_another == set(May)
