"""The one-time notice: which business, two or three questions, ticks, then the paper."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import MaterialState
from desk.forms import NoticeForm
from desk.i18n import N_, _
from desk.masks import mask_name
from desk.notice.model import MaterialRow, Notice
from desk.refusals import Refusal
from desk.services import lists, notices
from desk.views import CaseFile
from screens.base import DeskScreen
from screens.drafts import DraftKeeper
from screens.keys import bindings
from screens.notice.choose import ChooseProcedure, Offer
from screens.notice.extras import Extras
from screens.notice.materials import MaterialList
from screens.notice.questions import Questions
from screens.notice.work import NoticeWork
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

PAUSE = 0.15
"""Seconds without a key after which the paper beside the form is composed again."""
BESIDE = 54
"""Columns of that paper."""
AROUND = 14
"""Columns that the preview needs for its frame."""


class NoticeScreen(DeskScreen):
    """A notice for the case in `subject`, or for somebody without a case."""

    CSS_PATH = "notice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("notice")]
    AUTO_FOCUS = ""
    scope = "notice"
    heading = N_("One-time notice")
    save_word = N_("Make the notice")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.work = NoticeWork(case=subject)
        self.file: CaseFile | None = None
        self._keeper = DraftKeeper(self, "notice", subject, self.work.as_draft)
        self._drafted = False
        self._about = Static(id="about")
        self._choose = ChooseProcedure()
        self._questions = Questions()
        self._materials = MaterialList()
        self._extras = Extras(with_case=bool(subject))
        self._beside = Static()
        self._pause = Timer(self, PAUSE, callback=self._compose_beside, repeat=0)

    def body(self) -> Iterable[Widget]:
        self._materials.border_title = shown(
            _("Materials · 1 held  2 missing  3 not acceptable  Space changes")
        )
        fill = VerticalScroll(self._questions, self._materials, self._extras, id="fill")
        fill.can_focus = False
        beside = VerticalScroll(self._beside, id="beside", classes="panel")
        beside.can_focus = False
        beside.border_title = shown(_("As it will be printed"))
        yield self._about
        yield self._choose
        yield Horizontal(fill, beside, id="making")

    def reference(self) -> str:
        return self.subject

    # -- reading ---------------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        if again and self.work.procedure is not None:
            return
        self.query_one("#making").display = False
        if self.subject:
            self.read(partial(_read, self.subject), self._show_case)
        else:
            self.read(lambda desk, who: None, lambda _none: self._begin())

    def _show_case(self, file: CaseFile) -> None:
        self.file = file
        self.work.language = file.case.letter_language
        self._begin()

    def _begin(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        near = desk.playbook.procedures_for(self.file.case.topic) if self.file else ()
        ids = {procedure.id for procedure in near}
        others = [each for key, each in desk.playbook.procedures.items() if key not in ids]
        day = desk.hours.day_of(desk.clock.now())
        offers = [*(Offer(each, True) for each in near), *(Offer(each, False) for each in others)]
        self._choose.show([offer for offer in offers if offer.procedure.in_force(day)])
        self._tell_about()
        self._choose.begin()
        self._keeper.offer(self._set_down)

    def _set_down(self, data: dict[str, Any]) -> None:
        self.call_later(self._restore, data)

    async def _restore(self, data: dict[str, Any]) -> None:
        desk = self.desk_app.desk
        if desk is None or self.work.procedure is not None:
            return
        self._drafted = True
        if self.work.restore(data, desk.playbook.procedures):
            self._extras.fill(self.work)
            await self._show_work()
            self.desk_app.tell(
                _("The notice that you had begun stands here again."),
                _("Ctrl+E chooses another business, Ctrl+D throws it away."),
            )

    def _tell_about(self) -> None:
        parts: list[Content] = []
        if self.file is not None:
            person = self.file.complainant
            name = mask_name(person.name) or _("anonymous")
            parts.append(shown(self.file.case.reference, "bold $primary"))
            parts.append(shown(f"{name}{person.salutation}", "bold"))
        else:
            parts.append(shown(_("Without a case"), "bold"))
        if self.work.procedure is not None:
            parts.append(shown(self.work.procedure.title, "bold"))
            rows = self.work.rows()
            lacking = sum(row.state is not MaterialState.HELD for row in rows)
            if rows:
                parts.append(shown(_("{n} of {all} not held").format(n=lacking, all=len(rows))))
        open_ = self._unconfirmed()
        if open_ is not None:
            words = _("{number} is not confirmed yet: Ctrl+U").format(number=open_.number)
            parts.append(shown(words, "$warning"))
        self._about.update(Content("  ").join(parts))
        self.refresh_keys()

    def _unconfirmed(self) -> Notice | None:
        found = self.file.notices if self.file else ()
        return next((notice for notice in reversed(found) if notice.confirmation is None), None)

    # -- what the person says --------------------------------------------------------------

    @on(ChooseProcedure.Taken)
    async def _taken(self, message: ChooseProcedure.Taken) -> None:
        earlier = [n for n in (self.file.notices if self.file else ())]
        earlier = [n for n in earlier if n.procedure_id == message.procedure.id]
        if earlier and not self.work.states:
            self.work.remember(earlier[-1])
            self.desk_app.tell(
                _("Ticked as in the notice {number}.").format(number=earlier[-1].number),
                _("Ask only for what was missing then."),
            )
        self.work.choose(message.procedure)
        self._changed()
        self._extras.fill(self.work)
        await self._show_work()

    async def _show_work(self) -> None:
        self._choose.display = False
        self.query_one("#making").display = True
        await self._questions.show(self.work.questions(), self.work.answers)
        await self._follow()
        if not self._questions.go_to_open(self.work.answers):
            self._materials.focus()

    async def _follow(self) -> None:
        """Show what follows from answers and ticks."""
        ready = self.work.ready
        self._materials.show_again(self.work.rows())
        self._extras.display = ready
        await self._extras.show(self.work, self.work.open_blanks())
        self._tell_about()
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._compose_beside)

    def _changed(self) -> None:
        self._drafted = True
        self._keeper.touch()

    @on(Questions.Answered)
    async def _answered(self, message: Questions.Answered) -> None:
        self.work.answers[message.question] = message.option
        self._changed()
        await self._questions.show(self.work.questions(), self.work.answers)
        await self._follow()
        if not self._questions.go_to_open(self.work.answers):
            self._materials.focus()

    @on(MaterialList.Ticked)
    async def _ticked(self, message: MaterialList.Ticked) -> None:
        if message.state is MaterialState.NOT_ACCEPTABLE:
            self._ask_reason(message.row)
            return
        await self._set({message.row.material_id: message.state})
        self._materials.cursor += 1

    async def _set(self, states: dict[str, MaterialState]) -> None:
        self.work.states.update(states)
        self._changed()
        await self._follow()

    def _ask_reason(self, row: MaterialRow) -> None:
        from screens.dialogs.prompt import Prompt

        async def given(reason: str | None) -> None:
            if reason:
                self.work.reasons[row.material_id] = reason
                await self._set({row.material_id: MaterialState.NOT_ACCEPTABLE})
                self._materials.cursor += 1

        words = _("What is wrong with it, and what would be accepted?")
        value = self.work.reasons.get(row.material_id, "")
        self.app.push_screen(Prompt(row.name, _("Reason"), text=words, value=value), given)

    @on(Extras.Changed)
    async def _typed(self) -> None:
        before = self.work.as_draft()
        before = {**before, "blanks": dict(before["blanks"])}
        self._extras.take(self.work)
        if self.work.as_draft() != before and self.work.procedure is not None:
            self._changed()
            await self._follow()

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
        return self.work.form(self._extras.due(self.work, today, desk.calendar))

    def _compose_beside(self) -> None:
        if not self.has_class("-wide") or not self.work.ready:
            return
        try:
            form = self.form()
        except Refusal:
            return
        self.read(
            lambda desk, who: notices.preview_notice(desk, who, form, columns=BESIDE),
            lambda text: self._beside.update(shown(text)),
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

        def show(text: str) -> None:
            from screens.notice.preview import Preview

            self.app.push_screen(Preview(text), lambda yes: self._make(form) if yes else None)

        columns = min(72, self.app.size.width - AROUND)
        self.read(
            lambda desk, who: notices.preview_notice(desk, who, form, columns=columns),
            show,
            group="preview",
        )

    def _make(self, form: NoticeForm) -> None:
        self.write(lambda desk, who: notices.make_notice(desk, who, form), self._made)

    def _made(self, notice: Notice) -> None:
        if self._drafted:
            self._keeper.drop()
        self.desk_app.tell(
            _("Notice {number} is made.").format(number=notice.number),
            _("Put both copies on paper and have them signed."),
        )
        self._ask_taken(notice)

    def _ask_taken(self, notice: Notice) -> None:
        from screens.notice.given import Given

        def done(_confirmed: object) -> None:
            if self.subject and self.file is not None:
                self.desk_app.go("case", self.subject)
            self.desk_app.close_room(self)

        self.app.push_screen(Given(notice, self.desk_app.papers), done)

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "all":
            return True if self.work.ready else None
        if action in ("preview", "choose_again", "discard"):
            return True if self.work.procedure is not None else None
        if action == "taken":
            return True if self._unconfirmed() is not None else None
        return True

    async def action_all(self, state: str) -> None:
        await self._set({row.material_id: MaterialState(state) for row in self.work.rows()})

    def action_choose_again(self) -> None:
        self.query_one("#making").display = False
        self._choose.display = True
        self._choose.begin()

    def action_discard(self) -> None:
        from screens.dialogs.confirm import Confirm

        def agreed(yes: bool | None) -> None:
            if yes:
                self._keeper.drop()
                self.close()

        words = _("What is filled in on this notice will be gone.")
        self.app.push_screen(Confirm(words, yes=_("Throw it away"), no=_("Keep it")), agreed)

    def action_taken(self) -> None:
        notice = self._unconfirmed()
        if notice is not None:
            self._ask_taken(notice)

    def close(self) -> None:
        if self._drafted:
            self._keeper.keep()
        super().close()


def _read(reference: str, desk: "Desk", who: "Actor") -> CaseFile:
    return lists.case_file(desk, who, reference)
