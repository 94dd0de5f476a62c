"""The board: pages of cases by keyset, and how many each view holds."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from db.mapping import instant
from desk.case import Stage
from desk.due_days import DueSpan
from desk.enums import CaseKind, CaseStatus, Grade, Topic
from desk.i18n import _
from desk.refusals import Refusal
from desk.views import Counts, QueueRow, View

DUE = "coalesce(c.due_at, '~')"
CLOSED = "coalesce(c.closed_at, '')"

# The words of a partial index stand in the statement as they are: as a parameter they would
# not let the planner use it.
_WHERE: dict[View, str] = {
    View.MINE: "c.status = 'open' AND c.holder_id = :staff",
    View.DUE_TODAY: f"c.status = 'open' AND {DUE} <= :today",
    View.LATE: f"c.status = 'open' AND {DUE} < :now",
    View.TO_ACCEPT: (
        "c.status = 'open' AND c.id IN (SELECT h.case_id FROM handovers h "
        "WHERE h.state = 'offered' AND h.receiver_id = :staff)"
    ),
    View.TO_APPROVE: "c.status = 'open' AND c.stage = 'to_approve'",
    View.TO_PRINT: "c.status = 'open' AND c.stage IN ('to_issue', 'to_print')",
    View.TO_CALL_BACK: "c.status = 'open' AND c.stage = 'to_call_back'",
    View.ALL: "c.status = 'open'",
    View.CLOSED: "c.status <> 'open'",
    View.FIRST: "c.status = 'open' AND c.first_responder_id = :staff",
    View.TO_DECIDE: "c.status = 'open' AND c.scope = 'unclear'",
    View.EMERGENCY: (
        "c.status = 'open' AND c.id IN (SELECT k.case_id FROM clocks k "
        "WHERE k.kind = 'lead_sees' AND k.verdict = '')"
    ),
    View.RESTORE: (
        "c.status = 'open' AND c.id IN (SELECT k.case_id FROM clocks k "
        "WHERE k.kind = 'restore' AND k.verdict = '')"
    ),
    View.ESCALATED: (
        "c.status = 'open' AND c.id IN (SELECT e.case_id FROM escalations e "
        "WHERE e.done_at IS NULL)"
    ),
    View.PROMISES: (
        "c.status = 'open' AND c.id IN (SELECT m.case_id FROM commitments m "
        "WHERE m.kept_on IS NULL AND m.broken_reason = '' AND m.due_on <= :day)"
    ),
    View.TASKS: (
        "c.status = 'open' AND c.id IN (SELECT t.case_id FROM tasks t "
        "WHERE t.state IN ('given', 'accepted'))"
    ),
    View.INCIDENT: (
        "c.status = 'open' AND c.id IN (SELECT x.case_id FROM incidents n "
        "JOIN incident_cases x ON x.incident_id = n.id "
        "WHERE n.state = 'open' AND x.unlinked_at IS NULL)"
    ),
}

# Subqueries run for the rows of the page alone; joins would run for all that are skipped.
_COLUMNS = """
c.seq, {key}, c.id, c.reference, c.kind, c.topic, c.grade, c.stage, c.holder_id,
c.registered_at, c.due_at, c.status,
(SELECT s.name FROM staff s WHERE s.id = c.holder_id),
(SELECT p.name || char(31) || p.salutation FROM parties p
  WHERE p.case_id = c.id AND p.role = 'complainant' ORDER BY p.seq LIMIT 1),
(SELECT count(*) FROM points i WHERE i.case_id = c.id),
(SELECT count(*) FROM points i WHERE i.case_id = c.id
  AND i.finding <> '' AND i.conclusion IS NOT NULL AND i.remedy <> ''),
(SELECT count(*) FROM contacts t WHERE t.case_id = c.id AND t.reminder = 1),
(SELECT count(*) FROM concerns o WHERE o.case_id = c.id),
(SELECT h.receiver_name FROM handovers h
  WHERE h.case_id = c.id AND h.state = 'offered' ORDER BY h.seq DESC LIMIT 1),
c.times, c.warns
"""


_DUE_IN = f"{DUE} >= :since AND {DUE} < :until"


def statement(view: View, *, more: bool, narrowed: bool = False) -> str:
    """The statement for a page of a view.

    `more` when it goes on behind a cursor, `narrowed` to what falls due in a span.
    """
    key, way, beyond = (CLOSED, "DESC", "<") if view is View.CLOSED else (DUE, "ASC", ">")
    where = _WHERE[view]
    if narrowed:
        where += f" AND {_DUE_IN}"
    if more:
        where += f" AND ({key}, c.seq) {beyond} (:key, :seq)"
    return (
        f"SELECT {_COLUMNS.format(key=key)} FROM cases c WHERE {where} "
        f"ORDER BY {key} {way}, c.seq {way} LIMIT :limit"
    )


STATEMENTS = {
    (view, more, narrowed): statement(view, more=more, narrowed=narrowed)
    for view in View
    for more in (False, True)
    for narrowed in (False, True)
}

# Cases are never deleted and counted without gaps, so what is not open need not be counted.
COUNTS = "SELECT " + ", ".join(
    "(SELECT coalesce(max(seq), 0) FROM cases) - (SELECT count(*) FROM cases c "
    "WHERE c.status = 'open')"
    if view is View.CLOSED
    else f"(SELECT count(*) FROM cases c WHERE {_WHERE[view]})"
    for view in View
)


# Of the few cases that somebody may not see: how many each view would have counted.
HIDDEN = "SELECT " + ", ".join(
    f"(SELECT count(*) FROM json_each(:hidden) j JOIN cases c ON c.id = j.value "
    f"WHERE {_WHERE[view]})"
    for view in View
)


def due_statement(view: View, *, hidden: bool = False) -> str:
    """The statement that counts what of a view falls due in each of some spans."""
    seen = " AND c.id NOT IN (SELECT value FROM json_each(:hidden))" if hidden else ""
    return (
        f"SELECT (SELECT count(*) FROM cases c WHERE {_WHERE[view]} "
        f"AND {DUE} >= json_extract(s.value, '$[0]') AND {DUE} < json_extract(s.value, '$[1]')"
        f"{seen}) FROM json_each(:spans) s ORDER BY s.key"
    )


def span_bounds(span: DueSpan) -> tuple[str, str]:
    """From where to where a span lies in the order of the board; without a date "~" stands."""
    since, until = span
    if since is None and until is None:
        return "~", "~~"
    return (instant(since) if since else "", instant(until) if until else "~")


def due_counts(
    connection: Connection,
    view: View,
    spans: Sequence[DueSpan],
    *,
    staff_id: str,
    now: datetime,
    today_ends: datetime,
    hidden: Sequence[str] = (),
) -> list[int]:
    """How many cases of a view fall due in each span, those in `hidden` left out."""
    values = {
        "staff": staff_id,
        "now": instant(now),
        "today": instant(today_ends),
        "day": f"{today_ends:%Y-%m-%d}",
        "spans": json.dumps([span_bounds(span) for span in spans]),
        "hidden": json.dumps(list(hidden)),
    }
    return [
        count for (count,) in connection.execute(due_statement(view, hidden=bool(hidden)), values)
    ]


def _place(cursor: str) -> dict[str, object]:
    key, mark, seq = cursor.rpartition("|")
    if not mark or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
        raise Refusal(_("This page of the list is unknown."), code="bad_cursor", field="after")
    return {"key": key, "seq": int(seq)}


def queue(
    connection: Connection,
    view: View,
    *,
    staff_id: str,
    now: datetime,
    today_ends: datetime,
    due: DueSpan | None,
    after: str,
    limit: int,
) -> list[QueueRow]:
    """A page of a view. A cursor that no page gave out is refused with code "bad_cursor"."""
    values: dict[str, object] = {
        "staff": staff_id,
        "now": instant(now),
        "today": instant(today_ends),
        "day": f"{today_ends:%Y-%m-%d}",
        "limit": limit,
    }
    if after:
        values |= _place(after)
    if due is not None:
        values["since"], values["until"] = span_bounds(due)
    found = connection.execute(STATEMENTS[view, bool(after), due is not None], values)
    return [_row(each) for each in found]


def _row(values: Any) -> QueueRow:
    (seq, key, case_id, reference, kind, topic, grade, stage, holder_id) = values[:9]
    (registered, due, status, holder, customer, points, answered) = values[9:16]
    (reminders, about_us, offered_to, times, warns) = values[16:]
    name, _mark, salutation = (customer or "").partition("\x1f")
    return QueueRow(
        case_id=case_id,
        reference=reference,
        customer=name,
        salutation=salutation,
        kind=CaseKind(kind),
        topic=Topic(topic),
        grade=Grade(grade),
        stage=Stage(stage),
        points=points,
        answered=answered,
        holder_id=holder_id,
        holder=holder or "",
        registered_at=datetime.fromisoformat(registered),
        due_at=datetime.fromisoformat(due) if due else None,
        reminders=reminders,
        status=CaseStatus(status),
        about_us=about_us,
        offered_to=offered_to or "",
        times=times,
        warns=warns,
        cursor=f"{key}|{seq}",
    )


def counts(
    connection: Connection,
    *,
    staff_id: str,
    now: datetime,
    today_ends: datetime,
    hidden: Sequence[str] = (),
) -> Counts:
    """How many cases each view holds, those in `hidden` left out."""
    values = {
        "staff": staff_id,
        "now": instant(now),
        "today": instant(today_ends),
        "day": f"{today_ends:%Y-%m-%d}",
    }
    found = connection.execute(COUNTS, values).fetchone()
    if hidden:
        values["hidden"] = json.dumps(list(hidden))
        left_out = connection.execute(HIDDEN, values).fetchone()
        found = tuple(all_ - out for all_, out in zip(found, left_out, strict=True))
    return Counts(dict(zip(View, found, strict=True)))
