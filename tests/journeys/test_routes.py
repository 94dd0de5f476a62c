"""No role gets by a command what the table of who may refuses it, nor by another's shoulder."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import desk.services
from db import open_book
from desk.cli.app import command
from desk.enums import Role
from desk.places import Places
from desk.services.base import SERVICES
from desk.staff.permissions import PERMISSIONS
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, PIN, Prompt, quick_pins

for _module in pkgutil.iter_modules(desk.services.__path__):
    importlib.import_module(f"desk.services.{_module.name}")

NUMBERS = {
    Role.CLERK: CLERK,
    Role.LEAD: "2001",
    Role.MANAGER: LEAD,
    Role.DEPARTMENT: "4001",
    Role.ADMIN: "8001",
}
BY_FUNCTION = {(s.run.__module__, s.run.__name__): s for s in SERVICES.values()}


def leaves(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its path."""
    for name, below in group.commands.items():
        whole = f"{path} {name}".strip()
        if getattr(below, "commands", None):
            yield from leaves(below, whole)
        else:
            yield whole, below


def needs(found: Any) -> list[Any]:
    """The services that a command names in its own body."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(found.callback)))
    return [
        BY_FUNCTION[node.module, alias.name]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if (node.module, alias.name) in BY_FUNCTION
    ]


def line(found: Any, reference: str, folder: Path) -> list[str]:
    """Words for everything that a command must be given."""
    words: list[str] = []
    for param in found.params:
        if not param.required:
            continue
        kind = param.type_descriptor.annotation
        if isinstance(kind, type) and issubclass(kind, Enum):
            value = str(next(iter(kind)).value)
        elif kind in (int, float):
            value = "1"
        elif kind is Path:
            value = str(folder / "file.txt")
        else:
            value = reference if param.name in ("reference", "ref", "case") else "X"
        words += [param.opts[0], value] if param.opts[0].startswith("-") else [value]
    return words


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_pins(monkeypatch)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Prompt, str]]:
    with pytest.MonkeyPatch.context() as patch:
        quick_pins(patch)
        prompt = Prompt(tmp_path_factory.mktemp("routes") / "desk")
        prompt.set_up()
        for role, number in NUMBERS.items():
            if number not in (CLERK, LEAD):
                prompt.join(number, "--name", f"某{role}", "--role", role.value)
        yield prompt, prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]


def acts(prompt: Prompt) -> list[str]:
    with closing(open_book(Places(prompt.home).book)) as store:
        return [one.act for one in store.entries()]


FORBIDDEN = [
    (role, path, found)
    for path, found in leaves(command())
    for role in Role
    if path != "init"
    and (asked := needs(found))
    and not any(one.needs in PERMISSIONS[role] for one in asked)
]


@pytest.mark.parametrize("role", Role)
def test_no_command_does_for_a_role_what_the_table_refuses(
    role: Role, hall: tuple[Prompt, str], tmp_path: Path
) -> None:
    prompt, reference = hall
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    before, told, done = acts(prompt), [], []
    forbidden = [(path, found) for one, path, found in FORBIDDEN if one is role]
    for path, found in forbidden:
        words = line(found, reference, tmp_path)
        answer = prompt.run("--staff", NUMBERS[role], *path.split(), *words, "--json", data={})
        if answer.code == 0:
            done.append(path)
        told += [path] if '"not_allowed"' in answer.out else []
    assert done == []
    assert acts(prompt) == before
    # The others are refused before the table is asked, because what was typed is no whole form.
    assert len(told) * 2 >= len(forbidden)


def test_the_table_refuses_every_role_something() -> None:
    refused = {role: sum(one is role for one, _path, _found in FORBIDDEN) for role in Role}
    assert refused.pop(Role.MANAGER) == 0
    assert all(count > 5 for count in refused.values()), refused


def test_nobody_but_who_may_agrees_over_the_shoulder(
    hall: tuple[Prompt, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt, reference = hall
    words = ("--amount", "5000", "--due", "2026-11-26", "--owner", "营业班")
    asked = ("--staff", CLERK, "case", "commit", reference, "--text", "退还多收电费", *words)
    monkeypatch.setenv("DESK_LEAD_PIN", "000000")
    assert prompt.refused(*asked, "--agreed-by", "2001")["code"] == "wrong_pin"
    with closing(open_book(Places(prompt.home).book)) as store:
        last = list(store.entries())[-1]
    assert last.act == "staff.wrong_pin"
    assert last.note.startswith("counter:")
    monkeypatch.setenv("DESK_LEAD_PIN", PIN)
    for number in (CLERK, OTHER, NUMBERS[Role.DEPARTMENT], NUMBERS[Role.ADMIN]):
        assert prompt.refused(*asked, "--agreed-by", number)["code"] == "needs_agreement", number
    prompt.ok(*asked, "--agreed-by", "2001")
    prompt.ok("--staff", LEAD, "staff", "disable", "2001")
    assert prompt.refused(*asked, "--agreed-by", "2001")["code"] == "wrong_pin"
