"""What to mind about one customer: who looks after them, words of attention, special care."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.care import Attention, ToMind
from desk.dates import parse_day
from desk.forms_counter import AttentionForm, CareForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.services import care
from desk.staff.permissions import May, may
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.prompt import Prompt
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

CARE, SPECIAL, WORD = "care", "special", "word"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: of which kind, and the word of attention if it is one."""

    kind: str
    word: Attention | None = None


class Mind(DeskDialog[bool]):
    """The list; enter sets a line or adds to it, Del ends it. True if something changed.

    What a clerk changes here a lead agrees to over the shoulder.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "end", show=False)]

    def __init__(self, customer_id: str) -> None:
        super().__init__(_("What to mind about this customer"))
        self.add_class("-parked")
        self._customer = customer_id
        self._found = ToMind()
        self._changed = False
        self._list = PagedList[Line](
            [Column("", 16), Column(_("On file"), 30, grows=1), Column(_("Last day"), 10)],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        text = _("The customer may read all of this. Enter sets a line, Del ends it.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._load()

    def _load(self) -> None:
        customer = self._customer
        self.read(lambda desk, who: care.to_mind(desk, who, customer), self._show)

    def _show(self, found: ToMind) -> None:
        self._found = found
        words = [Line(WORD, word) for word in found.attentions]
        self._list.show([Line(CARE), Line(SPECIAL), *words, Line(WORD)])
        self._list.styles.height = len(self._list.rows) + 1
        self._list.focus()

    def _cells(self, line: Line) -> Sequence[Cell]:
        found = self._found
        if line.kind == CARE:
            until = found.care.until.isoformat() if found.care and found.care.until else ""
            return (_("Personal contact"), "strong"), found.carer or _("nobody yet"), until
        if line.kind == SPECIAL:
            return (_("Special care"), "strong"), found.special_care or _("none on file"), ""
        if line.word is None:
            return (_("+ add"), "strong"), (_("a word of attention"), "faint"), ""
        return (_("Attention"), "strong"), line.word.text, line.word.until.isoformat()

    # -- changing --------------------------------------------------------------------------

    def _by_lead(self, act: str, then: "Callable[[Actor], None]") -> None:
        """Go on as whoever is signed in if they may, else as a lead who agrees."""
        who = self.desk_app.who
        if may(who.role, May.LOOK_AFTER):
            then(who)
            return

        def agreed(lead: "Actor | None") -> None:
            if lead is not None:
                then(lead)

        self.app.push_screen(OverTheShoulder(act), agreed)

    def _done(self, _result: object) -> None:
        self._changed = True
        self._load()

    @on(PagedList.Chosen)
    def accept(self) -> None:
        line = self._list.marked
        if line is None or line.word is not None:
            return
        customer = self._customer

        def by(lead: "Actor") -> None:
            if line.kind == SPECIAL:
                self._ask_special(lead)
                return
            dialog = SetCare(customer, lead) if line.kind == CARE else SetWord(customer, lead)
            self.app.push_screen(dialog, lambda made: self._done(made) if made else None)

        self._by_lead(_("Change what to mind about this customer."), by)

    def _ask_special(self, lead: "Actor", typed: str | None = None) -> None:
        customer, was = self._customer, self._found.special_care

        def keep(text: str | None) -> None:
            if text is None:
                return

            def refused(refusal: Refusal) -> None:
                self.refused(refusal)
                if refusal.code == "changed_meanwhile":
                    self.read(lambda desk, who: care.to_mind(desk, who, customer), again)

            def again(found: ToMind) -> None:
                # What was typed stays typed; what it would take the place of has been told.
                self._show(found)
                self._ask_special(lead, text)

            self.write(
                lambda desk, who: care.set_special_care(desk, who, customer, text, was=was),
                self._done,
                who=lead,
                refused=refused,
            )

        self.app.push_screen(
            Prompt(
                _("Special care"),
                _("What"),
                text=_(
                    "For example: old and alone, an oxygen device at home. Empty takes it away."
                ),
                value=was if typed is None else typed,
                needed=False,
                limit=care.LONGEST_WORD,
            ),
            keep,
        )

    def action_end(self) -> None:
        line = self._list.marked
        if line is None or (line.kind == WORD and line.word is None):
            return
        customer, word = self._customer, line.word

        def work(desk: "Desk", who: "Actor") -> object:
            if word is not None:
                return care.end_attention(desk, who, word.id)
            if line.kind == CARE:
                return care.end_care(desk, who, customer)
            return care.set_special_care(desk, who, customer, "")

        def by(lead: "Actor") -> None:
            self.write(work, self._done, who=lead)

        self._by_lead(_("Change what to mind about this customer."), by)

    def action_cancel(self) -> None:
        self.dismiss(self._changed)


def _day(dialog: FormDialog, text: str) -> date:
    desk = dialog.desk_app.desk
    if desk is None:
        raise Refusal(_("The book is not open."))
    today = desk.hours.day_of(desk.clock.now())
    return parse_day(needed(text, "until"), today=today, calendar=desk.calendar, field="until")


class SetCare(FormDialog):
    """Names the person who looks after a customer; gives the Care."""

    draft = "care"

    def __init__(self, customer_id: str, lead: "Actor") -> None:
        intro = _("Every new case of this customer is offered to them first.")
        super().__init__(_("Personal contact"), customer_id, intro=intro)
        self._lead = lead
        self._number = ClerkInput(limit=20)
        self._reason = ClerkInput(limit=100)
        self._until = ClerkInput(limit=20, placeholder=_("may stay empty"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Staff number"), self._number, name="staff")
        yield FieldRow(_("Reason"), self._reason, name="reason")
        yield FieldRow(_("Last day"), self._until, name="until")

    def work(self) -> "Callable[[Desk, Actor], object]":
        until = _day(self, self._until.text) if self._until.text else None
        form = CareForm(staff=self._number.text, reason=self._reason.text, until=until)
        customer, lead = self.subject, self._lead
        return lambda desk, _who: care.set_care(desk, lead, customer, form)


class SetWord(FormDialog):
    """A word of attention with its reason and last day; gives the Attention."""

    draft = "attention"

    def __init__(self, customer_id: str, lead: "Actor") -> None:
        intro = _("Word it so that the customer may read it over your shoulder.")
        super().__init__(_("Word of attention"), customer_id, intro=intro)
        self._lead = lead
        self._text = ClerkInput(
            limit=care.LONGEST_WORD, placeholder=_("e.g. hard of hearing, please speak slowly")
        )
        self._reason = ClerkInput(limit=100)
        self._until = ClerkInput(limit=20, placeholder=_("a day, e.g. 12-01 or +30"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Shown as"), self._text, name="text", own=True)
        yield FieldRow(_("Reason"), self._reason, name="reason")
        yield FieldRow(_("Last day"), self._until, name="until")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = AttentionForm(
            text=self._text.text, reason=self._reason.text, until=_day(self, self._until.text)
        )
        customer, lead = self.subject, self._lead
        return lambda desk, _who: care.set_attention(desk, lead, customer, form)
