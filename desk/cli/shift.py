"""desk shift: the sheet at the end of a shift, closing it, taking over."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.exports import Csv, InFull, ListTarget, Replace, Xlsx, put_list
from desk.cli.session import Session, session
from desk.i18n import N_, _, current
from desk.refusals import Fault, Refusal
from desk.shift_words import as_text

app = typer.Typer(
    no_args_is_help=True,
    help=N_("The end of a shift: one sheet on which everything is accounted for."),
)

Serial = Annotated[
    int, typer.Option("--number", metavar="N", help=N_("A closed shift; else the open one."))
]


@app.command(help=N_("Show the sheet of a shift, or write it."))
def sheet(
    ctx: typer.Context,
    number: Serial = 0,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
    ] = None,
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from desk.services.shift import shift_page, shift_sheet

    here = session(ctx)
    export = ListTarget(csv, xlsx, in_full, replace)
    if export.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.SHIFT, shift=number), export)
        return
    if target is not None:
        page = shift_page(here.desk, here.who, number)
        text = target.suffix.lower() == ".txt"
        output.to_file(target, page.text.encode() if text else page.pdf)
        here.put({"file": target}, lambda: output.put_text(str(target)))
        return
    found = shift_sheet(here.desk, here.who, number)
    data = {**output.plain(found), "adds_up": found.adds_up}
    here.put(data, lambda: output.put_text(as_text(found, current())))


@app.command(help=N_("Close the open shift and keep its sheet; the next shift begins here."))
def close(
    ctx: typer.Context,
    remarks: Annotated[str, typer.Option("--remarks", help=N_("What the next one must know."))] = (
        ""
    ),
    number: Annotated[
        int, typer.Option("--number", metavar="N", help=N_("Its number, if it is to be that one."))
    ] = 0,
) -> None:
    from desk.services.shift import close_shift, shift_sheet

    here = session(ctx)
    serial = number or shift_sheet(here.desk, here.who).serial
    kept = close_shift(here.desk, here.who, serial, remarks)
    data = {**output.plain(kept), "adds_up": kept.adds_up}
    here.put(data, lambda: output.put_text(as_text(kept, current())))
    _back_up(here)


def _back_up(here: Session) -> None:
    """What a shift leaves is backed up at once, unless this hall makes no backups by itself."""
    if not here.keeper.rule.every:
        return
    try:
        made = here.keeper.make()
    except (Fault, Refusal) as error:
        # The shift is closed all the same.
        output.tell(_("No backup was made: {reason}").format(reason=error.message), error.hint)
        return
    output.tell(_("Backup: {path}").format(path=made.backup.path))


@app.command(help=N_("Sign for what the last closed shift hands over."))
def take(ctx: typer.Context) -> None:
    from desk.services.shift import take_shift

    here = session(ctx)
    kept = take_shift(here.desk, here.who)
    here.put(kept, lambda: output.put_text(as_text(kept, current())))


@app.command(help=N_("Say what changed for you since you were last here."))
def since(ctx: typer.Context) -> None:
    from desk.news import news_words
    from desk.services.since import since_you_were_here

    here = session(ctx)
    news = since_you_were_here(here.desk, here.who)

    def words() -> None:
        for one in news:
            told = (f"{here.local(one.at):%m-%d %H:%M}", news_words(one.kind))
            output.put_text("  ".join(filter(None, (*told, one.reference, one.text))))

    here.put(news, words)
