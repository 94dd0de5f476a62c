"""Half-typed forms on disk: kept at every pause, offered back after anything that may happen."""

import json
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from desk.customer import Draft
from desk.i18n import _
from desk.refusals import Fault, Refusal
from desk.services import drafts
from screens.working import DRAFTS, WorkScreen

if TYPE_CHECKING:
    from desk.staff.model import Actor

log = logging.getLogger(__name__)

PAUSE = 0.8
"""Seconds without a key after which a draft is kept."""
RETRY = 5.0
"""Seconds after which a draft is tried again that could not be kept: nobody may type meanwhile."""
LONGEST = 1.6
"""Seconds of steady typing after which it is kept all the same: at most two may be lost."""


class DraftKeeper:
    """Keeps one form's draft for one screen.

    Call `touch()` whenever something was typed; `gather` is then asked for the fields, as plain
    JSON data, once per pause. `drop()` when nothing worth keeping is left in a form that stays
    open; `end()` after it was saved or thrown away for good, `leave()` when it is left half typed.
    A screen that closes leaves every form of its own. `offer()` gives back what was kept, if
    anything, to a function of the screen.
    """

    def __init__(
        self, screen: WorkScreen[Any], form: str, subject: str, gather: Callable[[], dict[str, Any]]
    ) -> None:
        self._screen = screen
        self.form = form
        self.subject = subject
        self._gather = gather
        self._pause: Timer | None = None
        self._limit: Timer | None = None
        self._who: Actor | None = None
        self._sent = ""
        """The state that was given to a worker last; "" when none is to be on disk."""
        self._states = 0
        self._dropped = False
        self._ended = False
        self._turn = threading.Lock()
        self._told = False
        screen.keepers.append(self)

    def touch(self) -> None:
        """Something was typed."""
        if self._ended:
            return
        self._dropped = False
        # Whoever typed it: at the next pause another person may be signed in.
        self._who = self._screen.desk_app.who
        self._screen.desk_app.unkept.add(self)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self.keep)
        if self._limit is None:
            self._limit = self._screen.set_timer(LONGEST, self.keep)

    def keep(self) -> None:
        """Keep it now, if it differs from what is kept; before leaving, for example."""
        self._stop()
        if self._dropped or self._ended:
            return
        content = self._gather()
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        if text == self._sent:
            return
        self._sent = text
        self._states += 1
        state = self._states
        app, form, subject = self._screen.desk_app, self.form, self.subject
        who = self._who or app.who

        def work() -> None:
            with self._turn:
                # An older state must not arrive last.
                if self._dropped or state != self._states:
                    return
                try:
                    drafts.save_draft(app.wait_for_desk(), who, form, subject, content)
                except (Fault, Refusal):
                    self._sent = ""
                    raise

        self._run(work)

    def kept(self, content: dict[str, Any]) -> None:
        """This state came to disk by another way, and need not go there again."""
        self._sent = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)

    def drop(self) -> None:
        """The form is empty again, or thrown away by asking: so is its draft."""
        self._stop()
        self._dropped = True
        self._sent = ""
        app, form, subject = self._screen.desk_app, self.form, self.subject
        who = self._who or app.who

        def work() -> None:
            # A state still on its way to disk must not arrive after this, and one typed since
            # must not be thrown away.
            with self._turn:
                if self._dropped:
                    drafts.discard_draft(app.wait_for_desk(), who, form, subject)

        self._run(work)

    def end(self) -> None:
        """The form is saved: what it still hears before it closes is no new beginning."""
        self._ended = True
        self.drop()

    def leave(self) -> None:
        """The form closes half typed: what is kept of it stays, what is not yet is kept now."""
        if self in self._screen.desk_app.unkept:
            self.keep()
        self._ended = True
        self._stop()

    def offer(self, give: Callable[[dict[str, Any]], None]) -> None:
        """Give back what was kept of this form and subject."""
        form, subject = self.form, self.subject

        def found(kept: list[Draft]) -> None:
            for draft in kept:
                if draft.subject == subject:
                    give(json.loads(draft.content))
                    return

        self._screen.read(lambda desk, who: drafts.drafts(desk, who, form), found, group="drafts")

    def _run(self, work: Callable[[], None]) -> None:
        app = self._screen.desk_app

        def job() -> None:
            try:
                work()
                self._told = False
            except (Fault, Refusal) as error:
                log.warning("a draft was not kept: %s", error)
                app.call_from_thread(self._not_kept, error)

        # The app's worker: closing the screen would cancel its own before they begin.
        app.run_worker(job, group=DRAFTS, thread=True, exit_on_error=False)

    def _not_kept(self, error: Refusal | Fault) -> None:
        if not self._told:
            # Once: it is tried again and again, and a word at every time would be worse.
            self._told = True
            self._tell(error)
        if not (self._ended or self._dropped) and self._pause is None:
            self._screen.desk_app.unkept.add(self)
            self._pause = self._screen.set_timer(RETRY, self.keep)

    def _tell(self, error: Refusal | Fault) -> None:
        words = _("What you are typing is not kept as a draft: {reason}")
        self._screen.desk_app.tell(
            words.format(reason=error.message), error.hint, severity="warning"
        )

    def _stop(self) -> None:
        for timer in (self._pause, self._limit):
            if timer is not None:
                timer.stop()
        self._pause = self._limit = None
        self._screen.desk_app.unkept.discard(self)
