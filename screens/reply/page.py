"""The real page of a letter: made, kept as a file, shown here and by a program outside."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.i18n import _
from desk.letter.life import Letter
from screens.kept_file import keep_file
from screens.outside import open_outside
from screens.reply.pages import WIDTH, Pages

if TYPE_CHECKING:
    from desk.letter.glance import Glance
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.base import DeskScreen


@dataclass(frozen=True, slots=True)
class Kept:
    """A page on disk."""

    path: Path
    pages: int
    draft: bool
    seen: bool
    """Whether a program outside shows it now."""
    glances: "tuple[Glance, ...]"


def keep_page(
    desk: "Desk", who: "Actor", letter: Letter, reference: str, markdown: str, folder: Path
) -> Kept:
    """Make the page and keep it; for threads. `markdown` is the text on the screen."""
    from desk.letter.glance import glances
    from desk.services.outgoing import letter_page

    page = letter_page(desk, who, letter.id, markdown=markdown)
    pdf = page.pdf
    name = page.file_name if letter.number else f"{reference}-draft"
    path = folder / f"{name}.pdf"
    keep_file(path, pdf)
    found = tuple(glances(pdf, WIDTH))
    return Kept(path, len(found), not letter.number, open_outside(path), found)


def show_page(screen: "DeskScreen", letter: Letter, markdown: str) -> None:
    """Make the page of what stands on the screen and tell where it is."""
    folder, reference = screen.desk_app.passing, screen.reference()

    def tell(kept: Kept) -> None:
        words = _("{n} pages, kept as {path}.") if kept.pages > 1 else _("1 page, kept as {path}.")
        told = [words.format(n=kept.pages, path=kept.path)]
        if kept.draft:
            told.append(
                _("It carries the mark of a draft: number and date come when it is issued.")
            )
        if kept.seen:
            told.append(_("The page opens in a window of its own."))
        screen.app.push_screen(Pages(kept.glances, " ".join(told)))

    screen.desk_app.tell(_("Making the page…"))
    screen.read(
        lambda desk, who: keep_page(desk, who, letter, reference, markdown, folder.folder()),
        tell,
        group="page",
    )
