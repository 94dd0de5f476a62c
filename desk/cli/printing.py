"""desk letter, on paper: many numbered at once, print runs begun and followed to their end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import output, seal
from desk.cli.letter import letter_of
from desk.cli.params import Target
from desk.cli.session import Session, Usage, session
from desk.enums import LetterState
from desk.i18n import N_, _, ngettext
from desk.letter.run import CopyReason, ItemState, PaperForm, PrintItem, RunFile, sheets_of
from desk.refusals import Fault

if TYPE_CHECKING:
    from desk.letter.printers import Printers
    from desk.services.print_loop import Told

app = seal.app

Names = Annotated[
    list[str],
    typer.Argument(metavar="LETTER…", help=N_("Letter numbers, ids, or case references.")),
]
PrinterName = Annotated[
    str, typer.Option("--printer", metavar="NAME", help=N_("Printer, else the usual one."))
]
Folder = Annotated[
    Path | None, typer.Option("--to-folder", metavar="DIR", help=N_("Folder for the pages."))
]
Form = Annotated[
    PaperForm, typer.Option("--form", help=N_("Page, text of 80 columns, or slip of 32."))
]
Copies = Annotated[int, typer.Option("--copies", min=1, max=20, help=N_("How many of each."))]
Duplex = Annotated[bool, typer.Option("--duplex", help=N_("Print both sides of the sheets."))]
Tray = Annotated[
    str, typer.Option("--tray", metavar="NAME", help=N_("Paper tray, as the printer calls it."))
]
OneJob = Annotated[bool, typer.Option("--one-job", help=N_("All letters as one job, in order."))]
Why = Annotated[
    CopyReason | None,
    typer.Option("--reason", help=N_("Why a letter is printed again; the copy is marked.")),
]
NoWait = Annotated[
    bool, typer.Option("--no-wait", help=N_("End when all is sent, not when all is printed."))
]


@app.command("issue-all", help=N_("Give every approved letter its number, oldest first."))
def issue_all(ctx: typer.Context) -> None:
    from desk.services.issue_many import Issued, issue_many
    from desk.services.issue_many import said as told

    here = session(ctx)
    issued: list[Issued] = []
    with _stopped() as wait:
        for one in issue_many(
            here.desk,
            here.who,
            _waiting(here, LetterState.APPROVED),
            stopped=lambda: bool(wait(0)),
        ):
            issued.append(one)
            output.tell(one.letter.number if one.letter else str(one.refusal))
    numbered = [one.letter for one in issued if one.letter is not None]
    here.put(numbered, lambda: output.put_text(told(issued)))
    if len(numbered) < len(issued):
        raise typer.Exit(1)


@app.command("print", help=N_("Send issued letters to a printer, or save their pages to a folder."))
def print_(
    ctx: typer.Context,
    names: Names,
    printer: PrinterName = "",
    to_folder: Folder = None,
    form: Form = PaperForm.PAGE,
    copies: Copies = 1,
    duplex: Duplex = False,
    tray: Tray = "",
    one_job: OneJob = False,
    reason: Why = None,
    no_wait: NoWait = False,
) -> None:
    here = session(ctx)
    where = _where(here, printer, to_folder, form)
    letters = [letter_of(here, name).id for name in names]
    _print(here, letters, _form(where, form, copies, duplex, tray, one_job, reason), not no_wait)


@app.command(help=N_("Write the copies of a letter for the others who signed a joint case."))
def copies(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LETTER", help=N_("Its number or id."))],
    target: Target,
) -> None:
    from desk.services.joint_copies import copies_for_others

    here = session(ctx)
    page = copies_for_others(here.desk, here.who, letter_of(here, name).id)
    output.to_file(target, page.pdf)
    here.put({"file": target}, lambda: output.put_text(str(target)))


@app.command(help=N_("Print every letter that is issued and not yet printed, one after another."))
def run(
    ctx: typer.Context,
    printer: PrinterName = "",
    to_folder: Folder = None,
    form: Form = PaperForm.PAGE,
    copies: Copies = 1,
    duplex: Duplex = False,
    tray: Tray = "",
    one_job: OneJob = False,
    no_wait: NoWait = False,
    count: Annotated[bool, typer.Option("--count", help=N_("Count the pages alone."))] = False,
) -> None:
    from desk.services.print_runs import plan_run

    here = session(ctx)
    where = "" if count else _where(here, printer, to_folder, form)
    plan = plan_run(here.desk, here.who, _waiting(here, LetterState.ISSUED), form)
    ready = [one for one in plan if not one.sent]
    sent = len(plan) - len(ready)
    if sent:
        words = ngettext(
            "{n} letter was sent before: look at its paper, then say “desk letter printed”.",
            "{n} letters were sent before: look at their paper, then say “desk letter printed”.",
            sent,
        )
        output.tell(words.format(n=sent))
    if count:
        pages = sum(one.pages for one in ready)
        words = _("{letters} letters, {pages} pages.").format(letters=len(ready), pages=pages)
        here.put(ready, lambda: output.put_text(words))
    elif ready:
        wanted = _form(where, form, copies, duplex, tray, one_job, None)
        _print(here, [one.letter_id for one in ready], wanted, not no_wait)
    else:
        here.put([], lambda: output.put_text(_("No letter waits for printing.")))


def _waiting(here: Session, state: LetterState) -> list[str]:
    from desk.services.lists import letters_waiting

    found: list[str] = []
    after = ""
    while rows := letters_waiting(here.desk, here.who, [state], after=after):
        found += [row.letter_id for row in rows]
        after = rows[-1].cursor
    return found


def printers_here(here: Session) -> "Printers":
    from desk.letter.printers import printers_of
    from desk.settings import read_settings

    return printers_of(read_settings(here.places.settings), here.places.letters)


def _where(here: Session, printer: str, to_folder: Path | None, form: PaperForm) -> str:
    """The name of the printer that is meant."""
    from desk.letter.printer import no_printer
    from desk.letter.printers import FOLDER, folder_name

    if printer and to_folder is not None:
        raise Usage(_("Choose --printer or --to-folder, not both."))
    if to_folder is not None:
        return folder_name(to_folder)
    printers = printers_here(here)
    chosen = printer or printers.first(form)
    if chosen == FOLDER and not printer and form not in printers.usual:
        raise no_printer(_("No printer is set as the default."))
    printers.named(chosen)
    return chosen


def _form(
    printer: str,
    form: PaperForm,
    copies: int,
    duplex: bool,
    tray: str,
    one_job: bool,
    reason: CopyReason | None,
) -> Any:
    from desk.services.print_runs import RunForm

    return RunForm(
        printer=printer,
        form=form,
        copies=copies,
        duplex=duplex,
        source=tray,
        whole=one_job,
        reason=reason,
    )


def _print(here: Session, letters: list[str], form: Any, follow: bool) -> None:
    from desk.services.print_runs import begin_run

    file = begin_run(here.desk, here.who, letters, form)
    output.tell(
        _("{letters} letters, {pages} pages on {sheets} sheets.").format(
            letters=len(file.items),
            pages=sum(item.pages for item in file.items) * file.run.copies,
            sheets=sheets_of(file.items, file.run),
        )
    )
    go_on(here, file, follow)


def go_on(here: Session, file: RunFile, follow: bool) -> None:
    """Send what is left of a run; what was sent is told even when a later letter fails."""
    from desk.services.print_loop import carry_on
    from desk.services.print_runs import run_file

    printer = printers_here(here).named(file.run.printer)
    before = {item.id for item in file.items if item.state is ItemState.SENT}
    with _stopped() as wait:
        through = carry_on(
            here.desk, here.who, file.run.id, printer, tell=_tell, wait=wait, follow=follow
        )
    now = run_file(here.desk, here.who, file.run.id)
    jobs = [_row(now, item) for item in now.items if item.id not in before]
    if here.as_json:
        output.put_json([row for row in jobs if row["job"] or row["wrong"]])
    failed = [item for item in now.items if item.state is ItemState.FAILED]
    goes_on = _("“desk letter resume” goes on with it.")
    if failed:
        raise Fault(f"{failed[0].number}: {failed[0].wrong}", goes_on)
    if not through:
        left = len(now.ahead)
        output.tell(_("Stopped; {n} letters are left.").format(n=left), goes_on)
        raise typer.Exit(1)


def _row(file: RunFile, item: PrintItem) -> dict[str, Any]:
    return {
        "run": file.run.id,
        "letter": item.number,
        "pages": item.pages,
        "copy": item.as_copy,
        "state": item.state,
        "job": item.job,
        "wrong": item.wrong,
    }


def _tell(told: "Told") -> None:
    from desk.letter.printer_words import said

    item = told.item
    if item.state is ItemState.FAILED:
        return
    if told.status is None:
        output.tell(f"{item.number}  {item.job}")
    else:
        output.tell(f"{item.number}  {item.job}  {said(told.status)}")


@contextmanager
def _stopped() -> Iterator[Any]:
    """A way to wait that hears of Ctrl+C, so that a run stops between two letters."""
    asked = threading.Event()

    def stop(*_signal: object) -> None:
        asked.set()
        output.tell(_("Stopping after the letter that is on its way…"))

    here = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, stop) if here else None
    try:
        yield asked.wait
    finally:
        if here:
            signal.signal(signal.SIGINT, before)
