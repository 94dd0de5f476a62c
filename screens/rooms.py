"""The rooms of Desk: a name, where its screen stands, what it is called. Loaded when entered."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from desk.i18n import N_

if TYPE_CHECKING:
    from screens.base import DeskScreen


class Room(NamedTuple):
    """`place` is "module:class" of a DeskScreen; `title` an English text marked with `N_`."""

    place: str
    title: str

    def load(self) -> "type[DeskScreen]":
        """The screen's class; imports its module."""
        module, _colon, name = self.place.partition(":")
        found: type[DeskScreen] = getattr(import_module(module), name)
        return found


ROOMS: dict[str, Room] = {
    "board": Room("screens.board.screen:BoardScreen", N_("Board")),
    "intake": Room("screens.intake.screen:IntakeScreen", N_("New case")),
    "registered": Room("screens.intake.done:RegisteredScreen", N_("Registered")),
    "case": Room("screens.case.screen:CaseScreen", N_("Case")),
    "notice": Room("screens.notice.screen:NoticeScreen", N_("One-time notice")),
    "back": Room("screens.notice.back:BackScreen", N_("Customer is back")),
    "approvals": Room("screens.approvals.screen:ApprovalsScreen", N_("Letters")),
    "templates": Room("screens.templates.screen:TemplatesScreen", N_("Letter templates")),
    "doubles": Room("screens.doubles.screen:DoublesScreen", N_("Doubles")),
    "retention": Room("screens.retention.screen:RetentionScreen", N_("How long we keep it")),
    "backups": Room("screens.backups.screen:BackupsScreen", N_("Backups")),
    "insight": Room("screens.insight.screen:InsightScreen", N_("Insight")),
    "incident": Room("screens.incident.screen:IncidentScreen", N_("Incidents")),
    "calendar": Room("screens.calendar.screen:CalendarScreen", N_("Calendar")),
    "staff": Room("screens.staff.screen:StaffScreen", N_("Staff")),
    "customer": Room("screens.customer.screen:CustomerScreen", N_("Customer file")),
    "reply": Room("screens.reply.screen:ReplyScreen", N_("Reply")),
}
"""Name → room. A global key whose room does not stand here is greyed out."""
