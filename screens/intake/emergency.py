"""Whom to phone before anything else: a loud box over the form."""

from collections.abc import Iterable, Sequence

from textual.containers import Vertical

from desk.i18n import _, current
from desk.playbook.base import Phone
from desk.playbook.entries import Sensitive
from desk.saying import joined
from screens.intake.paras import items
from screens.plain import shown
from screens.widgets.flow import Flow, Para


class EmergencyBox(Vertical):
    """Stands over the form while the narrative tells of danger; a call that was made is noted."""

    def __init__(self) -> None:
        super().__init__(id="emergency")
        self.text = Flow(id="emergency-text")
        self.entries: tuple[Sensitive, ...] = ()
        self.called = ""

    def compose(self) -> Iterable[Flow]:
        yield self.text

    def on_mount(self) -> None:
        self.display = False

    def show(self, entries: Sequence[Sensitive], called: str) -> None:
        """Show these warnings; `called` is what was noted about the call."""
        self.entries, self.called = tuple(entries), called
        self.display = bool(entries)
        if not entries:
            return
        names = joined((entry.label for entry in entries), current())
        self.border_title = shown(_("!! EMERGENCY: {what}").format(what=names))
        self.border_subtitle = shown("" if called else _("Ctrl+U when you have called"))
        self.set_class(bool(called), "-called")
        if called:
            self.text.say(Para(called, "bold", lead="✓ "))
            return
        numbers = _("Phone first: {numbers}").format(numbers=_numbers(entries))
        lines = [Para(numbers, "bold")]
        if say := next((entry.say for entry in entries if entry.say), ""):
            lines.append(Para(_("Say: {title}").format(title=say)))
        self.text.say(*lines, *items(entries[0].what_to_do[1:3]))


def _numbers(entries: Sequence[Sensitive]) -> str:
    """Every telephone once; one that the hall has not filled in shows whose it is."""
    phones: dict[str, Phone] = {}
    for entry in entries:
        for phone in entry.call:
            phones.setdefault(phone.label, phone)
    return "  ".join(f"☎ {one.label} {one.number}".rstrip() for one in phones.values())
