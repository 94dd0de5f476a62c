"""What must hold of reports ahead and of the guides for the hall."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.enums import HallEventKind
from desk.i18n import _

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook


def check_outside(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    for rule in playbook.report_rules.values():
        for name in rule.sensitive:
            if name not in playbook.sensitive:
                reason = _("There is no warning “{id}”.").format(id=name)
                yield "report_rule", rule.id, "sensitive", reason
        if not rule.to:
            yield "report_rule", rule.id, "to", _("This list is empty.")
        if not rule.sensitive and not rule.grades:
            reason = _("It names neither warnings nor grades, so it never holds.")
            yield "report_rule", rule.id, "sensitive", reason
    for kind in HallEventKind:
        if kind not in playbook.hall:
            yield "hall_event", kind.value, "", _("This one is missing.")
    for key in playbook.tables.get("hall_event", {}):
        if key not in frozenset(HallEventKind):
            yield "hall_event", key, "id", _("There is no such event.")
