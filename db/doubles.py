"""Files of one customer: a double leads to the file that is kept, and is shown once."""

from sqlite3 import Connection

from db.pairs import holds

_KEPT = """
WITH RECURSIVE way(id, next) AS (
  SELECT id, merged_into FROM customers WHERE seq = ?
  UNION SELECT c.id, c.merged_into FROM way JOIN customers c ON c.id = way.next)
SELECT c.seq FROM way JOIN customers c ON c.id = way.id WHERE way.next IS NULL
"""
# The words of a partial index stand in the statement as they are.
_FAMILY = """
WITH RECURSIVE family(id) AS (
  SELECT id FROM customers WHERE seq = ?
  UNION SELECT c.id FROM family JOIN customers c
    ON c.merged_into = family.id AND c.merged_into IS NOT NULL)
SELECT w.seq, w.text, w.marks FROM family
JOIN customers c ON c.id = family.id JOIN customer_words w ON w.seq = c.seq
"""


def kept_of(connection: Connection, seq: int) -> int:
    """The `seq` of the file that counts for this one: often itself."""
    found = connection.execute(_KEPT, (seq,)).fetchone()
    return int(found[0]) if found else seq


def shown_elsewhere(connection: Connection, seq: int, kept: int, words: tuple[str, ...]) -> bool:
    """Whether the kept file is a hit by itself, or by a double that comes before this one."""
    return any(
        other != seq and (other == kept or other > seq) and holds(text, marks, words)
        for other, text, marks in connection.execute(_FAMILY, (kept,))
    )
