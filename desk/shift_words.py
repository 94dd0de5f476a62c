"""A shift sheet in words: its parts with a line for each thing, for screen, text and paper."""

from collections.abc import Callable
from datetime import datetime

from desk.blanks import ranges
from desk.concern import NOBODY_HERE
from desk.enums import BlankKind, HallEventKind
from desk.i18n import N_, say
from desk.labels import label
from desk.letter.words import stamp
from desk.shift import LISTS, FormCount, Held, Item, Sheet

Section = tuple[str, list[str]]

_TITLES = {
    "unaccepted": N_("Handovers nobody has accepted"),
    "late": N_("Late now"),
    "due_next": N_("Due by the end of the next working day"),
    "voids": N_("Annulled cases and void letters"),
    "parked": N_("Registrations left half typed"),
    "unconfirmed": N_("Records that the customer has not confirmed"),
    "originals": N_("Originals that we hold"),
    "events": N_("What happened in the hall"),
    "breaches": N_("Asked for a second time, our omission"),
}


def title_of(name: str, language: str) -> str:
    """What one of the lists of a sheet is called."""
    return say(_TITLES[name], language)


def sections(sheet: Sheet, language: str) -> list[Section]:
    """Every list of the sheet, the empty ones too: nothing is left out unsaid."""
    said = []
    for name in LISTS:
        items: tuple[Item, ...] = getattr(sheet, name)
        tell = _TELL.get(name, _plain)
        said.append((title_of(name, language), [tell(one, language) for one in items]))
    gone = [line for one in sheet.forms for line in one.gone]
    said.append((say(N_("Forms entered or spoiled"), language), gone))
    return said


def does_not_add_up(sheet: Sheet, language: str) -> str:
    """What is wrong with the counts, and what was left open before; empty when nothing is."""
    parts = []
    if sheet.last_open is not None and sheet.last_open != sheet.opening:
        parts.append(
            say(N_("The sheet before says {last} open, the book {now}."), language).format(
                last=sheet.last_open, now=sheet.opening
            )
        )
    elif not sheet.adds_up:
        parts.append(say(N_("The counts do not add up: have the book verified."), language))
    if sheet.untaken:
        parts.append(
            say(N_("Nobody has signed for taking over shift {serial}."), language).format(
                serial=sheet.untaken
            )
        )
    return " ".join(parts)


def form_name(one: FormCount, language: str) -> str:
    """Which form a count is of."""
    return label(BlankKind(one.kind), language)


def owner_name(one: Held, language: str) -> str:
    """Who holds, by name and staff number."""
    return f"{one.name} {one.number}" if one.number else say(NOBODY_HERE, language)


def left_numbers(one: FormCount) -> str:
    """The numbers of the forms that are left, in few words."""
    return ", ".join(ranges(list(one.numbers)))


def as_text(sheet: Sheet, language: str) -> str:
    """The whole sheet as lines, for the screen and the command line."""
    head = say(N_("Shift {serial}: {began} to {until}"), language).format(
        serial=sheet.serial, began=_when(sheet.began_at), until=_when(sheet.until)
    )
    balance = say(
        N_("Open before {opening} + taken {taken} - ended {ended} = open now {open}"), language
    ).format(opening=sheet.opening, taken=sheet.taken, ended=sheet.ended, open=sheet.open)
    lines = [head, balance]
    wrong = does_not_add_up(sheet, language)
    if wrong:
        lines.append(f"! {wrong}")
    held = say(N_("{owner}: {open} open, {late} late"), language)
    lines += [
        held.format(owner=owner_name(one, language), open=one.open, late=one.late)
        for one in sheet.owners
    ]
    forms = say(
        N_("{form}: {before} + {printed} printed - {used} entered - {spoiled} spoiled = {left}"),
        language,
    )
    for one in sheet.forms:
        line = forms.format(
            form=form_name(one, language),
            before=one.before,
            printed=one.printed,
            used=one.used,
            spoiled=one.spoiled,
            left=one.left,
        )
        lines.append(f"{line} ({left_numbers(one)})" if one.numbers else line)
    none = say(N_("none"), language)
    titled = say(N_("{title}: {text}"), language)
    # One line for each person who left work parked, who may have left several.
    parked = sum(int(one.text) for one in sheet.parked)
    parked_title = title_of("parked", language)
    for title, items in sections(sheet, language):
        count = parked if title == parked_title else len(items)
        lines += ["", titled.format(title=title, text=count or none)]
        lines += [f"  {line}" for line in items]
    if sheet.remarks:
        lines += ["", titled.format(title=say(N_("Remarks"), language), text=sheet.remarks)]
    head = say(N_("Head of the journal"), language)
    lines += ["", titled.format(title=head, text=journal_words(sheet))]
    signed = say(N_("Handed over by {giver}, taken over by {taker}"), language)
    blank = say(N_("(not signed)"), language)
    return "\n".join(
        [*lines, signed.format(giver=sheet.handed_by or blank, taker=sheet.taken_by or blank)]
    )


def journal_words(sheet: Sheet) -> str:
    """Number and beginning of the hash of the journal's last entry."""
    return f"{sheet.journal_seq} {sheet.journal_hash[:16]}"


def _when(at: str) -> str:
    return stamp(datetime.fromisoformat(at)) if at else ""


def _plain(item: Item, _language: str) -> str:
    parts = (item.reference, item.who, _when(item.at), item.text)
    return "  ".join(part for part in parts if part)


def _parked(item: Item, language: str) -> str:
    words = say(N_("{name}: {count}, the oldest of {moment}"), language)
    return words.format(name=item.who, count=item.text, moment=_when(item.at))


def _event(item: Item, language: str) -> str:
    done = item.text or say(N_("nobody has seen to it"), language)
    kind = label(HallEventKind(item.reference), language)
    return f"{kind}  {_when(item.at)}  {item.who}  {done}"


_TELL: dict[str, Callable[[Item, str], str]] = {"parked": _parked, "events": _event}
