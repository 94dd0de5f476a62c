"""A new case: who, what happened, what they want, how they are; saved from anywhere."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.customer import Draft
from desk.enums import Topic
from desk.forms import PartyForm
from desk.i18n import N_, _, current
from desk.ids import new_id
from desk.refusals import Fault, Refusal
from desk.saying import joined
from desk.services import customers, drafts, intake
from desk.services.intake import Registered
from desk.views import CustomerRow
from screens.base import DeskScreen
from screens.dialogs.prompt import Prompt
from screens.drafts import DraftKeeper
from screens.intake.emergency import EmergencyBox
from screens.intake.form import IntakeForm
from screens.intake.more import More
from screens.intake.panel import TipsPanel
from screens.intake.parked import FORM, MOST, Parked, waiting
from screens.intake.parties import Parties
from screens.intake.points import PointList
from screens.intake.sheet import Proposed, Sheet, Who, case_form, from_json, to_json
from screens.intake.tips import History, Tips, history, think
from screens.intake.who import WhoPanel
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.rooms_app import RoomsApp

PAUSE = 0.08
"""Seconds after the last key before the narrative is looked at."""


class IntakeScreen(DeskScreen):
    """One registration; `subject` is its request id, so that saving twice saves once."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("intake")]
    AUTO_FOCUS = "#who-search"
    scope = "intake"
    heading = N_("New case")
    save_word = N_("Register")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject or new_id())
        self.sheet = Sheet()
        """What stands in no field of the form itself, and the choices of the clerk."""
        self.tips: Tips | None = None
        self.form = IntakeForm()
        self._parked = Static(id="parked-line")
        self._emergency = EmergencyBox()
        self._panel = TipsPanel()
        self._pause: Timer | None = None
        self._before: Widget | None = None
        self._keeper = DraftKeeper(self, FORM, self.subject, lambda: to_json(self.gathered()))

    @classmethod
    def entered_by_key(cls, app: "RoomsApp", name: str) -> None:
        """F2: a blank form; one that is half typed stays parked behind it."""
        from screens.intake.done import RegisteredScreen

        for done in app.open_rooms(RegisteredScreen):
            done.close()
        blank = [room for room in app.open_rooms(cls) if room.gathered().blank]
        app.go(name, blank[-1].subject if blank else new_id())

    def body(self) -> Iterable[Widget]:
        yield self._parked
        yield self._emergency
        yield Container(self.form, self._panel, id="intake-both")

    # -- coming and going ------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        if again:
            return
        self._parked.display = False
        self.read(lambda desk, who: drafts.drafts(desk, who, FORM), self._kept, group="drafts")
        self._look()

    def _kept(self, kept: list[Draft]) -> None:
        desk = self.desk_app.desk
        own = next((draft for draft in kept if draft.subject == self.subject), None)
        if own is not None and self.gathered().blank:
            self._take_up(own)
            return
        if desk is None or not self.gathered().blank:
            return
        rows = waiting(kept, desk.hours, but=self.subject)
        if rows:
            names = joined((f"{row.name} {row.minute}" for row in rows[:3]), current())
            words = _("{n} half typed: {names}. Ctrl+W takes one up again.")
            if len(rows) >= MOST:
                words = _("{n} half typed, register some of them first: Ctrl+W. {names}")
            self._parked.update(shown("◆ " + words.format(n=len(rows), names=names)))
            self._parked.display = True

    def _take_up(self, draft: Draft) -> None:
        self.sheet = from_json(json.loads(draft.content))
        self.form.load(self.sheet)
        if self.sheet.visitor.who is Who.KNOWN:
            self._ask_history()
        widget = self.form.who.first if not self.sheet.narrative else self.form.narrative
        widget.focus()
        self._look()

    def leave(self) -> None:
        """esc: nothing is lost, the form waits among the half typed ones."""
        if self.has_class("-unfolded"):
            self.action_tips()
            return
        sheet = self.gathered()
        if sheet.blank:
            self.close()
            return
        subject = self.subject
        content = to_json(sheet)

        def done(_draft: Draft) -> None:
            self.desk_app.tell(_("Kept half typed."), _("F2, then Ctrl+W takes it up again."))
            self.close()

        self.write(lambda desk, who: drafts.save_draft(desk, who, FORM, subject, content), done)

    # -- gathering and thinking ------------------------------------------------------------

    def gathered(self) -> Sheet:
        """Everything on the form as it stands."""
        return self.form.gather(self.sheet)

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(PointList.Changed)
    @on(WhoPanel.Changed)
    def _typed(self) -> None:
        self._parked.display = False
        self._touched()

    def _touched(self) -> None:
        if self.gathered().blank:
            self._keeper.drop()
        else:
            self._keeper.touch()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        sheet = self.gathered()
        self.read(lambda desk, who: think(desk, sheet), self._thought, group="think")

    def _thought(self, tips: Tips) -> None:
        self.tips = tips
        self.form.follow(self.sheet, tips)
        self._show_tips()

    def _show_tips(self) -> None:
        unfolded = self.has_class("-wide") or self.has_class("-unfolded")
        self._panel.tips = self.tips
        self._panel.tell(self.desk_app.desk, brief=not unfolded)
        if self.tips is not None:
            self._emergency.show(self.tips.emergencies, self.sheet.called)
        self.refresh_keys()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_tips)

    @property
    def proposed(self) -> Proposed:
        """What stands for the fields that the clerk left to Desk."""
        return self.tips.proposed if self.tips is not None else Proposed()

    @on(Choice.Changed)
    def _chose(self, message: Choice.Changed) -> None:
        message.stop()
        field = {"topic": "topic", "mood": "mood"}.get(message.control.id or "")
        if field:
            self._set(**{field: message.value})

    def _set(self, **fields: Any) -> None:
        """Choices of the clerk, which no proposal changes any more."""
        self.sheet = replace(self.sheet, **fields)
        self._touched()

    # -- who -------------------------------------------------------------------------------

    @on(WhoPanel.Asked)
    def _search(self, message: WhoPanel.Asked) -> None:
        text = message.text

        def found(rows: list[CustomerRow]) -> None:
            self.form.who.show(rows, text)

        self.read(lambda desk, who: customers.find_customers(desk, who, text), found, group="who")

    @on(WhoPanel.Settled)
    def _settled(self) -> None:
        self._ask_history()
        self.form.first_unfilled().focus()

    def _ask_history(self) -> None:
        visitor = self.form.who.visitor
        if visitor.who is not Who.KNOWN:
            self._remember(None)
            return
        known = visitor.customer_id
        self.read(lambda desk, who: history(desk, who, known), self._remember, group="history")

    def _remember(self, past: History | None) -> None:
        self._panel.history = past
        self._show_tips()

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take":
            return True if self.form.points.list.fresh else None
        if action == "called":
            return bool(self._emergency.entries)
        if action == "topic":
            return True if len(self._likely()) > 1 else None
        return True

    def action_take(self) -> None:
        self.form.points.settle()
        count = self.form.points.list.take_all()
        if not count:
            self.desk_app.tell(
                _("There is no further point to take."), _("Tab to the points to add one.")
            )

    def _likely(self) -> list[Topic]:
        topics = self.tips.suggestion.topics if self.tips is not None else ()
        return [one.topic for one in topics if one.score > 0][:3]

    def action_topic(self) -> None:
        likely = self._likely()
        if likely:
            now = self.form.topic.value
            at = likely.index(now) + 1 if now in likely else 0
            self.form.topic.choose(likely[at % len(likely)])

    def action_more(self) -> None:
        self._ask_more(None)

    def _ask_more(self, refusal: Refusal | None) -> None:
        def take(sheet: Sheet | None) -> None:
            if sheet is not None:
                self.sheet = sheet
                self.form.summarise(sheet, self.proposed)
                self._touched()

        self.app.push_screen(More(self.sheet, self.proposed, refusal), take)

    def action_parties(self) -> None:
        self._ask_parties(None)

    def _ask_parties(self, refusal: Refusal | None) -> None:
        def take(parties: tuple[PartyForm, ...] | None) -> None:
            if parties is not None and parties != self.sheet.parties:
                self._set(parties=parties)

        self.app.push_screen(Parties(self.sheet.parties, refusal), take)

    def action_called(self) -> None:
        def noted(words: str | None) -> None:
            desk = self.desk_app.desk
            if words is not None and desk is not None:
                time = f"{desk.hours.local(desk.clock.now()):%H:%M}"
                text = _("Emergency phoned in at {time}").format(time=time)
                self._set(called=f"{text}：{words}" if words else text)

        title = _("The emergency call")
        field = _("Who, ticket")
        text = _("Say who answered and the ticket number, if there is one.")
        self.app.push_screen(Prompt(title, field, text=text, needed=False, limit=120), noted)

    def action_tips(self) -> None:
        """Go to the panel, to read on in it, and back."""
        if self._panel.has_focus or self.has_class("-unfolded"):
            self.remove_class("-unfolded")
            self._panel.can_focus = False
            (self._before or self.form.who.first).focus()
        else:
            self._before = self.focused
            self.add_class("-unfolded")
            self._panel.can_focus = True
            self._panel.focus()
        self._show_tips()

    def action_parked(self) -> None:
        def take(subject: str | None) -> None:
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
        sheet, subject = self.gathered(), self.subject
        if missing := self._missing(sheet):
            self.refused(missing)
            return

        def work(desk: "Desk", who: "Actor") -> Registered:
            # What Desk proposes is worked out again: the panel may be a moment behind.
            form = case_form(sheet, desk, think(desk, sheet).proposed)
            made = intake.register_case(desk, who, form, request_id=subject)
            with suppress(Fault, Refusal):
                # The case stands; a draft that is left over would find that out.
                drafts.discard_draft(desk, who, FORM, subject)
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
        self._keeper.drop()
        self.desk_app.go("registered", made.reference)
        self.close()

    def refused(self, refusal: Refusal) -> None:
        part = refusal.field.partition(".")[0]
        if part == "points":
            self.form.points.refuse(refusal)
        elif part in ("customer", "customer_id"):
            self.form.who.refuse(refusal)
        elif part in ("received_at", "backdated_reason"):
            self._ask_more(refusal)
        elif part == "parties":
            self._ask_parties(refusal)
        else:
            super().refused(refusal)
