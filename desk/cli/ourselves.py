"""desk case, the part about ourselves: whom a case is about, and who reported."""

from typing import Annotated

import typer

from desk.cli import custody, output
from desk.cli.params import Reference
from desk.cli.session import session
from desk.concern import nobody_left
from desk.i18n import N_, _

app = custody.app


@app.command(help=N_("Name members of staff whom a case is about: to them it is gone at once."))
def concern(
    ctx: typer.Context,
    ref: Reference,
    numbers: Annotated[
        list[str], typer.Argument(metavar="STAFF...", help=N_("Their staff numbers."))
    ],
    note: Annotated[str, typer.Option(help=N_("What they are named for."))] = "",
) -> None:
    from desk.services.concerns import name_concerned

    here = session(ctx)
    done = name_concerned(here.desk, here.who, ref, numbers, note)
    holder = done.holder.name if done.holder else ""

    def words() -> None:
        said = _("The case is with {name} now.").format(name=holder)
        output.put_text(said if holder else nobody_left())

    here.put({"reference": done.case.reference, "holder": holder}, words)


@app.command(help=N_("Who reported, for the manager alone; the look is kept with its reason."))
def identity(
    ctx: typer.Context,
    ref: Reference,
    reason: Annotated[str, typer.Option(help=N_("What it is needed for."))],
) -> None:
    from desk.services.concerns import reveal_identity

    here = session(ctx)
    found = reveal_identity(here.desk, here.who, ref, reason)
    shown = {
        "name": found.name,
        "salutation": found.salutation,
        "phone": found.phone,
        "address": found.address,
        "account_no": found.account_no,
    }

    def words() -> None:
        output.put_pairs(
            [
                (_("Name"), found.name),
                (_("Salutation"), found.salutation),
                (_("Phone"), found.phone),
                (_("Address"), found.address),
                (_("Account"), found.account_no),
            ]
        )

    here.put(shown, words, in_full=True)
