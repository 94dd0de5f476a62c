"""The command line in this process: real storage, a clock that stands, words in, JSON out."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from db import open_book
from db.backups import Backups
from db.cipher.vault import BookVault
from desk.backup.rule import KeepRule, rule_in, with_rule
from desk.cli.app import run
from desk.cli.common import arranged
from desk.cli.machine import Machine
from desk.clock import SetClock
from desk.i18n import current
from desk.places import Places
from desk.private import make_folder
from desk.settings import read_settings, write_settings
from desk.staff import pin
from screens.key_card import card_parts
from tests.builders import monday

PIN = "482915"
FIRST_PIN = "604827"
"""What a lead gives to somebody new, good for one sign-in."""
LEAD, CLERK, OTHER = "9001", "1001", "1002"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command line left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be JSON and nothing else."""
        return json.loads(self.out)


_READY: dict[object, dict[str, bytes]] = {}
"""Data folders as `Prompt.set_up` made them first, file by file."""


@dataclass
class Prompt:
    """A prompt in front of one data folder; `DESK_PIN` holds the PIN of everybody in it."""

    home: Path
    clock: SetClock = field(default_factory=monday)

    @property
    def machine(self) -> Machine:
        return Machine(
            clock=self.clock,
            open_store=lambda path, create: open_book(path, create=create),
            keeper=self._keeper,
            make_demo=_not_here,
            run_app=_not_here,
            vault=BookVault,
            keys=card_parts,
        )

    def _keeper(self, places: Places) -> Backups:
        def rule() -> KeepRule:
            return rule_in(read_settings(places.settings))

        def set_rule(rule: KeepRule) -> None:
            write_settings(places.settings, with_rule(read_settings(places.settings), rule))

        return Backups(places.book, rule, set_rule, self.clock)

    def run(self, *words: object, data: object = None) -> Answer:
        """Run a command; `data` goes to standard input: bytes as they are, all else as JSON."""
        raw = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
        with _streams(b"" if data is None else raw) as (out, err):
            code = run(arranged([str(w) for w in words]), self.machine, Places(self.home))
            return Answer(code, _text(out), _text(err))

    def ok(self, *words: object, data: object = None) -> Any:
        """Run a command that must be done, and read its JSON."""
        answer = self.run(*words, "--json", data=data)
        assert answer.code == 0, f"{words}: {answer.out}{answer.err}"
        return answer.json

    def refused(self, *words: object, data: object = None) -> Any:
        """Run a command that must be refused, and read its refusal."""
        answer = self.run(*words, "--json", data=data)
        assert answer.code == 1, f"{words}: exit {answer.code} {answer.out}{answer.err}"
        assert answer.err.strip()
        assert answer.json["refusal"]
        return answer.json

    def set_up(self, *, another: bool = False) -> None:
        """A branch with its manager and two clerks; the same one each time, or `another`.

        It is made by the commands once, and laid into further folders as it was then.
        """
        known = (
            type(self),
            self.clock.at,
            pin._hasher.time_cost,
            pin._hasher.memory_cost,
            current(),
        )
        if another or known not in _READY:
            self._found()
            if not another:
                _READY[known] = {one.name: one.read_bytes() for one in self.home.iterdir()}
            return
        make_folder(self.home)
        for name, content in _READY[known].items():
            (self.home / name).write_bytes(content)

    def _found(self) -> None:
        self.ok(
            *("init", "--branch", "HD01", "--name", "临江供电营业厅", "--unit", "临江供电公司"),
            *("--lead", LEAD, "--lead-name", "江予安", "--letter-word", "临供客复"),
            *("--address", "临江市建设路8号", "--phone", "0999-5550100"),
        )
        for number, name in ((CLERK, "苏映雪"), (OTHER, "何远山")):
            self.join(number, "--name", name, "--unit", "营业班", "--phone", "0999-5550101")

    def join(self, number: str, *options: str) -> Any:
        """A member of staff is added and chooses the PIN that everybody has here."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DESK_NEW_PIN", FIRST_PIN)
            added = self.ok("--staff", LEAD, "staff", "add", number, *options)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DESK_PIN", FIRST_PIN)
            patch.setenv("DESK_NEW_PIN", PIN)
            self.ok("--staff", number, "staff", "change-pin")
        return added


def _not_here(*_: object) -> Any:
    raise AssertionError("the application does not belong here")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@contextmanager
def _streams(data: bytes) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(data)), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs that hash in a millisecond, and the PIN of everybody in the environment."""
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))
    monkeypatch.setenv("DESK_PIN", PIN)
    monkeypatch.setenv("DESK_NEW_PIN", PIN)


A_CASE: dict[str, Any] = {
    "topic": "metering_billing",
    "narrative": "上个月电费翻了一倍，家里没添电器，请来校表。",
    "points": [
        {"kind": "allegation", "matter": "上月电费翻了一倍，怀疑电能表走快"},
        {"kind": "request", "matter": "要求校验电能表"},
    ],
    "customer": {
        "name": "柳明月",
        "salutation": "女士",
        "phone": "13900000001",
        "account_no": "0500000001",
        "address": "临江市柳林巷3号",
    },
    "told": "五个工作日内书面答复",
}
