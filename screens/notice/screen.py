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

from desk.enums import MaterialState, NoticeKind
from desk.i18n import N_, _
from desk.masks import mask_name
from desk.notice import missing
from desk.notice.again import ids_of
from desk.notice.model import MaterialRow, Notice
from desk.playbook.procedure import Procedure
from desk.services import lists
from desk.views import CaseFile
from screens.keys import bindings
from screens.notice.choose import ChooseProcedure, Offer
from screens.notice.extras import Extras
from screens.notice.materials import MaterialList
from screens.notice.papers import NoticePapers
from screens.notice.questions import Questions
from screens.plain import shown
from screens.undo import Step

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

PAUSE = 0.15
"""Seconds without a key after which the paper beside the form is composed again."""


class NoticeScreen(NoticePapers):
    """A notice for the case in `subject`, or for somebody without a case."""

    CSS_PATH = "notice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("notice")]
    AUTO_FOCUS = ""
    scope = "notice"
    heading = N_("One-time notice")
    save_word = N_("Make the notice")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._about = Static(id="about")
        self._choose = ChooseProcedure()
        self._questions = Questions()
        self._materials = MaterialList()
        self._adding = False
        self._pause = Timer(self, PAUSE, callback=self.compose_beside, repeat=0)

    def body(self) -> Iterable[Widget]:
        self._materials.border_title = shown(
            _("Materials · 1 held  2 missing  3 not acceptable  Space changes")
        )
        self._materials.border_subtitle = shown(_("Ctrl+W adds another business"))
        fill = VerticalScroll(self._questions, self._materials, self.extras, id="fill")
        fill.can_focus = False
        beside = VerticalScroll(self.beside, id="beside", classes="panel")
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
        near = desk.spoken.procedures_for(self.file.case.topic) if self.file else ()
        ids = {procedure.id for procedure in near}
        others = [each for key, each in desk.spoken.procedures.items() if key not in ids]
        day = desk.hours.day_of(desk.clock.now())
        offers = [*(Offer(each, True) for each in near), *(Offer(each, False) for each in others)]
        self._choose.show([offer for offer in offers if offer.procedure.in_force(day)])
        self._tell_about()
        self._choose.begin()
        self.keeper.offer(self._set_down)

    def _set_down(self, data: dict[str, Any]) -> None:
        self.call_later(self._restore, data)

    async def _restore(self, data: dict[str, Any]) -> None:
        desk = self.desk_app.desk
        if desk is None or self.work.procedure is not None:
            return
        self.drafted = True
        paper = self.work.paper_number
        if self.work.restore(data, desk.spoken.procedures):
            if paper:
                self.begin_by_hand(paper)
            self.extras.fill(self.work)
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
            parts.append(shown(self.work.title, "bold"))
            rows = self.work.rows()
            lacking = len({row.group or row.material_id for row in missing(rows)})
            if rows and lacking:
                words = _("{n} still to bring, of {all}").format(n=lacking, all=len(rows))
                parts.append(shown(words, "bold $warning"))
            elif rows:
                parts.append(shown(_("✓ nothing is missing"), "bold $success"))
        open_ = self.unconfirmed()
        if open_ is not None:
            words = _("{number} is not confirmed yet: Ctrl+U").format(number=open_.number)
            parts.append(shown(words, "$warning"))
        elif self.told() is not None and self.work.procedure is None:
            parts.append(shown(_("Is the customer back with papers? Ctrl+K"), "$warning"))
        self._about.update(Content("  ").join(parts))
        self.refresh_keys()

    # -- what the person says --------------------------------------------------------------

    @on(ChooseProcedure.Taken)
    async def _taken(self, message: ChooseProcedure.Taken) -> None:
        earlier = self.told(message.procedure.id)
        if earlier is not None:
            self.desk_app.tell(
                _("This was told before, in notice {number}.").format(number=earlier.number),
                _("Only what was missing then is asked."),
            )
            self.desk_app.go("back", earlier.number)
            self.close()
            return
        if self._adding:
            self._adding = False
            self.work.add(message.procedure)
        else:
            self.work.choose(message.procedure)
        self._changed()
        self.extras.fill(self.work)
        await self._show_work()

    def told(self, procedure: str = "") -> Notice | None:
        """The latest list that the customer of this case was given, of one procedure or any."""
        found = [n for n in (self.file.notices if self.file else ())]
        lists = (n for n in reversed(found) if n.kind is NoticeKind.MATERIALS)
        return next((n for n in lists if not procedure or procedure in ids_of(n)), None)

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
        self.extras.display = ready
        await self.extras.show(self.work, self.work.open_blanks())
        self._tell_about()
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.compose_beside)

    def _changed(self) -> None:
        self.drafted = True
        self.keeper.touch()

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
        before = dict(self.work.states)
        if before != {**before, **states}:
            self.edits.note(Step(lambda: self._put_back(before), what=_("the ticks")))
        self.work.states.update(states)
        self._changed()
        await self._follow()

    def _put_back(self, states: dict[str, MaterialState]) -> None:
        self.work.states.clear()
        self.work.states.update(states)
        self._changed()
        self.call_later(self._follow)

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

    def begin_by_hand(self, number: str) -> None:
        """The notice stands on a paper form: its time and what it says are still to be typed."""
        self.work.by_hand, self.work.paper_number = True, number
        self.extras.fill(self.work)

    @on(Extras.Changed)
    async def _typed(self) -> None:
        before = self.work.as_draft()
        before = {**before, "blanks": dict(before["blanks"])}
        self.extras.take(self.work)
        if self.work.as_draft() != before and self.work.procedure is not None:
            self._changed()
            await self._follow()

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "all":
            return True if self.work.ready else None
        if action == "cannot":
            return True if self.possible() is not None else None
        if action in ("preview", "choose_again", "discard", "another"):
            return True if self.work.procedure is not None else None
        if action == "taken":
            return True if self.unconfirmed() is not None else None
        return True

    async def action_all(self, state: str) -> None:
        await self._set({row.material_id: MaterialState(state) for row in self.work.rows()})

    def action_choose_again(self) -> None:
        self._choose_now(another=False)

    def action_another(self) -> None:
        self._choose_now(another=True)

    def _choose_now(self, *, another: bool) -> None:
        self._adding = another
        self.query_one("#making").display = False
        self._choose.display = True
        self._choose.begin(another=another)

    def possible(self) -> Procedure | None:
        """The procedure that is chosen, or marked in the list that is open."""
        return self._choose.marked if self._choose.display else self.work.procedure

    def action_cannot(self) -> None:
        from screens.notice.cannot import CannotDo

        procedure, desk = self.possible(), self.desk_app.desk
        if procedure is None or desk is None:
            return

        def done(notice: Notice | None) -> None:
            if notice is not None:
                self.made(notice)

        self.app.push_screen(CannotDo(procedure, self.work), done)

    def action_back(self) -> None:
        from screens.notice.find import FindNotice

        known = self.told()
        if known is not None:
            self.desk_app.go("back", known.number)
            self.close()
            return

        def found(number: str | None) -> None:
            if number:
                self.desk_app.go("back", number)
                self.close()

        self.app.push_screen(FindNotice(), found)

    def leave(self) -> None:
        if self._choose.display and self.work.procedure is not None:
            # From the list of businesses one comes back to the one that is being told.
            self._adding = False
            self._choose.display = False
            self.query_one("#making").display = True
            self._materials.focus()
            return
        super().leave()

    def action_discard(self) -> None:
        from screens.dialogs.confirm import Confirm

        def agreed(yes: bool | None) -> None:
            if yes:
                self.keeper.end()
                self.close()

        words = _("What is filled in on this notice will be gone.")
        self.app.push_screen(
            Confirm(words, yes=_("Throw it away"), no=_("Keep it"), loses=True), agreed
        )


def _read(reference: str, desk: "Desk", who: "Actor") -> CaseFile:
    return lists.case_file(desk, who, reference)
