"""The promises of desk.ports, held by the book on disk and by the fake alike."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db import open_book
from desk.alarm import Alarm
from desk.case import Case, CaseClock, Party, Stage
from desk.casework import Contact
from desk.concern import Concern
from desk.customer import Customer, Draft
from desk.due_days import DueSpan
from desk.enums import (
    CaseKind,
    CaseStatus,
    ClockKind,
    ContactWay,
    Grade,
    HandoverState,
    IncidentState,
    LetterKind,
    LetterState,
    Role,
    Scope,
    TaskState,
    Topic,
)
from desk.ids import new_id
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.point import IssuePoint
from desk.ports import Book, Store
from desk.referral import Referral
from desk.refusals import Refusal
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Staff
from desk.views import QueueRow, View
from tests.builders import (
    MONDAY,
    a_branch,
    a_breach,
    a_case,
    a_clock,
    a_customer,
    a_delegation,
    a_handover,
    a_letter,
    a_material,
    a_notice,
    a_party,
    a_point,
    a_referral,
    a_staff,
    an_absence,
    an_account,
    an_alarm,
)
from tests.builders_loop import (
    a_promise,
    a_task,
    an_escalation,
    an_incident,
    an_incident_case,
)
from tests.fakes import FakeStore


@pytest.fixture(params=["fake", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    made = FakeStore() if request.param == "fake" else open_book(tmp_path / "b.db", create=True)
    yield made
    made.close()


@pytest.fixture
def clerk(store: Store) -> Staff:
    clerk = a_staff("1001")
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(a_branch(), clerk)
        act.commit()
    return clerk


def keep(store: Store, clerk: Staff, *rows: object) -> None:
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(*rows)  # type: ignore[arg-type]
        act.commit()


def board(store: Store, clerk: Staff, view: View, after: str = "", limit: int = 200) -> list[str]:
    return [row.reference for row in rows_of(store, clerk, view, after, limit)]


def rows_of(
    store: Store, clerk: Staff, view: View, after: str = "", limit: int = 200
) -> list[QueueRow]:
    with store.read() as book:
        return book.queue(
            view,
            staff_id=clerk.id,
            now=MONDAY,
            today_ends=MONDAY + timedelta(hours=8),
            after=after,
            limit=limit,
        )


def test_what_was_added_is_read_again(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id, grade=Grade.MAJOR, advice=("带好身份证", "“引号”"))
    point = a_point(case.id, articles=("a", "b"))
    keep(store, clerk, case, point)
    with store.read() as book:
        assert book.get(Case, case.id) == case
        assert book.find(IssuePoint, case_id=case.id) == [point]
        assert book.get(Case, new_id()) is None


def test_what_the_two_rules_of_the_counter_keep_is_read_again(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    first = a_notice(clerk.id, case_id=case.id, rows=(a_material(), a_material("deed")))
    again = a_notice(clerk.id, number="GZ-2", supersedes=first.id, visit=2, oral=True)
    rows = (
        a_referral(case.id, clerk.id, bring=("身份证", "银行卡")),
        an_alarm(case.id, detail="李工"),
        an_absence(clerk.id),
        a_delegation(clerk.id, clerk.id),
        a_breach(again.id, first.id, agreed_by=clerk.id),
    )
    keep(store, clerk, case, first, again, *rows)
    kinds = (Referral, Alarm, Absence, Delegation, NoticeBreach)
    with store.read() as book:
        assert [book.find(kind) for kind in kinds] == [[row] for row in rows]
        assert book.find(Notice) == [first, again]
        assert book.find(Notice, supersedes=first.id) == [again]
    assert store.verify() == []


def test_alarms_that_nobody_has_seen_are_found_by_person_and_by_role(
    store: Store, clerk: Staff
) -> None:
    case = a_case(clerk.id)
    mine = an_alarm(case.id, staff_id=clerk.id)
    seen = an_alarm(case.id, staff_id=clerk.id, seen_by=clerk.id, seen_at=MONDAY)
    leads = an_alarm(case.id)
    keep(store, clerk, case, mine, seen, leads)
    with store.read() as book:
        assert book.find(Alarm, staff_id=clerk.id, seen_at=None) == [mine]
        assert book.find(Alarm, role=Role.LEAD, seen_at=None) == [leads]


def test_running_clocks_are_found_by_kind(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    running = a_clock(case.id, kind=ClockKind.REFERRAL_RESULT)
    ended = a_clock(case.id, kind=ClockKind.REFERRAL_RESULT, verdict="late")
    keep(store, clerk, case, running, ended, a_clock(case.id))
    with store.read() as book:
        assert book.find(CaseClock, kind=ClockKind.REFERRAL_RESULT, verdict="") == [running]
        assert book.find(CaseClock, kind=ClockKind.REFERRAL_RESULT, verdict="late") == [ended]


def test_a_visit_is_followed_by_one_visit(store: Store, clerk: Staff) -> None:
    first = a_notice(clerk.id)
    keep(store, clerk, first, a_notice(clerk.id, number="GZ-2", supersedes=first.id))
    with pytest.raises(Refusal) as caught:
        keep(store, clerk, a_notice(clerk.id, number="GZ-3", supersedes=first.id))
    assert caught.value.code == "already_there"


def test_rows_of_one_act_are_seen_inside_it_and_outside_only_after_commit(
    store: Store, clerk: Staff
) -> None:
    case = a_case(clerk.id)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        # The party comes before its case: within an act the order does not matter.
        act.add(a_party(case.id), case)
        assert act.get(Case, case.id) == case
        assert len(act.find(Party, case_id=case.id)) == 1
        with store.read() as book:
            assert book.get(Case, case.id) is None
        act.commit()
    with store.read() as book:
        assert book.get(Case, case.id) == case


def test_the_rows_of_a_new_case_are_found_inside_its_act_as_they_are_afterwards(
    store: Store, clerk: Staff
) -> None:
    case = a_case(clerk.id)
    kinds = (ClockKind.REPLY, ClockKind.FIRST_CONTACT, ClockKind.CEILING)
    clocks = [a_clock(case.id, kind=kind) for kind in kinds]
    points = [a_point(case.id, position=n) for n in (2, 3, 1)]

    def asked(book: Book) -> list[list[Any]]:
        return [
            book.find(CaseClock, case_id=case.id),
            book.find(CaseClock, case_id=case.id, order="kind", limit=2),
            book.find(CaseClock, case_id=case.id, order="-met_at"),
            book.find(CaseClock, case_id=case.id, order="met_at"),
            book.find(CaseClock, case_id=case.id, met_at=None),
            book.find(IssuePoint, case_id=case.id, order="-position"),
            book.find(IssuePoint, case_id=case.id, matter="改了"),
            book.find(Party, case_id=case.id),
            [book.get(IssuePoint, points[0].id)],
        ]

    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(case, *clocks, *points)
        act.put(replace(clocks[1], met_at=MONDAY), replace(points[0], matter="改了"))
        inside = asked(act)
        for unknown in ({"order": "nowhere"}, {"nowhere": 1}):
            with pytest.raises(KeyError):
                act.find(CaseClock, case_id=case.id, **unknown)
        act.commit()
    with store.read() as book:
        assert asked(book) == inside
    assert [len(found) for found in inside] == [3, 2, 3, 3, 2, 3, 1, 0, 1]


def test_doubles_of_a_new_customer_are_found_inside_its_act(store: Store, clerk: Staff) -> None:
    old, new = a_customer(name="旧档"), a_customer(name="新档")
    keep(store, clerk, old)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(new)
        assert act.find(Customer, merged_into=new.id) == []
        act.put(replace(old, merged_into=new.id))
        assert [one.id for one in act.find(Customer, merged_into=new.id)] == [old.id]
        act.commit()
    with store.read() as book:
        assert [one.id for one in book.find(Customer, merged_into=new.id)] == [old.id]


def test_an_act_without_commit_leaves_nothing(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(case)
        assert act.next_serial("case", "2026") == 1
    with store.read() as book:
        assert book.find(Case) == []
        assert book.serials("case", "2026") == 0
        assert [entry.act for entry in book.journal()] == ["book.init"]


def test_an_error_inside_an_act_leaves_nothing(store: Store, clerk: Staff) -> None:
    def fails() -> None:
        with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
            act.add(a_case(clerk.id))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with store.read() as book:
        assert book.find(Case) == []


def test_put_keeps_the_next_version_once_an_act(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    keep(store, clerk, case)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.put(replace(case, told="三天内答复"))
        fresh = act.get(Case, case.id)
        assert fresh is not None
        assert fresh.version == 2
        act.put(replace(fresh, stage=Stage.DRAFTING))
        act.put(replace(case, told="三天内答复", stage=Stage.TO_APPROVE))
        act.commit()
    with store.read() as book:
        kept = book.get(Case, case.id)
    assert kept == replace(case, told="三天内答复", stage=Stage.TO_APPROVE, version=2)


def test_fields_of_many_rows_are_set_where_it_is_so(store: Store, clerk: Staff) -> None:
    cases = [a_case(clerk.id, serial) for serial in (1, 2, 3)]
    keep(store, clerk, *cases[:2], replace(cases[2], status=CaseStatus.CLOSED))
    with store.act("case.mend", staff_id=clerk.id, at=MONDAY) as act:
        rows = {one.id: (MONDAY, "soon") for one in cases[1:]}
        act.revise(Case, ("due_at", "warns"), rows, status=CaseStatus.OPEN)
        act.commit()
    with store.read() as book:
        found = book.find(Case, order="reference")
    assert [(one.warns, one.version) for one in found] == [("", 1), ("soon", 2), ("", 1)]
    assert found[1].due_at == MONDAY


def test_a_row_added_and_put_in_one_act_keeps_its_version(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(case)
        act.put(replace(case, told="一"))
        assert act.get(Case, case.id) == replace(case, told="一")
        act.put(replace(case, told="二"))
        act.commit()
    with store.read() as book:
        assert book.get(Case, case.id) == replace(case, told="二")


def test_a_version_that_is_not_the_present_one_is_refused(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    keep(store, clerk, case)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.put(replace(case, told="甲"))
        act.commit()
    with (
        pytest.raises(Refusal) as refused,
        store.act("test", staff_id=clerk.id, at=MONDAY) as act,
    ):
        act.put(replace(case, told="乙"))
    assert refused.value.code == "changed_meanwhile"
    with store.read() as book:
        kept = book.get(Case, case.id)
    assert kept is not None
    assert (kept.told, kept.version) == ("甲", 2)


def test_putting_what_stands_already_changes_nothing(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    keep(store, clerk, case)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.put(case)
        act.commit()
    with store.read() as book:
        assert book.get(Case, case.id) == case
        assert len(book.journal()) == 2


def test_a_row_that_never_was_cannot_be_put(store: Store, clerk: Staff) -> None:
    with (
        pytest.raises(Refusal) as refused,
        store.act("test", staff_id=clerk.id, at=MONDAY) as act,
    ):
        act.put(a_case(clerk.id))
    assert refused.value.code == "changed_meanwhile"


def test_serials_count_by_register_and_period(store: Store, clerk: Staff) -> None:
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        taken = [act.next_serial("case", "a"), act.next_serial("case", "a")]
        taken += [act.next_serial("case", "b"), act.next_serial("letter", "a")]
        act.commit()
    assert taken == [1, 2, 1, 1]
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        assert act.serials("case", "a") == 2
        assert act.next_serial("case", "a") == 3
    with store.read() as book:
        assert book.serials("case", "a") == 2


@pytest.mark.parametrize(
    "twice",
    [
        lambda clerk: (a_case(clerk.id), a_case(clerk.id)),
        lambda clerk: (a_case(clerk.id, 1, request_id="r"), a_case(clerk.id, 2, request_id="r")),
        lambda clerk: (a_staff("7"), a_staff("7")),
    ],
)
def test_what_only_one_may_have_is_refused_to_two(
    store: Store, clerk: Staff, twice: Callable[[Staff], tuple[object, object]]
) -> None:
    one, two = twice(clerk)
    keep(store, clerk, one)
    with pytest.raises(Refusal) as refused:
        keep(store, clerk, two)
    assert refused.value.code == "already_there"


def test_two_positions_of_one_case_are_two_points(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    keep(store, clerk, case, a_point(case.id, 1))
    with pytest.raises(Refusal):
        keep(store, clerk, a_point(case.id, 1))


def test_drafts_come_and_go_without_a_word_in_the_journal(store: Store, clerk: Staff) -> None:
    draft = Draft(
        id=new_id(),
        staff_id=clerk.id,
        form="intake",
        subject="x",
        content="{}",
        saved_at=MONDAY,
    )
    keep(store, clerk, draft)
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.put(replace(draft, content='{"narrative":"半句话"}'))
        act.commit()
    with store.read() as book:
        assert [each.content for each in book.find(Draft)] == ['{"narrative":"半句话"}']
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.remove(draft)
        act.remove(draft)
        act.commit()
    with store.read() as book:
        assert book.find(Draft) == []
        assert [entry.act for entry in book.journal()] == ["book.init"]


def test_find_by_fields_order_and_limit(store: Store, clerk: Staff) -> None:
    due = [MONDAY + timedelta(days=2), None, MONDAY + timedelta(days=1), None]
    keep(store, clerk, *(a_case(clerk.id, n, due_at=at) for n, at in enumerate(due, 1)))
    with store.read() as book:

        def serials(**how: object) -> list[int]:
            found = book.find(Case, **how)  # type: ignore[arg-type]
            return [int(case.reference[-4:]) for case in found]

        assert serials() == [1, 2, 3, 4]
        assert serials(due_at=None) == [2, 4]
        assert serials(order="due_at") == [2, 4, 3, 1]
        assert serials(order="-due_at") == [1, 3, 4, 2]
        assert serials(order="-reference", limit=2) == [4, 3]
        assert serials(status="open", grade=Grade.NORMAL, anonymous=False) == [1, 2, 3, 4]
        assert serials(due_at=MONDAY + timedelta(days=1)) == [3]
        for wrong in ({"nothing": 1}, {"order": "nothing"}, {"order": "seq; drop table cases"}):
            with pytest.raises(KeyError):
                serials(**wrong)


def test_the_board_by_view(store: Store, clerk: Staff) -> None:
    other = a_staff("1002")
    keep(store, clerk, other)
    cases = {
        "late": a_case(clerk.id, 1, due_at=MONDAY - timedelta(hours=1)),
        "today": a_case(other.id, 2, due_at=MONDAY + timedelta(hours=3)),
        "offered": a_case(other.id, 3),
        "approve": a_case(other.id, 4, stage=Stage.TO_APPROVE),
        "issue": a_case(other.id, 5, stage=Stage.TO_ISSUE, due_at=None),
        "print": a_case(other.id, 6, stage=Stage.TO_PRINT),
        "call": a_case(clerk.id, 7, stage=Stage.TO_CALL_BACK),
        "unclear": a_case(other.id, 10, scope=Scope.UNCLEAR),
        "passed on": a_case(other.id, 11, first_responder_id=clerk.id),
        "closed": a_case(
            clerk.id, 8, status=CaseStatus.CLOSED, stage=Stage.ENDED, closed_at=MONDAY
        ),
        "annulled": a_case(
            clerk.id,
            9,
            status=CaseStatus.ANNULLED,
            stage=Stage.ENDED,
            closed_at=MONDAY + timedelta(1),
        ),
    }
    keep(store, clerk, *cases.values())
    keep(
        store,
        clerk,
        a_handover(cases["offered"].id, other.id, clerk.id),
        a_handover(cases["approve"].id, other.id, clerk.id, state=HandoverState.DECLINED),
        a_handover(cases["call"].id, clerk.id, other.id),
    )
    expected = {
        View.MINE: ["late", "call"],
        View.DUE_TODAY: ["late", "today"],
        View.LATE: ["late"],
        View.TO_ACCEPT: ["offered"],
        View.TO_APPROVE: ["approve"],
        View.TO_PRINT: ["print", "issue"],
        View.TO_CALL_BACK: ["call"],
        View.ALL: [
            *("late", "today", "offered", "approve", "print", "call", "unclear", "passed on"),
            "issue",
        ],
        View.CLOSED: ["annulled", "closed"],
        View.FIRST: ["late", "call", "passed on"],
        View.TO_DECIDE: ["unclear"],
    }
    for view, names in expected.items():
        assert board(store, clerk, view) == [cases[name].reference for name in names], view
    with store.read() as book:
        counts = book.counts(staff_id=clerk.id, now=MONDAY, today_ends=MONDAY + timedelta(hours=8))
    assert {view: counts[view] for view in View} == {
        view: len(expected.get(view, ())) for view in View
    }


def test_what_stands_out_on_the_board(store: Store, clerk: Staff) -> None:
    names = ("emergency", "seen", "restore", "raised", "promise", "later", "task", "incident")
    cases = {name: a_case(clerk.id, n) for n, name in enumerate((*names, "over"), 1)}
    keep(store, clerk, *cases.values())
    ids = {name: case.id for name, case in cases.items()}
    fault, past = an_incident(clerk.id), an_incident(clerk.id, 2, state=IncidentState.CLOSED)
    keep(store, clerk, fault, past)
    keep(
        store,
        clerk,
        a_clock(ids["emergency"], kind=ClockKind.LEAD_SEES),
        a_clock(ids["seen"], kind=ClockKind.LEAD_SEES, verdict="in_time", met_at=MONDAY),
        a_clock(ids["restore"], kind=ClockKind.RESTORE),
        an_escalation(ids["raised"]),
        an_escalation(ids["raised"], rule_id="late"),
        an_escalation(ids["over"], done_at=MONDAY, done_by=clerk.id),
        a_promise(ids["promise"], due_on=MONDAY.date()),
        a_promise(ids["later"], due_on=MONDAY.date() + timedelta(days=1)),
        a_promise(ids["over"], due_on=MONDAY.date(), kept_on=MONDAY.date()),
        a_task(ids["task"], clerk.id),
        a_task(ids["over"], clerk.id, 2, state=TaskState.DONE, done_at=MONDAY),
        an_incident_case(fault.id, ids["incident"], clerk.id),
        an_incident_case(fault.id, ids["over"], clerk.id, unlinked_at=MONDAY),
        an_incident_case(past.id, ids["seen"], clerk.id),
    )
    expected = {
        View.EMERGENCY: "emergency",
        View.RESTORE: "restore",
        View.ESCALATED: "raised",
        View.PROMISES: "promise",
        View.TASKS: "task",
        View.INCIDENT: "incident",
    }
    with store.read() as book:
        counts = book.counts(staff_id=clerk.id, now=MONDAY, today_ends=MONDAY + timedelta(hours=8))
    for view, name in expected.items():
        assert board(store, clerk, view) == [cases[name].reference], view
        assert counts[view] == 1, view


def test_what_falls_due_when_is_counted_and_listed_alike(store: Store, clerk: Staff) -> None:
    other = a_staff("1009")
    keep(store, clerk, other)
    dates = [-30, -1, 0, 2, 2, 30, 300, None]
    cases = [
        a_case(
            (clerk, other)[n == 4].id,
            n + 1,
            due_at=None if hours is None else MONDAY + timedelta(hours=hours),
        )
        for n, hours in enumerate(dates)
    ]
    ended = {"status": CaseStatus.CLOSED, "stage": Stage.ENDED, "closed_at": MONDAY}
    keep(store, clerk, *cases, a_case(clerk.id, 90, due_at=MONDAY, **ended))
    edges = [MONDAY, MONDAY + timedelta(hours=2), MONDAY + timedelta(days=2)]
    spans = [DueSpan(None, edges[0]), *map(DueSpan, edges, edges[1:])]
    spans += [DueSpan(edges[-1], None), DueSpan(None, None)]
    asked: dict[str, Any] = {
        "staff_id": clerk.id,
        "now": MONDAY,
        "today_ends": MONDAY + timedelta(hours=8),
    }
    with store.read() as book:
        assert book.due_counts(View.ALL, spans, **asked) == [2, 1, 3, 1, 1]
        assert book.due_counts(View.MINE, spans, **asked) == [2, 1, 2, 1, 1]
        assert book.due_counts(View.LATE, spans, **asked) == [2, 0, 0, 0, 0]
        hidden = [cases[0].id, cases[-1].id]
        assert book.due_counts(View.ALL, spans, hidden=hidden, **asked) == [1, 1, 3, 1, 0]
        listed = [book.queue(View.ALL, due=span, limit=2, **asked) for span in spans]
        assert [[row.reference for row in rows] for rows in listed] == [
            [cases[n].reference for n in numbers] for numbers in ([0, 1], [2], [3, 4], [6], [7])
        ]
        after = listed[2][-1].cursor
        rest = book.queue(View.ALL, due=spans[2], after=after, limit=2, **asked)
        assert [row.reference for row in rest] == [cases[5].reference]


@pytest.mark.parametrize("view", [View.ALL, View.CLOSED])
def test_pages_follow_each_other_without_gap_or_double(
    store: Store, clerk: Staff, view: View
) -> None:
    ended = {"status": CaseStatus.CLOSED, "stage": Stage.ENDED, "closed_at": MONDAY}
    more = ended if view is View.CLOSED else {}
    keep(
        store,
        clerk,
        *(
            a_case(clerk.id, n, due_at=None if n % 3 == 0 else MONDAY + timedelta(n % 4), **more)
            for n in range(1, 24)
        ),
    )
    whole = board(store, clerk, view)
    assert len(whole) == 23
    paged: list[str] = []
    after = ""
    while page := rows_of(store, clerk, view, after, 5):
        paged += [row.reference for row in page]
        after = page[-1].cursor
    assert paged == whole


def test_a_line_of_the_board(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    contact = {"case_id": case.id, "at": MONDAY, "way": ContactWay.PHONE, "staff_id": clerk.id}
    keep(
        store,
        clerk,
        case,
        a_party(case.id, name="佟安 ‹x›", salutation="先生"),
        a_point(case.id, 1, finding="查了", conclusion="substantiated", remedy="退款"),
        a_point(case.id, 2, finding="查了", remedy="退款"),
        a_point(case.id, 3),
        Contact(id=new_id(), reached=True, text="催", reminder=True, **contact),  # type: ignore[arg-type]
        Contact(id=new_id(), reached=True, text="问", **contact),  # type: ignore[arg-type]
        a_handover(case.id, clerk.id, None, receiver_name="计量班 温工"),
    )
    (row,) = rows_of(store, clerk, View.ALL)
    assert (row.customer, row.salutation, row.holder) == ("佟安 ‹x›", "先生", clerk.name)
    assert (row.points, row.answered, row.reminders) == (3, 1, 1)
    assert row.offered_to == "计量班 温工"
    assert row.due_at == case.due_at


def test_customers_by_what_is_typed(store: Store, clerk: Staff) -> None:
    jia = a_customer(name="曾一鸣", phone="13911112222", pinyin="zengyiming cengyiming")
    jia = replace(jia, initials="zym cym")
    yi = a_customer(name="佟安", phone="0999-5557788", pinyin="tongan", initials="ta")
    keep(store, clerk, jia, yi, an_account(yi.id, number="0500100200", address="河西路1号"))
    keep(store, clerk, a_case(clerk.id, customer_id=jia.id))
    with store.read() as book:

        def names(text: str) -> list[str]:
            return [row.name for row in book.customers(text)]

        for text in ("曾", "一鸣", "1112", "139", "2222", "zeng", "cengyi", "zym", "CYM"):
            assert names(text) == ["曾一鸣"], text
        for text in ("佟", "0500100200", "1002", "5557788", "ta"):
            assert names(text) == ["佟安"], text
        for text in ("", "   ", "%", "_", "\\", "'", "ming"):
            assert names(text) == [], text
        (hit,) = book.customers("0100")
        assert (hit.account_no, hit.address, hit.open_cases) == ("0500100200", "河西路1号", 0)
        assert book.customers("曾")[0].open_cases == 1


def test_letters_waiting(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    keep(
        store,
        clerk,
        case,
        a_party(case.id),
        *(a_letter(case.id, clerk.id, state=LetterState.SUBMITTED) for _n in range(3)),
        a_letter(case.id, clerk.id, state=LetterState.DRAFT),
    )
    with store.read() as book:
        rows = book.letters(["submitted"], limit=2)
        assert [row.state for row in rows] == [LetterState.SUBMITTED] * 2
        assert (rows[0].customer, rows[0].author) == ("柳明月", clerk.name)
        assert len(book.letters(["submitted"], after=rows[-1].cursor)) == 1
        assert len(book.letters([LetterState.DRAFT, "submitted"])) == 4
        assert book.letters([]) == []
        assert len(book.letters(["draft"], kinds=[LetterKind.REPLY])) == 1
        assert book.letters(["draft"], kinds=[LetterKind.NOTICE]) == []
        assert len(book.letters(["draft"], holder_id=clerk.id)) == 1
        assert book.letters(["draft"], holder_id="nobody") == []
        every = [row.letter_id for row in book.letters(["submitted"])]
        back = book.letters(["submitted"], newest=True, limit=2)
        assert [row.letter_id for row in back] == every[:0:-1]
        rest = book.letters(["submitted"], newest=True, after=back[-1].cursor)
        assert [row.letter_id for row in rest] == every[:1]


def test_the_journal_tells_each_act_once(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id)
    with store.act("case.register", staff_id=clerk.id, at=MONDAY, case_id=case.id, note="n") as act:
        act.add(case)
        act.commit()
    with store.act("case.told", staff_id=clerk.id, at=MONDAY, case_id=case.id) as act:
        act.put(replace(case, told="明天答复"))
        act.commit()
    with store.read() as book:
        assert [entry.act for entry in book.journal()] == [
            "book.init",
            "case.register",
            "case.told",
        ]
        told = book.journal(case_id=case.id)[-1]
        assert (told.seq, told.staff_id, told.case_id) == (3, clerk.id, case.id)
        assert '["cases",' in told.changes
        assert '"told"' in told.changes
        assert '"narrative"' not in told.changes
        assert "明天答复" not in told.changes
        assert [entry.seq for entry in book.journal(after=1, limit=1)] == [2]
    assert [entry.seq for entry in store.entries()] == [1, 2, 3]
    assert list(store.verify()) == []


def test_found_by_any_piece_of_its_words(store: Store, clerk: Staff) -> None:
    case = a_case(clerk.id, narrative="电表跳得快，夜里也在走")
    other = a_case(clerk.id, 2, narrative="窗口排队太久")
    with store.act("test", staff_id=clerk.id, at=MONDAY) as act:
        act.add(case, other, a_party(case.id), a_party(other.id, name="佟安"))
        for each, name in ((case, ""), (other, "佟安")):
            act.index_case(each.id, f"{each.reference}\n{each.narrative}", name)
        act.commit()
    with store.read() as book:

        def found(text: str) -> list[str]:
            return [row.row_id for row in book.find_text(text) if row.kind == "case"]

        assert found("电表") == found("跳得快") == found("夜里 电表") == [case.id]
        assert found("-0002") == found("排队") == [other.id]
        assert found("佟") == [other.id]
        assert found("电快") == found("") == found("  ") == []
    assert isinstance(a_customer(), Customer)


def test_precedents_are_what_went_out_newest_first(store: Store, clerk: Staff) -> None:
    cases = [
        a_case(clerk.id, 1, topic=Topic.QUEUEING),
        a_case(clerk.id, 2, topic=Topic.QUEUEING, kind=CaseKind.REPORT),
        a_case(clerk.id, 3, topic=Topic.METER_READING),
        a_case(clerk.id, 4, topic=Topic.QUEUEING),
    ]
    out: dict[str, Any] = {"state": LetterState.ISSUED, "issued_on": MONDAY.date()}
    letters = [
        a_letter(cases[0].id, clerk.id, number="甲〔2026〕1号", **out),
        a_letter(cases[1].id, clerk.id, number="甲〔2026〕2号", **out),
        a_letter(cases[2].id, clerk.id, number="甲〔2026〕3号", **out),
        a_letter(cases[3].id, clerk.id, number="甲〔2026〕4号", **out),
        a_letter(cases[3].id, clerk.id),
        a_letter(cases[3].id, clerk.id, number="甲〔2026〕5号", language="en", **out),
        a_letter(cases[3].id, clerk.id, kind=LetterKind.NOTICE, number="甲〔2026〕6号", **out),
    ]
    keep(store, clerk, *cases, *letters)
    with store.read() as book:
        found = book.precedents(Topic.QUEUEING, language="zh_CN")
        assert [one.number for one in found] == ["甲〔2026〕4号", "甲〔2026〕1号"]
        assert found[0].case_id == cases[3].id
        assert len(book.precedents(Topic.QUEUEING, language="zh_CN", limit=1)) == 1
        concern = Concern(
            id=new_id(), case_id=cases[0].id, staff_id=clerk.id, named_by=clerk.id, at=MONDAY
        )
    keep(store, clerk, concern)
    with store.read() as book:
        found = book.precedents(Topic.QUEUEING, language="zh_CN")
        assert [one.number for one in found] == ["甲〔2026〕4号"]
