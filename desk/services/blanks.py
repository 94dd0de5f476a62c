"""Forms with reserved numbers: printed ahead, entered later, each accounted for."""

from dataclasses import replace
from datetime import datetime

from desk import blanks as rules
from desk.blanks import REGISTER, BlankForm
from desk.case import Case
from desk.enums import BlankKind, BlankState
from desk.forms import CaseForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.hall_papers import BLANKS, BlankFacts
from desk.notice.model import Notice
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, case_by_reference, service
from desk.services.composing import composed
from desk.services.facts import unit_of
from desk.services.pages import Page, file_name, slip_layout
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("blank.print", May.REGISTER)
def reserve(desk: Desk, who: Actor, kind: BlankKind, count: int) -> list[BlankForm]:
    """Take numbers from the register for forms of a kind; `blank_pages` puts them on paper."""
    rules.check_count(count)
    now = desk.clock.now()
    with desk.store.act("blank.print", staff_id=who.staff_id, at=now) as act:
        made = [
            BlankForm(
                id=new_id(),
                kind=kind,
                number=rules.number_of(
                    desk.branch.code, act.next_serial(REGISTER, desk.branch.code)
                ),
                printed_at=now,
                printed_by=who.staff_id,
            )
            for _n in range(count)
        ]
        act.add(*made)
        act.commit()
    return made


@service("blank.page", May.REGISTER, writes=False)
def blank_pages(desk: Desk, who: Actor, numbers: list[str], language: str = "zh_CN") -> Page:
    """Forms that are not used yet, one after the other in one file; also to print them again."""
    from desk.letter.book import with_number
    from desk.letter.copies import joined
    from desk.letter.press import to_pdf

    with desk.store.read() as book:
        forms = [by_number(book, desk, number, "number") for number in numbers]
        for form in forms:
            rules.check_free(form, form.kind, "number")
        if not forms:
            raise Refusal(_("No form is named."), field="number", code="missing")
        said = BlankFacts(language=language, unit=unit_of(desk, desk.branch, language))
        texts = {
            kind: composed(book, BLANKS[kind], said).markdown
            for kind in {form.kind for form in forms}
        }
    layout = replace(slip_layout(desk), archive=True)
    pages, markdown = [], []
    for form in forms:
        day = desk.hours.day_of(form.printed_at)
        text = with_number(texts[form.kind], form.number, day)
        markdown.append(text)
        pages.append(to_pdf(text, said, BLANKS[form.kind], replace(layout, issued_on=day)))
    name = forms[0].number
    if len(forms) > 1:
        name = f"{name}_{forms[-1].number.rpartition('-')[2]}"
    return Page(
        file_name=file_name(name),
        markdown="\n".join(markdown),
        pdf=pages[0] if len(pages) == 1 else joined(pages),
    )


@service("blank.list", May.READ, writes=False)
def blank_forms(
    desk: Desk, who: Actor, state: BlankState | None = None
) -> list[tuple[BlankForm, str]]:
    """Forms by number, the newest first, each with the case or notice it was used for."""
    with desk.store.read() as book:
        if state is None:
            found = book.find(BlankForm, order="-number")
        else:
            found = book.find(BlankForm, state=state, order="-number")
        return [(form, entered_as(book, form)) for form in found]


@service("blank.spoil", May.REGISTER)
def spoil(desk: Desk, who: Actor, number: str, reason: str) -> BlankForm:
    """Put a form down as spoiled or lost, with the reason."""
    now = desk.clock.now()
    with desk.store.act("blank.spoil", staff_id=who.staff_id, at=now) as act:
        form = by_number(act, desk, number, "number")
        if form.state is BlankState.USED:
            rules.check_free(form, form.kind, "number", entered_as(act, form))
        settled = rules.spoiled(form, reason, by=who.staff_id, at=now)
        act.put(settled)
        act.commit()
    return settled


@service("blank.use", May.REGISTER)
def use(desk: Desk, who: Actor, number: str, case: str = "", notice: str = "") -> BlankForm:
    """Name the case or the notice that was entered from a form, where that was not done at once."""
    now = desk.clock.now()
    with desk.store.act("blank.use", staff_id=who.staff_id, at=now) as act:
        form = by_number(act, desk, number, "number")
        if notice:
            given = _notice(act, notice)
            taken = take(act, desk, who, number, form.kind, given.made_at, now, notice_id=given.id)
        elif case:
            found = case_by_reference(act, case)
            taken = take(act, desk, who, number, form.kind, found.received_at, now, found.id)
            if form.kind is BlankKind.REGISTRATION and not found.paper_number:
                act.put(replace(found, paper_number=taken.number))
        else:
            raise Refusal(
                _("It is missing what was entered from this form."),
                _("Name the case or the notice; or put the form down as spoiled."),
                field="case",
                code="missing",
            )
        act.commit()
    return taken


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, form: CaseForm, now: datetime
) -> Case:
    """The case with the number of the form it was taken down on; the form counts as used."""
    if not clean_line(form.paper_number):
        return case
    taken = take(
        act,
        desk,
        who,
        form.paper_number,
        BlankKind.REGISTRATION,
        case.received_at,
        now,
        case.id,
        field="paper_number",
    )
    return replace(case, paper_number=taken.number)


def late_reason(form: CaseForm) -> str:
    """Why the time of receipt lies back: as said, or because it stands on a form."""
    said = clean_line(form.backdated_reason)
    if said or not clean_line(form.paper_number):
        return said
    return _("Taken down on a paper form while the power was off.")


def check_time(paper_number: str, written_at: datetime | None, field: str) -> None:
    """Refuse a paper form without the time that stands on it: its clocks began then."""
    if clean_line(paper_number) and written_at is None:
        raise Refusal(
            _("It is missing when this form was written."),
            _("Type the date and time that stand on the paper; the limits run from there."),
            field=field,
            code="missing",
        )


def take(
    act: Act,
    desk: Desk,
    who: Actor,
    number: str,
    kind: BlankKind,
    written_at: datetime,
    now: datetime,
    case_id: str | None = None,
    *,
    notice_id: str | None = None,
    field: str = "number",
) -> BlankForm:
    """Use up a form within an act; refuses an unknown, used, spoiled or wrong one by its field."""
    form = by_number(act, desk, number, field)
    rules.check_free(form, kind, field, entered_as(act, form))
    taken = rules.used(
        form,
        on=desk.hours.day_of(written_at),
        by=who.staff_id,
        at=now,
        case_id=case_id,
        notice_id=notice_id,
    )
    act.put(taken)
    return taken


def by_number(book: Book, desk: Desk, number: str, field: str) -> BlankForm:
    """The form with this number; refuses when none was ever printed under it."""
    whole = rules.as_number(desk.branch.code, number)
    found = book.find(BlankForm, number=whole, limit=1)
    if not found:
        raise Refusal(
            _("No form was printed under the number {number}.").format(number=whole),
            _("Look at the number at the top right of the paper; it is like {example}.").format(
                example=rules.number_of(desk.branch.code, 1)
            ),
            field=field,
            code="paper_unknown",
        )
    return found[0]


def entered_as(book: Book, form: BlankForm) -> str:
    """The reference of the case or the number of the notice that a form was used for."""
    if form.case_id and (case := book.get(Case, form.case_id)) is not None:
        return case.reference
    if form.notice_id and (notice := book.get(Notice, form.notice_id)) is not None:
        return notice.number
    return ""


def _notice(book: Book, number: str) -> Notice:
    from desk.services.notices import notice_by_number

    return notice_by_number(book, number)
