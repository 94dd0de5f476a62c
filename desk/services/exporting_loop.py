"""Tasks and promises as tables of typed values, as somebody has them before them."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from desk.exporting.table import ListTable
from desk.i18n import _
from desk.labels import label
from desk.masks import mask_in_text
from desk.promising import STATE_WORDS
from desk.services.promise_lists import promises
from desk.services.task_lists import tasks

if TYPE_CHECKING:
    from desk.services.exporting import Making


def _words(making: "Making") -> Callable[[str], str]:
    """How what people wrote is told: masked unless it is asked for in full."""
    return mask_in_text if making.masked else lambda text: text


def given_tasks(making: "Making") -> ListTable:
    """Tasks, those of one's own department alone for whoever is of one."""
    told = _words(making)
    rows = (
        (
            row.task.number,
            row.reference,
            row.department,
            told(row.task.matter),
            making.local(row.task.due_at),
            label(row.task.state),
            int(row.late),
            row.given_by,
            making.local(row.task.given_at),
            making.local(row.task.done_at),
            told(row.task.result),
            told(row.task.evidence),
            told(row.task.ground),
        )
        for row in tasks(making.desk, making.who, **asdict(making.asked.tasks))
    )
    columns = (
        *(_("Task"), _("Case"), _("Which department"), _("Matter"), _("Due"), _("State")),
        *(_("Late"), _("Given by"), _("Given"), _("Done"), _("Result"), _("Evidence")),
        _("Ground"),
    )
    return making.table(_("Tasks"), columns, rows)


def made_promises(making: "Making") -> ListTable:
    """Promises to customers, with owner, day and what became of each."""
    told = _words(making)
    rows = (
        (
            row.commitment.due_on,
            row.reference,
            row.customer,
            told(row.commitment.text),
            row.commitment.owner,
            _(STATE_WORDS[row.state]),
            row.commitment.kept_on,
            told(row.commitment.evidence),
            told(row.commitment.broken_reason or row.commitment.declined_reason),
            row.made_by,
            row.agreed_by,
        )
        for row in promises(making.desk, making.who, **asdict(making.asked.promises))
    )
    columns = (
        *(_("Due"), _("Case"), _("Customer"), _("Promise"), _("Owner"), _("State")),
        *(_("Kept on"), _("Evidence"), _("Reason"), _("Promised by"), _("Agreed by")),
    )
    return making.table(_("Promises to customers"), columns, rows)
