"""desk customer reveal, desk case reveal: numbers in full, with a reason that is written down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import case as cases
from desk.cli import importing, output
from desk.cli.params import Reference
from desk.cli.session import Session, session
from desk.i18n import N_, _, current
from desk.saying import say_moment

if TYPE_CHECKING:
    from desk.services.reveal import InFull

app = importing.app

Why = Annotated[str, typer.Option(help=N_("What it is needed for; kept with the look."))]


@app.command(
    name="reveal", help=N_("A customer's numbers in full; who looked and why is written down.")
)
def of_customer(
    ctx: typer.Context,
    customer_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))],
    reason: Why,
) -> None:
    from desk.services.reveal import reveal_customer

    here = session(ctx)
    _put(here, reveal_customer(here.desk, here.who, customer_id, reason))


@cases.app.command(
    name="reveal", help=N_("The people of a case in full; who looked and why is written down.")
)
def of_case(ctx: typer.Context, ref: Reference, reason: Why) -> None:
    from desk.services.reveal import reveal_case

    here = session(ctx)
    _put(here, reveal_case(here.desk, here.who, ref, reason))


def _put(here: Session, people: "Sequence[InFull]") -> None:
    rows = [
        (
            one.role,
            " ".join(filter(None, (one.name, one.printed_name, one.salutation))),
            one.phone,
            one.account_no,
            one.address,
        )
        for one in people
    ]
    here.put(
        people,
        lambda: output.put_table(
            (_("Role"), _("Name"), _("Phone"), _("Account"), _("Address")), rows
        ),
        in_full=True,
    )


@app.command(help=N_("Who looked at numbers in full, and why: newest first, for leads."))
def looks(
    ctx: typer.Context,
    customer_id: Annotated[
        str, typer.Argument(metavar="[ID]", help=N_("Id of the customer."))
    ] = "",
    case: Annotated[str, typer.Option(metavar="REF", help=N_("Looks at one case."))] = "",
) -> None:
    from desk.services.reveal import looks as looks_at

    here = session(ctx)
    found = looks_at(here.desk, here.who, customer_id=customer_id, reference=case)
    rows = [
        (
            say_moment(one.look.at.astimezone(here.zone), current()),
            one.name,
            one.what,
            one.look.reason,
        )
        for one in found
    ]
    here.put(
        found,
        lambda: output.put_table((_("When"), _("Looked"), _("Whose file"), _("Reason")), rows),
    )
