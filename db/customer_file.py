"""One customer's file: pages of cases, and what is counted from the record."""

from collections.abc import Sequence
from datetime import date, datetime
from sqlite3 import Connection
from typing import Any, cast

from db.mapping import instant
from db.operation_record import FILES, NOTICES_ALONE, asked, bad_cursor
from desk.case import Stage
from desk.enums import CaseKind, CaseStatus, Conclusion, Rating, Topic
from desk.views_file import CustomerCase, CustomerFigures, Promises, Scores

CASES = f"""
SELECT c.seq, c.id, c.reference, c.kind, c.topic, c.stage, c.status, c.received_at, c.due_at,
  (SELECT count(*) FROM points i WHERE i.case_id = c.id),
  (SELECT count(*) FROM points i WHERE i.case_id = c.id
    AND i.finding <> '' AND i.conclusion IS NOT NULL AND i.remedy <> ''),
  (SELECT s.name FROM staff s WHERE s.id = c.holder_id)
FROM cases c
WHERE c.customer_id IN {FILES} AND c.id NOT IN (SELECT value FROM json_each(:hidden))
  AND (c.received_at, c.seq) < (:key, :seq)
ORDER BY c.received_at DESC, c.seq DESC LIMIT :limit
"""


_SPAN = f"""
span AS MATERIALIZED (
  SELECT id, kind, topic, status, received_at,
    lag(received_at) OVER (PARTITION BY topic ORDER BY received_at, seq) AS before
  FROM cases
  WHERE customer_id IN {FILES} AND id NOT IN (SELECT value FROM json_each(:hidden))
    AND status <> 'annulled'
),
here AS MATERIALIZED (SELECT * FROM span WHERE received_at >= :since)"""

COUNTS = f"""
WITH {_SPAN}
SELECT 'kind', kind, count(*) FROM here GROUP BY kind
UNION ALL SELECT 'topic', topic, count(*) FROM here GROUP BY topic
UNION ALL SELECT 'status', status, count(*) FROM here GROUP BY status
UNION ALL SELECT 'year', strftime('%Y', received_at, :offset), count(*) FROM here GROUP BY 2
UNION ALL SELECT 'outcome', p.conclusion, count(*) FROM here h JOIN points p ON p.case_id = h.id
  WHERE p.conclusion IS NOT NULL GROUP BY p.conclusion
UNION ALL SELECT 'repeats', '', count(*) FROM here
  WHERE before IS NOT NULL AND julianday(received_at) - julianday(before) <= :repeat_days
UNION ALL SELECT 'late', '', count(*) FROM here h WHERE EXISTS
  (SELECT 1 FROM clocks k WHERE k.case_id = h.id
    AND (k.verdict = 'late' OR (k.verdict = '' AND k.due_at < :now)))
UNION ALL SELECT 'reminders', '', count(*) FROM here h JOIN contacts t ON t.case_id = h.id
  WHERE t.reminder = 1
UNION ALL SELECT 'notices', '',
  (SELECT count(*) FROM here h JOIN notices n ON n.case_id = h.id) +
  (SELECT count(*) FROM {NOTICES_ALONE} AND t.made_at >= :since)
UNION ALL SELECT 'breaches', '', count(*) FROM here h JOIN notices n ON n.case_id = h.id
  JOIN notice_breaches b ON b.notice_id = n.id
UNION ALL SELECT 'paid', '', coalesce(sum(p.amount_fen), 0) FROM here h
  JOIN points p ON p.case_id = h.id WHERE p.remedy_done_on IS NOT NULL
UNION ALL SELECT 'rating', f.rating, count(*) FROM here h JOIN follow_ups f ON f.case_id = h.id
  WHERE f.rating IS NOT NULL GROUP BY f.rating
"""

SCORES = f"""
WITH {_SPAN}
SELECT count(*), coalesce(sum(f.reached), 0), coalesce(sum(f.satisfied = 1), 0),
  coalesce(sum(f.satisfied = 0), 0), coalesce(sum(f.volunteered), 0),
  avg(f.attitude), avg(f.speed), avg(f.result), avg(f.clarity)
FROM here h JOIN follow_ups f ON f.case_id = h.id
"""

PROMISES = f"""
WITH {_SPAN}
SELECT coalesce(sum(t.kept_on IS NULL AND t.broken_reason = ''), 0),
  coalesce(sum(t.kept_on IS NULL AND t.broken_reason = '' AND t.due_on < :today), 0),
  coalesce(sum(t.kept_on IS NOT NULL), 0),
  coalesce(sum(t.kept_on IS NULL AND t.broken_reason <> ''), 0)
FROM here h JOIN commitments t ON t.case_id = h.id
"""


def cases(
    connection: Connection, files: Sequence[str], *, after: str, limit: int, hidden: Sequence[str]
) -> list[CustomerCase]:
    """A page of the cases of these files, newest first."""
    key, mark, seq = after.rpartition("|")
    if after and not (mark and seq.isascii() and seq.isdigit() and len(seq) < 19):
        raise bad_cursor()
    place = {"key": key or "~", "seq": int(seq) if after else 0}
    found = connection.execute(CASES, {**asked(files, hidden, limit), **place})
    return [_case(each) for each in found]


def _case(values: Any) -> CustomerCase:
    seq, case_id, reference, kind, topic, stage, status, received, due = values[:9]
    points, answered, holder = values[9:]
    return CustomerCase(
        case_id=case_id,
        reference=reference,
        kind=CaseKind(kind),
        topic=Topic(topic),
        stage=Stage(stage),
        status=CaseStatus(status),
        received_at=datetime.fromisoformat(received),
        due_at=datetime.fromisoformat(due) if due else None,
        points=points,
        answered=answered,
        holder=holder or "",
        cursor=f"{received}|{seq}",
    )


def figures(
    connection: Connection,
    files: Sequence[str],
    *,
    since: datetime | None,
    now: datetime,
    today: date,
    zone_minutes: int,
    repeat_days: int,
    hidden: Sequence[str],
) -> CustomerFigures:
    """What is counted from the cases received since a moment, or ever; annulled ones are none."""
    values: dict[str, object] = {
        **asked(files, hidden),
        "since": instant(since) if since else "",
        "now": instant(now),
        "today": today.isoformat(),
        "offset": f"{zone_minutes:+d} minutes",
        "repeat_days": repeat_days,
    }
    counted: dict[str, dict[str, int]] = {}
    for group, name, count in connection.execute(COUNTS, values):
        counted.setdefault(group, {})[name] = count

    def one(group: str) -> int:
        return counted.get(group, {}).get("", 0)

    by_status = {CaseStatus(n): c for n, c in counted.get("status", {}).items()}
    scores = connection.execute(SCORES, values).fetchone()
    means = zip(("attitude", "speed", "result", "clarity"), scores[5:], strict=True)
    return CustomerFigures(
        cases=sum(by_status.values()),
        open=by_status.get(CaseStatus.OPEN, 0),
        late=one("late"),
        repeats=one("repeats"),
        by_kind={CaseKind(n): c for n, c in counted.get("kind", {}).items()},
        by_topic={Topic(n): c for n, c in counted.get("topic", {}).items()},
        by_status=by_status,
        by_outcome={Conclusion(n): c for n, c in counted.get("outcome", {}).items()},
        by_year={int(n): c for n, c in counted.get("year", {}).items()},
        reminders=one("reminders"),
        notices=one("notices"),
        breaches=one("breaches"),
        paid_fen=one("paid"),
        scores=Scores(
            *cast("tuple[int, int, int, int, int]", scores[:5]),
            means={name: mean for name, mean in means if mean is not None},
            ratings={Rating(n): c for n, c in counted.get("rating", {}).items()},
        ),
        promises=Promises(*connection.execute(PROMISES, values).fetchone()),
    )
