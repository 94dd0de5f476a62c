"""Print runs in the book: planned, begun, given up, and their paper confirmed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.enums import LetterState
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.letter.run import (
    AHEAD,
    CopyReason,
    ItemState,
    PaperForm,
    PrintItem,
    PrintRun,
    RunFile,
)
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.joint_copies import others
from desk.services.letter_rows import by_id, frozen_page
from desk.services.outgoing import confirm_printed
from desk.services.paper_forms import pages_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

MOST_LETTERS = 5_000
MOST_COPIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RunForm:
    """How a run is printed; the fields are those of `PrintRun`."""

    printer: str
    form: PaperForm = PaperForm.PAGE
    whole: bool = False
    duplex: bool = False
    copies: int = 1
    source: str = ""
    reason: CopyReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A letter that can be printed. `sent` is the job whose paper nobody has looked at, else "".

    `others` counts those who signed a joint case and get a copy of it, which are printed apart.
    """

    letter_id: str
    number: str
    pages: int
    as_copy: bool
    sent: str
    others: int = 0


@service("print.plan", May.DELIVER, writes=False)
def plan_run(
    desk: Desk, who: Actor, letter_ids: Sequence[str], form: PaperForm = PaperForm.PAGE
) -> list[Planned]:
    """What a run of these letters would print, and how many pages each has."""
    planned = []
    with desk.store.read() as book:
        for letter_id in letter_ids:
            letter = by_id(book, letter_id)
            sent = book.find(PrintItem, letter_id=letter.id, state=ItemState.SENT)
            planned.append(
                Planned(
                    letter_id=letter.id,
                    number=letter.number,
                    pages=pages_of(letter, frozen_page(book, letter).content, form),
                    as_copy=letter.state is not LetterState.ISSUED,
                    sent=sent[-1].job if sent else "",
                    others=len(others(book, letter)),
                )
            )
    return planned


@service("print.begin", May.DELIVER)
def begin_run(desk: Desk, who: Actor, letter_ids: Sequence[str], form: RunForm) -> RunFile:
    """Begin a run; nothing is sent yet.

    A letter that still waits in an earlier run leaves it. Copies of letters whose paper was there
    already need a reason.
    """
    now = desk.clock.now()
    if not letter_ids or len(letter_ids) > MOST_LETTERS:
        raise Refusal(
            _("A run holds 1 to {most} letters.").format(most=MOST_LETTERS), code="letters"
        )
    if not 1 <= form.copies <= MOST_COPIES:
        raise Refusal(
            _("Choose 1 to {most} copies.").format(most=MOST_COPIES), field="copies", code="copies"
        )
    run = PrintRun(
        id=new_id(),
        staff_id=who.staff_id,
        made_at=now,
        printer=form.printer,
        form=form.form,
        whole=form.whole,
        duplex=form.duplex,
        copies=form.copies,
        source=form.source,
    )
    items = [
        PrintItem(
            id=new_id(),
            run_id=run.id,
            letter_id=one.letter_id,
            position=position,
            number=one.number,
            pages=one.pages,
            as_copy=one.as_copy,
        )
        for position, one in enumerate(
            plan_run(desk, who, list(dict.fromkeys(letter_ids)), form.form), 1
        )
    ]
    if any(item.as_copy for item in items):
        if form.reason is None:
            raise Refusal(
                _("Paper of this letter was there already: what is it printed again for?"),
                _("Choose a reason; the copy is marked as one."),
                field="reason",
                code="copy_reason",
            )
        run = replace(run, reason=form.reason)
    with desk.store.act("print.begin", staff_id=who.staff_id, at=now) as act:
        for item in items:
            _leaves_earlier(act, item, now)
        act.add(run, *items)
        act.commit()
    return run_file(desk, who, run.id)


def _leaves_earlier(act: Act, item: PrintItem, now: datetime) -> None:
    for other in act.find(PrintItem, letter_id=item.letter_id):
        if other.state is ItemState.SENDING:
            raise Refusal(
                _("{number} is on its way to a printer in another run.").format(number=item.number),
                _("Go on with that run first, or end it."),
                code="in_another_run",
            )
        if other.state in AHEAD:
            act.put(replace(other, state=ItemState.DROPPED, settled_at=now))
            ended_if_through(act, other.run_id, now)


def ended_if_through(act: Act, run_id: str, now: datetime) -> None:
    """End a run of which nothing is left to send."""
    run = run_of(act, run_id)
    if run.ended_at is None and not any(
        act.find(PrintItem, run_id=run_id, state=state, limit=1) for state in AHEAD
    ):
        act.put(replace(run, ended_at=now))


def no_paper(act: Act, item: PrintItem) -> None:
    """Forget the job of a letter of which no paper came, so that nobody confirms it."""
    letter = act.get(Letter, item.letter_id)
    if letter is not None and item.job and letter.print_job == item.job and not item.as_copy:
        act.put(replace(letter, print_job=""))


def run_of(book: Book, run_id: str) -> PrintRun:
    """The run with this id; refuses when there is none."""
    run = book.get(PrintRun, run_id)
    if run is None:
        raise Refusal(_("There is no such print run."), code="no_such_run")
    return run


def _file(book: Book, run: PrintRun) -> RunFile:
    items = book.find(PrintItem, run_id=run.id, order="position")
    staff = book.get(Staff, run.staff_id)
    return RunFile(run=run, items=tuple(items), by=staff.name if staff else "")


@service("print.show", May.DELIVER, writes=False)
def run_file(desk: Desk, who: Actor, run_id: str) -> RunFile:
    """A run with its letters."""
    with desk.store.read() as book:
        return _file(book, run_of(book, run_id))


@service("print.open", May.DELIVER, writes=False)
def open_runs(desk: Desk, who: Actor) -> list[RunFile]:
    """Runs that are not through, oldest first: stopped, broken off, or going on in a window."""
    with desk.store.read() as book:
        return [_file(book, run) for run in book.find(PrintRun, ended_at=None)]


@service("print.end", May.DELIVER)
def end_run(desk: Desk, who: Actor, run_id: str) -> RunFile:
    """Give up what is left of a run; its letters wait for printing as before."""
    now = desk.clock.now()
    with desk.store.act("print.end", staff_id=who.staff_id, at=now) as act:
        run_of(act, run_id)
        for state in AHEAD:
            for item in act.find(PrintItem, run_id=run_id, state=state):
                act.put(replace(item, state=ItemState.DROPPED, settled_at=now))
        ended_if_through(act, run_id, now)
        act.commit()
    return run_file(desk, who, run_id)


@service("print.confirm", May.ISSUE_LETTER)
def confirm_run(desk: Desk, who: Actor, run_id: str, spoiled: Collection[str] = ()) -> RunFile:
    """Note that the paper of a run lies there, readable and whole, but for the `spoiled` letters.

    `spoiled` holds ids of letters; they wait for printing again. A letter is one act: what was
    noted before one of them is refused stands.
    """
    now = desk.clock.now()
    spoilt = {item.letter_id for item in run_file(desk, who, run_id).unsettled} & set(spoiled)
    with desk.store.act("print.spoiled", staff_id=who.staff_id, at=now) as act:
        for item in act.find(PrintItem, run_id=run_id, state=ItemState.SENT):
            if item.letter_id in spoilt:
                act.put(replace(item, state=ItemState.SPOILED, settled_at=now))
                no_paper(act, item)
            elif by_id(act, item.letter_id).state is not LetterState.ISSUED:
                # A copy, or confirmed since by itself.
                act.put(replace(item, state=ItemState.CONFIRMED, settled_at=now))
        act.commit()
    for item in run_file(desk, who, run_id).unsettled:
        confirm_printed(desk, who, item.letter_id)
    return run_file(desk, who, run_id)
