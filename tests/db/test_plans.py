"""The hot questions are answered from an index, whatever the size of the book."""

from typing import Any

import pytest

from db import customers, doubles, queue, search
from db.book import conditions
from db.engine import reading
from db.mapping import mapping_of
from desk.alarm import Alarm
from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.custody import Custody, Handover
from desk.customer import Account, Customer, Draft
from desk.enums import ClockKind, HandoverState, Role
from desk.followup import FollowUp
from desk.letter.life import Document, Letter
from desk.letter.run import PrintItem, PrintRun
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.point import IssuePoint
from desk.referral import Referral
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Staff
from desk.views import View
from tests.db.conftest import Hall

VALUES: dict[str, object] = {
    "staff": "s",
    "now": "t",
    "today": "t",
    "day": "d",
    "limit": 200,
    "key": "k",
    "seq": 1,
}

INDEX = {
    View.MINE: "ix_cases_open_holder_due",
    View.DUE_TODAY: "ix_cases_open_due",
    View.LATE: "ix_cases_open_due",
    View.TO_ACCEPT: "ix_handovers_state_receiver_id",
    View.TO_APPROVE: "ix_cases_open_stage_due",
    View.TO_PRINT: "ix_cases_open_stage_due",
    View.TO_CALL_BACK: "ix_cases_open_stage_due",
    View.ALL: "ix_cases_open_due",
    View.CLOSED: "ix_cases_closed",
    View.FIRST: "ix_cases_open_first_due",
    View.TO_DECIDE: "ix_cases_unclear_due",
    View.EMERGENCY: "ix_clocks_running_kind_due",
    View.RESTORE: "ix_clocks_running_kind_due",
    View.ESCALATED: "ix_escalations_open",
    View.PROMISES: "ix_commitments_open",
    View.TASKS: "ix_tasks_open",
    View.INCIDENT: "ix_incidents_open",
}

SMALL = (
    View.TO_ACCEPT,
    View.TO_PRINT,
    View.EMERGENCY,
    View.RESTORE,
    View.ESCALATED,
    View.PROMISES,
    View.TASKS,
    View.INCIDENT,
)
"""Views that are gathered and then sorted: there are never many such cases."""


def plan(hall: Hall, statement: str, values: dict[str, object]) -> list[str]:
    with reading(hall.store.engine) as connection:
        found = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        return [str(row[3]) for row in found]


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("view", list(View))
def test_a_page_of_the_board_is_read_from_its_index(hall: Hall, view: View, more: bool) -> None:
    steps = plan(hall, queue.statement(view, more=more), VALUES)
    assert any(INDEX[view] in step for step in steps), steps
    sorts = any("USE TEMP B-TREE FOR ORDER BY" in step for step in steps)
    # What remains to sort are the offers of one case, never the cases.
    assert steps[0].startswith(("SEARCH c", "SCAN c USING INDEX")), steps
    if view not in SMALL:
        assert not sorts, steps
    assert not any(step.startswith("SCAN") and "USING" not in step for step in steps), steps


@pytest.mark.parametrize("view", [view for view in View if view is not View.CLOSED])
def test_what_falls_due_when_is_counted_from_the_index_of_the_view(hall: Hall, view: View) -> None:
    values = {**VALUES, "spans": '[["a", "b"]]', "hidden": "[]"}
    for hidden in (False, True):
        steps = plan(hall, queue.due_statement(view, hidden=hidden), values)
        assert any(INDEX[view] in step for step in steps), steps
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("VIRTUAL TABLE" in step or "USING" in step for step in scans), steps


@pytest.mark.parametrize("view", [view for view in View if view is not View.CLOSED])
def test_a_day_of_a_view_is_read_from_its_index(hall: Hall, view: View) -> None:
    values = {**VALUES, "since": "a", "until": "b"}
    steps = plan(hall, queue.statement(view, more=True, narrowed=True), values)
    assert any(INDEX[view] in step for step in steps), steps


def test_counting_reads_indexes_alone(hall: Hall) -> None:
    steps = plan(hall, queue.COUNTS, VALUES)
    scans = [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step]
    assert all("USING" in step for step in scans), steps


FOUND_BY = {
    Absence: ["staff_id"],
    Alarm: ["case_id"],
    Account: ["customer_id", "number"],
    Case: ["reference", "request_id", "lookup_code", "customer_id"],
    CaseClock: ["case_id"],
    Commitment: ["case_id"],
    Contact: ["case_id"],
    Custody: ["case_id"],
    Customer: ["name", "phone"],
    Delegation: ["absent_id", "deputy_id"],
    Document: ["letter_id"],
    Draft: ["staff_id"],
    FollowUp: ["case_id"],
    Handover: ["case_id", "state"],
    IssuePoint: ["case_id"],
    Letter: ["case_id", "number"],
    Notice: [
        *("case_id", "number", "request_id", "account_no", "customer_name", "supersedes"),
    ],
    NoticeBreach: ["kind", "notice_id"],
    Party: ["case_id"],
    PrintItem: ["run_id", "letter_id"],
    Referral: ["case_id"],
    Staff: ["number"],
}


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in FOUND_BY.items() for field in fields]
)
def test_rows_are_found_by_index(hall: Hall, kind: type[Any], field: str) -> None:
    mapping = mapping_of(kind)
    tail, _values = conditions(mapping, {field: "x"}, "", 1)
    (first, *_more) = plan(hall, f"{mapping.select} {tail}".replace("?", ":now"), VALUES)
    assert first.startswith("SEARCH"), first


SWEPT = [
    (Alarm, {"staff_id": "s", "seen_at": None}, "ix_alarms_unseen_staff_id"),
    (Alarm, {"role": Role.LEAD, "seen_at": None}, "ix_alarms_unseen_role"),
    (
        CaseClock,
        {"kind": ClockKind.PROMISED_CONTACT, "verdict": ""},
        "ix_clocks_running_kind_due",
    ),
    (PrintRun, {"ended_at": None}, "ix_print_runs_ended_at"),
    (Handover, {"state": HandoverState.OFFERED}, "ix_handovers_state_receiver_id"),
    (
        Handover,
        {"receiver_id": "s", "state": HandoverState.OFFERED},
        "ix_handovers_state_receiver_id",
    ),
]


@pytest.mark.parametrize(("kind", "equals", "index"), SWEPT)
def test_what_is_asked_at_every_sweep_has_an_index_of_its_own(
    hall: Hall, kind: type[Any], equals: dict[str, object], index: str
) -> None:
    mapping = mapping_of(kind)
    tail, values = conditions(mapping, equals, "", 0)
    with reading(hall.store.engine) as connection:
        found = connection.execute(f"EXPLAIN QUERY PLAN {mapping.select} {tail}", tuple(values))
        steps = [str(row[3]) for row in found]
    assert index in steps[0], steps


def test_only_the_words_of_an_index_are_ever_put_into_a_statement(hall: Hall) -> None:
    with hall.store.read() as book:
        assert book.find(Case, request_id="x' OR ''='") == []
        assert book.find(Case, request_id="") == []
    tail, values = conditions(mapping_of(Case), {"request_id": "x' OR ''='"}, "", 0)
    assert tail == "WHERE request_id = ? AND request_id <> '' ORDER BY seq"
    assert values == ["x' OR ''='"]


def test_precedents_are_read_from_the_end_of_the_letters_without_sorting(hall: Hall) -> None:
    from db.precedents import STATEMENT

    with reading(hall.store.engine) as connection:
        values = ("x",) * STATEMENT.count("?")
        found = connection.execute(f"EXPLAIN QUERY PLAN {STATEMENT}", values)
        steps = [str(row[3]) for row in found]
    assert steps[0].startswith("SEARCH l USING INTEGER PRIMARY KEY"), steps
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in steps), steps


SEARCHED = {
    "topic": "",
    "holder": "s",
    "match": '"电费"',
    "from": 0,
    "below": 10**9,
    "key": "",
}


@pytest.mark.parametrize("statement", [search.CASES, search.CUSTOMERS, search.LETTERS])
def test_a_search_goes_down_its_index_and_sorts_nothing(hall: Hall, statement: str) -> None:
    first, *rest = plan(hall, statement, SEARCHED)
    assert first.startswith("SCAN f VIRTUAL TABLE INDEX"), first
    assert all(step.startswith("SEARCH") for step in rest), rest


@pytest.mark.parametrize("holder", ["", search.HOLDER])
@pytest.mark.parametrize("beyond", [search.BY_DUE, search.BY_SEQ])
def test_open_cases_are_searched_from_their_own_index(hall: Hall, holder: str, beyond: str) -> None:
    steps = plan(hall, search.OPEN.format(holder=holder, beyond=beyond), SEARCHED)
    assert "USING INDEX ix_cases_open" in steps[0], steps
    assert steps[1].startswith("SEARCH w USING INTEGER PRIMARY KEY"), steps
    if beyond == search.BY_DUE:
        assert not any("TEMP B-TREE" in step for step in steps), steps
    letters = plan(hall, search.OPEN_LETTERS.format(holder=holder), SEARCHED)
    assert "USING INDEX ix_cases_open" in letters[0], letters
    assert letters[1].startswith("SEARCH l USING INDEX ix_letters_case_id"), letters


def test_customers_found_while_typing_are_read_from_their_indexes(hall: Hall) -> None:
    for arm, statement in customers._BEGINS.items():
        values = customers._values("x", 20)
        steps = plan(hall, f"{statement} LIMIT 20", values)
        assert all(step.startswith("SEARCH") for step in steps), (arm, steps)
    steps = plan(hall, customers._HOLDS.replace("?", ":match"), SEARCHED)
    assert steps[0].startswith("SCAN f VIRTUAL TABLE INDEX"), steps


def test_doubles_lead_to_the_kept_file_by_index(hall: Hall) -> None:
    for statement in (doubles._KEPT, doubles._FAMILY):
        steps = plan(hall, statement.replace("?", ":from"), SEARCHED)
        assert not any(step.startswith("SCAN c") for step in steps), steps
