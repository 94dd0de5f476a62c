"""The operation record of a customer: every kind of contact, read from where it is kept."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from desk.enums import ContactWay
from desk.i18n import _
from desk.operations import HANDED_OVER, UNMET, WAYS, Happened, OperationLine
from desk.refusals import Refusal

FILES = "(SELECT value FROM json_each(:files))"

# The cases of the files, without those that somebody may not see.
MINE = f"""
mine AS MATERIALIZED (
  SELECT id, reference, address FROM cases
  WHERE customer_id IN {FILES} AND id NOT IN (SELECT value FROM json_each(:hidden))
)"""


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_WAY = " ".join(f"WHEN '{channel}' THEN '{way}'" for channel, way in WAYS.items())

_COLUMNS = (
    *("row_id", "happened", "at", "case_id", "staff_id", "way", "place", "code", "number"),
    *("text", "reached", "energy_kwh", "cost_fen", "volunteered"),
)
_ABSENT = {"reached": "1", "place": "''", "code": "''", "number": "''", "text": "''"}


def _arm(happened: Happened, source: str, **columns: str) -> str:
    """One kind of line; `m` is the case in `source`, `t` the row it is read from."""
    columns = {"row_id": "t.id", "case_id": "m.id", **columns, "happened": f"'{happened}'"}
    listed = ", ".join(f"{columns.get(n, _ABSENT.get(n, 'NULL'))} AS {n}" for n in _COLUMNS)
    return f"SELECT {listed} FROM {source}"


def _of_case(table: str) -> str:
    return f"mine m JOIN {table} t ON t.case_id = m.id"


# A notice that belongs to no case names its customer and the account.
NOTICES_ALONE = (
    "notices t WHERE t.case_id IS NULL AND t.account_no <> '' AND t.account_no IN "
    f"(SELECT a.number FROM accounts a WHERE a.customer_id IN {FILES}) "
    f"AND t.customer_name IN (SELECT c.name FROM customers c WHERE c.id IN {FILES})"
)
_OF_LETTER = "mine m JOIN letters t ON t.case_id = m.id"

ARMS = (
    _arm(
        Happened.REGISTERED,
        "mine m JOIN cases t ON t.id = m.id",
        at="t.received_at",
        staff_id="t.first_responder_id",
        way=f"CASE t.channel {_WAY} END",
        code="t.kind",
        text="t.narrative",
    ),
    _arm(
        Happened.CONTACT,
        f"{_of_case('contacts')} AND t.reminder = 0",
        at="t.at",
        staff_id="t.staff_id",
        way="t.way",
        place="CASE t.way WHEN 'site_visit' THEN m.address ELSE '' END",
        code="CASE t.from_customer WHEN 1 THEN 'from_customer' ELSE '' END",
        text="t.text",
        reached="t.reached",
    ),
    _arm(
        Happened.REMINDER,
        f"{_of_case('contacts')} AND t.reminder = 1",
        at="t.at",
        staff_id="t.staff_id",
        way="t.way",
        text="t.text",
    ),
    _arm(
        Happened.NOTICE,
        _of_case("notices"),
        at="t.made_at",
        staff_id="t.told_by",
        way="CASE t.oral WHEN 1 THEN 'phone' ELSE 'in_person' END",
        code="t.kind",
        number="t.number",
        text="t.title",
    ),
    _arm(
        Happened.NOTICE,
        NOTICES_ALONE,
        at="t.made_at",
        case_id="NULL",
        staff_id="t.told_by",
        way="CASE t.oral WHEN 1 THEN 'phone' ELSE 'in_person' END",
        code="t.kind",
        number="t.number",
        text="t.title",
    ),
    _arm(
        Happened.LETTER,
        # In this order and no other: the planner would begin with every attempt there is.
        "mine m CROSS JOIN letters t CROSS JOIN delivery_attempts d "
        "WHERE t.case_id = m.id AND d.letter_id = t.id",
        row_id="d.id",
        at="d.at",
        staff_id="d.staff_id",
        way="CASE d.way WHEN 'post' THEN 'letter' ELSE 'in_person' END",
        code="t.kind || ' ' || d.result",
        number="t.number",
        text="d.note",
        reached="d.result IN ('delivered', 'sent', 'refused')",
    ),
    _arm(
        Happened.SLIP,
        f"{_OF_LETTER} AND t.issued_at IS NOT NULL AND t.kind IN ({_quoted(HANDED_OVER)})",
        at="t.issued_at",
        staff_id="t.issued_by",
        way="'in_person'",
        code="t.kind",
        number="t.number",
    ),
    _arm(
        Happened.SETTLED,
        f"{_OF_LETTER} AND t.delivered_at IS NOT NULL AND t.delivery IN ({_quoted(UNMET)})",
        at="t.delivered_at",
        code="t.kind || ' ' || t.delivery",
        number="t.number",
        text="t.delivery_note",
        reached="0",
    ),
    _arm(
        Happened.RECEIPT,
        f"{_OF_LETTER} AND t.countersigned_at IS NOT NULL",
        at="t.countersigned_at",
        code="t.kind",
        number="t.number",
    ),
    _arm(
        Happened.FOLLOW_UP,
        _of_case("follow_ups"),
        at="t.at",
        staff_id="t.staff_id",
        way="CASE t.volunteered WHEN 1 THEN 'letter' ELSE 'phone' END",
        code="CASE t.satisfied WHEN 1 THEN 'satisfied' WHEN 0 THEN 'dissatisfied' ELSE '' END",
        text="t.words",
        reached="t.reached",
        volunteered="t.volunteered",
    ),
    _arm(
        Happened.HANDOVER,
        f"{_of_case('handovers')} AND t.told <> ''",
        at="t.offered_at",
        staff_id="t.giver_id",
        code="t.state",
        number="t.receiver_name",
        text="t.told",
    ),
    _arm(
        Happened.SUPPLEMENT,
        _of_case("supplements"),
        at="t.at",
        staff_id="t.by",
        number="t.told_by",
        text="t.text",
    ),
    _arm(
        Happened.CONFIRMED,
        _of_case("confirmations"),
        at="t.at",
        staff_id="t.by",
        way="'in_person'",
        code="t.what || ' ' || t.how",
        text="t.reason",
    ),
    _arm(
        Happened.PAPER_LEFT,
        _of_case("papers"),
        at="t.received_at",
        staff_id="t.received_by",
        way="'in_person'",
        text="t.name",
    ),
    _arm(
        Happened.PAPER_BACK,
        f"{_of_case('papers')} AND t.returned_at IS NOT NULL",
        at="t.returned_at",
        staff_id="t.returned_by",
        way="'in_person'",
        number="t.returned_to",
        text="t.name",
    ),
    _arm(
        Happened.REFERRAL,
        _of_case("referrals"),
        at="t.made_at",
        staff_id="t.made_by",
        way="'in_person'",
        number="t.unit",
        text="t.why",
    ),
    _arm(
        Happened.ELSEWHERE,
        _of_case("external_refs"),
        at="t.received_at",
        staff_id="t.made_by",
        code="t.source",
        number="t.number",
        text="t.note",
    ),
    _arm(
        Happened.REMEDY,
        f"{_of_case('points')} AND t.remedy_done_on IS NOT NULL AND t.answered_at IS NOT NULL",
        at="t.answered_at",
        staff_id="t.answered_by",
        place="m.address",
        code="t.remedy_done_on",
        number="t.remedy_owner",
        text="t.remedy",
        cost_fen="t.amount_fen",
    ),
    _arm(
        Happened.OPERATION,
        f"operations t LEFT JOIN mine m ON m.id = t.case_id WHERE t.customer_id IN {FILES} "
        "AND (t.case_id IS NULL OR t.case_id NOT IN (SELECT value FROM json_each(:hidden)))",
        at="t.at",
        staff_id="t.by",
        way="t.way",
        place="t.place",
        text="t.done",
        energy_kwh="t.energy_kwh",
        cost_fen="t.cost_fen",
        volunteered="t.volunteered",
    ),
)
"""Where each kind of line is read from."""

# What happened is the tie-breaker before the id: a paper and its return may share a moment.
LINES = f"""
WITH {MINE},
lines AS ({" UNION ALL ".join(ARMS)})
SELECT l.*, coalesce((SELECT c.reference FROM cases c WHERE c.id = l.case_id), ''),
  coalesce((SELECT s.name FROM staff s WHERE s.id = l.staff_id), '')
FROM (SELECT * FROM lines WHERE (at, happened, row_id) < (:at, :happened, :row_id)
  ORDER BY at DESC, happened DESC, row_id DESC LIMIT :limit) l
ORDER BY l.at DESC, l.happened DESC, l.row_id DESC
"""


def bad_cursor() -> Refusal:
    """No page gave out this cursor."""
    return Refusal(_("This page of the list is unknown."), code="bad_cursor", field="after")


def asked(files: Sequence[str], hidden: Sequence[str], limit: int = 0) -> dict[str, object]:
    """Whose files are meant, and which cases are left out, as the statements take them."""
    return {
        "files": json.dumps(list(files)),
        "hidden": json.dumps(list(hidden)),
        "limit": limit,
    }


def operations(
    connection: Connection, files: Sequence[str], *, after: str, limit: int, hidden: Sequence[str]
) -> list[OperationLine]:
    """A page of the operation record of these files, newest first."""
    place = after.split("|") if after else ["~", "", ""]
    if len(place) != 3:
        raise bad_cursor()
    values = dict(zip(("at", "happened", "row_id"), place, strict=True))
    found = connection.execute(LINES, {**asked(files, hidden, limit), **values})
    return [_line(each) for each in found]


def _line(values: Any) -> OperationLine:
    row_id, happened, at, case_id, _staff, way, place, code, number = values[:9]
    text, reached, energy_kwh, cost_fen, volunteered, reference, staff = values[9:]
    return OperationLine(
        row_id=row_id,
        happened=Happened(happened),
        at=datetime.fromisoformat(at),
        case_id=case_id or "",
        reference=reference,
        staff=staff,
        way=ContactWay(way) if way else None,
        place=place,
        code=code,
        number=number,
        text=text,
        reached=bool(reached),
        energy_kwh=energy_kwh,
        cost_fen=cost_fen,
        volunteered=None if volunteered is None else bool(volunteered),
        cursor=f"{at}|{happened}|{row_id}",
    )
