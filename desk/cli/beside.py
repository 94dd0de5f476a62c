"""desk case related: earlier cases that may belong beside one, each with why."""

import typer

from desk.cli import files, task
from desk.cli.beside_words import plain_beside, say_beside
from desk.cli.params import Reference
from desk.cli.session import session
from desk.i18n import N_

app = files.app
app.add_typer(task.app, name="task")


@app.command(help=N_("Name earlier cases that may belong beside this one, each with why."))
def related(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.related import related

    here = session(ctx)
    found = related(here.desk, here.who, ref)
    here.put(plain_beside(here, found), lambda: say_beside(here, found))
