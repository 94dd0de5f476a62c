"""More time for an answer: a reason, somebody above who agrees, and a letter that arrived."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.deadline import Deadline, LimitRule, due, limit_rule
from desk.enums import ClockKind, LetterKind, LetterState
from desk.explanation import say_amount
from desk.forms import LetterForm
from desk.forms_clocks import ExtensionForm
from desk.i18n import _, current
from desk.ids import new_id
from desk.labels import label
from desk.letter.life import Letter
from desk.playbook.base import Unit
from desk.ports import Act, Book
from desk.raising import ClockPause, Extension
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, case_by_reference, open_only, service
from desk.services.letters import draft_letter
from desk.services.pausing import limit_of, not_late, running_clock
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean

NOTE = "extended"
"""What stands with the clock that runs by an extension."""


@service("clock.extend", May.WRITE_LETTER)
def ask_extension(desk: Desk, who: Actor, reference: str, form: ExtensionForm) -> Extension:
    """Ask for more time, once per rule and round; drafts the holding letter with the new day.

    It holds once somebody above has agreed and the letter has been delivered.
    """
    reason, done = clean(form.reason).strip(), clean(form.done).strip()
    for value, field, message in (
        (reason, "reason", _("It is missing why the answer takes longer.")),
        (done, "done", _("It is missing what has been done so far.")),
    ):
        if not value:
            raise Refusal(
                message,
                _("Both stand in the letter that the customer gets."),
                field=field,
                code="missing",
            )
    with desk.store.read() as book:
        case = open_only(desk, book, case_by_reference(book, reference))
        clock, anew, _standing = _extended(desk, book, case, form, desk.clock.now())
    until = desk.hours.day_of(anew.due_at)
    letter = draft_letter(
        desk,
        who,
        reference,
        LetterKind.HOLDING,
        LetterForm(reason=reason, done=done, until=until),
    )
    with case_act(desk, who, "clock.extend", reference) as (act, case, now):
        clock, anew, standing = _extended(desk, act, case, form, now)
        asked = Extension(
            id=standing.id if standing else new_id(),
            case_id=case.id,
            clock_id=clock.id,
            kind=clock.kind,
            round=clock.round,
            reason=reason,
            old_due_at=clock.due_at,
            new_due_at=anew.due_at,
            letter_id=letter.id,
            asked_by=who.staff_id,
            at=now,
            version=standing.version if standing else 1,
        )
        if standing:
            act.put(asked)
        else:
            act.add(asked)
        act.commit()
    return asked


@service("clock.agree", May.APPROVE_LETTER)
def agree_extension(
    desk: Desk, who: Actor, reference: str, kind: ClockKind = ClockKind.REPLY
) -> Extension:
    """Agree to more time; nobody agrees to what they asked for themselves."""
    with case_act(desk, who, "clock.agree", reference) as (act, case, now):
        found = act.find(Extension, case_id=case.id, kind=kind, round=case.round)
        if not found or _void(act, found[0]):
            raise Refusal(
                _("Nobody has asked for an extension of this deadline."),
                _("Whoever handles the case asks, with the reason and what was done."),
                code="no_extension",
            )
        asked = found[0]
        if asked.agreed_by is not None:
            raise Refusal(_("This extension has been agreed to already."), code="agreed_already")
        if asked.asked_by == who.staff_id:
            raise Refusal(
                _("Nobody agrees to an extension that they asked for."),
                _("Ask another shift lead or the manager."),
                code="own_extension",
            )
        agreed = replace(asked, agreed_by=who.staff_id, agreed_at=now)
        act.put(agreed)
        letter = act.get(Letter, asked.letter_id) if asked.letter_id else None
        if letter is not None and letter.delivered_at is not None:
            _hold(desk, act, case, agreed, letter.delivered_at)
        act.commit()
    return agreed


def delivered(desk: Desk, act: Act, case: Case, letter: Letter, at: datetime) -> None:
    """What an extension owes to a holding letter that has reached the customer."""
    for asked in act.find(Extension, letter_id=letter.id, new_clock_id=None):
        if asked.agreed_by is not None:
            _hold(desk, act, case, asked, at)


def _hold(desk: Desk, act: Act, case: Case, asked: Extension, arrived: datetime) -> None:
    """From here on another clock runs; how the first one ended is a fact.

    Where agreement or letter came after the old date had passed, that was late and stays so.
    """
    clock = act.get(CaseClock, asked.clock_id)
    assert clock is not None
    assert asked.agreed_at is not None
    if clock.verdict:
        return
    held_at = max(asked.agreed_at, arrived)
    anew = _counted(desk, clock, _days_between(desk, clock, asked))
    for pause in act.find(ClockPause, clock_id=clock.id, until=None):
        act.put(replace(pause, until=min(max(held_at, pause.since), pause.at_most)))
    act.put(replace(clock, verdict="late" if held_at > clock.due_at else "extended"))
    row = replace(flow.clock_row(case.id, anew, clock.round, NOTE), started_at=clock.started_at)
    act.add(row)
    act.put(replace(asked, new_clock_id=row.id, new_due_at=anew.due_at, holds_at=held_at))
    flow.update(act, desk, case)


def _days_between(desk: Desk, clock: CaseClock, asked: Extension) -> int:
    first, last = desk.hours.day_of(asked.old_due_at), desk.hours.day_of(asked.new_due_at)
    return max(desk.calendar.working_days_between(first, last), 1)


def _counted(desk: Desk, clock: CaseClock, days: int) -> Deadline:
    """The deadline `days` working days after the date of a clock."""
    limit = limit_of(desk, clock)
    rule = (
        replace(limit_rule(limit), amount=days, unit=Unit.WORKING_DAYS)
        if limit is not None and limit.clock is not None
        else LimitRule(id=clock.rule_id, clock=clock.kind, amount=days, unit=Unit.WORKING_DAYS)
    )
    return due(rule, clock.due_at, desk.calendar, desk.hours)


def _extended(
    desk: Desk, book: Book, case: Case, form: ExtensionForm, now: datetime
) -> tuple[CaseClock, Deadline, Extension | None]:
    """The clock to be extended, its new deadline, and an asking whose letter was voided."""
    clock = running_clock(book, case, form.kind)
    not_late(clock, now)
    limit = limit_of(desk, clock)
    most = limit.extend_days if limit is not None else 0
    if not most:
        raise Refusal(
            _("The rule of this deadline knows no extension: {kind}.").format(
                kind=label(clock.kind)
            ),
            _("Answer by its day, as far as the matter is clear."),
            field="kind",
            code="not_extendable",
        )
    days = form.days or most
    if not 1 <= days <= most:
        raise Refusal(
            _("The rule allows an extension by {days} at most.").format(
                days=say_amount(most, Unit.WORKING_DAYS, current())
            ),
            field="days",
            code="too_many_days",
        )
    standing = next(
        iter(book.find(Extension, case_id=case.id, kind=clock.kind, round=clock.round)), None
    )
    if standing is not None and not _void(book, standing):
        raise Refusal(
            _("This deadline has been extended once already, and once is all there is.")
            if standing.holds_at
            else _("An extension of this deadline is on its way already."),
            _("Each rule is extended once in a round."),
            field="kind",
            code="extended_once",
        )
    if any(
        one.until is None and one.at_most > now for one in book.find(ClockPause, clock_id=clock.id)
    ):
        raise Refusal(
            _("This deadline stands still at the moment."),
            _("Let it run on first; then it is clear by how much it must be extended."),
            field="kind",
            code="clock_paused",
        )
    anew = _counted(desk, clock, days)
    _under_ceiling(desk, book, case, clock, anew)
    return clock, anew, standing


def _void(book: Book, asked: Extension) -> bool:
    letter = book.get(Letter, asked.letter_id) if asked.letter_id else None
    return asked.holds_at is None and (letter is None or letter.state is LetterState.VOID)


def _under_ceiling(desk: Desk, book: Book, case: Case, clock: CaseClock, anew: Deadline) -> None:
    ceilings = [
        one.due_at
        for one in book.find(CaseClock, case_id=case.id, kind=ClockKind.CEILING, verdict="")
        if clock.kind is not ClockKind.CEILING
    ]
    top = min(ceilings, default=None)
    if top is None or anew.due_at <= top:
        return
    left = desk.calendar.working_days_between(
        desk.hours.day_of(clock.due_at), desk.hours.day_of(top)
    )
    raise Refusal(
        _("The regulator's limit comes first: {day}.").format(
            day=desk.hours.day_of(top).isoformat()
        ),
        _("Ask for {days} at most.").format(days=say_amount(left, Unit.WORKING_DAYS, current()))
        if left > 0
        else _("There is no room for an extension: answer by the day that stands."),
        field="days",
        code="beyond_ceiling",
    )
