"""DeskApp: opens the book behind the first screen, knows who is there, tells what goes wrong."""

import gc
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.notifications import SeverityLevel

from desk.i18n import _
from desk.log import told
from desk.refusals import Fault, Refusal
from screens.acts import GlobalActs
from screens.backup_watch import BackupWatch
from screens.hall_watch import LOOK_SECONDS, HallWatch
from screens.keys import bindings, spoken, table
from screens.plain import sentences
from screens.rooms import ROOMS
from screens.rooms_app import HOME, SIGN_IN, RoomsApp
from screens.sign_in.screen import SignIn
from screens.theme import DEFAULT, THEMES
from screens.widgets.lines import TopLine
from screens.widgets.toasts import refresh_toasts
from screens.working import Declined, Failed

if TYPE_CHECKING:
    from desk.backup.keeper import Keeper
    from desk.encryption import Locks
    from desk.letter.printers import Printers
    from desk.manner import Manner
    from desk.services.base import Desk
    from desk.services.beginning import Beginner
    from desk.staff.model import Actor
    from desk.tour import TourNotes
    from screens.tour.guide import Guide

log = logging.getLogger(__name__)

TIDY_SECONDS = 5.0
"""How often the program looks whether there is a moment for the garbage collector."""
REST_SECONDS = 2.0
"""Without a key for so long, nobody is typing."""
SWEEP_SECONDS = 60.0
"""How often the open program looks for what has fallen due by itself."""


class DeskApp(GlobalActs, HallWatch, BackupWatch, RoomsApp):
    """The application. `opening` opens the book; it is called in a thread, after the first paint.

    `idle_minutes` without a key lock the screen; 0 never does. `theme` is a name of `THEMES`,
    `theme_chosen` is told of another choice. `papers` is where letters are saved, `templates`
    where the site works on letter templates of its own, `printers` says which printers there are,
    `scanner` where the scanner puts its files, "" when there is none, `keeper` keeps the backups,
    `locks` unlocks an encrypted book, `first` sets one up where there is none yet, `tour`
    remembers how far the tour of a made-up branch went.
    """

    CSS_PATH = "base.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    def __init__(
        self,
        opening: "Callable[[], Desk]",
        *,
        theme: str = DEFAULT,
        idle_minutes: float = 5,
        theme_chosen: Callable[[str], None] | None = None,
        papers: Path | None = None,
        templates: Path | None = None,
        printers: "Callable[[], Printers] | None" = None,
        scanner: Callable[[], str] | None = None,
        keeper: "Callable[[], Keeper] | None" = None,
        locks: "Locks | None" = None,
        first: "Beginner | None" = None,
        tour: "Callable[[], TourNotes] | None" = None,
    ) -> None:
        super().__init__()
        self._find_keeper = keeper
        for known in THEMES:
            self.register_theme(known)
        self._begin_with(theme if theme in {known.name for known in THEMES} else DEFAULT)
        self.title = "Desk"
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.due = (0, 0)
        """How many of this person's cases are due today, and late; the board counts them."""
        self.theme_chosen = theme_chosen
        self._papers = papers
        self._templates = templates
        self._printers = printers
        self._scanner = scanner
        self.locks = locks
        self._first = first
        self._tour = tour
        self.guide: Guide | None = None
        """The tour, where the branch is made up."""
        self.afterwards: list[str] = []
        """The command that runs once the screens have ended, before they come back."""
        self._manner: Manner | None = None
        self._opening = opening
        self._opened = threading.Event()
        self._fault: Fault | None = None
        self._idle = idle_minutes * 60
        self._last_key = time.monotonic()
        self._tidied = self._last_key
        self.advice: list[str] = []
        """What whoever looks after this computer should hear once they have signed in."""

    def _begin_with(self, theme: str) -> None:
        """Take a theme before anything is drawn; setting it later would read every style twice."""
        self.set_reactive(DeskApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        brightness = "-dark-mode" if self.current_theme.dark else "-light-mode"
        self.add_class(brightness, f"-theme-{theme}")

    @property
    def papers(self) -> Path:
        """The folder that letters are printed into."""
        if self._papers is None:
            from desk.places import places

            self._papers = places().letters
        return self._papers

    @property
    def site_templates(self) -> Path:
        """The folder in which the site edits letter templates of its own."""
        if self._templates is None:
            from desk.places import places

            self._templates = places().templates
        return self._templates

    @property
    def printers(self) -> "Printers":
        """The printers of this computer, as they are settled."""
        if self._printers is not None:
            return self._printers()
        from desk.letter.printers import Printers

        return Printers(self.papers)

    @property
    def scanner_folder(self) -> str:
        """Where the scanner puts its files; "" when there is none."""
        return self._scanner() if self._scanner is not None else ""

    @property
    def manner(self) -> "Manner | None":
        """How we speak, in both languages; None while the book is not open."""
        if self._manner is None and self.desk is not None:
            from dataclasses import replace

            from desk.i18n import LANGUAGES
            from desk.manner import Manner

            # Better words are in the language of the text, the reason in that of the reader.
            why = self.desk.spoken.phrases
            self._manner = Manner(
                replace(phrase, why=why[phrase.id].why)
                for language in LANGUAGES
                for phrase in self.desk.book_in(language).phrases.values()
            )
        return self._manner

    def get_default_screen(self) -> SignIn:
        return SignIn()

    # -- opening the book ------------------------------------------------------------------

    def on_ready(self) -> None:
        # The whole frame was drawn while updates were batched and so was not shown; the next
        # would wait for Textual's timer. Nobody should look at half a screen that long.
        self.screen.refresh()
        self.screen._on_timer_update()
        self.screen.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """The first screen stands: now everything that is slower."""
        from screens import (
            hangup,
            line_breaks,  # noqa: F401  # for what it does
        )

        # The composition root may have put this off, because it costs a tenth of the start.
        gc.enable()
        # From now on one may come back to it like to any room.
        self._modes[SIGN_IN] = SignIn
        self.stylesheet.read(Path(__file__).with_name("rooms.tcss"))
        self.refresh_css(animate=False)
        if self._first is not None:
            self._begin_first(self._first)
        else:
            self.run_worker(self._open, thread=True, exit_on_error=False, group="open")
        if self._idle:
            self.set_interval(min(self._idle, 5.0), self._lock_if_idle)
        if not self.is_headless:
            hangup.watch(self._leave)

    def _begin_first(self, first: "Beginner") -> None:
        """There is no book yet: it is set up on one screen, and then opened."""
        from screens.first.start import FirstStart

        async def set_up(number: str | None) -> None:
            if number is not None:
                self._first = None
                # In the language that was chosen.
                await self.screen.recompose()
                self.open_again()
                if isinstance(self.screen, SignIn):
                    self.screen.begin_with(number)

        self.push_screen(FirstStart(first), set_up)

    def _open(self) -> None:
        from screens.today import day_words

        try:
            self.desk = self._opening()
        except (Fault, Refusal) as refused:
            if self.locks is not None and getattr(refused, "code", "") == "locked":
                self.call_from_thread(self._unlock)
                return
            self._fault = Fault(refused.message, refused.hint)
        except Exception as error:
            log.exception("opening failed")
            self._fault = Fault(
                _("The book could not be opened: {reason}").format(reason=told(error)),
                _("End Desk with Ctrl+Q, and show this to the administrator."),
            )
        self._opened.set()
        if self._fault is not None:
            self.call_from_thread(self._not_opened, self._fault)
            return
        # While the person types their PIN, what they need next is loaded; none of it will
        # ever be garbage, so the collector need not look at it between two keys.
        ROOMS[HOME].load()
        day_words(self.wait_for_desk())
        gc.freeze()
        # A collection of everything stops the program for as long as a key press may take:
        # it comes when nobody types.
        gc.set_threshold(10_000, 20, 1_000_000)
        self.call_from_thread(self.refresh_top)
        self.call_from_thread(self.set_interval, TIDY_SECONDS, self._tidy)
        self.call_from_thread(self.set_interval, SWEEP_SECONDS, self.sweep)
        self.call_from_thread(self.set_interval, LOOK_SECONDS, self.look_round)
        self.call_from_thread(self.watch_backups)
        if self.wait_for_desk().branch.invented:
            self.call_from_thread(self._guided)

    def _guided(self) -> None:
        """The branch is made up: there is a tour, which goes on unless somebody left it."""
        from desk.tour import TourNotes
        from screens.tour.guide import Guide

        notes = self._tour() if self._tour is not None else TourNotes()
        self.guide = Guide(self, notes)
        begun = notes.read()
        if begun is not None and not begun.left:
            self.guide.start()

    def _not_opened(self, fault: Fault) -> None:
        """Without a book there is one thing left: where backups are kept, one can be put back."""
        if not self.keeps_backups:
            self.on_failed(Failed(fault, expected=True))
            return
        from screens.sign_in.cannot_open import cannot_open

        cannot_open(self, fault)

    def _unlock(self) -> None:
        from screens.sign_in.unlock import unlock_book

        unlock_book(self)

    def open_again(self) -> None:
        """Try to open the book once more."""
        self._opened.clear()
        self._fault = None
        self.run_worker(self._open, thread=True, exit_on_error=False, group="open")

    def _tidy(self) -> None:
        """Collect all garbage once somebody who typed has come to rest."""
        if self._tidied < self._last_key < time.monotonic() - REST_SECONDS:
            self._tidied = self._last_key
            gc.collect()

    def sweep(self) -> None:
        """Find what has fallen due by itself since the last time, and show it."""
        # The day may be another than when the line on top was drawn.
        self.refresh_top()
        self.run_worker(self._sweep, thread=True, exit_on_error=False, group="sweep")

    def _sweep(self) -> None:
        from desk.branch import Branch
        from desk.services.base import up_to_date
        from desk.services.sweep import sweep

        try:
            desk = self.wait_for_desk()
            with desk.store.read() as book:
                self.desk = desk = up_to_date(desk, book.get(Branch, desk.branch.id))
            found = sweep(desk)
        except (Fault, Refusal) as error:
            # Nobody asked for it: the next minute tries again.
            log.warning("nothing swept: %s", error)
            return
        if found:
            self.call_from_thread(self._swept)

    def _swept(self) -> None:
        if not self.locked and self.room is not None:
            self.room.fell_due()

    def wait_for_desk(self) -> "Desk":
        """The open desk; for threads only, because it waits until the book is open."""
        self._opened.wait()
        if self.desk is None:
            raise self._fault or Fault(_("The book is not open."))
        return self.desk

    # -- who is there ----------------------------------------------------------------------

    @property
    def who(self) -> "Actor":
        """The person who is signed in; on the sign-in screen there is nobody, and no caller."""
        if self.actor is None:
            raise RuntimeError("nobody is signed in")
        return self.actor

    async def signed_in(self, actor: "Actor") -> None:
        """Let a person in: the same one comes back to what was open, another starts afresh."""
        afresh = self.actor is None or self.actor.staff_id != actor.staff_id
        if self.actor is not None and self.actor.staff_id != actor.staff_id:
            # Half-typed work of the other person is in their drafts.
            self.keep_drafts()
            await self.close_all()
        self.actor = actor
        self._last_key = time.monotonic()
        self.return_to_work()
        self._advise(actor)
        if afresh:
            from screens.board.welcome import welcome
            from screens.intake.parked import tell_waiting

            self.call_later(tell_waiting, self)
            self.call_later(welcome, self)

    def _advise(self, actor: "Actor") -> None:
        from desk.staff.permissions import May, may

        if self.advice and may(actor.role, May.MANAGE_STAFF):
            self.call_later(self.tell, "\n".join(self.advice), severity="warning")
            self.advice = []

    def _leave(self) -> None:
        self.call_later(self.action_leave_desk)

    def _lock_if_idle(self) -> None:
        if not self.locked and time.monotonic() - self._last_key >= self._idle:
            self.action_lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._last_key = time.monotonic()
        elif isinstance(event, events.Resize):
            # What was there may have moved or gone.
            self.terminal.forget()
        await super().on_event(event)

    # -- telling the person ----------------------------------------------------------------

    def refresh_top(self) -> None:
        """Draw the line on top of the present screen again."""
        for line in self.screen_stack[0].query(TopLine):
            line.refresh()

    def tell(
        self, message: str, hint: str = "", *, severity: SeverityLevel = "information"
    ) -> None:
        """A toast, never read as markup. Saved things say what was saved and what comes next."""
        self.notify(sentences(message, hint), severity=severity, markup=False, timeout=8)

    def _refresh_notifications(self) -> None:
        refresh_toasts(self, self._notifications)

    def nothing_to(self, key_id: str) -> None:
        """Say that a global key has no meaning here."""
        key = next(key for key in table("everywhere") if key.id == key_id)
        words = _("{key} ({word}) has nothing to do here.")
        self.tell(words.format(key=spoken(key.first), word=_(key.word)))

    def on_declined(self, message: Declined) -> None:
        self.tell(message.refusal.message, message.refusal.hint, severity="warning")

    def on_failed(self, message: Failed) -> None:
        if message.fault is self._fault and self.keeps_backups:
            # Whoever tries to sign in all the same is led back to what helps.
            self._not_opened(message.fault)
            return
        from screens.dialogs.fault import FaultDialog

        self.push_screen(FaultDialog(message.fault, expected=message.expected))
