"""What was erased and what was imported, as tables of typed values; neither names a person."""

from typing import TYPE_CHECKING

from desk.erasing import said_kept, values_erased
from desk.exporting.table import ListTable
from desk.i18n import _
from desk.importing.words import state_said
from desk.services.importing import list_imports
from desk.services.retention import erase_log

if TYPE_CHECKING:
    from desk.services.exporting import Making

MOST = 100_000


def erased(making: "Making") -> ListTable:
    """The erase log, newest first; refused to whoever may not read it."""
    rows = (
        (
            making.local(one.row.at),
            one.rule,
            one.about,
            values_erased(one.row),
            _("; ").join(map(said_kept, one.row.kept)),
            one.by,
        )
        for one in erase_log(making.desk, making.who, limit=MOST)
    )
    columns = (
        *(_("When"), _("On what ground"), _("About"), _("Values"), _("What stays")),
        _("By"),
    )
    return ListTable(name=_("Erase log"), columns=columns, rows=tuple(rows), masked=True)


def imported(making: "Making") -> ListTable:
    """Every import there was, the last one first; refused to whoever may not import."""
    rows = (
        (
            making.local(run.started_at),
            run.name,
            state_said(run),
            run.rows_read,
            run.added,
            run.updated,
            run.unchanged,
            run.refused,
        )
        for run in list_imports(making.desk, making.who, limit=MOST)
    )
    columns = (
        *(_("Begun"), _("File"), _("State"), _("Rows"), _("Added"), _("Updated")),
        *(_("Unchanged"), _("Refused")),
    )
    return ListTable(name=_("Imports"), columns=columns, rows=tuple(rows), masked=True)
