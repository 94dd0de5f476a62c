"""From what was said to paper: composed beside the form, read through, made, confirmed."""

from typing import TYPE_CHECKING

from textual.widgets import Static

from desk.forms import NoticeForm
from desk.i18n import _
from desk.ids import new_id
from desk.notice.model import Notice
from desk.refusals import Refusal
from desk.services import notices
from desk.services.spelling import without_form
from desk.views import CaseFile
from screens.base import DeskScreen
from screens.drafts import DraftKeeper
from screens.nameless import tell_form
from screens.notice.extras import Extras
from screens.notice.work import NoticeWork
from screens.plain import shown
from screens.widgets.lines import FootLine

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

BESIDE = 54
"""Columns of the paper beside the form."""
AROUND = 14
"""Columns that the preview needs for its frame."""


class NoticePapers(DeskScreen):
    """What the notice room does with a notice that is filled in."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.work = NoticeWork(case=subject)
        self.file: CaseFile | None = None
        self.keeper = DraftKeeper(self, "notice", subject, self.work.as_draft)
        self.drafted = False
        self.extras = Extras(with_case=bool(subject))
        self.beside = Static()
        self._request = new_id()

    def on_screen_suspend(self) -> None:
        # A box in front has its own line of keys, where the same key may do something else.
        self.query_one(FootLine).visible = False

    def on_screen_resume(self) -> None:
        self.query_one(FootLine).visible = True

    def unconfirmed(self) -> Notice | None:
        found = self.file.notices if self.file else ()
        waiting = (n for n in reversed(found) if n.confirmation is None and not n.oral)
        return next(waiting, None)

    # -- the paper -------------------------------------------------------------------------

    def form(self) -> NoticeForm:
        """What the service gets; refuses a day that cannot be read."""
        desk = self.desk_app.desk
        if desk is None or self.work.procedure is None:
            raise Refusal(_("Choose the business first."))
        open_ = self.work.open_questions()
        if open_:
            raise Refusal(_("Ask the customer first: a digit answers."), field=open_[0].id)
        if not self.work.case and not self.work.customer_name:
            raise Refusal(_("Write down whom the notice is for."), field="customer_name")
        today = desk.hours.day_of(desk.clock.now())
        return self.work.form(
            self.extras.due(self.work, today, desk.calendar), self.extras.told_at(self.work, desk)
        )

    def compose_beside(self) -> None:
        if not self.has_class("-wide") or not self.work.ready:
            return
        try:
            form = self.form()
        except Refusal:
            return
        self.read(
            lambda desk, who: notices.preview_notice(desk, who, form, columns=BESIDE),
            lambda text: self.beside.update(shown(text)),
            group="beside",
            refused=lambda _refusal: None,
        )

    def save(self) -> None:
        """ctrl+s: the paper to read through; there ctrl+s makes it."""
        self.action_preview()

    def action_preview(self) -> None:
        try:
            form = self.form()
        except Refusal as refusal:
            self.refused(refusal)
            return

        def show(found: tuple[str, list[str]]) -> None:
            from screens.notice.preview import Preview

            text, nameless = found
            if nameless:
                tell_form(self.desk_app, nameless)
            self.app.push_screen(Preview(text), decided)

        def decided(answer: str | None) -> None:
            if answer is not None:
                self._make(form, at_once=answer == "print")

        columns = min(72, self.app.size.width - AROUND)
        name = "" if self.file is not None else form.customer_name

        def work(desk: "Desk", who: "Actor") -> tuple[str, list[str]]:
            text = notices.preview_notice(desk, who, form, columns=columns)
            return text, without_form(desk, [name])

        self.read(work, show, group="preview")

    def _make(self, form: NoticeForm, *, at_once: bool = False) -> None:
        request = self._request
        self.write(
            lambda desk, who: notices.make_notice(desk, who, form, request_id=request),
            lambda notice: self.made(notice, at_once=at_once),
        )

    def made(self, notice: Notice, *, at_once: bool = False) -> None:
        """A notice has its number: its draft goes, its paper comes, `at_once` or when asked for."""
        if self.drafted:
            self.keeper.end()
        hint = _("Put both copies on paper and have them signed.")
        if notice.oral:
            hint = _("What was told on the phone is on record; nothing is to be signed.")
        self.desk_app.tell(_("Notice {number} is made.").format(number=notice.number), hint)
        if notice.oral:
            self._leave_for_case()
        else:
            self._ask_taken(notice, at_once=at_once)

    def _ask_taken(self, notice: Notice, *, at_once: bool = False) -> None:
        from screens.notice.given import Given

        def done(_confirmed: object) -> None:
            self._leave_for_case()

        self.app.push_screen(Given(notice, self.desk_app.papers, at_once=at_once), done)

    def _leave_for_case(self) -> None:
        if self.subject and self.file is not None:
            self.desk_app.go("case", self.subject)
        self.desk_app.close_room(self)

    def action_taken(self) -> None:
        notice = self.unconfirmed()
        if notice is not None:
            self._ask_taken(notice)
