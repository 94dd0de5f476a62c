"""Half-typed forms on disk: kept at every pause, offered back after anything that may happen."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from textual.timer import Timer

from desk.customer import Draft
from desk.i18n import _
from desk.refusals import Fault, Refusal
from desk.services import drafts
from screens.working import DRAFTS, WorkScreen

log = logging.getLogger(__name__)

PAUSE = 0.8
"""Seconds without a key after which a draft is kept."""
LONGEST = 1.6
"""Seconds of steady typing after which it is kept all the same: at most two may be lost."""


class DraftKeeper:
    """Keeps one form's draft for one screen.

    Call `touch()` whenever something was typed; `gather` is then asked for the fields, as plain
    JSON data, once per pause. `drop()` when nothing worth keeping is left in the form, `end()`
    after it was saved for good. `offer()` gives back what was kept, if anything, to a function of
    the screen.
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
        self._kept = ""
        self._on_its_way = False
        self._dropped = False
        self._ended = False
        self._turn = threading.Lock()
        self._told = False

    def touch(self) -> None:
        """Something was typed."""
        if self._ended:
            return
        self._dropped = False
        self._screen.desk_app.unkept.add(self)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self.keep)
        if self._limit is None:
            self._limit = self._screen.set_timer(LONGEST, self.keep)

    def keep(self) -> None:
        """Keep it now, if it differs from what is kept; before leaving, for example."""
        self._stop()
        if self._dropped:
            return
        if self._on_its_way:
            # One after the other: an older state must not arrive last.
            self.touch()
            return
        content = self._gather()
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        if text == self._kept:
            return
        self._on_its_way = True
        app, who, form, subject = (
            self._screen.desk_app,
            self._screen.desk_app.who,
            self.form,
            self.subject,
        )

        def work() -> None:
            try:
                with self._turn:
                    if not self._dropped:
                        drafts.save_draft(app.wait_for_desk(), who, form, subject, content)
                        self._kept = text
            finally:
                self._on_its_way = False

        self._run(work)

    def drop(self) -> None:
        """The form is empty again, or thrown away by asking: so is its draft."""
        self._stop()
        self._dropped = True
        self._kept = ""
        app, who, form, subject = (
            self._screen.desk_app,
            self._screen.desk_app.who,
            self.form,
            self.subject,
        )

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
        """The form closes and what is kept of it stays, with its time, as it is."""
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
                log.warning("draft of %s not kept: %s", self.form, error)
                if not self._told:
                    # Once: the next pause tries again, and a word at every pause would be worse.
                    self._told = True
                    app.call_from_thread(self._tell, error)

        # The app's worker: closing the screen would cancel its own before they begin.
        app.run_worker(job, group=DRAFTS, thread=True, exit_on_error=False)

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
