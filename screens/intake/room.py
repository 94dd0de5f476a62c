"""The room of a new case: its form, its draft, and what Desk makes of it while one types."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from textual import on
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.customer import Draft
from desk.i18n import _, current
from desk.ids import new_id
from desk.likely import Ears
from desk.parked import INTAKE, MOST, full, parked
from desk.refusals import Refusal
from desk.saying import joined, say_moment
from desk.services import customer_file, customers, drafts, incident_cases, parking
from desk.views import CustomerRow
from screens.base import DeskScreen
from screens.drafts import DraftKeeper
from screens.intake.beside import Asked, Known, asked, look, suspect_words
from screens.intake.emergency import EmergencyBox
from screens.intake.form import IntakeForm
from screens.intake.panel import TipsPanel
from screens.intake.parked import Parked
from screens.intake.picking import Pick
from screens.intake.point_list import PointList
from screens.intake.sheet import (
    PAPER,
    Proposed,
    Sheet,
    Who,
    called_words,
    from_json,
    to_json,
    waited,
)
from screens.intake.tips import History, Tips, history, think
from screens.intake.who import WhoPanel
from screens.plain import shown
from screens.widgets.choice import Choice

PAUSE = 0.08
"""Seconds after the last key before the narrative is looked at."""
REST = 0.6
"""Seconds without a key after which there is time to build the next blank form."""


class IntakeRoom(DeskScreen):
    """One registration; `subject` is its request id, so that saving twice saves once."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject or new_id())
        paper = self.subject.removeprefix(PAPER) if self.subject.startswith(PAPER) else ""
        self.sheet = Sheet(paper_number=paper)
        """What stands in no field of the form itself, and the choices of the clerk."""
        self.tips: Tips | None = None
        self.form = IntakeForm()
        self._parked = Static(id="parked-line")
        self.emergency = EmergencyBox()
        self._panel = TipsPanel()
        self._pause: Timer | None = None
        self._rest: Timer | None = None
        self._touched_once = False
        self._before: Widget | None = None
        self.known: Known | None = None
        """Earlier cases and files on record that may belong to what is typed."""
        self._asked: Asked | None = None
        self._ears = Ears()
        self.others = 0
        """How many other registrations wait half typed, as far as is known."""
        self._keeper = DraftKeeper(self, INTAKE, self.subject, lambda: to_json(self.gathered()))

    def body(self) -> Iterable[Widget]:
        yield self._parked
        yield self.emergency
        yield Container(self.form, self._panel, id="intake-both")

    # -- coming and going ------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        self.recount()
        self._listen()
        self._take_rest()
        if again:
            self._tell_beginning()
        else:
            self._parked.display = False
            self._look()

    def recount(self) -> None:
        """Look what waits half typed beside this form."""
        self.read(lambda desk, who: drafts.drafts(desk, who, INTAKE), self._kept, group="drafts")

    def _kept(self, kept: list[Draft]) -> None:
        desk = self.desk_app.desk
        own = next((draft for draft in kept if draft.subject == self.subject), None)
        if own is not None and self.gathered().blank:
            self._take_up(own)
            return
        rows = parked(kept, but=self.subject)
        # What was typed a moment ago may still be on its way to disk.
        open_ = {r.subject for r in self.desk_app.open_rooms(IntakeRoom) if not r.gathered().blank}
        self.others = len(({row.subject for row in rows} | open_) - {self.subject})
        if desk is None or not self.gathered().blank:
            return
        if rows:
            names = joined(
                (
                    f"{row.name or _('no name yet')} {desk.hours.local(row.at):%H:%M}"
                    for row in rows[:3]
                ),
                current(),
            )
            words = _("{n} half typed: {names}. Ctrl+W takes one up again.")
            if len(rows) >= MOST:
                words = _("{n} half typed, register some of them first: Ctrl+W. {names}")
            self._parked.update(shown("◆ " + words.format(n=len(rows), names=names)))
            self._parked.display = True

    def _take_up(self, draft: Draft) -> None:
        self._touched_once = True
        self.sheet = from_json(json.loads(draft.content))
        self.form.load(self.sheet)
        self._tell_beginning()
        if self.sheet.visitor.who is Who.KNOWN:
            self._ask_history()
        settled = self.sheet.narrative or self.sheet.visitor.who is Who.KNOWN
        widget = self.form.narrative if settled else self.form.who.first
        widget.focus()
        self._look()
        self.ask_again()

    def keep_now(self) -> None:
        """Put on disk what was typed since the last pause."""
        if not self.gathered().blank:
            self._keeper.keep()

    def ask_again(self) -> None:
        """Open the dialog in which something was half typed."""

    def keep_aside(self, name: str, content: list[Any] | None) -> None:
        """Keep with the draft what is half typed in a dialog over the form; None ends that."""
        aside = {key: value for key, value in self.sheet.aside.items() if key != name}
        if content is not None:
            aside[name] = content
        if aside != self.sheet.aside:
            self.sheet = replace(self.sheet, aside=aside)
            self._touched()

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
            self._keeper.kept(content)
            self.desk_app.tell(_("Kept half typed."), _("F2, then Ctrl+W takes it up again."))
            self.close()

        self.write(
            lambda desk, who: parking.park(desk, who, subject, content),
            done,
            refused=self.show_full,
        )

    def show_full(self, refusal: Refusal | None = None) -> None:
        """No more can be parked: show what waits, to finish or to throw away one of them."""

        def take(subject: str | None) -> None:
            self.recount()
            if subject:
                self.desk_app.go("intake", subject)

        self.app.push_screen(Parked(self.subject, refusal or full()), take)

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
        if not self.gathered().blank:
            self._touched_once = True
            self._note_beginning()
            self._keeper.touch()
        elif self._touched_once:
            # Everything was taken out again: nothing is worth offering back.
            self._touched_once = False
            self.sheet = replace(self.sheet, begun="")
            self._keeper.drop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)
        self._take_rest()

    def _note_beginning(self) -> None:
        """The limits run from when the customer came, however long the form lies half typed."""
        desk = self.desk_app.desk
        if not self.sheet.begun and desk is not None:
            begun = desk.hours.local(desk.clock.now())
            self.sheet = replace(self.sheet, begun=begun.isoformat(timespec="seconds"))

    def _tell_beginning(self) -> None:
        desk = self.desk_app.desk
        if desk is not None and waited(self.sheet, desk):
            at = say_moment(datetime.fromisoformat(self.sheet.begun), current(), year=False)
            words = _("The customer came {moment}: the limits run from then.")
            self.desk_app.tell(words.format(moment=at), _("Ctrl+E puts another time."))

    def _take_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._at_rest)

    def _at_rest(self) -> None:
        """Hear of incidents declared meanwhile, and have a blank form ready for F2.

        Parking must not make anybody wait.
        """
        app = self.desk_app
        if app.room is not self or self.gathered().blank:
            return
        self._listen()
        if not app.prepared(INTAKE):
            app.prepare(INTAKE, new_id())

    def _look(self) -> None:
        sheet = self.gathered()
        self.read(lambda desk, who: think(desk, sheet), self._thought, group="think")

    def _thought(self, tips: Tips) -> None:
        self.tips = tips
        self.form.follow(self.sheet, tips)
        self._show_tips()
        self._ask_beside()

    def _ask_beside(self) -> None:
        """Ask what stands beside the form, whenever something changed by which it is found."""
        question = asked(self.gathered(), self.sheet.topic or self.proposed.topic, self._ears)
        if question == self._asked:
            return
        self._asked = question
        if question.empty:
            self.forget("beside")
            self._found_beside(None)
        else:
            self.read(
                lambda desk, who: look(desk, who, question), self._found_beside, group="beside"
            )

    def _found_beside(self, known: Known | None) -> None:
        self.known = self._panel.known = known
        self.form.who.say_suspects(suspect_words(known.suspects) if known is not None else "")
        self._show_tips()
        if known is not None:
            self._hear(known.ears)

    def _listen(self) -> None:
        """Ask which places and words stand for an incident that goes on."""
        self.read(incident_cases.ears, self._hear, group="ears")

    def _hear(self, ears: Ears) -> None:
        if ears != self._ears:
            self._ears = ears
            self._ask_beside()

    def _show_tips(self) -> None:
        unfolded = self.has_class("-wide") or self.has_class("-unfolded")
        self._panel.tips = self.tips
        self._panel.ticked = self.sheet.incident
        self._panel.tell(self.desk_app.desk, brief=not unfolded)
        if self.tips is not None:
            desk = self.desk_app.desk
            called = called_words(self.sheet, desk) if desk is not None else ""
            self.emergency.show(self.tips.emergencies, called)
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
        self.form.who.say_mind(())
        if visitor.who is not Who.KNOWN:
            self._remember(None)
            return
        known = visitor.customer_id
        self.read(lambda desk, who: history(desk, who, known), self._remember, group="history")

    def _remember(self, past: History | None) -> None:
        self._panel.history = past
        self.form.who.say_mind(past.mind if past is not None else ())
        self._show_tips()

    def begin_with(self, customer_id: str) -> None:
        """Take a customer on file as who came, as if chosen from the list."""

        def take(row: CustomerRow) -> None:
            if self.gathered().blank:
                self.form.who.choose(Pick(Who.KNOWN, row))

        self.read(
            lambda desk, who: customer_file.customer_row(desk, who, customer_id), take, group="who"
        )

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
