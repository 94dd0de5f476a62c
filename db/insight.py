"""Figures counted from the book: one statement names what is counted, for numbers and for lists.

Whatever is counted is a row of (case_id, at, good, own): the list behind a number cannot differ
from the number.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from db.mapping import instant
from desk.enums import CaseKind, CaseStatus, Topic
from desk.i18n import _
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.refusals import Refusal


def _in_span(column: str) -> str:
    return f"{column} >= :since AND {column} < :until"


_ENDED_AT = "coalesce(c.closed_at, '')"
"""As the index has it."""
_NOT_ENDED_THEN = "NOT (coalesce(c.reopened_at, '') >= :until AND c.ended_before < :until)"
"""Whoever was taken up again later had ended by then."""
_RECEIVED = f"FROM cases c WHERE {_in_span('c.received_at')} AND c.status <> 'annulled'"
_ENDED = f"FROM cases c WHERE c.status <> 'open' AND {_in_span(_ENDED_AT)}"
_CLOSED = f"{_ENDED} AND c.status = 'closed'"


def _clocks(kind: str, good: str, more: str = "") -> str:
    """Clocks of a kind that fell due: those that ended, and those that still run and are late."""
    parts = [
        f"SELECT k.case_id, k.due_at, {good}, '' FROM clocks k JOIN cases c ON c.id = k.case_id "
        f"WHERE k.kind = '{kind}' AND {verdict} AND {_in_span('k.due_at')} "
        f"AND c.status <> 'annulled'{more}"
        for verdict in (
            "k.verdict <> '' AND k.verdict IN ('in_time', 'late')",
            "k.verdict = '' AND k.due_at < :now",
        )
    ]
    return " UNION ALL ".join(parts)


_IN_TIME = "k.verdict = 'in_time'"
_CONTACTED = (
    "NOT EXISTS (SELECT 1 FROM clocks f WHERE f.case_id = k.case_id AND f.kind = 'first_contact' "
    "AND (f.verdict = 'late' OR (f.verdict = '' AND f.due_at < :now)))"
)
_EXTENDED = "SELECT 1 FROM extensions e WHERE e.case_id = k.case_id AND e.new_clock_id = k.id"
_REPEATED = (
    "SELECT 1 FROM cases o WHERE o.customer_id IS NOT NULL AND o.customer_id = c.customer_id "
    "AND o.topic = c.topic AND o.status <> 'annulled' AND o.id <> c.id"
)

FIGURES: dict[Figure, str] = {
    Figure.RECEIVED: f"SELECT c.id, c.received_at, 1, '' {_RECEIVED}",
    Figure.COMPLAINTS: f"SELECT c.id, c.received_at, 1, '' {_RECEIVED} AND c.kind = 'complaint'",
    Figure.CLOSED: f"SELECT c.id, c.closed_at, 1, '' {_CLOSED}",
    Figure.WITHDRAWN: f"SELECT c.id, c.closed_at, 1, '' {_ENDED} AND c.status = 'withdrawn'",
    Figure.ANNULLED: f"SELECT c.id, c.closed_at, 1, '' {_ENDED} AND c.status = 'annulled'",
    Figure.TERMINATED: (
        f"SELECT t.case_id, t.at, 1, '' FROM terminations t WHERE {_in_span('t.at')}"
    ),
    Figure.OPEN: (
        "SELECT c.id, c.received_at, 1, '' FROM cases c "
        f"WHERE c.status = 'open' AND c.received_at < :until AND {_NOT_ENDED_THEN} UNION ALL "
        "SELECT c.id, c.received_at, 1, '' FROM cases c WHERE c.status <> 'open' "
        f"AND {_ENDED_AT} >= :until AND c.status <> 'annulled' AND c.received_at < :until "
        f"AND {_NOT_ENDED_THEN}"
    ),
    Figure.REPLY: _clocks("reply", _IN_TIME),
    Figure.EXTENDED: _clocks("reply", f"EXISTS ({_EXTENDED})", f" AND {_IN_TIME}"),
    Figure.CONTACT: _clocks("first_contact", _IN_TIME),
    Figure.BOTH: _clocks(
        "reply", f"{_IN_TIME} AND {_CONTACTED}", " AND k.round = 1 AND c.kind = 'complaint'"
    ),
    Figure.AT_ONCE: (
        f"SELECT c.id, c.closed_at, c.round = 1 AND NOT EXISTS ({_REPEATED} "
        "AND o.received_at > c.received_at "
        "AND julianday(o.received_at) - julianday(c.closed_at) <= :repeat_days), '' "
        f"{_CLOSED}"
    ),
    Figure.REPEATS: (
        f"SELECT c.id, c.received_at, EXISTS ({_REPEATED} AND o.status = 'closed' "
        "AND o.closed_at <= c.received_at "
        "AND julianday(c.received_at) - julianday(o.closed_at) <= :repeat_days), '' "
        f"{_RECEIVED} AND c.kind = 'complaint'"
    ),
    Figure.REOPENED: (
        "SELECT DISTINCT k.case_id, k.started_at, 1, '' FROM clocks k "
        "WHERE k.kind = 'reply' AND k.verdict <> '' AND k.due_at >= :since AND k.round > 1 "
        f"AND {_in_span('k.started_at')} AND NOT EXISTS ({_EXTENDED}) UNION "
        "SELECT DISTINCT k.case_id, k.started_at, 1, '' FROM clocks k "
        "WHERE k.kind = 'reply' AND k.verdict = '' AND k.due_at >= :since AND k.round > 1 "
        f"AND {_in_span('k.started_at')} AND NOT EXISTS ({_EXTENDED})"
    ),
    Figure.FOUND_TRUE: (
        "SELECT c.id, c.closed_at, EXISTS (SELECT 1 FROM points p WHERE p.case_id = c.id "
        "AND p.conclusion IN ('substantiated', 'partly_substantiated')), '' "
        f"{_CLOSED} AND c.kind = 'complaint'"
    ),
    Figure.REMINDED: (
        f"SELECT t.case_id, t.at, 1, '' FROM contacts t WHERE t.reminder = 1 AND {_in_span('t.at')}"
    ),
    Figure.REACHED: (
        "SELECT f.case_id, min(f.at), max(f.reached), '' FROM follow_ups f "
        f"WHERE {_in_span('f.at')} AND f.volunteered = 0 GROUP BY f.case_id, f.round"
    ),
    Figure.SATISFIED: (
        "SELECT f.case_id, f.at, f.satisfied, '' FROM follow_ups f "
        f"WHERE {_in_span('f.at')} AND f.volunteered = 0 AND f.reached = 1 "
        "AND f.satisfied IS NOT NULL AND NOT EXISTS (SELECT 1 FROM follow_ups g "
        "WHERE g.case_id = f.case_id AND g.round = f.round AND g.seq > f.seq "
        "AND g.volunteered = 0 AND g.reached = 1 AND g.satisfied IS NOT NULL "
        "AND g.at < :until)"
    ),
    Figure.NOTICES: (
        "SELECT n.case_id, n.made_at, NOT EXISTS (SELECT 1 FROM notice_breaches b "
        "WHERE b.first_notice_id = n.id AND b.kind = 'omission'), '' FROM notices n "
        f"WHERE {_in_span('n.made_at')} AND n.visit = 1 AND n.kind = 'materials'"
    ),
    Figure.HANDOVERS: (
        "SELECT h.case_id, h.offered_at, h.state = 'accepted' "
        "AND EXISTS (SELECT 1 FROM contacts t WHERE t.case_id = h.case_id AND t.reached = 1 "
        "AND t.from_customer = 0 AND t.at >= h.answered_at) "
        "AND (c.status = 'closed' OR EXISTS (SELECT 1 FROM follow_ups f "
        "WHERE f.case_id = h.case_id AND f.reached = 1 AND f.at >= h.answered_at)), '' "
        "FROM handovers h JOIN cases c ON c.id = h.case_id "
        f"WHERE {_in_span('h.offered_at')} AND h.state <> 'withdrawn'"
    ),
    Figure.TASKS: (
        "SELECT t.case_id, t.due_at, coalesce(t.done_at <= t.due_at, 0), t.department "
        f"FROM tasks t WHERE {_in_span('t.due_at')} AND t.state IN ('given', 'accepted', 'done') "
        "AND (t.done_at IS NOT NULL OR t.due_at < :now)"
    ),
    Figure.PROMISES: (
        "SELECT m.case_id, m.due_on || 'T00:00:00Z', coalesce(m.kept_on <= m.due_on, 0), '' "
        "FROM commitments m WHERE m.due_on BETWEEN :first AND :last "
        "AND (m.due_on < :today OR m.kept_on IS NOT NULL OR m.broken_reason <> '')"
    ),
    Figure.RAISED: (
        "SELECT e.case_id, e.at, e.done_at IS NOT NULL, '' FROM escalations e "
        f"WHERE {_in_span('e.at')}"
    ),
    Figure.INCIDENTS: (
        "SELECT NULL, i.declared_at, i.state = 'closed', '' FROM incidents i "
        f"WHERE {_in_span('i.declared_at')}"
    ),
}

_GROUPS: dict[By, str] = {
    By.WHOLE: "''",
    By.TOPIC: "coalesce(c.topic, '')",
    By.KIND: "coalesce(c.kind, '')",
    By.CHANNEL: "coalesce(c.channel, '')",
    By.UNIT: (
        "CASE WHEN f.own <> '' THEN f.own "
        "ELSE coalesce((SELECT s.unit FROM staff s WHERE s.id = c.holder_id), '') END"
    ),
}

_LISTED = """
WITH f(case_id, at, good, own) AS ({figure})
SELECT c.seq, c.id, c.reference, c.kind, c.topic, c.status,
  coalesce((SELECT s.name FROM staff s WHERE s.id = c.holder_id), ''), f.at, f.good
FROM f JOIN cases c ON c.id = f.case_id
WHERE (:good IS NULL OR f.good = :good) AND (:grouped IS NULL OR {group} = :grouped)
  AND c.id NOT IN (SELECT value FROM json_each(:hidden))
  AND (f.at, c.seq) > (:key, :seq)
ORDER BY f.at, c.seq LIMIT :limit
"""


def tally_statement(figure: Figure, by: By) -> str:
    """The statement that counts a figure."""
    group = _GROUPS[by]
    case = "" if by is By.WHOLE else " LEFT JOIN cases c ON c.id = f.case_id"
    return (
        f"WITH f(case_id, at, good, own) AS ({FIGURES[figure]}) "
        f"SELECT {group}, count(*), coalesce(sum(f.good), 0) FROM f{case} GROUP BY 1 ORDER BY 1"
    )


def _asked(span: Span) -> dict[str, object]:
    return {
        "since": instant(span.since),
        "until": instant(span.until),
        "now": instant(span.now),
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "today": span.today.isoformat(),
        "repeat_days": span.repeat_days,
    }


def tally(connection: Connection, figure: Figure, span: Span, by: By) -> list[Tally]:
    """A figure of a span, in parts; hidden cases count like all others."""
    found = connection.execute(tally_statement(figure, by), _asked(span))
    return [Tally(group=group, all=count, good=good) for group, count, good in found]


def behind(
    connection: Connection,
    figure: Figure,
    span: Span,
    by: By,
    *,
    group: str | None,
    good: bool | None,
    hidden: Sequence[str],
    after: str,
    limit: int,
) -> list[FigureRow]:
    """A page of the cases behind a figure, in the order in which they counted."""
    key, mark, seq = after.rpartition("|")
    if after and not (mark and seq.isascii() and seq.isdigit() and len(seq) < 19):
        raise Refusal(_("This page of the list is unknown."), code="bad_cursor", field="after")
    statement = _LISTED.format(figure=FIGURES[figure], group=_GROUPS[by])
    more: dict[str, object] = {
        "good": None if good is None else int(good),
        "grouped": group,
        "hidden": json.dumps(list(hidden)),
        "key": key,
        "seq": int(seq) if after else 0,
        "limit": limit,
    }
    return [
        FigureRow(
            case_id=case_id,
            reference=reference,
            kind=CaseKind(kind),
            topic=Topic(topic),
            status=CaseStatus(status),
            holder=holder,
            at=datetime.fromisoformat(at),
            good=bool(holds),
            cursor=f"{at}|{seq}",
        )
        for seq, case_id, reference, kind, topic, status, holder, at, holds in connection.execute(
            statement, {**_asked(span), **more}
        )
    ]
