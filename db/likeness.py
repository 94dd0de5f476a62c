"""Files that may be of one customer: like one that is typed, and all pairs of the book.

Files are compared only with those that share a key with them; a key that very many share (a
dummy phone, the number of a caretaker) says nothing and is passed over.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from sqlite3 import Connection
from typing import Any

from desk.doubles import END, Side
from desk.whereabouts import place_of

LIVE = "c.merged_into IS NULL AND c.erased_at IS NULL"

# A typed customer: each arm is a look into one index.
_LIKE = {
    "phone": (
        "SELECT c.seq FROM json_each(:phones) j JOIN customers c ON c.phone = j.value "
        "AND c.phone <> ''"
    ),
    "contact": (
        "SELECT c.seq FROM json_each(:phones) j JOIN customer_contacts k ON k.phone = j.value "
        "AND k.phone <> '' AND k.ended_at IS NULL JOIN customers c ON c.id = k.customer_id"
    ),
    "number": "SELECT seq FROM customers WHERE number <> '' AND number = :number",
    "account": (
        "SELECT c.seq FROM json_each(:accounts) j JOIN accounts a ON a.number = j.value "
        "JOIN customers c ON c.id = a.customer_id"
    ),
    "meter": (
        "SELECT c.seq FROM json_each(:meters) j JOIN accounts a ON a.meter_no = j.value "
        "AND a.meter_no <> '' JOIN customers c ON c.id = a.customer_id"
    ),
    "place": (
        "SELECT c.seq FROM json_each(:places) j JOIN customers c ON c.place = j.value "
        "AND c.place <> ''"
    ),
    "supplied": (
        "SELECT c.seq FROM json_each(:places) j JOIN accounts a ON a.place = j.value "
        "AND a.place <> '' JOIN customers c ON c.id = a.customer_id"
    ),
    "name": "SELECT seq FROM customers WHERE name = :name",
    "pinyin": "SELECT seq FROM customers WHERE pinyin <> '' AND pinyin = :pinyin",
}
LIKE = (
    "SELECT c.id FROM customers c WHERE c.seq IN ("
    + " UNION ".join(f"SELECT seq FROM ({arm} LIMIT :block)" for arm in _LIKE.values())
    + f") AND {LIVE} AND c.id <> :but LIMIT :limit"
)

_WHO = "CASE WHEN c.pinyin <> '' THEN c.pinyin ELSE c.name END"
# Every arm gives the files that share one key. The narrow ones read an index alone.
BLOCKS = (
    "SELECT group_concat(seq) FROM customers WHERE phone <> '' GROUP BY phone "
    "HAVING count(*) BETWEEN 2 AND :block",
    "SELECT group_concat(seq) FROM customers WHERE number <> '' GROUP BY number "
    "HAVING count(*) BETWEEN 2 AND :block",
    *(
        f"SELECT group_concat(c.seq) FROM (SELECT {column} FROM accounts WHERE {column} <> '' "
        f"GROUP BY {column} HAVING count(*) BETWEEN 2 AND :block) n "
        f"JOIN accounts a ON a.{column} = n.{column} AND a.{column} <> '' "
        f"JOIN customers c ON c.id = a.customer_id GROUP BY a.{column}"
        for column in ("number", "meter_no")
    ),
    "SELECT group_concat(seq) FROM (SELECT c.seq AS seq, k.phone AS phone FROM customer_contacts k "
    "JOIN customers c ON c.id = k.customer_id WHERE k.phone <> '' AND k.ended_at IS NULL "
    "UNION SELECT c.seq, c.phone FROM customer_contacts k JOIN customers c ON c.phone = k.phone "
    "AND c.phone <> '' WHERE k.phone <> '') "
    "GROUP BY phone HAVING count(*) BETWEEN 2 AND :block",
    f"SELECT group_concat(DISTINCT seq) FROM (SELECT c.seq AS seq, {_WHO} AS who, c.place AS place "
    "FROM customers c WHERE c.place <> '' UNION ALL "
    f"SELECT c.seq, {_WHO}, a.place FROM accounts a JOIN customers c ON c.id = a.customer_id "
    "WHERE a.place <> '' AND a.place <> c.place) "
    "GROUP BY place, who HAVING count(DISTINCT seq) BETWEEN 2 AND :block",
    f"SELECT group_concat(c.seq) FROM customers c WHERE length(c.phone) > {END} "
    f"GROUP BY {_WHO}, substr(c.phone, -{END}) HAVING count(*) BETWEEN 2 AND :block",
)

_SIDES = """
SELECT c.id, c.name, c.salutation, c.printed_name, c.pinyin, c.phone, c.number, c.address,
  (SELECT json_group_array(json_array(a.number, a.meter_no, a.address)) FROM accounts a
    WHERE a.customer_id = c.id),
  (SELECT json_group_array(k.phone) FROM customer_contacts k
    WHERE k.customer_id = c.id AND k.phone <> '' AND k.ended_at IS NULL), c.seq
FROM json_each(:wanted) j JOIN customers c ON c.{by} = j.value
"""
_LIVE_ONLY = f" WHERE {LIVE}"
CHUNK = 500


def side_of(connection: Connection, customer_id: str) -> Side | None:
    """What of one file speaks for or against its being a double."""
    found = list(_sides(connection, [customer_id], by="id", live=False))
    return found[0][1] if found else None


def like(connection: Connection, side: Side, *, block: int, limit: int) -> list[Side]:
    """Files that share a key with one that is typed or on file; not itself."""
    places = {place for one in side.addresses if (place := place_of(one))}
    values = {
        "phones": json.dumps([one for one in (side.phone, *side.phones) if one]),
        "number": side.number,
        "accounts": json.dumps([one for one in side.accounts if one]),
        "meters": json.dumps([one for one in side.meters if one]),
        "places": json.dumps(sorted(places), ensure_ascii=False),
        "name": side.name,
        "pinyin": side.pinyin,
        "but": side.customer_id,
        "block": block,
        "limit": limit,
    }
    ids = [row_id for (row_id,) in connection.execute(LIKE, values)]
    return [found for _seq, found in _sides(connection, ids, by="id")]


def pairs(connection: Connection, *, block: int, limit: int) -> Iterator[tuple[Side, Side]]:
    """Pairs of files that share a key, each pair once, at most `limit` pairs."""
    found: dict[tuple[int, int], None] = {}
    for statement in BLOCKS:
        for (seqs,) in connection.execute(statement, {"block": block}):
            members = sorted({int(seq) for seq in str(seqs).split(",")})
            found.update(dict.fromkeys(combinations(members, 2)))
            if len(found) >= limit:
                break
    wanted = list(found)[:limit]
    for at in range(0, len(wanted), CHUNK):
        piece = wanted[at : at + CHUNK]
        seqs = sorted({seq for pair in piece for seq in pair})
        sides = dict(_sides(connection, seqs, by="seq"))
        for one, other in piece:
            if one in sides and other in sides:
                yield sides[one], sides[other]


def _sides(
    connection: Connection, wanted: Sequence[str | int], *, by: str, live: bool = True
) -> Iterator[tuple[int, Side]]:
    statement = _SIDES.format(by=by) + (_LIVE_ONLY if live else "")
    for row in connection.execute(statement, {"wanted": json.dumps(list(wanted))}):
        yield _side(row)


def _side(values: Any) -> tuple[int, Side]:
    row_id, name, salutation, printed_name, pinyin, phone, number, address = values[:8]
    accounts, phones, seq = json.loads(values[8]), json.loads(values[9]), values[10]
    side = Side(
        customer_id=row_id,
        name=name,
        salutation=salutation,
        printed_name=printed_name,
        pinyin=pinyin,
        phone=phone,
        number=number,
        addresses=tuple(dict.fromkeys(a for a in (address, *(o[2] for o in accounts)) if a)),
        accounts=tuple(one[0] for one in accounts if one[0]),
        meters=tuple(one[1] for one in accounts if one[1]),
        phones=tuple(phones),
    )
    return int(seq), side
