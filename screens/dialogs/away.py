"""Who is away and who stands in: for oneself, and by a lead for others."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from desk.enums import AbsenceReason, DelegationScope, Role
from desk.forms import AbsenceForm, DelegationForm
from desk.i18n import _, current
from desk.labels import label
from desk.saying import say_moment
from desk.services import presence
from desk.services.away import Away, StandIn, who_is_away
from screens.case.talk import moment_from
from screens.dialogs.form import FormDialog
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Presence(FormDialog):
    """Goes away or comes back, and says who stands in; gives True."""

    draft = "presence"

    def __init__(self, who: "Actor", *, back: bool = False) -> None:
        super().__init__(_("Away or back"), who.number)
        self._who = who
        self._others = who.role in (Role.LEAD, Role.MANAGER, Role.ADMIN)
        self._what = Choice([(True, _("Away")), (False, _("Back at work"))], not back, folded=False)
        self._staff = ClerkInput(who.number, limit=20)
        self._reason = Choice(
            [(r, label(r)) for r in AbsenceReason], AbsenceReason.LEAVE, folded=False
        )
        self._until = ClerkInput(limit=40, placeholder=_("e.g. +1 9:00; empty: until back"))
        self._deputy = ClerkInput(limit=20, placeholder=_("staff number; may stay empty"))
        self._scope = Choice(
            [(s, label(s)) for s in DelegationScope], DelegationScope.CASES, folded=False
        )
        self._list = Static(classes="dialog-text")

    def rows(self) -> Iterable[Widget]:
        yield self._list
        yield FieldRow(_("Here or away"), self._what, name="what")
        if self._others:
            yield FieldRow(_("Person"), self._staff, name="staff")
        yield FieldRow(_("Reason"), self._reason, name="reason", classes="going")
        yield FieldRow(_("Away until"), self._until, name="until", classes="going")
        yield FieldRow(_("Stands in"), self._deputy, name="deputy", classes="going")
        yield FieldRow(_("For what"), self._scope, name="scope", classes="going deputy")

    def on_mount(self) -> None:
        super().on_mount()
        self.read(who_is_away, self._known, group="away")

    def _known(self, known: tuple[list[Away], list[StandIn]]) -> None:
        away, standing_in = known
        desk = self.desk_app.desk
        lines = []
        for one in away:
            until = _("until back")
            if one.absence.until is not None and desk is not None:
                moment = say_moment(desk.hours.local(one.absence.until), current(), year=False)
                until = _("until {moment}").format(moment=moment)
            deputies = [
                s.deputy for s in standing_in if s.delegation.absent_id == one.absence.staff_id
            ]
            words = _("✗ {name} ({number}): {reason}, {until}").format(
                name=one.name, number=one.number, reason=label(one.absence.reason), until=until
            )
            if deputies:
                names = _(", ").join(deputies)
                words = f"{words}  " + _("{names} stands in").format(names=names)
            lines.append(words)
        self._list.update(shown("\n".join(lines) or _("✓ Everybody is here.")))

    def typed(self) -> None:
        going = self._what.value is not False
        for row in self.query(".going"):
            row.display = going
        for row in self.query(".deputy"):
            row.display = going and bool(self._deputy.text)

    def _end(self) -> datetime | None:
        return moment_from(self, self._until.text, "until") if self._until.text else None

    def work(self) -> "Callable[[Desk, Actor], object]":
        number = self._staff.text if self._others else self._who.number
        if self._what.value is False:

            def back(desk: "Desk", who: "Actor") -> object:
                presence.mark_present(desk, who, number)
                return True

            return back
        until = self._end()
        absence = AbsenceForm(
            staff=number, reason=self._reason.value or AbsenceReason.LEAVE, until=until
        )
        deputy = self._deputy.text
        stands_in = DelegationForm(
            absent=number,
            deputy=deputy,
            scope=self._scope.value or DelegationScope.CASES,
            until=until,
        )

        def go(desk: "Desk", who: "Actor") -> object:
            if deputy:
                # First, because a deputy may be refused; then nobody is marked as away.
                presence.delegate(desk, who, stands_in)
            presence.mark_absent(desk, who, absence)
            return True

        return go
