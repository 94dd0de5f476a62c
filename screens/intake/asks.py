"""What the keys of a new case do beside saving it: more is told, named, ticked, parked."""

from dataclasses import replace
from typing import Any

from desk.enums import Topic
from desk.forms import PartyForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.related import Related
from desk.services.customer_file import customer_row
from screens.dialogs.beside import CasesBeside
from screens.intake.beyond import Called, CallMade, still_to_call
from screens.intake.more import More
from screens.intake.parked import Parked
from screens.intake.parties import Parties
from screens.intake.room import IntakeRoom
from screens.intake.sections import half_typed, section_of
from screens.intake.sheet import Sheet
from screens.intake.walk_ins import choose_walk_in
from screens.undo import Step


class IntakeAsks(IntakeRoom):
    """Dialogs over the form; what they bring stands in the sheet at once."""

    def why_not(self, action: str) -> str:
        return {
            "take": _("No further point is proposed."),
            "beside": _("No earlier case was found that may belong to this one."),
            "topic": _("Nothing in the words speaks for another topic."),
        }.get(action, "")

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

    def action_same(self) -> None:
        if self.known is None or not self.known.suspects:
            return
        known = self.known.suspects[0].side.customer_id
        self.read(lambda desk, who: customer_row(desk, who, known), self.form.who.take)

    def action_more(self) -> None:
        self.ask_more(None)

    def ask_more(self, refusal: Refusal | None) -> None:
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
        before = {name: getattr(self.sheet, name) for name in fields}
        if before != fields:
            words = _("what was told besides")
            self.edits.note(Step(lambda: self._tell_again(before), what=words))
        self._tell_again(fields)

    def _tell_again(self, fields: dict[str, Any]) -> None:
        self._set(**fields)
        self.form.summarise(self.sheet, self.proposed)
        self._show_tips()

    def ask_again(self) -> None:
        if any(name.startswith("party.") for name in self.sheet.aside):
            self.ask_parties(None)
        elif "called" in self.sheet.aside:
            self.action_called()
        elif "more" in self.sheet.aside:
            self.ask_more(None)
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

    def action_walk_ins(self) -> None:
        choose_walk_in(self)

    def action_parties(self) -> None:
        self.ask_parties(None)

    def ask_parties(self, refusal: Refusal | None) -> None:
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
