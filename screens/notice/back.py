"""The customer is back: what was told, by whom and when; only what was missing is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.case import Case
from desk.enums import MaterialState
from desk.i18n import N_, _, current
from desk.ids import new_id
from desk.masks import mask_account, mask_name
from desk.notice.again import ids_of
from desk.notice.model import MaterialRow, Notice
from desk.playbook.procedure import Question
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services import visits
from desk.services.second_paper import paper_of_today
from desk.services.visits import Returned
from desk.staff.permissions import May, may
from screens.base import DeskScreen
from screens.drafts import DraftKeeper
from screens.keys import bindings
from screens.notice.materials import MaterialList
from screens.notice.questions import Questions
from screens.notice.rest import Rest
from screens.notice.return_work import ReturnWork
from screens.plain import shown
from screens.undo import Step

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Look:
    """What a return comes to by what is ticked now, with the whole of today's list."""

    back: Returned
    rows: tuple[MaterialRow, ...]
    answers: dict[str, str]
    reference: str


class BackScreen(DeskScreen):
    """A return visit; `subject` is the number of a notice that the customer was given."""

    CSS_PATH = "back.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("back")]
    AUTO_FOCUS = "#materials"
    scope = "back"
    heading = N_("Customer is back")
    save_word = N_("Take up")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.work = ReturnWork()
        self.look: Look | None = None
        self._told = Static(id="told")
        self._questions = Questions()
        self._materials = MaterialList()
        self._rest = Rest()
        self._whole = False
        self._request = new_id()
        self.keeper = DraftKeeper(self, "return", subject, self.work.as_draft)

    def body(self) -> Iterable[Widget]:
        self._materials.border_title = shown(
            _("Only what was missing · 1 held  2 missing  3 not acceptable")
        )
        self._questions.display = False
        fill = VerticalScroll(self._materials, self._rest, self._questions, id="fill")
        fill.can_focus = False
        yield self._told
        yield fill

    def reference(self) -> str:
        return self.look.reference if self.look is not None else ""

    # -- reading ---------------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        if again and self.look is not None:
            return
        self.keeper.offer(self._set_down)
        self.evaluate()
        self._materials.focus()

    def _set_down(self, data: dict[str, Any]) -> None:
        self.work.restore(data)
        self._rest.fill(self.work)
        self.evaluate()

    def evaluate(self) -> None:
        """Ask what this return comes to now."""
        form, number = self.work.form(), self.subject

        def work(desk: "Desk", who: "Actor") -> Look:
            back = visits.look_back(desk, who, number, form)
            paper = paper_of_today(desk, back.first, form)
            case = None
            if back.first.case_id:
                with desk.store.read() as book:
                    case = book.get(Case, back.first.case_id)
            names = _names(desk, back.first)
            said = replace(
                back,
                asked=tuple(_said(row, names) for row in back.asked),
                new=tuple(replace(newly, row=_said(newly.row, names)) for newly in back.new),
            )
            rows = tuple(_said(row, names) for row in paper.rows)
            return Look(said, rows, paper.answers, case.reference if case else "")

        self.read(work, self._show, group="look", refused=self._not_found)

    def _not_found(self, refusal: Refusal) -> None:
        self.desk_app.tell(refusal.message, refusal.hint, severity="warning")
        if self.look is None:
            self.close()

    async def _show(self, look: Look) -> None:
        self.look = look
        self._told.update(self._words(look.back))
        known = look.rows if self._whole else self.work.rows(look.rows, look.back)
        self._materials.show_again(known)
        await self._rest.show(self.work, look.back.new, bool(look.back.asked and self._follows))
        if self._questions.display:
            await self._questions.show(self._asked(), look.answers)
        self.refresh_keys()

    @property
    def _follows(self) -> bool:
        return self.look is not None and self.look.back.may_follow

    def _words(self, back: Returned) -> Content:
        desk, first = self.desk_app.desk, back.first
        if desk is None:
            return Content("")
        at = say_moment(desk.hours.local(first.made_at), current(), year=False)
        who = mask_name(first.customer_name) or mask_account(first.account_no)
        known = [desk.spoken.procedures.get(one) for one in ids_of(first)]
        title = _(" + ").join(one.title for one in known if one is not None) or first.title
        parts = [shown(first.number, "bold $primary"), shown(title, "bold")]
        if who:
            parts.append(shown(who))
        words = _("told {moment} by {name}, visit {visit}")
        parts.append(
            shown(words.format(moment=at, name=back.told_by, visit=first.visit), "$text-muted")
        )
        lacking = len({row.group or row.material_id for row in back.asked})
        if lacking:
            text = _("{n} still to bring").format(n=lacking)
            state = shown(text, "bold $warning")
        else:
            state = shown(_("✓ everything is here: Ctrl+S takes it up"), "bold $success")
        return Content("\n").join([Content("  ").join(parts), state])

    def _asked(self) -> list[Question]:
        """The questions of today's procedures, under the names that a return gives them."""
        desk, look = self.desk_app.desk, self.look
        if desk is None or look is None:
            return []
        ids = ids_of(look.back.first)
        several = len(ids) > 1
        found = []
        for procedure_id in ids:
            procedure = desk.spoken.procedures.get(procedure_id)
            for question in procedure.questions if procedure else ():
                key = f"{procedure_id}.{question.id}" if several else question.id
                if key in look.answers:
                    found.append(replace(question, id=key))
        return found

    # -- what the person says --------------------------------------------------------------

    def _changed(self) -> None:
        self.keeper.touch()
        self.evaluate()

    @on(MaterialList.Ticked)
    def _ticked(self, message: MaterialList.Ticked) -> None:
        row = message.row
        if message.state is not MaterialState.NOT_ACCEPTABLE:
            self._set(row.material_id, message.state)
            return
        from screens.dialogs.prompt import Prompt

        def given(reason: str | None) -> None:
            if reason:
                self.work.reasons[row.material_id] = reason
                self._set(row.material_id, MaterialState.NOT_ACCEPTABLE)

        words = _("What is wrong with it, and what would be accepted?")
        value = self.work.reasons.get(row.material_id, "")
        self.app.push_screen(Prompt(row.name, _("Reason"), text=words, value=value), given)

    def _set(self, material: str, state: MaterialState) -> None:
        before = dict(self.work.states)
        if before.get(material) is not state:
            self.edits.note(Step(lambda: self._put_back(before), what=_("the ticks")))
        self.work.states[material] = state
        self._materials.cursor += 1
        self._changed()

    def _put_back(self, states: dict[str, MaterialState]) -> None:
        self.work.states.clear()
        self.work.states.update(states)
        self._changed()

    @on(Rest.Changed)
    def _typed(self) -> None:
        before = dict(self.work.as_draft(), why=dict(self.work.why))
        self._rest.take(self.work)
        if self.work.as_draft() != before:
            self._changed()

    @on(Questions.Answered)
    def _answered(self, message: Questions.Answered) -> None:
        self.work.answers[message.question] = message.option
        self._changed()

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("all_held", "whole", "changed"):
            return True if self.look is not None else None
        if action == "discard":
            return True if self.work.states or self.work.answers else None
        return True

    def action_all_held(self) -> None:
        if self.look is not None:
            for row in self.look.back.asked:
                self.work.states[row.material_id] = MaterialState.HELD
            self._changed()

    async def action_whole(self) -> None:
        self._whole = not self._whole
        title = _("Only what was missing · 1 held  2 missing  3 not acceptable")
        if self._whole:
            title = _("The whole list · what was not told then needs a reason")
        self._materials.border_title = shown(title)
        if self.look is not None:
            await self._show(self.look)

    async def action_changed(self) -> None:
        self._questions.display = not self._questions.display
        if self.look is not None and self._questions.display:
            await self._questions.show(self._asked(), self.look.answers)
            self._questions.go_to_open({})

    def action_discard(self) -> None:
        from screens.dialogs.confirm import Confirm

        def agreed(yes: bool | None) -> None:
            if yes:
                self.keeper.end()
                self.close()

        words = _("What is ticked on this return will be gone.")
        self.app.push_screen(
            Confirm(words, yes=_("Throw it away"), no=_("Keep it"), loses=True), agreed
        )

    # -- taking it up ----------------------------------------------------------------------

    def save(self) -> None:
        """ctrl+s: keep the return; a lead agrees first where we had left something out."""
        self._rest.take(self.work)
        who = self.desk_app.who
        self._keep(who if may(who.role, May.AGREE_BREACH) else None)

    def _due(self) -> date | None:
        from desk.dates import parse_day

        desk = self.desk_app.desk
        if desk is None or not self._follows or self.work.send_away or not self.work.follows_by:
            return None
        today = desk.hours.day_of(desk.clock.now())
        return parse_day(
            self.work.follows_by, today=today, calendar=desk.calendar, field="commitment_due"
        )

    def _keep(self, agreed_by: "Actor | None") -> None:
        try:
            form = self.work.form(self._due())
        except Refusal as refusal:
            self.refused(refusal)
            return
        number, request = self.subject, self._request

        def work(desk: "Desk", who: "Actor") -> Notice:
            return visits.return_visit(
                desk, who, number, form, agreed_by=agreed_by, request_id=request
            )

        self.write(work, self._kept, refused=self._not_kept)

    def _not_kept(self, refusal: Refusal) -> None:
        if refusal.code != "lead_needed":
            self.refused(refusal)
            return
        from screens.dialogs.pin import OverTheShoulder

        def agreed(lead: "Actor | None") -> None:
            if lead is not None:
                self._keep(lead)

        self.app.push_screen(OverTheShoulder(refusal.message), agreed)

    def _kept(self, notice: Notice) -> None:
        from desk.notice import missing

        self.keeper.end()
        if not missing(notice.rows):
            self.desk_app.tell(
                _("Everything is here, visit {visit} is on record.").format(visit=notice.visit),
                _("Do the business now; nothing more may be asked for."),
            )
            self._leave_for_case()
            return
        from screens.notice.given import Given

        self.desk_app.tell(_("Notice {number} is made.").format(number=notice.number))
        self.app.push_screen(
            Given(notice, self.desk_app.papers), lambda _done: self._leave_for_case()
        )

    def _leave_for_case(self) -> None:
        if self.reference():
            self.desk_app.go("case", self.reference())
        self.desk_app.close_room(self)


def _names(desk: "Desk", first: Notice) -> dict[str, str]:
    """What the materials are called in the language of the interface; papers keep their own."""
    # A paper that two businesses share is called as the first of them calls it.
    known = [desk.spoken.procedures.get(one) for one in reversed(ids_of(first))]
    return {m.id: m.name for one in known if one is not None for m in one.materials}


def _said(row: MaterialRow, names: dict[str, str]) -> MaterialRow:
    return replace(row, name=names.get(row.material_id, row.name))
