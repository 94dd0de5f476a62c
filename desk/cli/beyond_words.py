"""What a case has beyond the counter, in tables: calls made ahead, other channels, doubles."""

from typing import TYPE_CHECKING

from desk.cli import output
from desk.i18n import _
from desk.labels import label

if TYPE_CHECKING:
    from desk.cli.session import Session
    from desk.views import CaseFile


def say_beyond(here: "Session", file: "CaseFile") -> None:
    """Nothing where there is nothing."""
    if file.reports:
        output.put_table(
            (_("Reported to"), _("When"), _("Person"), _("Ticket"), _("They said")),
            (
                (label(r.receiver), f"{here.local(r.at):%m-%d %H:%M}", r.person, r.number, r.said)
                for r in file.reports
            ),
            _("Reported ahead"),
        )
    if file.externals:
        output.put_table(
            (_("Channel"), _("Its number"), _("They got it"), _("Due there"), _("Told them")),
            (
                (
                    label(one.source),
                    one.number,
                    f"{here.local(one.received_at):%m-%d %H:%M}",
                    f"{here.local(one.due_at):%m-%d %H:%M}" if one.due_at else "",
                    one.reported_words,
                )
                for one in file.externals
            ),
            _("The same matter elsewhere"),
        )
    if file.linked:
        output.put_pairs([(_("Linked"), "  ".join(sorted(file.linked.values())))])
