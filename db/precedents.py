"""Replies that went out on a topic, for proposals to later ones."""

from datetime import date
from sqlite3 import Connection

from desk.enums import CaseKind, LetterKind, LetterState, Topic
from desk.views import Precedent

LATELY = 20_000
"""Letters of any kind that are looked through at most: what is older has had its successors."""

_OUT = (
    LetterState.ISSUED,
    LetterState.PRINTED,
    LetterState.DELIVERED,
    LetterState.COUNTERSIGNED,
)
_KINDS = (LetterKind.REPLY, LetterKind.SUMMARY_REPLY)

# The newest come first from the rowid itself; through the index of states all would be sorted.
STATEMENT = f"""
SELECT l.case_id, l.number, l.issued_on, l.facts
FROM letters l JOIN cases c ON c.id = l.case_id
WHERE l.seq > (SELECT coalesce(max(seq), 0) FROM letters) - {LATELY}
  AND coalesce(l.state, '') IN ({", ".join("?" * len(_OUT))})
  AND l.kind IN ({", ".join("?" * len(_KINDS))})
  AND l.language = ? AND c.topic = ? AND c.kind <> ?
  AND NOT EXISTS (SELECT 1 FROM concerns x WHERE x.case_id = c.id)
ORDER BY l.seq DESC LIMIT ?
"""


def precedents(
    connection: Connection, topic: Topic, *, language: str, limit: int
) -> list[Precedent]:
    """The replies, newest first."""
    values = (*map(str, _OUT), *map(str, _KINDS), language, topic.value, CaseKind.REPORT.value)
    return [
        Precedent(
            case_id=case_id, number=number, issued_on=date.fromisoformat(issued_on), facts=facts
        )
        for case_id, number, issued_on, facts in connection.execute(STATEMENT, (*values, limit))
    ]
