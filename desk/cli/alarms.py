"""desk alarms: what fell due while nobody looked, for whoever must see it."""

from typing import Annotated

import typer

from desk.cli import output
from desk.cli.session import session
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment

app = typer.Typer(no_args_is_help=True, help=N_("What waits to be seen by you."))


@app.command("list", help=N_("List what you should see and nobody has seen yet."))
def list_(ctx: typer.Context) -> None:
    from desk.services.alarms import alarms

    here = session(ctx)
    found = alarms(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Reminder"), _("Fell due"), _("Detail"), "ID"),
            (
                (
                    reference,
                    label(alarm.kind),
                    say_moment(alarm.fell_due_at.astimezone(here.zone), current()),
                    alarm.detail,
                    alarm.id,
                )
                for alarm, reference in found
            ),
        )

    here.put([output.plain(alarm, here.zone) | {"reference": ref} for alarm, ref in found], words)


@app.command(help=N_("Note that you have seen it."))
def seen(
    ctx: typer.Context,
    alarm_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the reminder."))],
) -> None:
    from desk.services.alarms import alarm_seen

    here = session(ctx)
    alarm = alarm_seen(here.desk, here.who, alarm_id)
    here.put(alarm, lambda: output.put_text(label(alarm.kind)))
