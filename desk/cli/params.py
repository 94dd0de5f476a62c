"""Arguments and options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from desk.i18n import N_

File = Annotated[
    Path | None,
    typer.Option("--file", "-f", metavar="FILE", help=N_("Input file, else standard input.")),
]
Target = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help=N_("File to be written."))
]
Reference = Annotated[str, typer.Argument(metavar="REF", help=N_("Reference of the case."))]
LetterName = Annotated[
    str,
    typer.Argument(metavar="LETTER", help=N_("Letter number, letter id, or case reference.")),
]
NoticeNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Number of the notice."))]
StaffNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Staff number."))]
RequestId = Annotated[
    str,
    typer.Option(
        "--request-id",
        metavar="ID",
        help=N_("A name of your own for this registration: sent twice, it is kept once."),
    ),
]
PromiseOwner = Annotated[str, typer.Option(help=N_("Who keeps it."))]
PromiseDay = Annotated[str, typer.Option(metavar="DAY", help=N_("By which day."))]
PromiseAmount = Annotated[str, typer.Option(metavar="YUAN", help=N_("The amount, in yuan."))]
PromiseAsk = Annotated[
    bool, typer.Option("--ask", help=N_("Put it before those who may agree to it."))
]
PromiseAgreedBy = Annotated[
    str,
    typer.Option(
        "--agreed-by",
        metavar="NUMBER",
        help=N_("The lead who agrees to the promise; the PIN is in DESK_LEAD_PIN."),
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, help=N_("Most rows."))]
After = Annotated[
    str, typer.Option("--after", metavar="CURSOR", help=N_("Go on after this row's cursor."))
]
