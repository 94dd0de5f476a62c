"""Erasing on a book that is a file: nothing of it in any column or byte, and the rest stays."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from db import open_book
from db.mapping import MAPPINGS
from db.store import BookStore
from desk.case import Case, Party
from desk.customer import Account, Customer
from desk.customer_file import Erasure, Reveal
from desk.enums import CaseStatus, DataKind, PartyRole
from desk.erasing import PERSONAL, said_kept
from desk.i18n import use
from desk.letter.life import Document, Letter
from desk.notice import Notice
from desk.ports import E
from desk.services import drafts, erasing, lists, outgoing, retention, reveal
from desk.services.base import Desk
from desk.staff.model import Actor
from tests.builders import a_notice, a_party
from tests.builders_counter import (
    a_content,
    a_hall_event,
    a_sealed_identity,
    a_signatory,
    an_attachment,
)
from tests.builders_file import a_customer_contact, a_customer_note, an_operation
from tests.desk.services.hall import Hall, open_hall, refused

NAME, PHONE, NUMBER, PLACE = "柳明月", "19900000001", "9900000001", "柳林巷3号"
SAID = "叫号也听不清"
WHY = "客户书面申请，已核对身份证"
DECADE = 24 * 3653


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Hall]:
    store = open_book(tmp_path / "desk.db", create=True)
    yield open_hall(store)
    store.close()


def kept(hall: Hall) -> BookStore:
    assert isinstance(hall.desk.store, BookStore)
    return hall.desk.store


def rows(hall: Hall, kind: type[E]) -> list[E]:
    with hall.desk.store.read() as read:
        return read.find(kind)


OUTSIDE_THE_BOOK = (DataKind.BACKUP, DataKind.SAVED_FILE)


def put_in(hall: Hall, *more: Any) -> None:
    with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        act.add(*more)
        act.commit()


def columns_with(hall: Hall, text: str) -> set[str]:
    """Every column of every table in which a text still stands."""
    found = set()
    with closing(sqlite3.connect(kept(hall).path)) as book:
        tables = [
            name
            for (name,) in book.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%pairs%'"
            )
        ]
        for table in tables:
            names = [column[1] for column in book.execute(f"PRAGMA table_info({table})")]
            for name in names:
                where = f"instr(CAST({name} AS TEXT), ?)"
                if book.execute(f"SELECT 1 FROM {table} WHERE {where}", (text,)).fetchone():
                    found.add(f"{table}.{name}")
    return found


def raw(hall: Hall) -> bytes:
    folder = kept(hall).path.parent
    return b"".join(one.read_bytes() for one in sorted(folder.glob("desk.db*")))


def customer_of(hall: Hall) -> Customer:
    return next(one for one in rows(hall, Customer) if one.erased_at is None)


def erase(hall: Hall) -> Erasure:
    return erasing.erase_customer(hall.desk, hall.manager, customer_of(hall).id, WHY)


def full_file(hall: Hall) -> Customer:
    """A customer about whom everything is kept that a file can hold."""
    customer, by = customer_of(hall), hall.clerk.staff_id
    put_in(
        hall,
        a_customer_contact(customer.id, by, name="程小满", phone="13900000066"),
        a_customer_note(customer.id, by, text="合同到期"),
        an_operation(customer.id, by, done="上门换表"),
        Reveal(id="look", customer_id=customer.id, reason="柳女士来电", at=hall.clock.now(), by=by),
    )
    drafts.save_draft(hall.desk, hall.clerk, "intake", "half", {"who": PHONE})
    return customer


class TestRequest:
    def test_with_all_cases_long_ended_nothing_is_left_anywhere(self, book: Hall) -> None:
        book.closed()
        full_file(book)
        book.clock.move(hours=DECADE)
        marks = (NAME, PHONE, NUMBER, PLACE, SAID, "程小满", "合同到期", "上门换表", "柳女士")
        assert all(columns_with(book, mark) for mark in marks)
        done = erase(book)
        assert {mark: columns_with(book, mark) for mark in marks if columns_with(book, mark)} == {}
        left = [mark for mark in marks if mark.encode() in raw(book)]
        assert left == []
        assert kept(book).verify() == []
        assert [line.split(" ")[0] for line in done.kept] == [
            DataKind.BACKUP,
            DataKind.SAVED_FILE,
        ]
        assert "Customer.phone 1" in done.erased
        assert "Draft.content 1" in done.erased

    def test_a_notice_that_only_a_name_ties_to_the_customer_is_named_not_destroyed(
        self, book: Hall
    ) -> None:
        book.closed()
        book.clock.move(hours=DECADE)
        by = book.clerk.staff_id
        put_in(
            book,
            a_notice(by, customer_name=NAME, number="N-1", account_no=""),
            a_notice(by, customer_name="白若谷", number="N-2", account_no=""),
        )
        use("en")
        assert "Notices (1): made for somebody of this name" in "\n".join(
            said_kept(line) for line in erase(book).kept
        )
        assert {notice.customer_name for notice in rows(book, Notice)} >= {NAME, "白若谷"}

    def test_proof_within_its_time_stays_and_the_answer_says_until_when(self, book: Hall) -> None:
        reference = book.closed()
        done = erase(book)
        told = [said_kept(line) for line in done.kept]
        assert told[0] == "工单记录（1）：留作依据，保存至 2031-11-23"
        assert not rows(book, Account)[0].number
        with book.desk.store.read() as read:
            [party] = read.find(Party)
        assert party.name == NAME
        assert lists.case_file(book.desk, book.lead, reference).customer is not None
        assert kept(book).verify() == []

    def test_an_open_case_keeps_how_the_customer_is_reached(self, book: Hall) -> None:
        reference = book.register()
        customer = full_file(book)
        done = erase(book)
        assert [line.rsplit(" ", 1)[0] for line in done.kept[:2]] == [
            "case_record open_case",
            "customer_file open_case",
        ]
        [still] = rows(book, Customer)
        assert (still.phone, still.erased_at) == (PHONE, None)
        assert columns_with(book, "合同到期") == set()
        assert columns_with(book, "上门换表") == set()
        assert lists.case_file(book.desk, book.clerk, reference).case.status is CaseStatus.OPEN
        assert still.id == customer.id

    def test_they_are_found_in_cases_and_files_of_others_by_name_and_phone(
        self, book: Hall
    ) -> None:
        reference = book.closed()
        [case] = rows(book, Case)
        customer, by = customer_of(book), book.clerk.staff_id
        who, phone = "程小满", "13900000066"
        put_in(
            book,
            Customer(id="asks", name=who, phone=phone, made_at=book.clock.now()),
            a_party(case.id, role=PartyRole.REPRESENTATIVE, name=who, phone=phone),
            a_signatory(case.id, name=who, phone=phone, position=1),
            a_signatory(case.id, name=who, phone="13900000067", position=2),
            a_customer_contact(customer.id, by, name=who, phone=phone),
        )
        done = erasing.erase_customer(book.desk, book.manager, "asks", WHY)
        told = [said_kept(line) for line in done.kept]
        assert told[0] == "工单记录（1）：在他人的工单中，留作依据，保存至 2031-11-23"
        assert "CustomerContact.phone 1" in done.erased
        assert columns_with(book, phone) == {"parties.phone", "signatories.phone"}
        book.clock.move(hours=DECADE)
        put_in(book, Customer(id="later", name=who, phone=phone, made_at=book.clock.now()))
        erasing.erase_customer(book.desk, book.manager, "later", WHY)
        assert columns_with(book, phone) == set()
        # Somebody else of that name is left alone, and so is whose case it is.
        assert columns_with(book, "13900000067") != set()
        assert lists.case_file(book.desk, book.lead, reference).customer is not None
        assert kept(book).verify() == []

    def test_in_an_open_case_of_somebody_else_they_stay_and_the_answer_says_so(
        self, book: Hall
    ) -> None:
        book.register()
        [case] = rows(book, Case)
        put_in(
            book,
            Customer(id="asks", name="程小满", phone="13900000066", made_at=book.clock.now()),
            a_party(case.id, role=PartyRole.REPRESENTATIVE, name="程小满", phone="13900000066"),
        )
        done = erasing.erase_customer(book.desk, book.manager, "asks", WHY)
        assert said_kept(done.kept[0]) == "工单记录（1）：在他人未办结的工单中"
        assert columns_with(book, "13900000066") == {"parties.phone"}

    def test_the_preview_says_the_same_and_changes_nothing(self, book: Hall) -> None:
        book.closed()
        full_file(book)
        seen = erasing.preview_erasure(book.desk, book.manager, customer_of(book).id)
        assert customer_of(book).phone == PHONE
        assert rows(book, Erasure) == []
        done = erase(book)
        assert (seen.erased, seen.kept) == (done.erased, done.kept)

    def test_it_is_done_once_by_the_manager_and_with_a_reason(self, book: Hall) -> None:
        book.closed()
        customer = customer_of(book)
        for who in (book.clerk, book.lead, book.admin):
            refused("not_allowed", partial(_try, book.desk, who, customer.id, WHY))
        refused("missing", lambda: _try(book.desk, book.manager, customer.id, " "))
        erase(book)
        refused("erased", lambda: _try(book.desk, book.manager, customer.id, WHY))


def _try(desk: Desk, who: Actor, customer_id: str, asked: str) -> None:
    erasing.erase_customer(desk, who, customer_id, asked)


class TestKeeping:
    def test_nothing_is_due_before_its_time_and_never_in_an_open_case(self, book: Hall) -> None:
        book.register()
        assert [one.count for one in retention.rules_due(book.desk, book.admin)] == [0] * 9
        book.clock.move(hours=DECADE)
        due = {one.data: one.count for one in retention.rules_due(book.desk, book.admin)}
        assert due[DataKind.CASE_RECORD] == due[DataKind.LETTER] == due[DataKind.NOTICE] == 0
        assert due[DataKind.CUSTOMER_FILE] == 0

    @pytest.mark.parametrize("kind", [kind for kind in DataKind if kind not in OUTSIDE_THE_BOOK])
    def test_every_rule_erases_its_kind_and_the_book_still_opens(
        self, book: Hall, kind: DataKind
    ) -> None:
        reference = book.closed()
        [case] = rows(book, Case)
        by, customer = book.clerk.staff_id, customer_of(book)
        now = book.clock.now()
        content = a_content(SAID.encode())
        put_in(
            book,
            Customer(id="noaccount", name="无户人", made_at=now),
            a_notice(by, case_id=case.id, customer_name=NAME, number="N-1"),
            content,
            an_attachment(case.id, by, sha256=content.sha256, name="柳明月身份证.jpg"),
            a_sealed_identity(case.id, customer_id=customer.id, name=NAME),
            a_hall_event(by, who=NAME),
        )
        drafts.save_draft(book.desk, book.clerk, "intake", "half", {"who": PHONE})
        reveal.reveal_customer(book.desk, book.manager, customer.id, "柳女士来电")
        book.clock.move(hours=DECADE)
        [due] = [r for r in retention.rules_due(book.desk, book.manager) if r.data is kind]
        # Four letters came of the case: its reply and the papers beside it.
        assert due.count >= 1
        first = retention.what_is_due(book.desk, book.manager, due.rule_id)
        assert len(first) == due.count
        piece = retention.erase_due(book.desk, book.manager, due.rule_id)
        assert (piece.erased, piece.more) == (due.count, False)
        assert retention.what_is_due(book.desk, book.manager, due.rule_id) == []
        assert retention.clean_up(book.desk, book.manager)
        log = retention.erase_log(book.desk, book.admin)
        assert len(log) == due.count
        assert {one.row.ground for one in log} == {due.rule_id}
        assert kept(book).verify() == []
        file = lists.case_file(book.desk, book.lead, reference)
        assert file.case.status is CaseStatus.CLOSED

    def test_a_run_goes_piece_by_piece_and_what_is_left_stays_due(self, book: Hall) -> None:
        for _n in range(3):
            book.closed()
            # A third time within a month would be escalated first.
            book.clock.move(hours=24 * 56)
        book.clock.move(hours=DECADE)
        piece = retention.erase_due(book.desk, book.admin, "keep_case", limit=2)
        assert (piece.erased, piece.more) == (2, True)
        assert len(retention.what_is_due(book.desk, book.admin, "keep_case")) == 1
        piece = retention.erase_due(book.desk, book.admin, "keep_case", limit=2)
        assert (piece.erased, piece.more) == (1, False)

    def test_an_erased_letter_says_so_instead_of_opening(self, book: Hall) -> None:
        reference = book.closed()
        book.clock.move(hours=DECADE)
        while retention.erase_due(book.desk, book.admin, "keep_letter").more:
            pass
        [letter] = [one for one in rows(book, Letter) if one.kind.value == "reply"]
        refused("erased", lambda: outgoing.letter_page(book.desk, book.lead, letter.id))
        assert all(not one.content for one in rows(book, Document))
        assert lists.case_file(book.desk, book.lead, reference).letters

    def test_an_unknown_rule_is_refused(self, book: Hall) -> None:
        refused("no_such_rule", lambda: _run(book.desk, book.admin))


def _run(desk: Desk, who: Actor) -> None:
    retention.erase_due(desk, who, "keep_what")


def test_every_field_of_text_is_named_as_personal_or_not() -> None:
    unnamed = []
    for kind in MAPPINGS:
        hints = get_type_hints(kind)
        for each in fields(kind):
            hint = hints[each.name]
            plain = {get_origin(hint) or hint, *get_args(hint)} & {str, bytes, tuple, dict}
            name = f"{kind.__name__}.{each.name}"
            points = each.name == "id" or each.name.endswith(("_id", "_by")) or each.name == "by"
            if plain and each.init and not points and each.name not in PERSONAL.get(kind, ()):
                unnamed.append(name)
    plain_text = {
        f"{kind}.{name}" for kind, names in NOT_PERSONAL.items() for name in names.split()
    }
    assert set(unnamed) == plain_text


NOT_PERSONAL = {
    "Amendment": "field",
    "Attachment": "media_type sha256",
    "BlankForm": "number",
    "Branch": (
        "code name unit letter_word address phone supervision_phone timezone "
        "hours calendar language seal"
    ),
    "Case": "reference warns letter_language lookup_code paper_number duplicate_of",
    "CaseClock": "explanation calendar_version verdict",
    "Commitment": "source",
    "Content": "sha256",
    "Custody": "how",
    "Customer": "merged_into",
    "Document": "media_type sha256",
    "Draft": "form subject content",
    "Erasure": "ground erased kept",
    "Escalation": "duty fact",
    "ExternalRef": "number",
    "FollowUp": "part",
    "FileChange": "what changed",
    "ImportRun": "name content_hash mapping",
    "Incident": (
        "number title area supply_areas accounts script finding article_ids remedy "
        "remedy_owner closed_note"
    ),
    "IncidentCase": "point_ids filled",
    "IncidentEstimate": "expectation",
    "IssuePoint": "articles",
    "Letter": (
        "language content_hash templates writers approved_hash number pdf_hash "
        "fingerprint print_job"
    ),
    "LetterTemplate": "name hash text",
    "Notice": (
        "title rows conditions steps limit_text fee_text place phones cooperating "
        "notes basis blanks language number told_by_name supersedes"
    ),
    "NoticeBreach": "name kind",
    "PrintItem": "number job wrong",
    "PrintRun": "printer source",
    "Referral": "unit address phone hours bring",
    "Shift": "remarks sheet journal_hash",
    "Staff": "number name unit phone pin_hash pins_before",
    "Task": "number department",
    "Termination": "ground",
    "WayBack": "code_hash",
    "TemplateAdoption": "name hash",
}
"""Fields of text that say nothing of a person, by kind of row."""
