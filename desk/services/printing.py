"""A print run on its way: letter by letter to the printer, and on again where it broke off.

Each letter is taken in the book before it is sent and noted afterwards. What broke off between the
two is looked for in the queue of the printer under its own name, so that nothing comes out twice
and nothing is left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from desk.i18n import _
from desk.letter.life import SENT, Letter
from desk.letter.printers import is_folder
from desk.letter.run import (
    AHEAD,
    ENDINGS,
    ItemState,
    PaperForm,
    PrintItem,
    PrintRun,
    RunFile,
    queue_name,
    whole_name,
)
from desk.refusals import Fault, Refusal
from desk.services.base import Desk, service
from desk.services.letter_rows import by_id, frozen_page
from desk.services.paper_forms import content
from desk.services.print_runs import ended_if_through, no_paper, run_file, run_of
from desk.staff.model import Actor
from desk.staff.permissions import May

if TYPE_CHECKING:
    from desk.letter.printer import Printer, Sheets

PATIENCE = timedelta(seconds=45)
"""So long a letter may be on its way to the queue before it counts as broken off."""

Doubt = Literal["ask", "there", "again"]
"""What to think of a letter of which nobody can say whether it was sent."""


@service("print.next", May.DELIVER)
def print_next(desk: Desk, who: Actor, run_id: str, printer: "Printer") -> list[PrintItem]:
    """Send the next letter, or all of them where the run is one job; nothing when it is through.

    A printer that does not take it makes the letter `failed` and says why: nobody raises, and
    everything else stands.
    """
    run, items = _take_next(desk, who, run_id)
    if not items:
        return []
    today = desk.hours.day_of(desk.clock.now())
    try:
        with desk.store.read() as book:
            papers = []
            for item in items:
                letter = by_id(book, item.letter_id)
                document = frozen_page(book, letter)
                papers.append(
                    content(letter, document.content, run.form, as_copy=item.as_copy, day=today)
                )
        job = printer.send(_together(run, papers), _name(run, items), _sheets(run))
    except (Refusal, Fault) as wrong:
        return [_note_failed(desk, who, item, str(wrong)) for item in items]
    return [_note_sent(desk, who, run, item, job) for item in items]


def _together(run: PrintRun, papers: Sequence[bytes]) -> bytes:
    if not run.whole:
        return papers[0]
    if run.form is not PaperForm.PAGE:
        return b"".join(papers)
    from desk.letter.copies import joined

    return joined(papers, duplex=run.duplex)


def _name(run: PrintRun, items: Sequence[PrintItem]) -> str:
    if run.whole:
        return whole_name(run)
    (item,) = items
    if not is_folder(run.printer):
        return queue_name(item)
    return f"{item.number}-copy" if item.as_copy else item.number


def _sheets(run: PrintRun) -> "Sheets":
    from desk.letter.printer import Sheets

    return Sheets(
        copies=run.copies,
        duplex=run.duplex,
        source=run.source,
        raw=run.form is not PaperForm.PAGE,
        ending=ENDINGS[run.form],
    )


def _take_next(desk: Desk, who: Actor, run_id: str) -> tuple[PrintRun, list[PrintItem]]:
    """Take the next letters of a run, so that no other window sends them."""
    now = desk.clock.now()
    taken: list[PrintItem] = []
    with desk.store.act("print.take", staff_id=who.staff_id, at=now) as act:
        run = run_of(act, run_id)
        most = 0 if run.whole else 1
        while waiting := act.find(
            PrintItem, run_id=run_id, state=ItemState.WAITING, order="position", limit=most
        ):
            for item in waiting:
                letter = act.get(Letter, item.letter_id)
                if letter is not None and letter.state not in SENT:
                    # Declared void since the run began.
                    act.put(replace(item, state=ItemState.DROPPED, settled_at=now))
                else:
                    # A letter that this person may not see fails when it is read.
                    taken.append(replace(item, state=ItemState.SENDING, wrong="", taken_at=now))
                    act.put(taken[-1])
            if taken:
                break
        ended_if_through(act, run_id, now)
        act.commit()
    return run, taken


def _note_sent(desk: Desk, who: Actor, run: PrintRun, item: PrintItem, job: str) -> PrintItem:
    """Note that a letter is in the queue; one act in the journal of its case."""
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = by_id(book, item.letter_id).case_id
    note = run.reason.value if item.as_copy and run.reason else ""
    name = "letter.copy" if item.as_copy else "letter.print"
    with desk.store.act(name, staff_id=who.staff_id, at=now, case_id=case_id, note=note) as act:
        kept = act.get(PrintItem, item.id)
        assert kept is not None
        act.put(replace(kept, state=ItemState.SENT, job=job, wrong="", sent_at=now))
        act.put(replace(by_id(act, item.letter_id), print_job=job))
        ended_if_through(act, run.id, now)
        act.commit()
    return _again(desk, item)


def _note_failed(desk: Desk, who: Actor, item: PrintItem, wrong: str) -> PrintItem:
    now = desk.clock.now()
    with desk.store.act("print.failed", staff_id=who.staff_id, at=now) as act:
        kept = act.get(PrintItem, item.id)
        assert kept is not None
        act.put(replace(kept, state=ItemState.FAILED, wrong=wrong))
        no_paper(act, kept)
        run = run_of(act, item.run_id)
        # A job that is lost brings a run back that was through.
        act.put(replace(run, ended_at=None))
        act.commit()
    return _again(desk, item)


def _again(desk: Desk, item: PrintItem) -> PrintItem:
    with desk.store.read() as book:
        kept = book.get(PrintItem, item.id)
    assert kept is not None
    return kept


@service("print.lost", May.DELIVER)
def note_lost(desk: Desk, who: Actor, run_id: str, job: str, wrong: str) -> list[PrintItem]:
    """Note that no paper will come of a job: cancelled, or broken off by the printer."""
    with desk.store.read() as book:
        lost = [
            item
            for item in book.find(PrintItem, run_id=run_id, state=ItemState.SENT)
            if item.job == job
        ]
    return [_note_failed(desk, who, item, wrong) for item in lost]


@service("print.resume", May.DELIVER)
def resume_run(
    desk: Desk, who: Actor, run_id: str, printer: "Printer", *, doubt: Doubt = "ask"
) -> RunFile:
    """Make a run that stopped or broke off ready to go on.

    What failed waits again. What was on its way is looked for in the queue; of what nobody can
    say whether it was sent, `doubt` says: "there", "again", or "ask", which refuses with code
    "in_doubt".
    """
    file = run_file(desk, who, run_id)
    asked = [item for item in file.items if item.state in (ItemState.SENDING, ItemState.FAILED)]
    whole = _found(printer, _name(file.run, asked)) if asked and file.run.whole else None
    for item in asked:
        if item.state is ItemState.SENDING:
            _refuse_alive(desk, item)
        job = whole if file.run.whole else _found(printer, _name(file.run, [item]))
        if job is None and item.state is ItemState.SENDING:
            if doubt == "ask":
                raise Refusal(
                    _("Nobody can say whether {number} was sent before the run broke off.").format(
                        number=item.number
                    ),
                    _("Look at the printer: does the paper lie there?"),
                    code="in_doubt",
                )
            job = "?" if doubt == "there" else ""
        if job:
            _note_sent(desk, who, file.run, item, job)
        else:
            _wait_again(desk, who, item)
    return run_file(desk, who, run_id)


def _found(printer: "Printer", name: str) -> str | None:
    """The job under this name of which paper came or may come, "" for none, None in doubt."""
    from desk.letter.printer import LOST

    job = printer.find(name)
    if not job:
        return job
    try:
        return "" if printer.look(job).state in LOST else job
    except Fault:
        return None


def _refuse_alive(desk: Desk, item: PrintItem) -> None:
    now = desk.clock.now()
    # A clock that was set back must not keep a run waiting.
    if item.taken_at is not None and timedelta(0) <= now - item.taken_at < PATIENCE:
        raise Refusal(
            _("{number} is being sent at this moment, perhaps in another window.").format(
                number=item.number
            ),
            _("Try again in a minute."),
            code="being_sent",
        )


def _wait_again(desk: Desk, who: Actor, item: PrintItem) -> None:
    now = desk.clock.now()
    with desk.store.act("print.again", staff_id=who.staff_id, at=now) as act:
        kept = act.get(PrintItem, item.id)
        if kept is not None and kept.state in AHEAD:
            act.put(replace(kept, state=ItemState.WAITING, wrong=""))
        act.commit()
