"""What has been kept for long enough: of each kind of data the rows that ended before a day.

Each statement passes over what was erased already and over everything of an open case.
"""

from datetime import datetime
from sqlite3 import Connection

from db.mapping import instant
from desk.enums import DataKind
from desk.erasing import Due

_OVER = "c.status <> 'open' AND coalesce(c.closed_at, '') <> '' AND c.closed_at < :before"
_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = {case_id} AND c.status = 'open')"

_STATEMENTS = {
    DataKind.CASE_RECORD: (
        f"SELECT c.id, c.reference, c.closed_at AS since FROM cases c "
        f"WHERE c.narrative <> '' AND {_OVER}"
    ),
    DataKind.LETTER: (
        "SELECT l.id, l.number, coalesce(l.issued_at, l.made_at) AS since FROM letters l "
        "WHERE l.markdown <> '' AND coalesce(l.issued_at, l.made_at) < :before "
        f"AND {_NOT_OPEN.format(case_id='l.case_id')}"
    ),
    DataKind.NOTICE: (
        "SELECT n.id, n.number, n.made_at AS since FROM notices n "
        "WHERE (n.customer_name <> '' OR n.account_no <> '' OR n.reason <> '') "
        f"AND n.made_at < :before AND {_NOT_OPEN.format(case_id='n.case_id')}"
    ),
    DataKind.ATTACHMENT: (
        "SELECT k.id, '' AS what, max(c.closed_at) AS since FROM contents k "
        "JOIN attachments a ON a.sha256 = k.sha256 JOIN cases c ON c.id = a.case_id "
        "WHERE length(k.content) > 0 GROUP BY k.id "
        f"HAVING min({_OVER}) = 1"
    ),
    DataKind.SEALED_IDENTITY: (
        "SELECT s.id, c.reference, c.closed_at AS since FROM sealed_identities s "
        "JOIN cases c ON c.id = s.case_id "
        f"WHERE (s.name <> '' OR s.phone <> '' OR s.address <> '') AND {_OVER}"
    ),
    DataKind.HALL_EVENT: (
        "SELECT h.id, '' AS what, h.at AS since FROM hall_events h "
        "WHERE (h.note <> '' OR h.who <> '' OR h.done <> '') AND h.at < :before "
        f"AND {_NOT_OPEN.format(case_id='h.case_id')}"
    ),
    DataKind.DRAFT: (
        "SELECT d.id, '' AS what, d.saved_at AS since FROM drafts d WHERE d.saved_at < :before"
    ),
    DataKind.LOOK: (
        "SELECT r.id, '' AS what, r.at AS since FROM reveals r "
        "WHERE r.reason <> '' AND r.at < :before"
    ),
    DataKind.CUSTOMER_FILE: (
        "SELECT p.id, '' AS what, coalesce((SELECT max(coalesce(c.closed_at, c.received_at)) "
        "FROM cases c WHERE c.customer_id = p.id), p.made_at) AS since FROM customers p "
        "WHERE p.erased_at IS NULL AND p.merged_into IS NULL AND p.made_at < :before "
        "AND NOT EXISTS (SELECT 1 FROM customers m WHERE m.merged_into = p.id) "
        "AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.customer_id = p.id AND a.number <> '') "
        "AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.customer_id = p.id AND (c.status = 'open' "
        "OR coalesce(c.closed_at, c.received_at) >= :before)) "
        "AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.customer_id = p.id "
        "AND o.at >= :before)"
    ),
}


def kept_since(connection: Connection, kind: DataKind, before: datetime, limit: int) -> list[Due]:
    """Rows of this kind whose time began before an instant, oldest first."""
    found = connection.execute(
        f"SELECT * FROM ({_STATEMENTS[kind]}) ORDER BY since LIMIT :limit",
        {"before": instant(before), "limit": limit},
    )
    return [
        Due(row_id=row_id, what=what, since=datetime.fromisoformat(since))
        for row_id, what, since in found
    ]
