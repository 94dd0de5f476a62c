"""A site's own letter templates: looked over, tried, put in force with a version, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.enums import LetterKind
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.letter.hall_papers import BLANKS
from desk.letter.life import LetterTemplate, TemplateAdoption
from desk.letter.shelf import Shelf, one_name, shipped, text_hash
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.composing import adoptions, in_force, kept_text
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

if TYPE_CHECKING:
    from desk.letter.sandbox import TemplateFault


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateState:
    """How a template stands: the shipped one, or the site's in some version since some day."""

    name: str
    title: str
    own: bool
    version: int = 0
    """How often was decided on it; 0 where nobody ever did."""
    by: str = ""
    at: datetime | None = None
    fault: str = ""
    """Why the site's own cannot be used, so that the shipped one takes its place."""


def title_of(name: str) -> str:
    """What a template is for, in words: the kind of letter, or what it is a part of."""
    kind, _dot, rest = name.partition(".")
    named = {
        "frame": _("shared parts"),
        "point": _("one point of an answer"),
        InnerKind.CHAIN.value: _("chain of a case"),
        InnerKind.SHIFT.value: _("shift sheet"),
        InnerKind.MONTH.value: _("month table"),
        InnerKind.TASK.value: _("task sheet"),
        InnerKind.FILE_COPY.value: _("copy of a customer's file"),
        InnerKind.KEY_CARD.value: _("card of keys"),
        **{one.value: label(kind) for kind, one in BLANKS.items()},
    }
    kinds = {one.value: label(one) for one in LetterKind}
    language = _("English") if rest.startswith("en") else _("Chinese")
    return f"{kinds.get(kind) or named.get(kind, kind)} {language}"


@service("template.list", May.READ, writes=False)
def templates(desk: Desk, who: Actor) -> list[TemplateState]:
    """Every template and frame, and whose text is in force."""
    return states(desk)


def states(desk: Desk) -> list[TemplateState]:
    """The state of every template and frame, for services and for the doctor alone."""
    with desk.store.read() as book:
        decided = adoptions(book)
        shelf = in_force(book)
        people = {one.staff_id: book.get(Staff, one.staff_id) for one in decided.values()}
    found = []
    for name in shipped().names:
        last = decided.get(name)
        person = people.get(last.staff_id) if last else None
        found.append(
            TemplateState(
                name=name,
                title=title_of(name),
                own=name in shelf.own,
                version=last.version if last else 0,
                by=person.name if person else "",
                at=last.at if last else None,
                fault=_unusable(shelf, name) if name in shelf.own else "",
            )
        )
    return found


def _unusable(shelf: Shelf, name: str) -> str:
    from desk.letter.template_check import first_fault

    fault = first_fault(name, shelf)
    return fault.said if fault else ""


@service("template.text", May.READ, writes=False)
def template_text(desk: Desk, who: Actor, name: str) -> tuple[str, str]:
    """Name and text of a template as it is in force, to be copied out and edited."""
    with desk.store.read() as book:
        shelf = in_force(book)
    found = one_name(name, shelf)
    return found, shelf.text(found) or ""


@service("template.check", May.READ, writes=False)
def check_templates(desk: Desk, who: Actor, texts: Mapping[str, str]) -> "list[TemplateFault]":
    """What is wrong with texts that may be put in force together, each fault with its line."""
    from desk.letter.template_check import check_texts

    with desk.store.read() as book:
        shelf = in_force(book)
    return check_texts(texts, shelf)


@service("template.preview", May.READ, writes=False)
def preview_template(desk: Desk, who: Actor, name: str, text: str | None = None) -> bytes:
    """A page of made-up facts in a template, `text` or the one in force, as PDF.

    A frame is shown in a letter that uses it.
    """
    from desk.letter.book import compose
    from desk.letter.press import to_pdf

    with desk.store.read() as book:
        shelf = in_force(book)
    name = one_name(name, shelf)
    shelf = shelf.over({name: text}) if text is not None else shelf
    kind, facts = _sample(name, shelf)
    return to_pdf(compose(kind, facts, shelf), facts, kind)


def _sample(name: str, shelf: Shelf) -> tuple[PaperKind, PaperFacts]:
    from desk.letter.template_check import users_of
    from desk.letter.trial import sample

    # By the shipped texts: what is being tried may not even be readable.
    users = users_of(name, shipped())
    chosen = next((one for one in users if one[0] is LetterKind.REPLY), users[0])
    return chosen[0], sample(*chosen)


@service("template.adopt", May.SET_TEMPLATES)
def adopt_templates(desk: Desk, who: Actor, texts: Mapping[str, str]) -> list[TemplateAdoption]:
    """Put texts in force together, each under its next version; one with a fault is refused."""
    from desk.letter.template_check import check_texts

    if not texts:
        raise Refusal(
            _("There is no template to put in force."),
            _("“desk letter template copy” puts one into your folder to be edited."),
            code="no_template",
        )
    now = desk.clock.now()
    names = ", ".join(sorted(texts))
    with desk.store.read() as book:
        before = in_force(book)
    faults = check_texts(texts, before)
    if faults:
        more = len(faults) - 1
        message = faults[0].said
        if more:
            message += _(" And {count} more.").format(count=more)
        raise Refusal(
            message,
            _("What is in force stays so. “desk letter check-templates” lists every fault."),
            field=faults[0].name,
            code="template_fault",
        )
    with desk.store.act("template.adopt", staff_id=who.staff_id, at=now, note=names) as act:
        if in_force(act) != before:
            raise Refusal(
                _("Somebody else changed the templates meanwhile."),
                _("Check yours again beside theirs, then put it in force."),
                code="changed_meanwhile",
            )
        made = [
            _decide(act, who, name, text, now)
            for name, text in sorted(texts.items())
            if before.text(name) != text
        ]
        if not made:
            raise Refusal(
                _("This is in force already, word by word."),
                code="in_force_already",
            )
        act.commit()
    return made


def _decide(act: Act, who: Actor, name: str, text: str, now: datetime) -> TemplateAdoption:
    digest = "" if text == shipped().text(name) else text_hash(text)
    if digest and kept_text(act, name, digest) is None:
        act.add(LetterTemplate(id=new_id(), name=name, hash=digest, text=text))
    decided = TemplateAdoption(
        id=new_id(),
        name=name,
        version=_next_version(act, name),
        hash=digest,
        staff_id=who.staff_id,
        at=now,
    )
    act.add(decided)
    return decided


def _next_version(book: Book, name: str) -> int:
    found = book.find(TemplateAdoption, name=name, order="-version", limit=1)
    return found[0].version + 1 if found else 1


@service("template.back", May.SET_TEMPLATES)
def back_to_shipped(desk: Desk, who: Actor, name: str) -> TemplateAdoption:
    """Take a template of the site's own back; the shipped one is in force from now on."""
    now = desk.clock.now()
    with desk.store.act("template.back", staff_id=who.staff_id, at=now, note=name) as act:
        name = one_name(name, shipped())
        last = adoptions(act).get(name)
        if last is None or not last.hash:
            raise Refusal(
                _("{name} is the shipped one already.").format(name=name),
                field="name",
                code="shipped_already",
            )
        decided = _decide(act, who, name, shipped().text(name) or "", now)
        act.commit()
    return decided
