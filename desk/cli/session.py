"""One run of the command line: where the book is, who acts, how the answer is wanted."""

import sys
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from desk.cli import output
from desk.cli.machine import Machine
from desk.cli.secret import BACKUP_PASSPHRASE, PASSPHRASE, given, secret
from desk.i18n import _
from desk.places import Places
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.staff.model import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desk.backup.keeper import Keeper

PIN = "DESK_PIN"
"""Environment variable with the PIN of whoever acts."""
NEW_PIN = "DESK_NEW_PIN"
"""Environment variable with a PIN that is being set."""
LEAD_PIN = "DESK_LEAD_PIN"
"""Environment variable with the PIN of a lead who agrees to one act of somebody else."""

SEALED_CODE = "DESK_SEALED_CODE"
"""Environment variable with the sealed code of whoever forgot the PIN."""


class Usage(Exception):
    """The command was called in a way that it does not take; the message says how it is."""


@dataclass
class Session:
    """What every command stands on. The book is opened and the person signed in when needed."""

    machine: Machine
    places: Places
    staff: str = ""
    as_json: bool = False

    @cached_property
    def desk(self) -> Desk:
        """The open desk."""
        from desk.private import settle
        from desk.services.book import open_desk

        self._unlock()
        store = self.machine.open_store(self.places.book, False)
        settle(self.places)
        return open_desk(
            store,
            self.machine.clock,
            site=self.places.site,
            stationery=self.places.stationery,
        )

    @cached_property
    def who(self) -> Actor:
        """The person who acts, proved by the PIN from the environment or a prompt."""
        self._named()
        # A book that is not there is told before anybody is asked for a PIN.
        _open = self.desk
        return self._proved(self.staff, pin(PIN, _("PIN of {number}").format(number=self.staff)))

    @cached_property
    def keeper(self) -> "Keeper":
        """The backups of the book."""
        return self.machine.keeper(self.places)

    def _unlock(self) -> None:
        """Ask for the passphrase of an encrypted book, once in a run."""
        book = self.places.book
        # A book that is not encrypted costs one look into its folder.
        if not self.places.key.exists() or not self.machine.vault().is_locked(book):
            return
        typed = secret(PASSPHRASE, _("Passphrase of the book"))
        self.machine.vault().unlock(book, typed, self.machine.clock.now())

    def unlock_backup(self, backup: Path) -> None:
        """Ask for the passphrase of a backup that was made under another key than the book's."""
        vault = self.machine.vault()
        if not vault.is_locked(backup):
            return
        asked = _("Passphrase of the backup {path}").format(path=backup)
        typed = given(BACKUP_PASSPHRASE) or secret(PASSPHRASE, asked)
        vault.unlock(backup, typed, self.machine.clock.now())

    def sign_in(self, typed: str) -> Actor:
        """The person who acts, proved by a PIN that is already here."""
        self._named()
        return self._proved(self.staff, typed)

    def typed_pin(self) -> str:
        """The PIN of whoever acts, where it is not this book that knows them."""
        self._named()
        return pin(PIN, _("PIN of {number}").format(number=self.staff))

    def agreeing(self, number: str) -> Actor | None:
        """The lead who agrees to one act, proved by a PIN of their own; None where none is named.

        Whoever acts goes on acting; the other person agrees to this alone.
        """
        if not number:
            return None
        # Whoever acts comes first: their PIN is asked for before that of the lead.
        _acting = self.who
        typed = pin(LEAD_PIN, _("PIN of {number}").format(number=number))
        return self._proved(number, typed, counter_of=_acting)

    def _named(self) -> None:
        if not self.staff:
            raise Usage(_("Say who acts: --staff and the staff number."))

    def _proved(self, number: str, typed: str, *, counter_of: Actor | None = None) -> Actor:
        from desk.services.people import sign_in

        return sign_in(self.desk, number, typed, counter_of=counter_of)

    @property
    def zone(self) -> ZoneInfo:
        """The branch's time zone."""
        return self.desk.hours.tz

    def local(self, at: datetime | None) -> datetime | None:
        """A time as the branch's clock shows it."""
        return at.astimezone(self.zone) if at else None

    def put(
        self,
        value: Any,
        for_people: "Callable[[], None]",
        *,
        in_full: bool = False,
        allow: "Iterable[str]" = (),
    ) -> None:
        """Answer with JSON where it is wanted, else in words; numbers of people are masked.

        `in_full` is for what keeps the look of whoever asked; `allow` names numbers that look
        like somebody's and are none, such as those of the same matter elsewhere.
        """
        more = frozenset(allow)
        with nullcontext() if in_full else output.veiled(lambda text: self._veil(text, more)):
            if self.as_json:
                output.put_json(value, self.zone)
            else:
                for_people()

    def _veil(self, text: str, more: frozenset[str]) -> str:
        from desk.masks import find_in_text, mask_in_text

        return mask_in_text(text, allow=self._public | more) if find_in_text(text) else text

    @cached_property
    def _public(self) -> frozenset[str]:
        """Numbers that are there to be called: of the hall, of its people, of other units."""
        from desk.services.people import public_numbers

        return public_numbers(self.desk)

    def put_plain(self, value: Any, for_people: "Callable[[], None]") -> None:
        """Like `put`, where no book is open and no time is told."""
        if self.as_json:
            output.put_json(value)
        else:
            for_people()

    @property
    def is_open(self) -> bool:
        """Whether the book was opened."""
        return "desk" in self.__dict__

    def close(self) -> None:
        """Let go of the book, if it was opened; whoever asks for it opens it anew."""
        opened = self.__dict__.pop("desk", None)
        if opened is not None:
            opened.store.close()


def session(ctx: typer.Context) -> Session:
    """The session of a command."""
    found = ctx.find_object(Session)
    assert found is not None
    return found


def pin(variable: str, prompt: str, *, twice: bool = False) -> str:
    """A PIN from the environment, from an open file it names, or typed unseen at a terminal."""
    if handed_over := given(variable):
        return handed_over
    if not (sys.stdin and sys.stdin.isatty()):
        raise Refusal(
            _("The PIN is missing."),
            _("Set it in the environment as {variable}.").format(variable=variable),
            field="pin",
            code="pin_missing",
        )
    from getpass import getpass

    typed = getpass(f"{prompt}: ")
    if twice and getpass(f"{_('Once more')}: ") != typed:
        raise Refusal(
            _("The two PINs are not the same."),
            _("Try again."),
            field="pin",
            code="pin_differs",
        )
    return typed
