"""The end of a shift: the sheet as it stands, closing it, and the next one's signature."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desk.i18n import _, current
from desk.ids import new_id
from desk.letter.facts import InnerKind
from desk.letter.hall_papers import FormsFacts, OwnerFacts, SectionFacts, ShiftFacts
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.composing import composed
from desk.services.facts import unit_of
from desk.services.pages import Page, page, slip_layout
from desk.services.shift_count import Span, count
from desk.shift import Sheet, Shift, sheet_from_json, sheet_to_json
from desk.shift_words import (
    does_not_add_up,
    form_name,
    journal_words,
    left_numbers,
    owner_name,
    sections,
)
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean

LONGEST_REMARKS = 1_000
_PAGE = 50
"""Entries of the journal that are read at a time; one of an import is as large as a megabyte."""
_SILENT = ("visit.seen", "shift.close", "shift.take")
"""Acts that do not make a day's work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What was left at the end of a shift: `forgotten` began it and was never closed."""

    forgotten: datetime | None = None
    untaken: Shift | None = None
    handed_by: str = ""


@service("shift.sheet", May.REGISTER, writes=False, whole=True)
def shift_sheet(desk: Desk, who: Actor, serial: int = 0) -> Sheet:
    """The sheet of the shift that is open, as it stands now; or one that was closed."""
    with desk.store.read() as book:
        if serial:
            return _kept(book, serial)
        return _now(desk, book, desk.clock.now())


@service("shift.close", May.REGISTER, whole=True)
def close_shift(desk: Desk, who: Actor, serial: int, remarks: str = "") -> Sheet:
    """Close the open shift, whose number the closer has seen, and keep its sheet.

    The next one begins at the same moment.
    """
    now = desk.clock.now()
    said = clean(remarks).strip()
    if len(said) > LONGEST_REMARKS:
        raise Refusal(
            _("The remarks have at most {most} characters.").format(most=LONGEST_REMARKS),
            field="remarks",
            code="too_long",
        )
    with desk.store.act("shift.close", staff_id=who.staff_id, at=now) as act:
        sheet = replace(_now(desk, act, now), remarks=said, handed_by=_signed(who))
        if sheet.serial != serial:
            raise Refusal(
                _("Shift {serial} is closed already.").format(serial=serial),
                _("Look at the sheet again: the open one is shift {now}.").format(now=sheet.serial),
                field="serial",
                code="shift_closed",
            )
        act.add(
            Shift(
                id=new_id(),
                serial=serial,
                began_at=datetime.fromisoformat(sheet.began_at),
                ended_at=now,
                handed_by=who.staff_id,
                remarks=said,
                sheet=sheet_to_json(sheet),
                journal_seq=sheet.journal_seq,
                journal_hash=sheet.journal_hash,
            )
        )
        act.commit()
    return sheet


@service("shift.take", May.REGISTER, whole=True)
def take_shift(desk: Desk, who: Actor) -> Sheet:
    """Sign for what the last closed shift hands over."""
    now = desk.clock.now()
    with desk.store.act("shift.take", staff_id=who.staff_id, at=now) as act:
        last = last_shift(act)
        if last is None:
            raise Refusal(
                _("No shift has been closed yet."),
                _("Close it first; then the next one signs."),
                code="no_shift",
            )
        if last.taken_by is not None:
            raise Refusal(
                _("Shift {serial} is taken over already.").format(serial=last.serial),
                _("Close the open shift first; then the next one signs."),
                code="shift_taken",
            )
        if last.handed_by == who.staff_id:
            raise Refusal(
                _("Whoever hands over does not take over: two people sign."),
                _("Let the next one sign, by staff number and PIN."),
                field="number",
                code="oneself",
            )
        act.put(replace(last, taken_by=who.staff_id, taken_at=now))
        act.commit()
        return _kept(act, last.serial)


@service("shift.page", May.REGISTER, writes=False, whole=True)
def shift_page(desk: Desk, who: Actor, serial: int = 0) -> Page:
    """A sheet for the printer: of the open shift, or one that was closed."""
    language = current()
    with desk.store.read() as book:
        sheet = _kept(book, serial) if serial else _now(desk, book, desk.clock.now())
        said = _facts(desk, sheet, language)
        markdown = composed(book, InnerKind.SHIFT, said).markdown
    number = f"{desk.branch.code}-J-{sheet.serial:04d}"
    return page(
        InnerKind.SHIFT,
        said,
        markdown=markdown,
        number=number,
        issued_on=desk.hours.day_of(datetime.fromisoformat(sheet.until)),
        layout=slip_layout(desk),
    )


@service("shift.waits", May.READ, writes=False, whole=True)
def shift_waits(desk: Desk, who: Actor) -> Waits:
    """Whether an earlier day was never closed, or nobody signed for what was handed over."""
    now = desk.clock.now()
    with desk.store.read() as book:
        last = last_shift(book)
        if last is None:
            # A hall that has never closed a shift does not keep sheets; it is not reminded.
            return Waits()
        giver = book.get(Staff, last.handed_by)
        return Waits(
            forgotten=last.ended_at if _forgotten(desk, book, last, now) else None,
            untaken=last if last.taken_by is None and last.handed_by != who.staff_id else None,
            handed_by=giver.name if giver is not None else "",
        )


def last_shift(book: Book) -> Shift | None:
    """The shift that was closed last."""
    return next(iter(book.find(Shift, order="-serial", limit=1)), None)


def _forgotten(desk: Desk, book: Book, last: Shift, now: datetime) -> bool:
    """Whether there was work after the last sheet on a day that is over."""
    today = desk.hours.day_of(now)
    if desk.hours.day_of(last.ended_at) >= today:
        return False
    entries = book.journal(after=last.journal_seq, limit=50)
    return any(e.act not in _SILENT and desk.hours.day_of(e.at) < today for e in entries)


def _now(desk: Desk, book: Book, now: datetime) -> Sheet:
    last = last_shift(book)
    began = last.ended_at if last else _first_began(desk, book, now)
    span = Span(last.serial + 1 if last else 1, began, now)
    before = sheet_from_json(last.sheet).open if last else None
    return count(desk, book, span, last, before)


def _first_began(desk: Desk, book: Book, now: datetime) -> datetime:
    """When the first shift of all began: at opening today, or with today's first act before it."""
    today = desk.hours.day_of(now)
    opened = desk.hours.opens(today, desk.calendar)
    # What happens at the beginning itself belongs to the shift before.
    acts = [at - timedelta(microseconds=1) for at in _first_act(desk, book, today)]
    return min([*acts, now, *([opened] if opened else [])])


def _first_act(desk: Desk, book: Book, today: date) -> list[datetime]:
    """The time of today's first act, if there was one."""
    midnight = desk.hours.instant(today, 0)
    found: list[datetime] = []
    last, _digest = book.journal_head()
    while last > 0:
        first = max(0, last - _PAGE)
        entries = book.journal(after=first, limit=last - first)
        found += [entry.at for entry in entries if entry.at >= midnight]
        if not entries or entries[0].at < midnight:
            break
        last = first
    return [min(found)] if found else []


def _kept(book: Book, serial: int) -> Sheet:
    found = book.find(Shift, serial=serial, limit=1)
    if not found:
        raise Refusal(
            _("There is no sheet of shift {serial}.").format(serial=serial),
            _("Without a number the sheet of the open shift is shown."),
            field="serial",
            code="no_such_shift",
        )
    (shift,) = found
    sheet = sheet_from_json(shift.sheet)
    taker = book.get(Staff, shift.taken_by) if shift.taken_by else None
    if taker is None or shift.taken_at is None:
        return sheet
    # What was kept stays as it was signed; the second signature stands beside it.
    began = datetime.fromisoformat(sheet.began_at)
    taken_at = shift.taken_at.astimezone(began.tzinfo).isoformat()
    return replace(sheet, taken_by=f"{taker.name} {taker.number}", taken_at=taken_at)


def _signed(who: Actor) -> str:
    return f"{who.name} {who.number}"


def _facts(desk: Desk, sheet: Sheet, language: str) -> ShiftFacts:
    return ShiftFacts(
        language=language,
        unit=unit_of(desk, desk.branch, language),
        serial=sheet.serial,
        began_at=datetime.fromisoformat(sheet.began_at),
        until=datetime.fromisoformat(sheet.until),
        opening=sheet.opening,
        taken=sheet.taken,
        ended=sheet.ended,
        open=sheet.open,
        remark=does_not_add_up(sheet, language),
        owners=tuple(
            OwnerFacts(who=owner_name(one, language), open=one.open, late=one.late)
            for one in sheet.owners
        ),
        forms=tuple(
            FormsFacts(
                what=form_name(one, language),
                before=one.before,
                printed=one.printed,
                used=one.used,
                spoiled=one.spoiled,
                left=one.left,
                numbers=left_numbers(one),
            )
            for one in sheet.forms
        ),
        sections=tuple(
            SectionFacts(title=title, lines=tuple(lines))
            for title, lines in sections(sheet, language)
        ),
        remarks=sheet.remarks,
        journal=journal_words(sheet),
        handed_by=sheet.handed_by,
        taken_by=sheet.taken_by,
        taken_at=datetime.fromisoformat(sheet.taken_at) if sheet.taken_at else None,
    )
