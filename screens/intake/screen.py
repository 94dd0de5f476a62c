"""A new case: what its keys do, and how it is registered; saved from anywhere."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from desk.enums import Topic
from desk.forms import PartyForm
from desk.i18n import N_, _
from desk.ids import new_id
from desk.parked import INTAKE, MOST
from desk.refusals import Fault, Refusal
from desk.related import Related
from desk.services import drafts, intake
from desk.services.customer_file import customer_row
from desk.services.intake import Registered
from screens.dialogs.beside import CasesBeside
from screens.dialogs.confirm import Confirm
from screens.intake.beyond import Called, CallMade, still_to_call
from screens.intake.more import More
from screens.intake.parked import Parked
from screens.intake.parties import Parties
from screens.intake.room import IntakeRoom
from screens.intake.sections import half_typed, section_of
from screens.intake.sheet import Sheet, Who, case_form
from screens.intake.tips import think
from screens.keys import bindings
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.rooms_app import RoomsApp


class IntakeScreen(IntakeRoom):
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
            self._ask_more(None)

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take":
            return True if self.form.points.list.fresh else None
        if action == "called":
            return bool(self.emergency.entries or (self.tips is not None and self.tips.ahead))
        if action == "beside":
            return True if self.known is not None and self.known.beside.cases else None
        if action == "same":
            # Without anybody to take, the key cuts text as it does everywhere.
            return bool(self.known is not None and self.known.suspects)
        if action == "incident":
            # Without an incident in sight the key goes to the start of the line, as everywhere.
            return bool(self._incidents() or self.sheet.incident)
        if action == "topic":
            return True if len(self.likely()) > 1 else None
        return True

    def action_take(self) -> None:
        self.form.points.settle()
        count = self.form.points.list.take_all()
        if not count:
            self.desk_app.tell(
                _("There is no further point to take."), _("Tab to the points to add one.")
            )

    def likely(self) -> list[Topic]:
        """The topics that the narrative speaks for, best first."""
        topics = self.tips.suggestion.topics if self.tips is not None else ()
        return [one.topic for one in topics if one.score > 0][:3]

    def action_topic(self) -> None:
        likely = self.likely()
        if likely:
            now = self.form.topic.value
            at = likely.index(now) + 1 if now in likely else 0
            self.form.topic.choose(likely[at % len(likely)])

    def action_beside(self) -> None:
        desk, known = self.desk_app.desk, self.known
        if desk is None or known is None:
            return

        def named() -> tuple[str, ...]:
            return (*self.sheet.related, self.sheet.follows)

        def name(row: Related) -> tuple[str, ...]:
            reference = row.case.reference
            if row.case.open:
                others = [one for one in self.sheet.related if one != reference]
                if len(others) == len(self.sheet.related):
                    others.append(reference)
                self.tell_more(related=tuple(others))
            else:
                self.tell_more(follows="" if self.sheet.follows == reference else reference)
            return named()

        zone = desk.branch.timezone
        self.app.push_screen(CasesBeside(known.beside, zone, named(), name))

    def _incidents(self) -> list[str]:
        """The numbers of the incidents to which the case may belong."""
        fitting = self.known.incidents if self.known is not None else ()
        return [one.incident.number for one in fitting]

    def action_incident(self) -> None:
        """Tick the incident in sight, the next one, at last none."""
        ring = [*self._incidents(), ""]
        now = self.sheet.incident
        following = ring[(ring.index(now) + 1) % len(ring)] if now in ring else ""
        self.tell_more(incident=following)
        self._show_tips()

    def action_same(self) -> None:
        if self.known is None or not self.known.suspects:
            return
        known = self.known.suspects[0].side.customer_id
        self.read(lambda desk, who: customer_row(desk, who, known), self.form.who.take)

    def action_more(self) -> None:
        self._ask_more(None)

    def _ask_more(self, refusal: Refusal | None) -> None:
        more = More(self.sheet, self.proposed, refusal)

        def take(sheet: Sheet | None) -> None:
            if sheet is not None:
                # What a dialog over this one was half typed with belongs to the form by now.
                self.sheet = replace(sheet, aside=self.sheet.aside)
                self.tell_more()
                if more.goes_on is not None:
                    more.goes_on.ask(self, None)

        self.app.push_screen(more, take)

    def tell_more(self, **fields: Any) -> None:
        """Keep what was told in a dialog behind the form, and say so on the form."""
        self._set(**fields)
        self.form.summarise(self.sheet, self.proposed)

    def ask_again(self) -> None:
        if any(name.startswith("party.") for name in self.sheet.aside):
            self._ask_parties(None)
        elif "called" in self.sheet.aside:
            self.action_called()
        elif "more" in self.sheet.aside:
            self._ask_more(None)
        elif (section := half_typed(self.sheet)) is not None:
            section.ask(self, None)

    def action_joint(self) -> None:
        section = section_of("signatories")
        if section is not None:
            section.ask(self, None)

    def action_papers_here(self) -> None:
        section = section_of("papers")
        if section is not None:
            section.ask(self, None)

    def customer_in_sight(self) -> str:
        return self.form.who.visitor.customer_id

    def action_mind(self) -> None:
        from screens.dialogs.mind import Mind

        known = self.form.who.visitor.customer_id
        if not known:
            self.desk_app.tell(
                _("This is for customers on file."), _("Choose the customer first, or register.")
            )
        else:
            self.app.push_screen(Mind(known), lambda _changed: self._ask_history())

    def action_inquiry(self) -> None:
        from screens.intake.inquiry import ask_minute

        ask_minute(self.desk_app)

    def action_parties(self) -> None:
        self._ask_parties(None)

    def _ask_parties(self, refusal: Refusal | None) -> None:
        def take(parties: tuple[PartyForm, ...] | None) -> None:
            if parties is not None and parties != self.sheet.parties:
                self._set(parties=parties)

        def keep(parties: tuple[PartyForm, ...]) -> None:
            self._set(parties=parties)

        aside = tuple(self.sheet.aside)
        self.app.push_screen(Parties(self.sheet.parties, refusal, keep, aside), take)

    def action_called(self) -> None:
        desk, tips = self.desk_app.desk, self.tips
        if desk is None:
            return

        made = self.sheet.calls
        dangers, wanted = (tips.emergencies, tips.ahead) if tips is not None else ((), ())

        def noted(call: CallMade | None) -> None:
            if call is None:
                return
            self._set(calls=(*made, call))
            if still_to_call(dangers, wanted, self.sheet.calls):
                self.action_called()

        left = still_to_call(dangers, wanted, made)
        self.app.push_screen(Called(left, made, desk.clock.now()), noted)

    def action_elsewhere(self) -> None:
        section = section_of("externals")
        if section is not None:
            section.ask(self, None)

    def action_parked(self) -> None:
        def take(subject: str | None) -> None:
            self.recount()
            if subject:
                self.desk_app.go("intake", subject)
                if self.gathered().blank:
                    self.close()

        self.app.push_screen(Parked(self.subject), take)

    # -- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        """Register the case, whole or not at all."""
        self.form.points.settle()
        for row in self.query(FieldRow):
            row.say("")
        sheet = self.gathered()
        if missing := self._missing(sheet):
            self.refused(missing)
        elif (
            not any(call.brings_help for call in sheet.calls)
            and think(self.desk_app.wait_for_desk(), sheet).emergencies
        ):
            self._ask_whether_called(sheet)
        else:
            self._register(sheet)

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
            self._ask_more(
                Refusal(refusal.message, refusal.hint, field="concerns", code=refusal.code)
            )
        elif part in ("received_at", "backdated_reason", "paper_number"):
            self._ask_more(refusal)
        elif part == "parties":
            self._ask_parties(refusal)
        elif part == "incident":
            self.desk_app.tell(refusal.message, _("Ctrl+A takes the tick off."), severity="warning")
        elif (section := section_of(refusal.field)) is not None:
            section.ask(self, refusal)
        else:
            super().refused(refusal)
