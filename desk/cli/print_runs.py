"""desk letter, runs that stopped: gone on with, given up, their paper confirmed; the printers."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desk.cli import output, printing
from desk.cli.letter import letter_of
from desk.cli.printing import NoWait, go_on, printers_here
from desk.cli.session import Session, Usage, session
from desk.i18n import N_, _
from desk.labels import label
from desk.letter.run import ItemState, PaperForm, RunFile
from desk.refusals import Refusal

app = printing.app

RunName = Annotated[
    str, typer.Argument(metavar="[RUN]", help=N_("Id of the run, else the only open one."))
]


def _open_run(here: Session, name: str) -> RunFile:
    from desk.services.print_runs import open_runs, run_file

    if name:
        return run_file(here.desk, here.who, name)
    found = open_runs(here.desk, here.who)
    if len(found) != 1:
        raise Refusal(
            _("No print run is open.") if not found else _("Several print runs are open."),
            _("“desk letter runs” lists them.") if found else "",
            code="which_run",
        )
    return found[0]


@app.command(help=N_("List the print runs that stopped or broke off, and what is left of them."))
def runs(ctx: typer.Context) -> None:
    from desk.services.print_runs import open_runs

    here = session(ctx)
    found = open_runs(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Run"), _("Begun"), _("By"), _("Printer"), _("Sent"), _("Left"), _("Held up by")),
            (
                (
                    file.run.id,
                    here.local(file.run.made_at),
                    file.by,
                    file.run.printer,
                    len(file.items) - len(file.ahead),
                    len(file.ahead),
                    next((item.wrong for item in file.ahead if item.wrong), ""),
                )
                for file in found
            ),
        )

    here.put(found, words)


@app.command(help=N_("Go on with a print run that stopped or broke off."))
def resume(
    ctx: typer.Context,
    run: RunName = "",
    came_out: Annotated[
        bool, typer.Option("--came-out", help=N_("What is in doubt lies there on paper."))
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help=N_("What is in doubt is sent once more."))
    ] = False,
    no_wait: NoWait = False,
) -> None:
    from desk.services.printing import resume_run

    if came_out and again:
        raise Usage(_("Choose --came-out or --again, not both."))
    here = session(ctx)
    file = _open_run(here, run)
    printer = printers_here(here).named(file.run.printer)
    doubt: Any = "there" if came_out else "again" if again else "ask"
    go_on(here, resume_run(here.desk, here.who, file.run.id, printer, doubt=doubt), not no_wait)


@app.command("end-run", help=N_("Give up what is left of a print run; its letters wait again."))
def end_run(ctx: typer.Context, run: RunName = "") -> None:
    from desk.services.print_runs import end_run as end

    here = session(ctx)
    file = end(here.desk, here.who, _open_run(here, run).run.id)
    dropped = sum(item.state is ItemState.DROPPED for item in file.items)
    here.put(file, lambda: output.put_text(_("Ended; {n} letters wait again.").format(n=dropped)))


@app.command(help=N_("Confirm that the paper lies there, readable and whole."))
def printed(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LETTER…]", help=N_("Letter numbers, ids, or case references.")),
    ] = None,
    run: Annotated[str, typer.Option("--run", metavar="RUN", help=N_("All of a run."))] = "",
    but: Annotated[
        list[str] | None,
        typer.Option("--but", metavar="LETTER", help=N_("Of the run not this one; repeatable.")),
    ] = None,
    elsewhere: Annotated[
        str,
        typer.Option(
            "--elsewhere",
            metavar="TEXT",
            help=N_("Where and how it was printed, if not from here."),
        ),
    ] = "",
) -> None:
    from desk.services.outgoing import confirm_printed
    from desk.services.print_runs import confirm_run, run_file

    if bool(names) == bool(run) or (but and not run) or (elsewhere and run):
        raise Usage(_("Name letters, or --run with a run."))
    here = session(ctx)
    if names:
        done = [
            confirm_printed(here.desk, here.who, letter_of(here, one).id, elsewhere=elsewhere)
            for one in names
        ]
    else:
        wrong = [letter_of(here, one).id for one in but or ()]
        sent = {item.letter_id for item in run_file(here.desk, here.who, run).unsettled}
        file = confirm_run(here.desk, here.who, run, wrong)
        fine = [
            item.letter_id
            for item in file.items
            if item.letter_id in sent and item.state is ItemState.CONFIRMED
        ]
        done = [letter_of(here, letter_id) for letter_id in fine]
    here.put(done, lambda: output.put_text("\n".join(letter.number for letter in done)))


@app.command(help=N_("Show the printers of this computer, or settle what each is for."))
def printers(
    ctx: typer.Context,
    page: Annotated[
        str | None, typer.Option("--page", metavar="NAME", help=N_("For letters as pages."))
    ] = None,
    text80: Annotated[
        str | None, typer.Option("--text80", metavar="NAME", help=N_("For text of 80 columns."))
    ] = None,
    slip32: Annotated[
        str | None, typer.Option("--slip32", metavar="NAME", help=N_("For slips of 32 columns."))
    ] = None,
) -> None:
    from desk.letter.printers import FOLDER
    from desk.settings import read_settings, write_settings

    here = session(ctx)
    settings = read_settings(here.places.settings)
    given = {"printer_page": page, "printer_text80": text80, "printer_slip32": slip32}
    changes: dict[str, Any] = {key: name for key, name in given.items() if name is not None}
    for name in changes.values():
        if name:
            printers_here(here).named(name)
    if changes:
        settings = replace(settings, **changes)
        write_settings(here.places.settings, settings)
    here_are = printers_here(here)
    usual = {form: here_are.usual.get(form, "") for form in PaperForm}

    def words() -> None:
        names = [*here_are.names(), FOLDER]
        output.put_pairs(
            [
                (_("Printers"), ", ".join(names)),
                *((label(form), name or _("not settled")) for form, name in usual.items()),
            ]
        )

    here.put_plain({"printers": here_are.names(), "usual": usual}, words)
