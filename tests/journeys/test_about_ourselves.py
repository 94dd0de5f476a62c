"""No service shows or touches a case to whom it is about, whatever services there are.

Every service is called with what leads to such a case; a type of parameter that is not known here
fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice, product
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from argon2 import PasswordHasher

import desk.services
from db.backups import Backups
from desk.backup.rule import KeepRule
from desk.clock import SetClock
from desk.enums import LetterState, Role
from desk.letter.life import Document
from desk.ports import Entity
from desk.refusals import Fault, Refusal
from desk.services.base import SERVICES
from desk.staff.model import Actor, actor_of
from tests.builders import (
    MONDAY,
    a_breach,
    a_case,
    a_clock,
    a_custody,
    a_customer,
    a_handover,
    a_letter,
    a_notice,
    a_party,
    a_point,
    a_referral,
    a_staff,
    an_alarm,
)
from tests.builders_counter import (
    a_concern,
    a_content,
    a_hall_event,
    a_paper,
    a_report_ahead,
    a_sealed_identity,
    a_signatory,
    a_supplement,
    an_amendment,
    an_attachment,
    an_external,
)
from tests.desk.services.hall import open_hall
from tests.fakes import FakeStore

for _module in pkgutil.iter_modules(desk.services.__path__):
    importlib.import_module(f"desk.services.{_module.name}")

REFERENCE = "HD01-20261123-0777"
MARKS = (REFERENCE, "尤知秋", "13755550123", "窗口里有人摔了我的材料", "摔材料的事要有说法")
"""What stands in the case and nowhere else."""


class Printer:
    """Takes every page and remembers none."""

    def send(self, content: bytes, name: str) -> str:
        return "job-1"


@dataclass
class World:
    """A hall with a case about one of its people, and everything that leads to it."""

    store: FakeStore
    hall: Any
    about: Actor
    ids: dict[str, list[object]]
    case_id: str

    def of_the_case(self) -> list[Any]:
        """Its rows as they are kept."""
        kept = (row for rows in self.store.state.rows.values() for row in rows.values())
        return [row for row in kept if self.case_id in (row.id, getattr(row, "case_id", None))]


def a_world(role: Role) -> World:
    store = FakeStore()
    hall = open_hall(store)
    meant = a_staff("1777", role, name="涉事人")
    reference, about = REFERENCE, actor_of(meant)
    lead = hall.manager.staff_id
    case = a_case(lead, 777, narrative="窗口里有人摔了我的材料", reference=reference)
    letter = a_letter(case.id, lead, number="临供客复〔2026〕777号", state=LetterState.ISSUED)
    draft = a_letter(case.id, lead, markdown="# 摔材料的事要有说法")
    notice = a_notice(lead, case_id=case.id, number="GZ-777")
    paper, customer = a_paper(case.id, lead), a_customer()
    rows: list[Entity] = [
        meant,
        customer,
        case,
        a_custody(case.id, lead),
        a_party(case.id, name="尤知秋", phone="13755550123"),
        a_point(case.id, 1, matter="摔材料的事要有说法"),
        a_clock(case.id),
        a_handover(case.id, lead, meant.id),
        a_referral(case.id, lead),
        an_alarm(case.id, staff_id=meant.id),
        letter,
        draft,
        Document(id="d7", letter_id=letter.id, media_type="x", sha256="", content=b"x"),
        notice,
        a_breach(notice.id, notice.id),
        a_sealed_identity(case.id, name="尤知秋", phone="13755550123"),
        a_signatory(case.id, name="尤知秋"),
        a_hall_event(lead, case_id=case.id, note="摔材料的事要有说法"),
        a_report_ahead(lead, case_id=case.id, said="摔材料的事要有说法"),
        an_external(case.id, lead),
        a_supplement(case.id, lead),
        an_amendment(case.id, lead),
        paper,
        a_content(),
        an_attachment(case.id, lead, paper_id=paper.id),
        a_concern(case.id, meant.id, lead),
    ]
    with store.act("test.rows", staff_id=lead, at=MONDAY) as act:
        act.add(*rows)
        act.index_case(case.id, "\n".join(MARKS))
        act.commit()
    ids: dict[str, list[object]] = {
        "reference": [reference],
        "letter_id": [letter.id, draft.id],
        "alarm_id": [row.id for row in rows if type(row).__name__ == "Alarm"],
        "text": ["尤知秋", reference, "777号", "GZ-777"],
        "number": ["临供客复〔2026〕777号", "GZ-777", "1777"],
        "customer_id": [customer.id],
    }
    return World(store, hall, about, ids, case.id)


PLAIN: dict[str, list[object]] = {
    "position": [1],
    "reason": ["核实"],
    "comment": ["请补充"],
    "result": ["已办结"],
    "note": [""],
    "evidence": ["单据"],
    "words": ["不再追究"],
    "markdown": ["# 答复"],
    "version": [1],
    "commitment_id": ["none"],
    "old": ["135791"],
    "new": ["135792"],
    "pin": ["135793"],
    "subject": ["x"],
    "content": [{}],
    "day": [date(2026, 11, 24)],
    "numbers": [["1001"]],
    "printer": [Printer()],
    "states": [list(LetterState)],
    "path": [Path(__file__)],
    "parts": [()],
}
"""What a parameter of this name is given where nothing of the case belongs there."""


def made(hint: Any, world: World) -> Any:
    """A value of a type: a form with what it cannot do without, the case named where it can be."""
    if get_origin(hint) in (list, tuple, Sequence):
        return []
    if get_origin(hint) in (dict, Mapping):
        return {}
    options = [one for one in get_args(hint) if one is not type(None)]
    if options:
        return made(options[0], world)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if hint is Actor:
        return world.hall.lead
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        given: dict[str, Any] = {}
        for one in fields(hint):
            if one.name in ("case", "other"):
                given[one.name] = world.ids["reference"][0]
            elif one.name == "customer_id":
                given[one.name] = world.ids["customer_id"][0]
            elif one.default is MISSING and one.default_factory is MISSING:
                given[one.name] = made(hints[one.name], world)
        return hint(**given)
    plain: dict[Any, Any] = {str: "x", int: 1, bool: False, bytes: b"x", date: date(2026, 12, 1)}
    plain |= {datetime: MONDAY + timedelta(days=1), Path: Path(__file__)}
    return plain[hint]


def ways(run: Callable[..., object], world: World) -> Iterator[dict[str, object]]:
    """Every way to call a service that leads to the case."""
    names, choices = [], []
    for name, parameter in list(inspect.signature(run).parameters.items())[2:]:
        hint = parameter.annotation
        known = [*world.ids.get(name, []), *PLAIN.get(name, [])]
        if is_dataclass(hint):
            known = []
        if not known and name.endswith("_id"):
            # Which row is meant the name does not say: each of the case is tried.
            known = [row.id for row in world.of_the_case()]
        if not known and isinstance(hint, type) and issubclass(hint, StrEnum):
            known = list(hint)
        if not known and parameter.default is inspect.Parameter.empty:
            known = [made(hint, world)]
        if known:
            names.append(name)
            choices.append(known)
    for values in islice(product(*choices), 40):
        yield dict(zip(names, values, strict=True))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))
    keeper = Backups(tmp_path / "desk.db", KeepRule, lambda rule: None, SetClock(MONDAY))
    monkeypatch.setitem(PLAIN, "keeper", [keeper])


@pytest.mark.parametrize("role", list(Role))
def test_to_whom_it_is_about_no_service_shows_or_touches_it(role: Role) -> None:
    world = a_world(role)
    before, state = world.of_the_case(), world.store.state.copy()
    for name, service in sorted(SERVICES.items()):
        for arguments in ways(service.run, world):
            world.store.state = state.copy()
            shown: object = None
            with suppress(Refusal, Fault):
                shown = service.run(world.hall.desk, world.about, **arguments)
            for mark in MARKS:
                # What was typed may come back as it was typed.
                echoed = mark in repr(arguments)
                assert echoed or mark not in repr(shown), (name, arguments)
            assert world.of_the_case() == before, (name, arguments)


def test_the_same_calls_do_show_it_to_others() -> None:
    world = a_world(Role.CLERK)
    state, showed = world.store.state.copy(), set()
    for name, service in SERVICES.items():
        for arguments in ways(service.run, world):
            world.store.state = state.copy()
            with suppress(Refusal, Fault):
                shown = service.run(world.hall.desk, world.hall.manager, **arguments)
                if any(mark in repr(shown) for mark in MARKS):
                    showed.add(name)
    assert {"case.show", "list.queue", "list.find", "letter.show", "identity.reveal"} <= showed
