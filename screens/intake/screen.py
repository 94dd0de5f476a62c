"""A new case: how one comes to it, and how it is registered; saved from anywhere."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from desk.i18n import N_, _
from desk.ids import new_id
from desk.parked import INTAKE, MOST
from desk.refusals import Fault, Refusal
from desk.services import drafts, intake
from desk.services.intake import Registered
from screens.dialogs.confirm import Confirm
from screens.intake.asks import IntakeAsks
from screens.intake.sections import section_of
from screens.intake.sheet import Sheet, Who, case_form
from screens.intake.tips import Tips, think
from screens.intake.walk_ins import still_open, unsaid
from screens.keys import bindings
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.rooms_app import RoomsApp


class IntakeScreen(IntakeAsks):
    """Who, what happened, what they want, how they are; ctrl+s registers from anywhere."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("intake")]
    AUTO_FOCUS = "#who-search"
    scope = "intake"
    heading = N_("New case")
    save_word = N_("Register")

    @classmethod
    def entered_by_key(cls, app: "RoomsApp", name: str) -> None:
        """F2: a blank form; one that is half typed is parked behind it, unless nine are.

        On a blank form it asks for a minute's inquiry, and there for the whole form again.
        """
        from screens.intake.done import RegisteredScreen
        from screens.intake.inquiry import MinuteInquiry

        here = app.screen
        if isinstance(here, MinuteInquiry):
            here.in_full()
            return
        for done in app.open_rooms(RegisteredScreen):
            done.close()
        if isinstance(here, cls) and here.gathered().blank:
            here.action_inquiry()
            return
        if isinstance(app.room, cls) and app.room.others >= MOST:
            app.room.show_full()
            return
        if isinstance(app.room, cls):
            app.room.keep_now()
        known = app.room.customer_in_sight() if app.room and not isinstance(app.room, cls) else ""
        blank = [room for room in app.open_rooms(cls) if room.gathered().blank]
        subject = blank[-1].subject if blank else app.prepared(name) or new_id()
        app.go(name, subject)
        if known and isinstance(app.room, cls):
            app.room.begin_with(known)

    def arrived(self, *, again: bool) -> None:
        super().arrived(again=again)
        if not again and self.sheet.paper_number and not self.sheet.received_at:
            # Its limits run from the time on the paper: that is asked first.
            self.ask_more(None)

    # -- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        """Register the case, whole or not at all."""
        self.form.points.settle()
        for row in self.query(FieldRow):
            row.say("")
        sheet = self.gathered()
        if missing := self._missing(sheet):
            self.refused(missing)
            return
        tips = think(self.desk_app.wait_for_desk(), sheet)
        if not sheet.taken and tips.points and not self._takes_what_stands_here(tips):
            return
        self.form.points.list.leave_out(unsaid(sheet, self.desk_app.wait_for_desk()))
        sheet = self.gathered()
        if open_ := still_open(sheet):
            self.refused(open_)
        elif tips.emergencies and not any(call.brings_help for call in sheet.calls):
            self._ask_whether_called(sheet)
        else:
            self._register(sheet)

    def _takes_what_stands_here(self, tips: Tips) -> bool:
        """Take the proposed points, unless other ones stood there until now: nobody read those."""
        points = self.form.points.list
        if points.proposed == tips.points:
            points.take_all()
            return True
        self._thought(tips)
        points.focus()
        self.desk_app.tell(_("These points stand here only now."), _("Read them, then Ctrl+S."))
        return False

    def _ask_whether_called(self, sheet: Sheet) -> None:
        """Danger comes before paper: nobody forgets the telephone over the form."""

        def answer(yes: bool | None) -> None:
            if yes:
                self._register(sheet)

        words = _("No call about the danger is noted yet. Ctrl+U notes it.")
        yes, no = _("Register without a call"), _("Phone first")
        title = _("Has anybody phoned?")
        self.app.push_screen(Confirm(words, title=title, yes=yes, no=no, loses=True), answer)

    def _register(self, sheet: Sheet) -> None:
        subject = self.subject

        def work(desk: "Desk", who: "Actor") -> Registered:
            # What Desk proposes is worked out again: the panel may be a moment behind.
            form = case_form(sheet, desk, think(desk, sheet).proposed)
            made = intake.register_case(desk, who, form, request_id=subject)
            with suppress(Fault, Refusal):
                # The case stands; a draft that is left over would find that out.
                drafts.discard_draft(desk, who, INTAKE, subject)
            return made

        self.write(work, self._registered)

    def _missing(self, sheet: Sheet) -> Refusal | None:
        """What the conversation still lacks, in its order."""
        if sheet.visitor.who is Who.NOBODY:
            return Refusal(
                _("It is not said yet who came."),
                _("Enter finds the customer; ↓ offers a new one, or anonymous."),
                field="customer.name",
            )
        if sheet.visitor.who is Who.NEW and not sheet.visitor.name:
            return Refusal(
                _("The customer's name is missing."),
                _("Ask the name, or mark the case as anonymous."),
                field="customer.name",
            )
        if not sheet.narrative:
            return Refusal(
                _("The narrative is empty."),
                _("Write down in the customer's own words what happened."),
                field="narrative",
            )
        return None

    def _registered(self, made: Registered) -> None:
        self._keeper.end()
        self.desk_app.go("registered", made.reference)
        self.close()

    def refused(self, refusal: Refusal) -> None:
        part = refusal.field.partition(".")[0]
        if part == "points":
            self.form.points.refuse(refusal)
        elif part in ("customer", "customer_id", "printed_name"):
            self.form.who.refuse(refusal)
        elif part == "concerns":
            self.ask_more(
                Refusal(refusal.message, refusal.hint, field="concerns", code=refusal.code)
            )
        elif part in ("received_at", "backdated_reason", "paper_number"):
            self.ask_more(refusal)
        elif part == "parties":
            self.ask_parties(refusal)
        elif part == "incident":
            self.desk_app.tell(refusal.message, _("Ctrl+A takes the tick off."), severity="warning")
        elif (section := section_of(refusal.field)) is not None:
            section.ask(self, refusal)
        else:
            super().refused(refusal)
