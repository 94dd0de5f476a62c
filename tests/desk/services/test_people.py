"""Who may sign in, and what each role may do: every service against every role."""

import importlib
import pkgutil
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from argon2 import PasswordHasher

import desk.services
from desk.enums import Role
from desk.forms import StaffForm
from desk.refusals import Refusal
from desk.services import base, people, staffing, way_back
from desk.staff.model import Staff
from desk.staff.permissions import PERMISSIONS, May
from desk.staff.pin import pin_fits
from tests.desk.services.hall import PIN, Hall, open_hall, refused
from tools import who_may

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


@pytest.mark.parametrize(
    ("code", "pins"),
    [
        ("pin_shape", ("", "12345", "abcdef", "1234567890123", "１３５７９１")),
        ("pin_weak", ("111111", "123456", "654321", "901234", "135791", "246802", "777770")),
        ("pin_weak", ("121212", "123123", "48214821", "147258", "955980")),
        ("pin_weak", ("500100", "750010", "50010012", "0999555", "95550101")),
        ("pin_date", ("850412", "120485", "041285", "198504", "19850412", "12041985", "04121985")),
    ],
)
def test_a_pin_that_is_tried_first_is_refused(hall: Hall, code: str, pins: tuple[str, ...]) -> None:
    form = StaffForm(number="50010", name="新人", role="clerk", phone="0999-5550101")
    assert {pin: _code(hall, form, pin) for pin in pins} == dict.fromkeys(pins, code)


def _code(hall: Hall, form: StaffForm, pin: str) -> str:
    try:
        people.add_staff(hall.desk, hall.lead, form, pin)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_new_pin_replaces_the_old(hall: Hall) -> None:
    people.change_pin(hall.desk, hall.lead, PIN, "246814")
    refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", PIN))
    assert people.sign_in(hall.desk, "2001", "246814").number == "2001"
    refused("wrong_pin", lambda: people.change_pin(hall.desk, hall.lead, PIN, "246815"))


def test_the_last_pins_are_not_taken_again(hall: Hall) -> None:
    new = ["482915", "739146", "604827", "593026"]
    for old, pin in pairwise([PIN, *new]):
        people.change_pin(hall.desk, hall.lead, old, pin)
    for used in (PIN, *new):
        refused("pin_again", partial(people.change_pin, hall.desk, hall.lead, new[-1], used))
    people.change_pin(hall.desk, hall.lead, new[-1], "826471")
    people.change_pin(hall.desk, hall.lead, "826471", PIN)


def test_wrong_old_pins_count_like_those_at_the_sign_in(hall: Hall) -> None:
    for _attempt in range(5):
        refused("wrong_pin", lambda: people.change_pin(hall.desk, hall.lead, "000000", "246814"))
    refused("locked", lambda: people.change_pin(hall.desk, hall.lead, PIN, "246814"))
    refused("locked", lambda: people.sign_in(hall.desk, "2001", PIN, counter_of=hall.clerk))


def test_a_pin_that_somebody_else_set_is_good_for_choosing_ones_own(hall: Hall) -> None:
    for _attempt in range(5):
        refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    people.reset_pin(hall.desk, hall.admin, "2001", "864214")
    refused("pin_given", lambda: people.sign_in(hall.desk, "2001", "864214"))
    beside = hall.clerk
    refused("pin_given", lambda: people.sign_in(hall.desk, "2001", "864214", counter_of=beside))
    for used in ("864214", PIN):
        refused("pin_again", partial(people.choose_pin, hall.desk, "2001", "864214", used))
    assert people.choose_pin(hall.desk, "2001", "864214", "593026").name == "李敏"
    assert people.sign_in(hall.desk, "2001", "593026").number == "2001"
    refused("wrong_pin", lambda: people.choose_pin(hall.desk, "2001", "864214", "718264"))
    refused("oneself", lambda: people.reset_pin(hall.desk, hall.admin, "9001", "718264"))


def test_many_tries_at_once_get_no_further_than_one_after_the_other(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(pin_hash: str, pin: str) -> bool:
        fits = pin_fits(pin_hash, pin)
        if fits:
            monkeypatch.setattr(people, "pin_fits", pin_fits)
            for _other in range(5):
                refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
        return fits

    monkeypatch.setattr(people, "pin_fits", meanwhile)
    refused("locked", lambda: people.sign_in(hall.desk, "2001", PIN))


def test_the_sealed_code_waits_longer_each_time_and_is_for_the_highest_alone(hall: Hall) -> None:
    refused("role_above", lambda: way_back.seal(hall.desk, hall.lead))
    refused("no_seal", lambda: way_back.open_seal(hall.desk, "9001", "X", "593026"))
    first = way_back.seal(hall.desk, hall.admin)
    code = way_back.seal(hall.desk, hall.admin)
    refused("wrong_seal", lambda: way_back.open_seal(hall.desk, "9001", first, "593026"))
    for _attempt in range(4):
        refused("wrong_seal", lambda: way_back.open_seal(hall.desk, "9001", "X", "593026"))
    refused("locked", lambda: way_back.open_seal(hall.desk, "9001", code, "593026"))
    hall.clock.move(days=-1)
    refused("not_highest", lambda: way_back.open_seal(hall.desk, "3001", code, "593026"))
    refused("pin_weak", lambda: way_back.open_seal(hall.desk, "9001", code, "123456"))
    who, following = way_back.open_seal(hall.desk, "9001", code, "593026")
    assert people.sign_in(hall.desk, "9001", "593026") == who
    refused("wrong_seal", lambda: way_back.open_seal(hall.desk, "9001", code, "718264"))
    assert way_back.open_seal(hall.desk, "9001", following, "718264")[0] == who
    standing = way_back.sealed_since(hall.desk, hall.admin)
    assert standing is not None
    assert standing.code_hash == ""


def test_a_clock_set_back_neither_ends_nor_stretches_a_wait(hall: Hall) -> None:
    for _attempt in range(5):
        refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
    hall.clock.move(days=-3)
    refused("locked", lambda: people.sign_in(hall.desk, "2001", PIN))
    hall.clock.move(seconds=20)
    refused("locked", lambda: people.sign_in(hall.desk, "2001", PIN))
    hall.clock.move(seconds=15)
    assert people.sign_in(hall.desk, "2001", PIN).number == "2001"


def test_a_clock_set_ahead_gives_fifty_tries_and_no_more(hall: Hall) -> None:
    for _attempt in range(50):
        refused("wrong_pin", lambda: people.sign_in(hall.desk, "2001", "000000"))
        hall.clock.move(minutes=16)
    hall.clock.move(days=300)
    refused("pin_spent", lambda: people.sign_in(hall.desk, "2001", PIN))
    people.reset_pin(hall.desk, hall.admin, "2001", "864214")
    assert people.choose_pin(hall.desk, "2001", "864214", "593026").number == "2001"


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
    ref = hall.register()
    left = staffing.disable_staff(hall.desk, hall.manager, "1001")
    assert left.cases == (ref,)
    refused("not_active", lambda: hall.register())
    refused("oneself", lambda: staffing.disable_staff(hall.desk, hall.manager, "3001"))


def test_nobody_appoints_or_resets_above_themselves(hall: Hall) -> None:
    boss = StaffForm(number="3002", name="新负责人", role="manager")
    refused("role_above", lambda: people.add_staff(hall.desk, hall.lead, boss, PIN))
    refused("role_above", lambda: people.reset_pin(hall.desk, hall.lead, "3001", "246814"))
    refused("role_above", lambda: staffing.disable_staff(hall.desk, hall.lead, "9001"))
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
def test_every_service_lets_in_exactly_whom_the_table_says(role: Role) -> None:
    hall = open_hall()
    # A refused call changes nothing, and one that is let in finds nothing to change.
    told = {name: _refusal_of(hall, role, entry) for name, entry in base.SERVICES.items()}
    assert len(told) > 200
    let_in = {name for name, code in told.items() if code != "not_allowed"}
    assert let_in == {n for n, e in base.SERVICES.items() if e.needs in PERMISSIONS[role]}


@pytest.mark.parametrize("role", Role)
def test_nobody_out_of_service_is_let_in_by_any_service(role: Role) -> None:
    hall = open_hall()
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.put(replace(people.staff_by_number(act, hall.people[role].number), active=False))
        act.commit()
    told = {_refusal_of(hall, role, entry) for entry in base.SERVICES.values()}
    assert told == {"not_active"}


def test_another_role_counts_at_once_for_whoever_is_signed_in() -> None:
    hall = open_hall()
    lead = hall.lead
    staffing.change_staff(
        hall.desk, hall.manager, StaffForm(number=lead.number, name="李敏", role="clerk")
    )
    refused("not_allowed", lambda: people.reset_pin(hall.desk, lead, "1001", "246814"))


def _refusal_of(hall: Hall, role: Role, entry: base.Service) -> str:
    """With which code a service refuses a role that asks for things that are not there."""
    try:
        entry.run(hall.desk, hall.people[role], *["missing"] * _needed(entry.run))
    except Refusal as refusal:
        return refusal.code
    except (AttributeError, TypeError, KeyError, ValueError):
        return "went on"
    return ""


def test_the_page_that_says_who_may_agrees_with_the_table() -> None:
    assert who_may.PAGE.read_text(encoding="utf-8") == who_may.page()


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
