"""What an open case waits for, most pressing first: pure functions over its record."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.case import Case, CaseClock, Stage
from desk.custody import Handover
from desk.enums import ClockKind, HandoverState, NoticeKind, Scope
from desk.hours import BranchHours
from desk.i18n import N_, say
from desk.labels import label
from desk.notice import missing
from desk.notice.model import MaterialRow, Notice
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.referral import Referral
from desk.saying import joined, say_moment

FEW = 2
"""So many papers to choose from are named one by one."""


class Wait(StrEnum):
    """Whose turn it is; the stages of answering and of the letter are one of their own."""

    OFFER = "offer"
    """Somebody was offered the case and has not answered."""
    DECISION = "decision"
    """The lead says whose matter it is."""
    CONTACT = "contact"
    """Somebody promised to contact the customer."""
    RESULT = "result"
    """What came of a referral is to be asked after."""
    PAPERS = "papers"
    """The customer brings what is missing."""
    POINTS = "points"
    """Points are to be answered."""
    STAGE = "stage"
    """The next step of its letter, or its closing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing a case waits for: from whom, by when, and how many where that counts."""

    what: Wait
    who: str = ""
    by: datetime | None = None
    count: int = 0
    stage: Stage | None = None


_WORDS = {
    Wait.OFFER: N_("{who} to accept it"),
    Wait.DECISION: N_("the shift lead to say whose matter it is"),
    Wait.CONTACT: N_("{who} to contact the customer"),
    Wait.RESULT: N_("the result from {who}"),
    Wait.PAPERS: N_("papers from the customer"),
    Wait.POINTS: N_("answers to {count} points"),
}


def waits_for(
    case: Case,
    *,
    points: Sequence[IssuePoint],
    clocks: Iterable[CaseClock],
    handovers: Sequence[Handover],
    referrals: Iterable[Referral],
    notices: Sequence[Notice],
    holder: str,
) -> tuple[Waiting, ...]:
    """Everything an open case waits for; `holder` is the name of whoever holds it.

    Never empty: where nothing else is left, its stage is what it waits for.
    """
    running = {clock.kind: clock for clock in sorted_by_due(clocks, latest_first=True)}
    found = [
        Waiting(what=Wait.OFFER, who=offer.receiver_name, by=offer.lapses_at)
        for offer in handovers
        if offer.state is HandoverState.OFFERED
    ]
    if case.scope is Scope.UNCLEAR:
        found.append(Waiting(what=Wait.DECISION, by=_due(running, ClockKind.SCOPE_DECISION)))
    contact = running.get(ClockKind.PROMISED_CONTACT)
    if contact is not None:
        who = who_contacts(contact, handovers, notices, holder)
        found.append(Waiting(what=Wait.CONTACT, who=who, by=contact.due_at))
    for referral in referrals:
        if referral.result_at is None:
            by = _due(running, ClockKind.REFERRAL_RESULT)
            found.append(Waiting(what=Wait.RESULT, who=referral.unit, by=by))
    if ClockKind.MATERIALS_DUE in running or rows_missing(notices):
        found.append(Waiting(what=Wait.PAPERS, by=_due(running, ClockKind.MATERIALS_DUE)))
    unanswered = sum(not is_answered(point) for point in points)
    reply = _due(running, ClockKind.REPLY)
    if unanswered:
        found.append(Waiting(what=Wait.POINTS, count=unanswered, by=reply))
    else:
        found.append(Waiting(what=Wait.STAGE, stage=case.stage, by=reply))
    return tuple(found)


def sorted_by_due(clocks: Iterable[CaseClock], *, latest_first: bool = False) -> list[CaseClock]:
    """The clocks that still run, by when they fall due."""
    running = [clock for clock in clocks if not clock.verdict]
    return sorted(running, key=lambda clock: clock.due_at, reverse=latest_first)


def who_contacts(
    promise: CaseClock, handovers: Sequence[Handover], notices: Sequence[Notice], holder: str
) -> str:
    """The name of whoever keeps a promised contact.

    Whoever holds the case keeps what a colleague promised when taking it over; somebody without a
    sign-in, and a first responder who brings the lead's answer, keep their own.
    """
    own = promise.note in ("", *(notice.number for notice in notices))
    took = [h for h in handovers if h.receiver_name == promise.note]
    if own or (took and took[-1].receiver_id is not None):
        return holder
    return promise.note


def rows_missing(notices: Sequence[Notice]) -> dict[str, list[MaterialRow]]:
    """What the customer still has to bring by the latest lists; alternatives stand together."""
    followed = {notice.supersedes for notice in notices}
    found: dict[str, list[MaterialRow]] = {}
    for notice in notices:
        if notice.kind is NoticeKind.MATERIALS and notice.id not in followed:
            for row in missing(notice.rows):
                key = f"{notice.id} {row.group}" if row.group else row.name
                found.setdefault(key, []).append(row)
    return found


def papers_missing(notices: Sequence[Notice], language: str) -> tuple[str, ...]:
    """What the customer still has to bring, in words: one paper, or a choice of several."""
    said = (_choice(rows, language) for rows in rows_missing(notices).values())
    return tuple(dict.fromkeys(said))


def _choice(rows: Sequence[MaterialRow], language: str) -> str:
    """One paper by its name; of a few one may be chosen, and many are called what they prove."""
    names = tuple(dict.fromkeys(row.name for row in rows))
    least, kind = rows[0].group_at_least, re.split("[，,]", rows[0].group_label)[0]
    if rows[0].group and least > 1:
        pattern = say(N_("{count} of these: {papers}"), language)
        return pattern.format(count=least, papers=joined(names, language))
    if len(names) > FEW and kind:
        return kind
    return say(N_(" or "), language).join(names)


def waiting_words(waiting: Waiting, now: datetime, hours: BranchHours, language: str) -> str:
    """One thing in words for a list: what, and by when or since when overdue."""
    if waiting.stage is not None:
        what = label(waiting.stage, language)
    else:
        pattern = say(_WORDS[waiting.what], language)
        what = pattern.format(who=waiting.who, count=waiting.count)
    if waiting.by is None:
        return what
    moment = say_moment(hours.local(waiting.by), language, year=False)
    late = waiting.by < now
    pattern = N_("{what}, overdue since {moment}") if late else N_("{what}, by {moment}")
    return say(pattern, language).format(what=what, moment=moment)


def _due(running: dict[ClockKind, CaseClock], kind: ClockKind) -> datetime | None:
    clock = running.get(kind)
    return clock.due_at if clock else None
