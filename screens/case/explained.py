"""Why the deadlines of a case are what they are."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from desk.case import CaseClock
from desk.i18n import _
from desk.labels import label
from desk.services.flow import NEVER_SAYS_DUE, why_due
from desk.views import CaseFile
from desk.warned import sign_of, state_of
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk


def running(file: CaseFile) -> list[CaseClock]:
    """The deadlines that still run, earliest first; last those that are not the case's own."""
    open_ = [clock for clock in file.clocks if not clock.verdict]
    return sorted(open_, key=lambda clock: (clock.kind in NEVER_SAYS_DUE, clock.due_at))


def explained_on_strip(clocks: Sequence[CaseClock], desk: "Desk", screen: int) -> Content:
    """The dates that run on the strip of working days, then each deadline with its reasons."""
    from screens.dialogs.date_strip import OnStrip, strip_above

    now = desk.clock.now()
    running_ = [
        OnStrip(label(one.kind), one.due_at, sign_of(state_of(one, now)))
        for one in clocks
        if not one.verdict
    ]
    return Content("\n").join([*strip_above(running_, desk, screen), explained(clocks, desk)])


def explained(clocks: Iterable[CaseClock], desk: "Desk") -> Content:
    """Each deadline with its reasons."""
    verdicts = {
        "": _("running"),
        "in_time": _("done in time"),
        "late": _("done late"),
        "stopped": _("stopped"),
        "extended": _("extended"),
    }
    lines: list[Content] = []
    clocks = list(clocks)
    counting = [c for c in clocks if not c.verdict and c.kind not in NEVER_SAYS_DUE]
    if len(counting) > 1:
        rules = min(counting, key=lambda clock: clock.due_at)
        words = _("The earliest rules: {kind}.").format(kind=label(rules.kind))
        lines += [shown(words, "bold"), Content("")]
    for clock in clocks:
        state = verdicts.get(clock.verdict, clock.verdict)
        lines.append(shown(f"{label(clock.kind)}（{state}）", "bold $primary"))
        try:
            lines.append(shown(why_due(desk, clock)))
        except (KeyError, ValueError):
            lines.append(shown(_("How this date was found is not on record.")))
        lines.append(Content(""))
    return Content("\n").join(lines)
