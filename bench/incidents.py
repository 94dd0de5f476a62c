"""Proposing the cases of an incident among 20,000 open ones.

python -m bench.incidents

Every case was received after the incident began; one in two hundred lies in its place, so all are
gone through. Processor time is judged, the clock's stands beside it.
"""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.books import NUMBER, PIN, empty_home
from db import open_book
from desk.case import Case
from desk.clock import SystemClock
from desk.enums import CaseKind, Channel, IncidentCause, Topic
from desk.forms_incident import IncidentForm
from desk.ids import new_id
from desk.services.book import open_desk
from desk.services.incident_cases import likely_cases
from desk.services.incidents import declare
from desk.services.people import sign_in

OPEN, EVERY, ROUNDS, LIMIT_MS = 20_000, 200, 15, 50.0


def cases(staff_id: str, now: object) -> list[Case]:
    """Open cases, one in two hundred of which speaks of the estate."""
    made = []
    for n in range(OPEN):
        there = n % EVERY == 0
        made.append(
            Case(
                id=new_id(),
                reference=f"HD01-BENCH-{n:05d}",
                request_id=f"bench-{n}",
                kind=CaseKind.COMPLAINT,
                channel=Channel.WALK_IN,
                topic=Topic.REPAIR_OVERDUE if there else Topic.QUEUEING,
                narrative="河西小区昨晚停电。" if there else "大厅等候时间长，叫号听不清。" * 8,
                address=f"临江市{'河西' if there else '东关'}小区{n % 90}栋",
                received_at=now,  # type: ignore[arg-type]
                registered_at=now,  # type: ignore[arg-type]
                first_responder_id=staff_id,
                holder_id=staff_id,
                lookup_code=f"B{n:07d}",
            )
        )
    return made


def main() -> int:
    """Measure, print, and say by the exit code whether the limit is kept."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "desk"
        empty_home(home)
        store = open_book(home / "desk.db")
        desk = open_desk(store, SystemClock())
        who = sign_in(desk, NUMBER, PIN)
        now = desk.clock.now()
        with store.act("bench", staff_id=who.staff_id, at=now) as act:
            act.add(*cases(who.staff_id, now))
            act.commit()
        form = IncidentForm(
            title="电缆故障",
            cause=IncidentCause.FAULT,
            area="河西小区",
            began_at=now - timedelta(hours=1),
        )
        number = declare(desk, who, form).incident.number
        clock, processor = [], []
        for _round in range(ROUNDS):
            wall, cpu = time.perf_counter(), time.process_time()
            found = likely_cases(desk, who, number)
            clock.append((time.perf_counter() - wall) * 1e3)
            processor.append((time.process_time() - cpu) * 1e3)
        store.close()
    took = median(processor)
    print(f"proposed {len(found)} of {OPEN} open cases")
    print(f"processor {took:.1f} ms, clock {median(clock):.1f} ms, limit {LIMIT_MS:.0f} ms")
    return 0 if took <= LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
