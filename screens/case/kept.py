"""Papers and files of a case, for its record: what is here, and what went back to whom."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from desk.file_kinds import kind_said, size_said
from desk.i18n import _
from desk.views import CaseFile
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk


def kept(file: CaseFile, desk: "Desk") -> list[Content]:
    """A line for every paper and every file; a file that shows a paper stands below it."""
    return [*_papers(file, desk), *_files(file, desk)]


def _papers(file: CaseFile, desk: "Desk") -> Iterator[Content]:
    for number, paper in enumerate(file.papers, 1):
        original = _("original") if paper.original else _("copy")
        about = _("{kind}, {n} pieces").format(kind=original, n=paper.copies)
        by = file.names.get(paper.received_by, "?")
        here = f"{_day(desk, paper.received_at)} {by}"
        yield shown(f"{number}. {paper.name}（{about}） {here}")
        if paper.note:
            yield shown(f"   {paper.note}", "$text-muted")
        if paper.returned_at is not None:
            words = _("given back to {name} on {day}")
            day = _day(desk, paper.returned_at)
            yield shown(f"   {words.format(name=paper.returned_to, day=day)}", "$text-muted")
        elif paper.original:
            yield shown(f"   {_('the original is still with us')}", "$warning")


def _files(file: CaseFile, desk: "Desk") -> Iterator[Content]:
    papers = {paper.id: paper.name for paper in file.papers}
    for number, one in enumerate(file.attachments, 1):
        about = f"{kind_said(one.media_type)} {size_said(one.size)}"
        by = file.names.get(one.added_by, "?")
        yield shown(f"{number}. {one.name}（{about}） {_day(desk, one.added_at)} {by}")
        shows = papers.get(one.paper_id or "")
        words = [_("Shows the paper: {name}").format(name=shows)] if shows else []
        if one.note:
            words.append(one.note)
        if words:
            yield shown(f"   {' · '.join(words)}", "$text-muted")


def _day(desk: "Desk", at: datetime) -> str:
    return f"{desk.hours.local(at):%m-%d %H:%M}"
