"""desk case attach, files and file: what is kept with a case beside its papers."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output, parties
from desk.cli.params import Reference, Target
from desk.cli.session import session
from desk.i18n import N_, _

app = parties.app


@app.command(help=N_("Keep a file with a case: a photograph, a scan, a document."))
def attach(
    ctx: typer.Context,
    ref: Reference,
    path: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The file."))],
    paper: Annotated[
        int, typer.Option("--paper", min=0, help=N_("Number of the paper that it shows."))
    ] = 0,
    note: Annotated[str, typer.Option("--note", help=N_("What is to be seen on it."))] = "",
) -> None:
    from desk.services.attachments import attach_file

    here = session(ctx)
    made = attach_file(here.desk, here.who, ref, path, paper=paper, note=note)
    said = _("{name} is kept with the case ({size} kB).").format(
        name=made.name, size=max(1, made.size // 1024)
    )
    here.put(made, lambda: output.put_text(said))


@app.command(help=N_("List the files that are kept with a case."))
def files(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.lists import case_file

    here = session(ctx)
    kept = case_file(here.desk, here.who, ref).attachments

    def words() -> None:
        output.put_table(
            [_("No."), _("File"), _("Kind"), _("kB"), _("Note")],
            [
                [str(n), one.name, one.media_type, str(max(1, one.size // 1024)), one.note]
                for n, one in enumerate(kept, 1)
            ],
        )

    here.put(kept, words)


@app.command("file", help=N_("Write a file of a case out again."))
def file_(
    ctx: typer.Context,
    ref: Reference,
    position: Annotated[int, typer.Argument(metavar="N", help=N_("Its number on the list."))],
    target: Target,
) -> None:
    from desk.services.attachments import attached_file

    here = session(ctx)
    found, content = attached_file(here.desk, here.who, ref, position)
    output.to_file(target, content)
    said = _("{name} is written to {path}.").format(name=found.name, path=target)
    here.put(found, lambda: output.put_text(said))
