"""desk case attach, files and file: what is kept with a case beside its papers."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output, parties
from desk.cli.params import Reference, Target
from desk.cli.session import Usage, session
from desk.file_kinds import kind_said, size_said
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
    said = _("{name} is kept with the case ({size}).").format(
        name=made.name, size=size_said(made.size)
    )
    here.put(made, lambda: output.put_text(said))


@app.command(help=N_("List the files that are kept with a case."))
def files(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.lists import case_file

    here = session(ctx)
    kept = case_file(here.desk, here.who, ref).attachments

    def words() -> None:
        output.put_table(
            [_("No."), _("File"), _("File kind"), _("Size"), _("Note")],
            [
                [str(n), one.name, kind_said(one.media_type), size_said(one.size), one.note]
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


@app.command(help=N_("Show the newest files of the scanner, or settle where it puts them."))
def scanner(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help=N_("Where the scanner puts them."))
    ] = None,
    none: Annotated[bool, typer.Option("--none", help=N_("There is no scanner here."))] = False,
) -> None:
    from desk.attaching import newest
    from desk.settings import read_settings, write_settings

    if none and folder is not None:
        raise Usage(_("Name a folder, or --none."))
    here = session(ctx)
    settings = read_settings(here.places.settings)
    if folder is not None:
        folder = folder.expanduser().absolute()
        newest(folder, limit=1)
    if none or folder is not None:
        settings = replace(settings, scanner_folder="" if folder is None else str(folder))
        write_settings(here.places.settings, settings)
    settled = settings.scanner_folder
    found = newest(Path(settled)) if settled else []

    def words() -> None:
        output.put_text(settled or _("No scanner's folder is settled here."))
        if found:
            output.put_table(
                [_("No."), _("File")], [[str(n), p.name] for n, p in enumerate(found, 1)]
            )

    here.put_plain({"folder": settled, "newest": [str(path) for path in found]}, words)
