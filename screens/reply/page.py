"""The real page of a letter: made, kept as a file, shown by a program outside if there is one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.life import Letter
from screens.dialogs.tell import Tell
from screens.kept_file import keep_file
from screens.outside import open_outside

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.base import DeskScreen

FOLDER = "preview"
"""Below the folder of letters: pages to look at, made anew each time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page on disk."""

    path: Path
    pages: int
    draft: bool
    seen: bool
    """Whether a program outside shows it now."""


def keep_page(
    desk: "Desk", who: "Actor", letter: Letter, reference: str, markdown: str, folder: Path
) -> Kept:
    """Make the page and keep it; for threads. `markdown` is the text on the screen."""
    from desk.letter.press import pages
    from desk.services.outgoing import letter_page

    page = letter_page(desk, who, letter.id)
    pdf = page.pdf
    if not letter.number and markdown != page.markdown:
        from desk.letter.codec import facts_from_json
        from desk.letter.press import to_pdf

        pdf = to_pdf(markdown, facts_from_json(letter.facts), letter.kind)
    name = page.file_name if letter.number else f"{reference}-draft"
    path = folder / FOLDER / f"{name}.pdf"
    keep_file(path, pdf)
    return Kept(path, pages(pdf), not letter.number, open_outside(path))


def show_page(screen: "DeskScreen", letter: Letter, markdown: str) -> None:
    """Make the page of what stands on the screen and tell where it is."""
    folder, reference = screen.desk_app.papers, screen.reference()

    def tell(kept: Kept) -> None:
        words = _("{n} pages, kept as {path}.") if kept.pages > 1 else _("1 page, kept as {path}.")
        told = [words.format(n=kept.pages, path=kept.path)]
        if kept.draft:
            told.append(
                _("It carries the mark of a draft: number and date come when it is issued.")
            )
        if kept.seen:
            told.append(_("The page opens in a window of its own."))
            screen.desk_app.tell(told[0], " ".join(told[1:]))
            return
        told.append(_("No program here can show it: open the file on another computer."))
        screen.app.push_screen(Tell(_("The page"), "\n\n".join(told)))

    screen.desk_app.tell(_("Making the page…"))
    screen.read(
        lambda desk, who: keep_page(desk, who, letter, reference, markdown, folder),
        tell,
        group="page",
    )
