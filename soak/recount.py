"""The figures of a month a second time: from whole tables, in plain loops, by the written rules.

Nothing here is shared with the product but the book: rows are read with `SELECT *`, moments are
compared as local days, and every rule is put into other words than the statements of `db.insight`.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

REMINDED = {"reminded_twice": 2, "reminded_four_times": 4}
LATE = {
    "first_contact": "contact_late",
    "promised_contact": "contact_missed",
    "reply": "overdue",
    "ceiling": "past_the_ceiling",
    "restore": "not_restored",
    "lead_sees": "emergency_unseen",
    "escalation": "raised_in_vain",
}
"""The rules on lateness, by the kind of clock."""

Row = dict[str, Any]
Pair = tuple[int, int]
"""So many, and of how many it holds."""


@dataclass
class Recount:
    """The rows of a book and the month they are counted over; `now` is a moment after it."""

    path: Path
    zone: ZoneInfo
    year: int
    month: int
    now: datetime
    repeat_days: int

    def __post_init__(self) -> None:
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """Every row of a table."""
        if table not in self._tables:
            connection = sqlite3.connect(self.path)
            connection.row_factory = sqlite3.Row
            found = connection.execute(f"SELECT * FROM {table}").fetchall()
            self._tables[table] = [dict(row) for row in found]
            connection.close()
        return self._tables[table]

    def day(self, at: str | None) -> date | None:
        """The branch's day of a moment."""
        return datetime.fromisoformat(at).astimezone(self.zone).date() if at else None

    def here(self, at: str | None) -> bool:
        """Whether a moment lies in the month."""
        day = self.day(at)
        return day is not None and (day.year, day.month) == (self.year, self.month)

    @property
    def cases(self) -> dict[str, Row]:
        """Cases that count, by id."""
        return {row["id"]: row for row in self.rows("cases") if row["status"] != "annulled"}

    # -- the figures -----------------------------------------------------------------------

    def all(self) -> dict[str, Pair]:
        """Every figure by its name in the product."""
        found = {
            "received": _plain(self.received()),
            "complaints": _plain(r for r in self.received() if r["kind"] == "complaint"),
            "closed": _plain(self.ended("closed")),
            "withdrawn": _plain(self.ended("withdrawn")),
            "annulled": _plain(self.ended("annulled")),
            "open": _plain(self.open_at_the_end()),
            "reminded": _plain(
                row for row in self.rows("contacts") if row["reminder"] and self.here(row["at"])
            ),
            "reply": self.clocks("reply"),
            "contact": self.clocks("first_contact"),
            "extended": self.extended(),
            "both": self.both(),
            "reopened": self.reopened(),
            "at_once": self.at_once(),
            "repeats": self.repeats(),
            "found_true": self.found_true(),
            "reached": self.reached(),
            "satisfied": self.satisfied(),
            "notices": self.notices(),
            "handovers": self.handovers(),
            "tasks": self.tasks(),
            "promises": self.promises(),
        }
        raised = [row for row in self.rows("escalations") if self.here(row["at"])]
        found["raised"] = (len(raised), sum(bool(row["done_at"]) for row in raised))
        given_up = [row for row in self.rows("terminations") if self.here(row["at"])]
        found["terminated"] = _plain(given_up)
        declared = [row for row in self.rows("incidents") if self.here(row["declared_at"])]
        found["incidents"] = (len(declared), sum(r["state"] == "closed" for r in declared))
        return found

    def received(self) -> list[Row]:
        """Cases that came in the month."""
        return [row for row in self.cases.values() if self.here(row["received_at"])]

    def ended(self, status: str) -> list[Row]:
        """Cases that ended so in the month."""
        found = self.rows("cases")
        return [row for row in found if row["status"] == status and self.here(row["closed_at"])]

    def open_at_the_end(self) -> list[Row]:
        """Came by the end of the month, and had not gone by then."""
        after = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        found = []
        for row in self.cases.values():
            came, gone = self.day(row["received_at"]), self.day(row["closed_at"])
            back, before = self.day(row["reopened_at"]), self.day(row["ended_before"])
            if back is not None and before is not None and before < after <= back:
                # It had ended by then, and came back later.
                continue
            if came is not None and came < after and (gone is None or gone >= after):
                found.append(row)
        return found

    def _due(self, kind: str) -> list[Row]:
        """Clocks of the month with what they ended as; those past their time count as late."""
        found = []
        for row in self.rows("clocks"):
            if row["kind"] != kind or row["case_id"] not in self.cases:
                continue
            verdict = row["verdict"]
            if not verdict and datetime.fromisoformat(row["due_at"]) < self.now:
                verdict = "late"
            if self.here(row["due_at"]) and verdict in ("in_time", "late"):
                found.append({**row, "verdict": verdict})
        return found

    def clocks(self, kind: str) -> Pair:
        """Due, and in time."""
        due = self._due(kind)
        return len(due), sum(row["verdict"] == "in_time" for row in due)

    def extended(self) -> Pair:
        """Answered in time, and of these after an extension."""
        later = {row["new_clock_id"] for row in self.rows("extensions")}
        due = [row for row in self._due("reply") if row["verdict"] == "in_time"]
        return len(due), sum(row["id"] in later for row in due)

    def both(self) -> Pair:
        """Complaints due, and contacted as well as answered in time."""
        late = set()
        for row in self.rows("clocks"):
            past = not row["verdict"] and datetime.fromisoformat(row["due_at"]) < self.now
            if row["kind"] == "first_contact" and (past or row["verdict"] == "late"):
                late.add(row["case_id"])
        due = [
            row
            for row in self._due("reply")
            if row["round"] == 1 and self.cases[row["case_id"]]["kind"] == "complaint"
        ]
        return len(due), sum(r["verdict"] == "in_time" and r["case_id"] not in late for r in due)

    def reopened(self) -> Pair:
        """Cases whose second or later reply clock began, an extended one apart."""
        later = {row["new_clock_id"] for row in self.rows("extensions")}
        return _plain(
            row
            for row in self.rows("clocks")
            if row["kind"] == "reply" and row["round"] > 1 and self.here(row["started_at"])
            if row["id"] not in later
        )

    def _others(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.cases.values():
            if row["customer_id"]:
                found[row["customer_id"], row["topic"]].append(row)
        return found

    def at_once(self) -> Pair:
        """Closed, and neither a further round nor the same again within the days."""
        others, good = self._others(), 0
        within = timedelta(days=self.repeat_days)
        closed = self.ended("closed")
        for row in closed:
            end = datetime.fromisoformat(row["closed_at"])
            again = any(
                other["id"] != row["id"]
                and other["received_at"] > row["received_at"]
                and datetime.fromisoformat(other["received_at"]) <= end + within
                for other in others[row["customer_id"], row["topic"]]
            )
            good += row["round"] == 1 and not again
        return len(closed), good

    def repeats(self) -> Pair:
        """Complaints received, and of these about something closed for that customer before."""
        others, good = self._others(), 0
        within = timedelta(days=self.repeat_days)
        came = [row for row in self.received() if row["kind"] == "complaint"]
        for row in came:
            at = datetime.fromisoformat(row["received_at"])
            good += any(
                other["status"] == "closed"
                and at - within <= datetime.fromisoformat(other["closed_at"]) <= at
                for other in others[row["customer_id"], row["topic"]]
                if other["id"] != row["id"]
            )
        return len(came), good

    def found_true(self) -> Pair:
        """Complaints closed, and of these with a point that was found true."""
        true = {
            row["case_id"]
            for row in self.rows("points")
            if row["conclusion"] in ("substantiated", "partly_substantiated")
        }
        closed = [row for row in self.ended("closed") if row["kind"] == "complaint"]
        return len(closed), sum(row["id"] in true for row in closed)

    def _calls(self) -> dict[tuple[str, int], list[Row]]:
        found: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in sorted(self.rows("follow_ups"), key=lambda row: row["seq"]):
            if self.here(row["at"]) and not row["volunteered"]:
                found[row["case_id"], row["round"]].append(row)
        return found

    def reached(self) -> Pair:
        """Rounds called, and reached at least once."""
        calls = self._calls().values()
        return len(calls), sum(any(row["reached"] for row in rows) for rows in calls)

    def satisfied(self) -> Pair:
        """Rounds with an answer, and satisfied by the last of them."""
        last = [
            [row["satisfied"] for row in rows if row["reached"] and row["satisfied"] is not None]
            for rows in self._calls().values()
        ]
        answers = [said[-1] for said in last if said]
        return len(answers), sum(answers)

    def notices(self) -> Pair:
        """First notices, and of these without an omission of ours."""
        omitted = {
            r["first_notice_id"] for r in self.rows("notice_breaches") if r["kind"] == "omission"
        }
        first = [
            row
            for row in self.rows("notices")
            if row["visit"] == 1 and row["kind"] == "materials" and self.here(row["made_at"])
        ]
        return len(first), sum(row["id"] not in omitted for row in first)

    def handovers(self) -> Pair:
        """Offered and not withdrawn; accepted, contacted since, called back or closed."""
        contacts, calls = defaultdict(list), defaultdict(list)
        for row in self.rows("contacts"):
            if row["reached"] and not row["from_customer"]:
                contacts[row["case_id"]].append(row["at"])
        for row in self.rows("follow_ups"):
            if row["reached"]:
                calls[row["case_id"]].append(row["at"])
        offered = [
            row
            for row in self.rows("handovers")
            if row["state"] != "withdrawn" and self.here(row["offered_at"])
        ]
        good = 0
        for row in offered:
            since, case = row["answered_at"], row["case_id"]
            good += (
                row["state"] == "accepted"
                and any(at >= since for at in contacts[case])
                and (
                    (
                        self.rows("cases") != []
                        and self.cases.get(case, {}).get("status") == "closed"
                    )
                    or any(at >= since for at in calls[case])
                )
            )
        return len(offered), good

    def tasks(self) -> Pair:
        """Tasks due, and done by then."""
        due = [
            row
            for row in self.rows("tasks")
            if row["state"] not in ("returned", "withdrawn") and self.here(row["due_at"])
            if row["done_at"] or datetime.fromisoformat(row["due_at"]) < self.now
        ]
        return len(due), sum(bool(r["done_at"]) and r["done_at"] <= r["due_at"] for r in due)

    def promises(self) -> Pair:
        """Promises due, and kept by their day."""
        today = self.now.astimezone(self.zone).date()
        due = []
        for row in self.rows("commitments"):
            day = date.fromisoformat(row["due_on"])
            settled = row["kept_on"] or row["broken_reason"]
            in_month = (day.year, day.month) == (self.year, self.month)
            if in_month and (settled or day < today):
                due.append(row)
        return len(due), sum(bool(r["kept_on"]) and r["kept_on"] <= r["due_on"] for r in due)

    def raised_by_rules(self) -> set[tuple[str, str, str]]:
        """What the rules on reminders, lateness and grade name: case, rule and fact."""
        found = {
            (row["id"], "major", "")
            for row in self.rows("cases")
            if row["grade"] in ("major", "special")
        }
        asked = Counter(row["case_id"] for row in self.rows("contacts") if row["reminder"])
        for case, times in asked.items():
            found |= {(case, rule, "") for rule, least in REMINDED.items() if times >= least}
        levels = {row["id"]: row["level"] for row in self.rows("escalations")}
        for row in self.rows("clocks"):
            past = not row["verdict"] and datetime.fromisoformat(row["due_at"]) < self.now
            rule = LATE.get(row["kind"])
            # Whoever did nothing is not the one it is raised to again.
            higher = row["kind"] == "escalation" and levels[row["note"]] >= 2
            if rule and (row["verdict"] == "late" or past) and not higher:
                found.add((row["case_id"], rule, row["id"]))
        return found

    def raised(self) -> list[tuple[str, str, str]]:
        """What was raised by the same rules."""
        known = {*REMINDED, *LATE.values(), "major"}
        found = self.rows("escalations")
        return [(r["case_id"], r["rule_id"], r["fact"]) for r in found if r["rule_id"] in known]

    def by_topic(self) -> Counter[str]:
        """Cases received by topic."""
        return Counter(row["topic"] for row in self.received())

    def by_unit(self) -> Counter[str]:
        """Cases received by the department of whoever holds them."""
        units = {row["id"]: row["unit"] for row in self.rows("staff")}
        return Counter(units.get(row["holder_id"], "") for row in self.received())

    def half_done(self) -> list[str]:
        """Closed cases with something missing: a point, a call back, a running clock, a promise."""
        missing = []
        closed = {
            row["id"]: row["reference"] for row in self.rows("cases") if row["status"] == "closed"
        }
        for row in self.rows("points"):
            if row["case_id"] in closed and not (row["finding"] and row["conclusion"]):
                missing.append(f"{closed[row['case_id']]}: a point")
        unsettled: dict[str, Callable[[Row], bool]] = {
            "clocks": lambda row: not row["verdict"],
            "tasks": lambda row: row["state"] in ("given", "accepted"),
            "commitments": lambda row: not row["kept_on"] and not row["broken_reason"],
        }
        for table, waits in unsettled.items():
            missing += [
                f"{closed[row['case_id']]}: {table}"
                for row in self.rows(table)
                if row["case_id"] in closed and waits(row)
            ]
        return missing


def _plain(rows: Iterable[Row]) -> Pair:
    count = len(list(rows))
    return count, count
