"""desk letter void: what was issued wrongly is taken back, its number stays."""

from typing import Annotated

import typer

from desk.cli import delivering
from desk.cli.letter import letter_of, put
from desk.cli.params import LetterName
from desk.cli.session import session
from desk.i18n import N_

app = delivering.app


@app.command(help=N_("Declare an issued letter void; its number stays in the register."))
def void(
    ctx: typer.Context,
    name: LetterName,
    reason: Annotated[str, typer.Option("--reason", help=N_("For what reason."))],
) -> None:
    from desk.services.outgoing import void_letter

    here = session(ctx)
    put(here, void_letter(here.desk, here.who, letter_of(here, name).id, reason))
