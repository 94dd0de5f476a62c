"""Files kept with a case, each by the hash of its content: the same content is kept once."""

from collections.abc import Callable
from pathlib import Path

from desk.attaching import read_file
from desk.i18n import _
from desk.ids import new_id
from desk.papers import Attachment, Content, Paper
from desk.ports import Book
from desk.refusals import Fault, Refusal
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

MOST_FILES = 50
"""How many files one case holds."""


@service("case.attach", May.WORK)
def attach_file(
    desk: Desk,
    who: Actor,
    reference: str,
    path: Path,
    *,
    note: str = "",
    paper: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> Attachment:
    """Keep a file with a case; `paper` is the number of the paper that it shows, if any.

    `told` hears how far the reading is, as `desk.attaching.read_file` says.
    """
    read = read_file(path, told=told)
    with case_act(desk, who, "case.attach", reference) as (act, case, now):
        known = act.find(Attachment, case_id=case.id)
        if any(one.sha256 == read.sha256 for one in known):
            raise Refusal(
                _("{name} is kept with this case already.").format(name=read.name),
                _("Look at the list of files."),
                field="path",
                code="attached_already",
            )
        if len(known) >= MOST_FILES:
            raise Refusal(
                _("A case keeps at most {most} files.").format(most=MOST_FILES),
                _("Join pages to one document."),
                field="path",
                code="too_many",
            )
        made = Attachment(
            id=new_id(),
            case_id=case.id,
            paper_id=_shown(act, case.id, paper),
            name=read.name,
            media_type=read.media_type,
            size=len(read.content),
            sha256=read.sha256,
            added_at=now,
            added_by=who.staff_id,
            note=clean_line(note),
        )
        if not act.find(Content, sha256=read.sha256, limit=1):
            act.add(Content(id=new_id(), sha256=read.sha256, content=read.content))
        act.add(made)
        act.commit()
    return made


@service("case.file", May.READ, writes=False)
def attached_file(
    desk: Desk, who: Actor, reference: str, position: int
) -> tuple[Attachment, bytes]:
    """A file of a case with its content, by its number on the list, from 1."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        files = book.find(Attachment, case_id=case.id)
        if not 1 <= position <= len(files):
            raise Refusal(
                _("This case has no file {position}.").format(position=position),
                _("Look at the list of files."),
                field="position",
                code="no_such_file",
            )
        found = files[position - 1]
        contents = book.find(Content, sha256=found.sha256, limit=1)
    if not contents:
        raise Fault(
            _("The content of {name} is missing in the book.").format(name=found.name),
            _("Check the book with “desk verify”, and fetch the file from a backup."),
        )
    return found, contents[0].content


def _shown(book: Book, case_id: str, position: int) -> str | None:
    """The paper that a file shows; None where none is named."""
    if not position:
        return None
    papers = book.find(Paper, case_id=case_id)
    if not 1 <= position <= len(papers):
        raise Refusal(
            _("This case has no paper {position}.").format(position=position),
            _("Look at the list of papers again."),
            field="paper",
            code="no_such_paper",
        )
    return papers[position - 1].id
