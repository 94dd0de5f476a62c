"""Every command says what it does, in both languages, and every service has a command."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import desk.services
from desk.cli.app import command
from desk.i18n import use
from desk.services.base import SERVICES
from tests.desk.cli.prompt import Prompt
from tests.processes import ROOT

for _module in pkgutil.iter_modules(desk.services.__path__):
    importlib.import_module(f"desk.services.{_module.name}")

WITHOUT_COMMAND: dict[str, str] = {
    "case.reminded": "asked before a reminder is noted on the screen",
    "case.beside": "shown while one types; `case related` for a case on record",
    "clock.reasons": "case hold names them when another is given",
    "customer.suspect": "asked while one types; `customer doubles` for those on file",
    "customer.figures": "“customer show” counts as well",
    "customer.of_case": "leads from a case to the file on the screen",
    "customer.open_cases": "stands beside the form of a new case",
    "customer.row": "fills in the form of a new case",
    "external.known": "registration and case external tell of a number that stands elsewhere",
    "visit.seen": "who sits at a screen is seen there; the command line is no visit",
    "shift.waits": "part of shift since and shift sheet",
    "hall.waiting": "hall list --unseen shows the same",
    "draft.park": "only a screen parks what is typed in it",
    "draft.save": "drafts are what somebody types on a screen",
    "letter.agreement": "whose agreement a letter lacks; `letter waiting` lists it",
    "letter.said": "what was typed beside the record, for the form that asks for it again",
    "print.lost": "a step of a run on the screen; `letter run` takes them all",
    "print.next": "a step of a run on the screen; `letter run` takes them all",
    "list.reveal": "leave to write a whole list in full, asked for by whatever writes one",
    "list.pulse": "whether the book changed; the board asks it to follow other windows",
    "incident.ears": "listens beside a form as it is typed",
    "incident.fits": "told beside a form as it is typed",
    "incident.for_case": "told in a case; `incident likely` asks from the other side",
    "incident.unread": "told at sign-in and on the board; `incident list` says it of each",
    "list.counts": "the numbers beside the views of the board; `case list` lists the cases",
}
"""Services for the screens alone, each with its reason."""


def every(found: Any, path: str = "desk") -> Iterator[tuple[str, Any]]:
    """All groups and commands with their paths."""
    yield path, found
    for name, below in getattr(found, "commands", {}).items():
        yield from every(below, f"{path} {name}")


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_command_and_option_is_explained(language: str) -> None:
    use(language)
    explained = dict(every(command()))
    assert len(explained) > 80
    for path, found in explained.items():
        assert found.help, path
        assert chinese(found.help) is (language == "zh_CN"), path
        for param in found.params:
            assert param.help, f"{path} {param.name}"
            assert chinese(param.help) is (language == "zh_CN"), f"{path} {param.name}"


def test_every_command_lists_its_help(empty: Prompt) -> None:
    for path, found in every(command()):
        answer = empty.run(*path.split()[1:], "--help")
        assert answer.code == 0, path
        assert "显示本帮助" in answer.out
        for name in getattr(found, "commands", {}):
            assert f" {name} " in answer.out


def test_no_option_takes_a_pin() -> None:
    for path, found in every(command()):
        for param in found.params:
            assert "pin" not in param.name, path


def test_every_service_has_a_command() -> None:
    imported = {
        (node.module, alias.name)
        for path in (ROOT / "desk" / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    without = {
        name
        for name, service in SERVICES.items()
        if (service.run.__module__, service.run.__name__) not in imported
    }
    # A reminder is a contact, noted by a function that logs one.
    assert ("desk.services.casework", "remind") in imported
    assert without == WITHOUT_COMMAND.keys()


def test_no_option_takes_a_passphrase_or_a_recovery_key() -> None:
    for path, found in every(command()):
        for param in found.params:
            assert param.name not in ("passphrase", "recovery", "recovery_key"), path
