"""desk demo: a made-up branch to look round in; without a terminal, one letter made."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from desk.cli import output
from desk.cli.session import Session, session
from desk.i18n import _
from desk.labels import label
from desk.places import Places
from desk.tour import Progress, TourNotes

if TYPE_CHECKING:
    from desk.services.pages import Page


def demo(ctx: typer.Context) -> None:
    here = session(ctx)
    folder = Path(tempfile.mkdtemp(prefix="desk-demo-"))
    if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        raise typer.Exit(_look_round(here, Places(folder)))
    page, number = _one_letter(here, Places(folder))
    path = folder / f"{page.file_name}.pdf"
    output.to_file(path, page.pdf)

    def words() -> None:
        output.put_text(page.text)
        output.put_text(str(path))

    here.put_plain({"letter": number, "file": path, "book": Places(folder).book}, words)


def _look_round(here: Session, places: Places) -> int:
    from desk.staff.model import Staff

    output.tell(_("Making a branch with a year of cases; everything in it is invented…"))
    desk, pin = here.machine.make_demo(places.book, output.progress)
    with desk.store.read() as book:
        people = [one for one in book.find(Staff, order="number") if one.active]
    desk.store.close()
    output.put_table(
        (_("Staff number"), _("Name"), _("Role"), _("PIN")),
        ((one.number, one.name, label(one.role), pin) for one in people),
        _("Who may sign in"),
    )
    output.put_text(
        _("The book is {path}; delete its folder when you are done.").format(path=places.book)
    )
    TourNotes(places.home).write(Progress())
    if not _enter(_("Enter begins, with a tour of five minutes.")):
        return 0
    return here.machine.run_app(places)


def _enter(prompt: str) -> bool:
    """Wait for Enter, so that numbers and PINs can be read; False when the terminal is gone."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return bool(sys.stdin.readline())


def _one_letter(here: Session, places: Places) -> tuple["Page", str]:
    """The main job on a new book: registered, told, answered, approved, issued."""
    from desk.cli.demo_case import main_job

    store = here.machine.open_store(places.book, True)
    try:
        return main_job(store, here.machine.clock.now())
    finally:
        store.close()
