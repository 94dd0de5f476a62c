"""desk letter, the second half: from the issued letter to the paper in the customer's hand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import delivering, output
from desk.cli.letter import letter_of, put
from desk.cli.params import LetterName
from desk.cli.session import Session, Usage, session
from desk.enums import LetterState
from desk.i18n import N_, _

if TYPE_CHECKING:
    from desk.letter.printer import Printer

app = delivering.app

Names = Annotated[
    list[str],
    typer.Argument(metavar="LETTER…", help=N_("Letter numbers, ids, or case references.")),
]


PrinterName = Annotated[
    str, typer.Option("--printer", metavar="NAME", help=N_("Printer, else the default one."))
]
Folder = Annotated[
    Path | None, typer.Option("--to-folder", metavar="DIR", help=N_("Folder for the pages."))
]


@app.command("print", help=N_("Send issued letters to a printer, or save their pages to a folder."))
def print_(
    ctx: typer.Context, names: Names, printer: PrinterName = "", to_folder: Folder = None
) -> None:
    where = _where(printer, to_folder)
    here = session(ctx)
    letters = [letter_of(here, name) for name in names]
    _send(here, [(letter.id, letter.number) for letter in letters], where)


@app.command(help=N_("Print every letter that is issued and not yet printed, one after another."))
def run(ctx: typer.Context, printer: PrinterName = "", to_folder: Folder = None) -> None:
    from desk.services.lists import letters_waiting

    where = _where(printer, to_folder)
    here = session(ctx)
    waiting = letters_waiting(here.desk, here.who, [LetterState.ISSUED])
    _send(here, [(row.letter_id, row.number) for row in waiting], where)


def _where(printer: str, to_folder: Path | None) -> "Printer":
    from desk.letter.printer import CupsPrinter, FolderPrinter

    if printer and to_folder is not None:
        raise Usage(_("Choose --printer or --to-folder, not both."))
    return FolderPrinter(to_folder) if to_folder is not None else CupsPrinter(printer)


def _send(here: Session, letters: list[tuple[str, str]], where: "Printer") -> None:
    """Send one letter after another; what was sent is told even when a later one fails."""
    from desk.services.outgoing import print_letter

    jobs = []
    for letter_id, number in letters:
        job = print_letter(here.desk, here.who, letter_id, where)
        jobs.append({"letter": number, "job": job})
        output.tell(f"{number}  {job}")
    if here.as_json:
        output.put_json(jobs)


@app.command(help=N_("Confirm that the paper lies there, readable and whole."))
def printed(ctx: typer.Context, names: Names) -> None:
    from desk.services.outgoing import confirm_printed

    here = session(ctx)
    done = [confirm_printed(here.desk, here.who, letter_of(here, name).id) for name in names]
    here.put(done, lambda: output.put_text("\n".join(letter.number for letter in done)))


@app.command(help=N_("Declare an issued letter void; its number stays in the register."))
def void(
    ctx: typer.Context,
    name: LetterName,
    reason: Annotated[str, typer.Option("--reason", help=N_("For what reason."))],
) -> None:
    from desk.services.outgoing import void_letter

    here = session(ctx)
    put(here, void_letter(here.desk, here.who, letter_of(here, name).id, reason))
