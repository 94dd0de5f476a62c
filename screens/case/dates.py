"""The deadlines of a case: letting one stand still, and asking for more time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import ClockKind
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.i18n import _, current
from desk.raising import ClockPause, Extension
from desk.saying import say_moment
from desk.services import extending, pausing
from desk.staff.permissions import May
from screens.approvals.agree import by_whoever_may
from screens.case.menu import Menu
from screens.case.talk import area, moment_from
from screens.case.whose import WhoseMatter
from screens.dialogs.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.playbook.entries import PauseReason
    from desk.services.base import Desk
    from desk.staff.model import Actor

DATES = ("hold", "run_on", "extend", "agree_date")
"""What the line `dates` leads to."""


class HoldClock(FormDialog):
    """For what the reply's clock stands still, and since when; gives the ClockPause."""

    draft = "hold"

    def __init__(self, reference: str, reasons: "list[PauseReason]") -> None:
        words = "\n".join(f"{one.label}：{one.text}" for one in reasons)
        super().__init__(_("Let the clock stand still"), reference, intro=words)
        self._reason = Choice([(one.id, one.label) for one in reasons], reasons[0].id)
        self._words = ClerkInput(limit=200)
        self._since = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))
        self._until = ClerkInput(limit=40, placeholder=_("open; or when it ended"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("We wait for"), self._reason, name="reason")
        yield FieldRow(_("Receipt, paper, person"), self._words, name="words")
        yield FieldRow(_("Since"), self._since, name="since")
        yield FieldRow(_("Until"), self._until, name="until")

    def work(self) -> "Callable[[Desk, Actor], object]":
        since, until = (
            moment_from(self, control.text, name) if control.text else None
            for control, name in ((self._since, "since"), (self._until, "until"))
        )
        form = PauseForm(
            reason=self._reason.value or "",
            words=self._words.text,
            since=since,
            until=until,
        )
        reference = self.subject
        return lambda desk, who: pausing.pause(desk, who, reference, form)


class AskExtension(FormDialog):
    """Why the answer takes longer, and by how much; gives the Extension."""

    draft = "extension"

    def __init__(self, reference: str) -> None:
        intro = _("Both texts go into the letter that tells the customer the new day.")
        super().__init__(_("Ask for more time"), reference, intro=intro)
        self._reason = area(2, placeholder=_("why it cannot be answered by its day"))
        self._so_far = area(2, placeholder=_("what was looked into, where it stands"))
        self._days = ClerkInput(limit=2, placeholder=_("as many as the rule allows"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Why longer"), self._reason, name="reason")
        yield FieldRow(_("Done so far"), self._so_far, name="done")
        yield FieldRow(_("Working days"), self._days, name="days")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.refusals import Refusal

        days = self._days.text
        if days and not days.isdigit():
            raise Refusal(_("Write a number of days."), field="days", code="bad_number")
        form = ExtensionForm(
            reason=self._reason.value, done=self._so_far.value, days=int(days or 0)
        )
        reference = self.subject
        return lambda desk, who: extending.ask_extension(desk, who, reference, form)


class Dates(WhoseMatter):
    """Deeds about the deadlines of a case."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "dates" or action in DATES:
            return True if self.file is not None and not self.ended else None
        return super().check_action(action, parameters)

    def action_dates(self) -> None:
        async def chosen(name: str | None) -> None:
            if name:
                await self.do(name)

        self.app.push_screen(Menu(DATES, _("Deadlines of this case")), chosen)

    def action_hold(self) -> None:
        reference = self.subject

        def ask(reasons: "list[PauseReason]") -> None:
            if not reasons:
                self.desk_app.tell(
                    _("The rule of this deadline does not let it stand still: {kind}.").format(
                        kind=_("Reply")
                    ),
                    _("If the answer needs longer, ask for an extension."),
                    severity="warning",
                )
                return
            self.app.push_screen(HoldClock(reference, reasons), self._held)

        self.read(
            lambda desk, who: pausing.pause_reasons(desk, who, reference), ask, group="reasons"
        )

    def _held(self, held: ClockPause | None) -> None:
        if held is not None:
            ends = self._moment(held.until or held.at_most)
            self.desk_app.tell(
                _("The clock stands still until {moment} at most.").format(moment=ends),
                _("Ctrl+K says why each date is what it is."),
            )
            self.load()

    def action_run_on(self) -> None:
        reference = self.subject

        def done(_ended: ClockPause) -> None:
            self.desk_app.tell(_("The clock runs on."))
            self.load()

        self.write(lambda desk, who: pausing.resume(desk, who, reference), done)

    def action_extend(self) -> None:
        def done(asked: Extension | None) -> None:
            if asked is not None:
                self.desk_app.tell(
                    _("Asked for until {moment}; the holding letter is drafted.").format(
                        moment=self._moment(asked.new_due_at)
                    ),
                    _("It holds once a lead has agreed and the letter is delivered."),
                )
                self.load()

        self.app.push_screen(AskExtension(self.subject), done)

    def action_agree_date(self) -> None:
        reference = self.subject

        def agreed(kept: Extension) -> None:
            words = (
                _("Agreed; another deadline runs until {moment}.")
                if kept.new_clock_id
                else _("Agreed; it holds until {moment} once the holding letter is delivered.")
            )
            self.desk_app.tell(words.format(moment=self._moment(kept.new_due_at)))
            self.load()

        def go(who: "Actor | None") -> None:
            self.write(
                lambda desk, me: extending.agree_extension(desk, me, reference, ClockKind.REPLY),
                agreed,
                who=who,
            )

        words = _("More time for {reference}").format(reference=reference)
        by_whoever_may(self, May.APPROVE_LETTER, words, go)

    def _moment(self, at: datetime) -> str:
        desk = self.desk_app.desk
        return say_moment(desk.hours.local(at) if desk else at, current(), weekday=True)
