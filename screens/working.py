"""How screens get work done: threads do it, the screen hears of it, nobody waits.

The pattern, for every screen and dialog (both are `WorkScreen`s):

    self.read(lambda desk, who: lists.queue(desk, who, view), self.show_rows)
    self.write(lambda desk, who: points.answer_point(desk, who, ref, 1, form), self.answered)

- The first function runs in a thread: it gets the open desk and the person who is signed in,
  calls services, returns plain data, and never touches a widget.
- The second runs on the screen with what was returned. There alone widgets change.
- `read` keeps one question per `group`: a late answer to an old question is dropped.
- `write` is never cancelled, not even when the screen closes, and one screen runs one write at
  a time: a second ctrl+s while the first is on its way does nothing.
- A Refusal reaches `refused` (by default beside the field it names, else in a toast), a Fault
  and everything unforeseen reach the app, which shows a dialog and writes the log.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, cast

from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from desk.log import told
from desk.refusals import Fault, Refusal
from screens.undo import Edits
from screens.whole_lines import WholeLines
from screens.widgets.toasts import Toasts

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor
    from screens.app import DeskApp
    from screens.copying import Copy
    from screens.drafts import DraftKeeper

T = TypeVar("T")
log = logging.getLogger(__name__)


WRITE, DRAFTS = "write", "drafts"
KEEPING = frozenset({WRITE, DRAFTS})
"""Groups of workers that put something on disk."""


class _Question(NamedTuple):
    """Which question an answer belongs to; `refused` is told of a refusal."""

    group: str
    ticket: int
    refused: Callable[[Refusal], None] | None


class Answered(Message):
    """Work that a screen asked for was done."""

    def __init__(self, question: _Question, deliver: Callable[[], Awaitable[None] | None]) -> None:
        super().__init__()
        self.question = question
        self.deliver = deliver


class Declined(Message):
    """Work was refused by a rule."""

    def __init__(self, question: _Question, refusal: Refusal) -> None:
        super().__init__()
        self.question = question
        self.refusal = refusal


class Failed(Message):
    """Work failed; `fault` says what a person can do. Handled by the app."""

    def __init__(self, fault: Fault, *, expected: bool) -> None:
        super().__init__()
        self.fault = fault
        self.expected = expected


class WorkScreen(Screen[ScreenResultType]):
    """A screen or dialog that works as this module tells."""

    AUTO_FOCUS = "*:can-focus"
    dated: ClassVar[bool] = False
    """Whether a due date stands in its lines: then a dialog's line of keys says how it explains
    itself. The key works wherever `reference` or `why` knows of one."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id)
        self._compositor = WholeLines()
        self._tickets: dict[str, int] = {}
        self._writing = False
        self.keepers: list[DraftKeeper] = []
        """The drafts of what is half typed here."""
        self.edits = Edits()
        """What ctrl+z takes back here."""

    def _extend_compose(self, widgets: list[Widget]) -> None:
        super()._extend_compose(widgets)
        for number, widget in enumerate(widgets):
            if isinstance(widget, ToastRack):
                widgets[number] = Toasts(id=widget.id)

    def _update_focus_styles(
        self, focused: Widget | None = None, blurred: Widget | None = None
    ) -> None:
        # What holds the cursor before and after looks the same, and so does all else in it; by
        # itself Textual works out the styles of the whole room at each step from field to field.
        ways = [list(reversed(one.ancestors_with_self)) for one in (focused, blurred) if one]
        both = set(ways[0][:-1]) & set(ways[-1][:-1]) if len(ways) == 2 else set()
        changed: set[DOMNode] = set()
        for way in ways:
            changes = (one for one in way if one._has_focus_within and one not in both)
            if top := next(changes, None):
                changed.update(top.walk_children(with_self=True))
        if changed:
            self.app.stylesheet.update_nodes(changed, animate=True)

    @property
    def desk_app(self) -> "DeskApp":
        """The application, by its own type."""
        return cast("DeskApp", self.app)

    def reference(self) -> str:
        """The case the person is looking at, for what the keys of every room do; or ""."""
        return ""

    def picked(self) -> tuple[str, ...]:
        """The cases that are picked in a list here, for what can be done with several at once."""
        return ()

    def copies(self) -> "list[Copy]":
        """What can be copied here, the likeliest first."""
        from screens.copying import number

        return list(number(self.reference()))

    def why(self) -> bool:
        """Show why the dates in sight are what they are; False where none stands here."""
        from screens.dialogs.why import tell_why

        if reference := self.reference():
            tell_why(self, reference)
        return bool(reference)

    def leave_drafts(self) -> None:
        """The screen is about to close: what was typed since the last pause is kept now."""
        for keeper in self.keepers:
            keeper.leave()

    @property
    def busy(self) -> bool:
        """Whether a write of this screen is on its way."""
        return self._writing

    def read(
        self,
        work: "Callable[[Desk, Actor], T]",
        done: Callable[[T], Awaitable[None] | None],
        *,
        group: str = "read",
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Ask a question of the book; `done` gets the answer unless a newer one was asked."""
        app, who = self.desk_app, self.desk_app.who
        self.ask(lambda: work(app.wait_for_desk(), who), done, group=group, refused=refused)

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], Awaitable[None] | None],
        *,
        group: str = "ask",
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Like `read`, for slow work that needs neither book nor person."""
        ticket = self._tickets[group] = self._tickets.get(group, 0) + 1
        job = partial(self._do, _Question(group, ticket, refused), work, done)
        self.run_worker(job, group=group, thread=True, exit_on_error=False)

    def listed(self) -> "ListAsked | None":
        """The list that stands here and can be written out, as the service asks for it."""
        return None

    def forget(self, group: str) -> None:
        """Drop the answer of whatever was asked last in this group."""
        self._tickets[group] = self._tickets.get(group, 0) + 1

    def write(
        self,
        work: "Callable[[Desk, Actor], T]",
        done: Callable[[T], Awaitable[None] | None],
        *,
        who: "Actor | None" = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> bool:
        """Have something kept. False, and nothing happens, while an earlier write is running.

        `who` is another person for this one act, as `dialogs.pin.OverTheShoulder` gives them.
        """
        if self._writing:
            return False
        self._writing = True
        app, actor = self.desk_app, who or self.desk_app.who
        job = partial(
            self._do,
            _Question(WRITE, 0, refused),
            lambda: work(app.wait_for_desk(), actor),
            done,
        )
        # The app's worker, not the screen's: closing a screen cancels its workers.
        app.run_worker(job, group=WRITE, thread=True, exit_on_error=False)
        return True

    def _do(
        self,
        question: _Question,
        work: Callable[[], Any],
        done: Callable[[Any], Awaitable[None] | None],
    ) -> None:
        try:
            result = work()
        except Refusal as refusal:
            declined = Declined(question, refusal)
            if not self.post_message(declined):
                # The screen has gone; the person must hear of it all the same.
                self.app.post_message(declined)
        except Fault as fault:
            log.error("a fault in %s", type(self), exc_info=fault)
            self._report(question, Failed(fault, expected=True))
        except Exception as error:
            log.exception("work of %s failed", type(self))
            unforeseen = Fault(told(error))
            self._report(question, Failed(unforeseen, expected=False))
        else:
            self.post_message(Answered(question, partial(done, result)))

    def _report(self, question: _Question, failed: Failed) -> None:
        self.post_message(Answered(question, _nothing))
        self.app.post_message(failed)

    def _settle(self, question: _Question) -> bool:
        """Whether an answer still counts; a write that came back makes room for the next."""
        if question.group == WRITE:
            self._writing = False
            return True
        return self._tickets.get(question.group) == question.ticket

    async def on_answered(self, message: Answered) -> None:
        message.stop()
        if self._settle(message.question):
            more = message.deliver()
            if more is not None:
                await more

    def on_declined(self, message: Declined) -> None:
        message.stop()
        if self._settle(message.question):
            (message.question.refused or self.refused)(message.refusal)

    def refused(self, refusal: Refusal) -> None:
        """Tell a refusal: beside its field where the screen has one, else in a toast."""
        from screens.widgets.row import FieldRow

        for row in self.query(FieldRow):
            if refusal.field and row.field == refusal.field:
                row.refuse(refusal)
                return
        self.desk_app.tell(refusal.message, refusal.hint, severity="warning")


def _nothing() -> None:
    """A write that failed leaves nothing to show; the app's dialog tells."""
