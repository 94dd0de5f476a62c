"""desk case, the part of mistakes: supplement, amend, move, withdraw, annul, link."""

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import ourselves, output
from desk.cli.inputs import read_form, read_text
from desk.cli.params import File, Reference
from desk.cli.session import Session, session
from desk.enums import Confirmation, Confirmed, LinkKind
from desk.forms_counter import AmendForm, LinkForm, RecordForm, WithdrawForm
from desk.i18n import N_, _

if TYPE_CHECKING:
    from desk.services.mistakes import Corrected

app = ourselves.app

Reason = Annotated[str, typer.Option("--reason", help=N_("Why; it stays beside the number."))]
How = Annotated[Confirmation, typer.Option("--how", help=N_("How it was confirmed."))]
Witness = Annotated[str, typer.Option("--witness", help=N_("Staff number of the second person."))]
Why = Annotated[str, typer.Option("--why", help=N_("Why nobody else could be there."))]


@app.command(help=N_("Add to what the customer told, with today's date; the text is read in."))
def supplement(
    ctx: typer.Context,
    ref: Reference,
    file: File = None,
    told_by: Annotated[
        str, typer.Option("--told-by", help=N_("Who said it, if not the customer."))
    ] = "",
) -> None:
    from desk.services.mistakes import supplement

    here = session(ctx)
    made = supplement(here.desk, here.who, ref, read_text(file), told_by)
    said = _("Supplement {number} is added.").format(number=made.position)
    here.put(made, lambda: output.put_text(said))


@app.command(help=N_("Put one field right; what stood there stays on record."))
def amend(
    ctx: typer.Context,
    ref: Reference,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=N_("Name of the field."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=N_("What is right."))],
    reason: Reason,
) -> None:
    from desk.services.mistakes import amend

    here = session(ctx)
    form = AmendForm(field=field, value=value, reason=reason)
    done = amend(here.desk, here.who, ref, form)
    _say(here, done, _("It is put right."))


@app.command(help=N_("Give a case to the customer it belongs to."))
def move(
    ctx: typer.Context,
    ref: Reference,
    customer: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))],
    reason: Reason,
) -> None:
    from desk.services.mistakes import move_case

    here = session(ctx)
    _say(here, move_case(here.desk, here.who, ref, customer, reason), _("The case is moved."))


@app.command(help=N_("End a case that the customer takes back (“desk schema withdraw”)."))
def withdraw(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.mistakes import withdraw

    here = session(ctx)
    done = withdraw(here.desk, here.who, ref, read_form(WithdrawForm, file))
    _say(here, done, _("The case is withdrawn; its number stays."))


@app.command(help=N_("End, as a lead, a case that should not be one; its number stays."))
def annul(
    ctx: typer.Context,
    ref: Reference,
    reason: Reason,
    duplicate_of: Annotated[
        str,
        typer.Option("--duplicate-of", metavar="REF", help=N_("Where the matter goes on.")),
    ] = "",
) -> None:
    from desk.services.mistakes import annul

    here = session(ctx)
    done = annul(here.desk, here.who, ref, reason, duplicate_of)
    _say(here, done, _("The case is annulled; its number stays."))


@app.command(help=N_("Name two cases beside each other."))
def link(
    ctx: typer.Context,
    ref: Reference,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The other case."))],
    kind: Annotated[LinkKind, typer.Option("--kind", help=N_("How they belong together."))] = (
        LinkKind.RELATED
    ),
    note: Annotated[str, typer.Option("--note", help=N_("What for."))] = "",
) -> None:
    from desk.services.linking import link_cases

    here = session(ctx)
    made = link_cases(here.desk, here.who, ref, LinkForm(other=other, kind=kind, note=note))
    here.put(made, lambda: output.put_text(_("They are linked.")))


@app.command(help=N_("End the link of two cases; it stays on record with its reason."))
def unlink(
    ctx: typer.Context,
    ref: Reference,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The other case."))],
    reason: Reason,
) -> None:
    from desk.services.linking import unlink_cases

    here = session(ctx)
    ended = unlink_cases(here.desk, here.who, ref, other, reason)
    here.put(ended, lambda: output.put_text(_("The link is ended; it stays on record.")))


@app.command(help=N_("Note how the customer confirmed what was written down."))
def confirm(
    ctx: typer.Context,
    ref: Reference,
    how: How,
    witness: Witness = "",
    why: Why = "",
    interpreter: Annotated[
        str, typer.Option("--interpreter", help=N_("Who interpreted, if anybody."))
    ] = "",
    dialect: Annotated[
        str, typer.Option("--dialect", help=N_("In which dialect it was told."))
    ] = "",
    what: Annotated[
        Confirmed, typer.Option("--what", help=N_("What was confirmed."))
    ] = Confirmed.RECORD,
) -> None:
    from desk.services.confirming import confirm_record

    here = session(ctx)
    form = RecordForm(
        how=how, witness=witness, reason=why, interpreter=interpreter, dialect=dialect
    )
    made = confirm_record(here.desk, here.who, ref, form, what)
    here.put(made, lambda: output.put_text(_("It is noted how the record was confirmed.")))


def _say(here: Session, done: "Corrected", said: str) -> None:
    """What was done, and which letters still say what was wrong."""

    def words() -> None:
        output.put_text(said)
        if done.letters:
            output.put_text(
                _(
                    "Issued letters still say the old: {numbers}. Void them, or write a "
                    "supplementary reply."
                ).format(numbers=_(", ").join(done.letters))
            )

    answer = {"reference": done.case.reference, "letters": list(done.letters)}
    here.put(answer, words)
