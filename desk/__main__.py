"""The composition root: it alone knows storage, screens and command line together."""

import sys

from desk import __version__

TYPE_CHECKING = False
# What `typing` calls so: importing it costs more than telling the version.
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk.backup.keeper import Keeper
    from desk.backup.restore import Prepared
    from desk.cli.common import Line
    from desk.cli.machine import Machine
    from desk.encryption import Standing, Vault
    from desk.letter.hall_papers import KeyPartFacts
    from desk.letter.printers import Printers
    from desk.places import Places
    from desk.ports import Store
    from desk.services.base import Desk
    from desk.services.beginning import Begun, FirstForm
    from desk.tour import TourNotes

WATCHING = (
    *("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER"),
    *("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME"),
)
"""Settings of the environment that would have the screens written down, or keys pressed."""


def main(argv: list[str] | None = None) -> int:
    """Run Desk with the words of a command line; the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"Desk {__version__}\n")
        return 0
    return _main(words)


def _main(words: list[str]) -> int:
    from desk import i18n
    from desk.cli.common import arranged, filled
    from desk.log import begin
    from desk.places import places
    from desk.private import leave_no_core
    from desk.settings import read_settings

    _speak_utf8()
    leave_no_core()
    line = arranged(filled(words, lambda: sys.stdin.read() if sys.stdin else ""))
    where = places(line.given.get("at", ""))
    begin(where.log)
    settings = read_settings(where.settings)
    language = line.given.get("language") or settings.language or i18n.system_language()
    if language not in i18n.LANGUAGES:
        i18n.use(i18n.system_language())
        known = ", ".join(i18n.LANGUAGES)
        sys.stderr.write(i18n._("Languages are: {names}.").format(names=known) + "\n")
        return 2
    i18n.use(language)
    if settings.problem:
        sys.stderr.write(f"{settings.problem}\n")
    if not line.rest and "as_json" not in line.given:
        return _application(where)
    return _command(line, where)


def _command(line: "Line", where: "Places") -> int:
    from desk.cli.app import run

    return run(line, _machine(), where)


def _application(where: "Places") -> int:
    """The screens; without a book they begin by setting one up, which needs a person as well."""
    from desk.i18n import _

    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(
            _("The screens need a terminal. “desk --help” lists the commands for scripts.") + "\n"
        )
        return 2
    return _run_app(where)


def _run_app(where: "Places") -> int:
    import gc
    import os
    from dataclasses import replace

    # Collecting while everything is loaded costs a tenth of the start; the application takes it
    # up again once the first screen is painted.
    gc.disable()

    for name in WATCHING:
        os.environ.pop(name, None)

    from desk.settings import read_settings, write_settings
    from screens.app import DeskApp
    from screens.theme import DEFAULT

    settings = read_settings(where.settings)

    def opening() -> "Desk":
        from db import open_book
        from desk.clock import SystemClock
        from desk.passing import clear
        from desk.private import settle
        from desk.services.book import open_desk

        store = open_book(where.book)
        clear(where.home)
        app.advice = settle(where)
        return open_desk(store, SystemClock(), site=where.site, stationery=where.stationery)

    def theme_chosen(theme: str) -> None:
        write_settings(where.settings, replace(read_settings(where.settings), theme=theme))

    def printers() -> "Printers":
        from desk.letter.printers import printers_of

        return printers_of(read_settings(where.settings), where.letters)

    def tour() -> "TourNotes":
        from desk.tour import TourNotes

        return TourNotes(where.home)

    app = DeskApp(
        opening,
        theme=settings.theme or DEFAULT,
        idle_minutes=settings.idle_minutes,
        theme_chosen=theme_chosen,
        papers=where.letters,
        templates=where.templates,
        printers=printers,
        scanner=lambda: read_settings(where.settings).scanner_folder,
        keeper=lambda: _keeper(where),
        locks=_BookLocks(where),
        first=None if where.book.exists() else _FirstStart(where),
        tour=tour,
    )
    app.sound = settings.hall_sound
    try:
        app.run()
    finally:
        app.let_go()
    if app.to_restore is not None:
        if app.desk is not None:
            app.desk.store.close()
        return _restored(where, *app.to_restore)
    if app.afterwards:
        if app.desk is not None:
            app.desk.store.close()
        return _between(where, app.afterwards)
    return app.return_code or 0


def _between(where: "Places", words: list[str]) -> int:
    """Run a command in the terminal that the screens have left; then they come back."""
    from desk.cli.common import arranged
    from desk.i18n import _

    _command(arranged(words), where)
    sys.stderr.write(_("Enter leads back to the screens."))
    sys.stderr.flush()
    sys.stdin.readline()
    return _run_app(where)


class _FirstStart:
    """`desk.services.beginning.Beginner` of one data folder."""

    def __init__(self, where: "Places") -> None:
        self._where = where

    @property
    def home(self) -> "Path":
        return self._where.home

    def check(self) -> None:
        from desk.services.beginning import may_begin

        may_begin(self.home)

    def begin(self, form: "FirstForm", pin: str, seal: bytes, theme: str) -> "Begun":
        from dataclasses import replace

        from desk.services.beginning import begin
        from desk.settings import read_settings, write_settings

        machine = _machine()
        begun = begin(self._where, machine.open_store, machine.clock, form, pin, seal=seal)
        settings = self._where.settings
        write_settings(
            settings, replace(read_settings(settings), language=form.language, theme=theme)
        )
        return begun

    def kept(self) -> dict[str, str]:
        from desk.services.beginning import kept_draft

        return kept_draft(self.home)

    def keep(self, typed: dict[str, str]) -> None:
        from desk.services.beginning import keep_draft

        keep_draft(self.home, typed)


class _BookLocks:
    """`desk.encryption.Locks` of the book in one data folder."""

    def __init__(self, where: "Places") -> None:
        self._where = where

    def unlock(self, passphrase: str, backup: "Path | None") -> None:
        from desk.clock import SystemClock

        _vault().unlock(backup or self._where.book, passphrase, SystemClock().now())

    def standing(self) -> "Standing":
        from desk.encryption import Standing

        vault, book = _vault(), self._where.book
        return Standing(encrypted=vault.is_encrypted(book), originals=vault.originals(book))

    def recover(self, recovery: str, new: str) -> None:
        from db import open_book
        from desk.clock import SystemClock
        from desk.services.book import open_desk
        from desk.services.encryption import note_recovery

        clock = SystemClock()
        _vault().recover(self._where.book, recovery, new, clock.now())
        store = open_book(self._where.book)
        try:
            note_recovery(open_desk(store, clock))
        finally:
            store.close()


def _restored(where: "Places", prepared: "Prepared", staff_id: str) -> int:
    """Put the backup in the place of the book that nobody has open any more, and begin anew."""
    from contextlib import suppress

    from db import open_book
    from desk.clock import SystemClock
    from desk.i18n import _
    from desk.refusals import Fault, Refusal
    from desk.services.backups import note_restore
    from desk.services.book import open_desk

    keeper = _keeper(where)
    try:
        aside = keeper.switch(prepared, SystemClock().now())
        store = open_book(where.book)
        try:
            note_restore(open_desk(store, SystemClock()), staff_id, prepared)
        finally:
            store.close()
    except (Fault, Refusal) as error:
        keeper.discard(prepared)
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return 1
    sys.stderr.write(_("The backup is the book now.") + "\n")
    if aside is not None:
        sys.stderr.write(_("What was there lies in {path}.").format(path=aside) + "\n")
    with suppress(Fault):
        # What was typed at a first start is answered by the book that is there now.
        _FirstStart(where).keep({})
    return _run_app(where)


def _keeper(where: "Places") -> "Keeper":
    """The backups of the book, by the rule in this computer's settings."""
    from db.backups import Backups
    from db.proof import faults_apart
    from desk.backup.rule import KeepRule, rule_in, with_rule
    from desk.clock import SystemClock
    from desk.settings import read_settings, write_settings

    def set_rule(rule: KeepRule) -> None:
        write_settings(where.settings, with_rule(read_settings(where.settings), rule))

    def rule() -> KeepRule:
        return rule_in(read_settings(where.settings))

    return Backups(where.book, rule, set_rule, SystemClock(), faults_apart)


def _machine() -> "Machine":
    """What the command line needs, from the floors it does not know; imported when it is used."""
    from desk.cli.machine import Machine
    from desk.clock import SystemClock

    def open_store(path: "Path", create: bool) -> "Store":
        from db import open_book

        return open_book(path, create=create)

    def make_demo(book: "Path", progress: "Callable[[int, int], None]") -> "tuple[Desk, str]":
        from db.samples import PIN
        from db.samples import make_demo as make

        return make(book, progress=progress), PIN

    return Machine(
        clock=SystemClock(),
        open_store=open_store,
        keeper=_keeper,
        make_demo=make_demo,
        run_app=_run_app,
        vault=_vault,
        keys=_keys,
    )


def _keys() -> "tuple[KeyPartFacts, ...]":
    from screens.key_card import card_parts

    return card_parts()


def _vault() -> "Vault":
    from db.cipher.vault import BookVault

    return BookVault()


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the code page; what cannot be shown does not stop a command."""
    from io import TextIOWrapper

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
