"""desk case paper: what the customer left with us, and what went back."""

from datetime import datetime
from typing import Annotated

import typer

from desk.cli import joint, output
from desk.cli.params import Reference
from desk.cli.session import session
from desk.forms_counter import PaperForm
from desk.i18n import N_, _, current
from desk.saying import say_moment

app = joint.app
paper = typer.Typer(no_args_is_help=True, help=N_("Papers that the customer left with us."))
app.add_typer(paper, name="paper")


@paper.command("list", help=N_("List the papers of a case."))
def list_(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.lists import case_file

    here = session(ctx)
    papers = case_file(here.desk, here.who, ref).papers

    def at(moment: datetime) -> str:
        return say_moment(moment.astimezone(here.zone), current())

    def words() -> None:
        output.put_table(
            [_("No."), _("Paper"), _("Copies"), _("Received"), _("Given back")],
            [
                [
                    str(n),
                    one.name,
                    str(one.copies),
                    at(one.received_at),
                    f"{at(one.returned_at)} {one.returned_to}" if one.returned_at else "—",
                ]
                for n, one in enumerate(papers, 1)
            ],
        )

    here.put(papers, words)


@paper.command(help=N_("Note a paper that the customer leaves with us."))
def receive(
    ctx: typer.Context,
    ref: Reference,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("What paper it is."))],
    copies: Annotated[int, typer.Option("--copies", help=N_("How many copies."))] = 1,
    original: Annotated[
        bool, typer.Option("--original", help=N_("An original, which goes back."))
    ] = False,
    note: Annotated[str, typer.Option("--note", help=N_("Anything special about it."))] = "",
) -> None:
    from desk.services.handed_in import receive_paper

    here = session(ctx)
    form = PaperForm(name=name, copies=copies, original=original, note=note)
    made = receive_paper(here.desk, here.who, ref, form)
    here.put(made, lambda: output.put_text(_("The paper is on the list.")))


@paper.command("return", help=N_("Note that a paper went back to the customer."))
def return_(
    ctx: typer.Context,
    ref: Reference,
    position: Annotated[int, typer.Argument(metavar="N", help=N_("Its number on the list."))],
    to: Annotated[str, typer.Option("--to", help=N_("Who took it."))],
) -> None:
    from desk.services.handed_in import return_paper

    here = session(ctx)
    back = return_paper(here.desk, here.who, ref, position, to)
    here.put(back, lambda: output.put_text(_("It is noted that the paper went back.")))
