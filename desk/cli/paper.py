"""desk letter, the second half: from the paper to the customer's hand, and the proof of it."""

from typing import Annotated

import typer

from desk.cli import letter as letters
from desk.cli.inputs import read_form
from desk.cli.letter import letter_of, put
from desk.cli.params import File, LetterName
from desk.cli.session import session
from desk.enums import Delivery
from desk.forms import DeliveryForm
from desk.i18n import N_

app = letters.app


@app.command(help=N_("Note how a letter reached the customer, from options or JSON."))
def deliver(
    ctx: typer.Context,
    name: LetterName,
    how: Annotated[
        Delivery | None, typer.Option("--how", help=N_("How it reached the customer."))
    ] = None,
    note: Annotated[str, typer.Option(help=N_("Witness, postal number, or attempts made."))] = "",
    file: File = None,
) -> None:
    from desk.services.outgoing import deliver_letter

    here = session(ctx)
    form = DeliveryForm(delivery=how, note=note) if how else read_form(DeliveryForm, file)
    put(here, deliver_letter(here.desk, here.who, letter_of(here, name).id, form))


@app.command(help=N_("Note that the customer's signed receipt came back."))
def countersign(ctx: typer.Context, name: LetterName) -> None:
    from desk.services.outgoing import countersign_letter

    here = session(ctx)
    put(here, countersign_letter(here.desk, here.who, letter_of(here, name).id))


@app.command(help=N_("Declare an issued letter void; its number stays in the register."))
def void(
    ctx: typer.Context,
    name: LetterName,
    reason: Annotated[str, typer.Option("--reason", help=N_("For what reason."))],
) -> None:
    from desk.services.outgoing import void_letter

    here = session(ctx)
    put(here, void_letter(here.desk, here.who, letter_of(here, name).id, reason))
