"""Cases near another one: by customer, account, meter, transformer area, house, next houses."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from db.likes import LAST
from db.mapping import instant
from desk.case import Stage
from desk.enums import CaseKind, CaseStatus, Topic
from desk.related import Near, NearCase

MOST_ACCOUNTS = 2_000
"""Accounts of one transformer area that are gone through: more is no area but a wrong import."""

SELECTED = """
c.id, c.reference, c.received_at, c.kind, c.topic, c.status, c.stage, c.due_at,
  c.customer_id,
  (SELECT count(*) FROM contacts t WHERE t.case_id = c.id AND t.reminder = 1), c.place, c.times
"""
"""What `near_case` reads of a case."""
_LATELY = "c.received_at >= :since ORDER BY c.received_at DESC, c.seq DESC LIMIT :limit"
_VALUES = "(SELECT value FROM json_each(:values))"
_OF_ACCOUNTS = (
    "WHERE c.account_no <> '' AND c.account_no IN (SELECT a.number FROM accounts a "
    f"WHERE a.{{column}} <> '' AND a.{{column}} IN {_VALUES} LIMIT {MOST_ACCOUNTS}) AND {_LATELY}"
)

# The place of each row is found in an index; its columns are read for the page alone.
_CHOSEN: dict[Near, str] = {
    Near.CUSTOMER: (
        f"WHERE c.customer_id IN {_VALUES} AND (c.status = 'open' OR c.received_at >= :since) "
        "ORDER BY c.status = 'open' DESC, c.received_at DESC, c.seq DESC LIMIT :limit"
    ),
    Near.ACCOUNT: f"WHERE c.account_no <> '' AND c.account_no IN {_VALUES} AND {_LATELY}",
    Near.METER: _OF_ACCOUNTS.format(column="meter_no"),
    Near.AREA: _OF_ACCOUNTS.format(column="supply_area"),
    Near.PLACE: f"WHERE c.place <> '' AND c.place IN {_VALUES} AND {_LATELY}",
    Near.NEXT: f"WHERE c.place <> '' AND c.place >= :first AND c.place < :last AND {_LATELY}",
}
STATEMENTS = {
    near: f"SELECT {SELECTED} FROM cases c WHERE c.seq IN (SELECT c.seq FROM cases c {chosen})"
    for near, chosen in _CHOSEN.items()
}

REPEATS = """
SELECT count(*) FROM cases c
WHERE c.customer_id IN (SELECT value FROM json_each(:values)) AND c.topic = :topic
  AND c.received_at >= :since AND c.received_at <= :until
  AND c.status NOT IN ('annulled', 'withdrawn') AND c.id <> :but
  AND NOT EXISTS (SELECT 1 FROM concerns x WHERE x.case_id = c.id)
"""


def near_cases(
    connection: Connection, near: Near, values: Sequence[str], *, since: datetime, limit: int
) -> list[NearCase]:
    """The newest of them; of a customer what is open comes first, however old it is."""
    asked = [value for value in values if value]
    if not asked:
        return []
    given: dict[str, object] = {
        "values": json.dumps(asked, ensure_ascii=False),
        "since": instant(since),
        "limit": limit,
    }
    statement = STATEMENTS[near]
    if near is Near.NEXT:
        rows = [
            row
            for first in asked
            for row in connection.execute(
                statement, {**given, "first": first, "last": first + LAST}
            )
        ]
    else:
        rows = connection.execute(statement, given).fetchall()
    found = sorted((near_case(row) for row in rows), key=lambda one: one.received_at, reverse=True)
    if near is Near.CUSTOMER:
        found.sort(key=lambda one: not one.open)
    return found[:limit]


def repeats(
    connection: Connection,
    customers: Sequence[str],
    topic: Topic,
    *,
    since: datetime,
    until: datetime,
    but: str = "",
) -> int:
    """How often a customer brought a topic; cases about our own people are nobody's to count."""
    values = {
        "values": json.dumps(list(customers)),
        "topic": topic.value,
        "since": instant(since),
        "until": instant(until),
        "but": but,
    }
    return int(connection.execute(REPEATS, values).fetchone()[0])


def near_case(values: Any) -> NearCase:
    """A row of `SELECTED` as it is shown beside another."""
    row_id, reference, received, kind, topic, status, stage, due = values[:8]
    customer_id, reminders, place, times = values[8:]
    return NearCase(
        case_id=row_id,
        reference=reference,
        received_at=datetime.fromisoformat(received),
        kind=CaseKind(kind),
        topic=Topic(topic),
        status=CaseStatus(status),
        stage=Stage(stage),
        due_at=datetime.fromisoformat(due) if due else None,
        customer_id=customer_id,
        reminders=reminders,
        place=place,
        times=times,
    )
