"""Open cases that may belong to an incident: one pass over those received since it began.

The statement brings those that lie in its place, or say what such cases say where no place is
known; what of them speaks for it `desk.likely` decides.
"""

import json
from sqlite3 import Connection

from db.mapping import instant
from db.related import SELECTED, near_case
from desk.enums import Topic
from desk.likely import LikelyCase, Reach, enough, signs_of

_CASES = f"SELECT {SELECTED}, c.account_no, c.address, c.narrative FROM cases c"
_AREAS = (
    "SELECT a.number, a.supply_area FROM accounts a "
    "WHERE a.supply_area <> '' AND a.supply_area IN (SELECT value FROM json_each(:areas))"
)
_OPEN = "c.status = 'open' AND c.received_at >= :since"
_LATELY = "ORDER BY c.received_at DESC, c.seq DESC"


def likely_cases(connection: Connection, reach: Reach, *, limit: int) -> list[LikelyCase]:
    """The newest of them, each with its signs."""
    values: dict[str, object] = {"since": instant(reach.since)}
    areas = dict(connection.execute(_AREAS, {"areas": json.dumps([*reach.supply_areas])}))
    sides: list[str] = []
    if numbers := {*reach.accounts, *areas} - {""}:
        sides.append("c.account_no IN (SELECT value FROM json_each(:numbers))")
        values["numbers"] = json.dumps(sorted(numbers), ensure_ascii=False)
    for n, place in enumerate(reach.places):
        sides.append(f"instr(c.address, :p{n}) OR instr(c.narrative, :p{n})")
        values[f"p{n}"] = place
    if not reach.placed:
        sides.append("c.topic IN (SELECT value FROM json_each(:topics))")
        values["topics"] = json.dumps([topic.value for topic in reach.topics])
    statement = f"{_CASES} WHERE {_OPEN} AND ({' OR '.join(sides)}) {_LATELY}"
    found: list[LikelyCase] = []
    for *near, account_no, address, narrative in connection.execute(statement, values):
        case = near_case(near)
        signs = signs_of(
            reach,
            account_no=account_no,
            supply_areas=[areas[account_no]] if account_no in areas else [],
            address=address,
            narrative=narrative,
            topic=Topic(case.topic),
            received_at=case.received_at,
        )
        if enough(reach, signs):
            found.append(LikelyCase(case=case, signs=signs))
            if len(found) == limit:
                break
    return found
