"""Letters composed with the templates in force, a site's own before the shipped ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.alarm import Alarm
from desk.enums import AlarmKind, Role
from desk.ids import new_id
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.life import Letter, LetterTemplate, TemplateAdoption
from desk.letter.shelf import Shelf, shipped, text_hash
from desk.ports import Act, Book
from desk.services.alarms import raise_alarm
from desk.services.base import Desk

if TYPE_CHECKING:
    from desk.letter.sandbox import TemplateFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter as Markdown, and what it was composed from.

    `fault` says why the site's own template was not used, where that is so.
    """

    markdown: str
    shelf: Shelf
    names: tuple[str, ...]
    """The templates that took part."""
    fault: "TemplateFault | None" = None

    @property
    def templates(self) -> dict[str, str]:
        """Name → hash of each text that took part."""
        return {name: text_hash(self.shelf.text(name) or "") for name in self.names}


def adoptions(book: Book) -> dict[str, TemplateAdoption]:
    """For each name that was ever decided on, the last decision."""
    return {one.name: one for one in book.find(TemplateAdoption)}


def kept_text(book: Book, name: str, digest: str) -> str | None:
    """A template text the book keeps, by its name and hash."""
    found = book.find(LetterTemplate, name=name, hash=digest, limit=1)
    return found[0].text if found else None


def in_force(book: Book) -> Shelf:
    """The shipped texts with those over them that the site put in force."""
    own = {}
    for name, decided in adoptions(book).items():
        text = kept_text(book, name, decided.hash) if decided.hash else None
        if text is not None:
            own[name] = text
    return shipped().over(own)


def composed(book: Book, kind: PaperKind, facts: PaperFacts) -> Composed:
    """A letter composed with the templates in force.

    A site's own template that cannot be used, or leaves out what a letter must say, gives way to
    the shipped one: the customer gets a whole letter all the same.
    """
    from desk.letter.book import compose, fill, template_name
    from desk.letter.obligatory import left_out
    from desk.letter.sandbox import BrokenTemplate, used_by

    shelf, fault = in_force(book), None
    name = template_name(kind, facts.language)
    if shelf.own:
        try:
            markdown = fill(kind, facts, shelf)
            names = used_by(shelf, name)
            missing = left_out(markdown, kind, facts) if shelf.own.intersection(names) else []
            if not missing:
                return Composed(markdown=markdown, shelf=shelf, names=names)
            fault = missing[0]
        except BrokenTemplate as broken:
            fault = broken.fault
    shelf = shipped()
    markdown = compose(kind, facts, shelf)
    return Composed(markdown=markdown, shelf=shelf, names=used_by(shelf, name), fault=fault)


def kept_shelf(book: Book, letter: Letter) -> tuple[Shelf, list[str]]:
    """The very texts a letter was composed from, and the names of those no longer to be had."""
    texts: dict[str, str] = {}
    gone = []
    for name, digest in sorted(letter.templates.items()):
        text = kept_text(book, name, digest)
        if text is None or text_hash(text) != digest:
            gone.append(name)
        else:
            texts[name] = text
    return Shelf.of(texts), gone


def said_now(desk: Desk, kind: PaperKind, facts: PaperFacts) -> str:
    """What facts say in the template that is in force now."""
    with desk.store.read() as book:
        return composed(book, kind, facts).markdown


def composed_for(
    act: Act, case_id: str, kind: PaperKind, facts: PaperFacts, now: datetime
) -> Composed:
    """A letter that will be kept: its template texts are kept with it.

    Where the site's own template had to give way, a shift lead hears of it, once for each text.
    """
    made = composed(act, kind, facts)
    _keep_texts(act, made)
    if made.fault is not None:
        told = f"{made.fault.name} {text_hash(in_force(act).text(made.fault.name) or '')[:8]}"
        if not act.find(Alarm, kind=AlarmKind.TEMPLATE_UNUSED, detail=told, limit=1):
            kind_of = AlarmKind.TEMPLATE_UNUSED
            raise_alarm(act, case_id, kind_of, now, role=Role.LEAD, detail=told)
    return made


def _keep_texts(act: Act, made: Composed) -> None:
    for name, digest in made.templates.items():
        if not act.find(LetterTemplate, name=name, hash=digest, limit=1):
            text = made.shelf.text(name) or ""
            act.add(LetterTemplate(id=new_id(), name=name, hash=digest, text=text))
