"""desk case, the part of joint cases: who joins, who speaks for all, who leaves."""

from typing import Annotated

import typer

from desk.cli import mistakes, output
from desk.cli.inputs import read_list
from desk.cli.params import File, Reference
from desk.cli.session import session
from desk.forms_counter import SignatoryForm
from desk.i18n import N_, _
from desk.joint import read_lines
from desk.masks import mask_name, mask_phone

app = mistakes.app


@app.command(help=N_("Add people to a joint case from a list: name, phone, address, one a line."))
def join(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.signatories import join_case

    here = session(ctx)
    forms = [
        SignatoryForm(
            name=line.name,
            salutation=line.salutation,
            phone=line.phone,
            address=line.address,
            account_no=line.account_no,
            representative=line.representative,
        )
        for line in read_lines(read_list(file))
    ]
    added = join_case(here.desk, here.who, ref, forms)
    said = _("{count} people joined the case.").format(count=len(added))
    here.put(added, lambda: output.put_text(said))


@app.command(help=N_("List those who signed a joint case, with their numbers."))
def signatories(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.lists import case_file

    here = session(ctx)
    signed = case_file(here.desk, here.who, ref).signatories

    def table() -> None:
        if not signed:
            output.put_text(_("Nobody else signed this case."))
            return
        rows = [
            (
                one.position,
                mask_name(one.name),
                mask_phone(one.phone),
                _("yes") if one.representative else "",
                _("has left") if one.withdrew_at else _("came late") if one.joined_late else "",
            )
            for one in signed
        ]
        output.put_table([_("No."), _("Name"), _("Phone"), _("Speaks"), _("Note")], rows)

    here.put(signed, table)


@app.command(help=N_("Say who speaks for all in a joint case, by their numbers on the list."))
def represent(
    ctx: typer.Context,
    ref: Reference,
    positions: Annotated[
        list[int], typer.Argument(metavar="N...", help=N_("Their numbers on the list."))
    ],
) -> None:
    from desk.services.signatories import choose_representatives

    here = session(ctx)
    everybody = choose_representatives(here.desk, here.who, ref, positions)
    names = [one.name for one in everybody if one.representative]
    said = _("These speak for all: {names}").format(names=_(", ").join(names))
    here.put(everybody, lambda: output.put_text(said))


@app.command(help=N_("Note that somebody takes back their signature in a joint case."))
def leave(
    ctx: typer.Context,
    ref: Reference,
    position: Annotated[int, typer.Argument(metavar="N", help=N_("Their number on the list."))],
) -> None:
    from desk.services.signatories import leave_case

    here = session(ctx)
    left = leave_case(here.desk, here.who, ref, position)
    here.put(left, lambda: output.put_text(_("The signature is taken back; the case goes on.")))
