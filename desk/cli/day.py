"""desk day and desk days: what lies before one person today, and before the hall for ten days."""

from typing import Annotated

import typer

from desk.bars import bar
from desk.cli import output
from desk.cli.session import session
from desk.i18n import N_, _, current
from desk.views import View
from desk.warned import sign_of


def day(ctx: typer.Context) -> None:
    from desk.saying import say_day
    from desk.services.my_day import my_day

    here = session(ctx)
    found = my_day(here.desk, here.who)

    def words() -> None:
        output.put_table(
            ("", _("When"), _("To be done"), _("Case"), _("Customer"), _("With whom")),
            (
                (
                    sign_of(line.state),
                    f"{here.local(line.at):%m-%d %H:%M}",
                    line.deed,
                    line.reference,
                    line.customer,
                    line.who or (_("whoever is free") if line.shared else ""),
                )
                for line in found.lines
            ),
            say_day(found.day, current(), weekday=True),
        )
        if not found.lines:
            output.put_text(_("Nothing is left for today."))
        if found.more:
            output.put_text(_("There is more; the board lists all of it."))

    here.put(
        {
            "day": found.day,
            "lines": [{**output.plain(one, here.zone), "deed": one.deed} for one in found.lines],
            "more": found.more,
        },
        words,
    )


def days(
    ctx: typer.Context,
    view: Annotated[View, typer.Option("--view", help=N_("View of the board."))] = View.ALL,
) -> None:
    from desk.due_words import told
    from desk.services.due_days import due_days

    here = session(ctx)
    cells = due_days(here.desk, here.who, view)

    def words() -> None:
        most = max(cell.count for cell in cells)
        for cell in cells:
            if cell.days or cell.count:
                output.put_text(f"{bar(cell.count, most, 20)} {told(cell)}")

    here.put(cells, words)
