"""One changed byte anywhere in the record is found and named."""

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import open_book
from db.mapping import MAPPINGS, ROWS
from db.unit_of_work import DRAFTS
from desk import i18n
from desk.case import Case
from desk.casework import Commitment, Contact
from desk.customer import Draft
from desk.enums import Confirmation, ContactWay, Delivery, LetterState, Scope
from desk.followup import FollowUp
from desk.ids import new_id
from desk.letter.life import Document
from desk.letter.run import PrintItem, PrintRun
from desk.ports import Entity
from desk.refusals import Fault, Refusal
from desk.staff.model import WayBack
from tests.builders import (
    MONDAY,
    a_breach,
    a_case,
    a_clock,
    a_custody,
    a_customer,
    a_delegation,
    a_handover,
    a_letter,
    a_notice,
    a_party,
    a_point,
    a_referral,
    a_return,
    a_template,
    an_absence,
    an_account,
    an_adoption,
    an_alarm,
    an_attempt,
)
from tests.builders_counter import (
    a_blank_form,
    a_care,
    a_case_link,
    a_concern,
    a_content,
    a_hall_event,
    a_paper,
    a_record_confirmation,
    a_report_ahead,
    a_sealed_identity,
    a_shift,
    a_signatory,
    a_supplement,
    a_visit,
    an_amendment,
    an_attachment,
    an_attention,
    an_external,
)
from tests.builders_file import (
    a_customer_contact,
    a_customer_link,
    a_customer_note,
    a_file_change,
    a_merge,
    a_reveal,
    an_erasure,
    an_import_run,
    an_operation,
)
from tests.builders_loop import (
    a_pause,
    a_restoration,
    a_task,
    a_termination,
    an_escalation,
    an_estimate,
    an_extension,
    an_incident,
    an_incident_case,
    an_incident_read,
)
from tests.db.conftest import Hall

PDF = b"%PDF-1.7 a page\x00\xff" * 40


def of_the_counter(hall: Hall, case_id: str, customer_id: str) -> list[Entity]:
    """One row of each kind that the counter keeps."""
    clerk, lead = hall.clerk.id, hall.lead.id
    paper = a_paper(case_id, clerk)
    joined = a_case(clerk, 2)
    twin = a_customer()
    return [
        joined,
        a_concern(case_id, lead, clerk),
        a_sealed_identity(case_id),
        a_signatory(case_id),
        a_hall_event(clerk),
        a_report_ahead(clerk, case_id=case_id),
        an_external(case_id, clerk),
        a_record_confirmation(case_id, clerk),
        a_supplement(case_id, clerk),
        an_amendment(case_id, clerk),
        a_case_link(case_id, joined.id, clerk),
        paper,
        an_attachment(case_id, clerk, paper_id=paper.id),
        a_content(),
        a_blank_form(clerk),
        a_shift(clerk),
        a_visit(clerk),
        a_care(customer_id, clerk, lead),
        an_attention(customer_id, lead),
        twin,
        a_customer_contact(customer_id, clerk),
        a_customer_note(customer_id, clerk),
        an_operation(customer_id, clerk, case_id=case_id),
        a_customer_link(customer_id, twin.id, clerk),
        a_merge(customer_id, twin.id, lead),
        an_import_run(lead),
        a_reveal(lead, customer_id=customer_id),
        an_erasure(lead, customer_id=customer_id),
        a_file_change(customer_id, clerk),
    ]


def of_the_loop(hall: Hall, case_id: str, clock_id: str) -> list[Entity]:
    """One row of each kind by which a case is brought to its end."""
    clerk = hall.clerk.id
    later, incident = a_clock(case_id), an_incident(clerk, accounts=("0512345678",))
    return [
        later,
        a_task(case_id, clerk),
        incident,
        an_estimate(incident.id, clerk),
        an_incident_case(incident.id, case_id, clerk),
        an_incident_read(incident.id, clerk),
        a_restoration(case_id, clerk),
        a_termination(case_id, clerk),
        a_pause(case_id, clock_id, clerk),
        an_extension(case_id, clock_id, later.id, clerk),
        an_escalation(case_id),
    ]


@pytest.fixture
def full(hall: Hall) -> Hall:
    """A book with rows of every kind, some of them changed since."""
    customer = a_customer()
    case = a_case(hall.clerk.id, customer_id=customer.id, request_id="r1", scope=Scope.OURS)
    point = a_point(case.id, articles=("a",), amount_fen=12_300, remedy_due=date(2026, 12, 1))
    handover = a_handover(case.id, hall.clerk.id, hall.lead.id)
    letter = a_letter(case.id, hall.clerk.id)
    first = a_notice(
        hall.clerk.id,
        case_id=case.id,
        confirmation=Confirmation.SIGNED,
        confirmed_at=MONDAY,
        commitment_due=date(2026, 12, 1),
    )
    run = PrintRun(id=new_id(), staff_id=hall.lead.id, made_at=MONDAY, printer="folder")
    again = a_notice(hall.clerk.id, number="GZ-2", supersedes=first.id, visit=2)
    with hall.store.act("all", staff_id=hall.clerk.id, at=MONDAY, case_id=case.id) as act:
        act.next_serial("case", "HD01-20261123")
        act.next_serial("letter", "HD01-2026")
        act.add(customer, an_account(customer.id), case, a_party(case.id), point)
        clock = a_clock(case.id)
        act.add(clock, a_custody(case.id, hall.clerk.id), handover, letter)
        act.add(
            Contact(
                id=new_id(),
                case_id=case.id,
                at=MONDAY,
                way=ContactWay.PHONE,
                staff_id=hall.clerk.id,
                reached=True,
                text="已告知",
            ),
            Commitment(
                id=new_id(),
                case_id=case.id,
                point_id=point.id,
                text="三天内换表",
                owner="计量班",
                due_on=date(2026, 12, 1),
                made_by=hall.clerk.id,
                made_at=MONDAY,
            ),
            first,
            again,
            a_template(),
            an_adoption(hall.lead.id),
            a_breach(again.id, first.id, agreed_by=hall.lead.id),
            a_referral(case.id, hall.clerk.id, bring=("身份证",)),
            an_alarm(case.id),
            a_return(letter.id, hall.lead.id),
            an_attempt(letter.id, hall.clerk.id, witness_id=hall.lead.id),
            an_absence(hall.lead.id),
            a_delegation(hall.lead.id, hall.clerk.id),
            WayBack(id=new_id(), code_hash="$argon2id$", made_by=hall.lead.id, made_at=MONDAY),
            Document(
                id=new_id(),
                letter_id=letter.id,
                media_type="application/pdf",
                sha256=hashlib.sha256(PDF).hexdigest(),
                content=PDF,
            ),
            FollowUp(
                id=new_id(),
                case_id=case.id,
                at=MONDAY,
                staff_id=hall.lead.id,
                reached=True,
                satisfied=False,
                attitude=5,
            ),
            *of_the_counter(hall, case.id, customer.id),
            *of_the_loop(hall, case.id, clock.id),
            run,
            PrintItem(
                id=new_id(),
                run_id=run.id,
                letter_id=letter.id,
                position=1,
                number="临供客复〔2026〕1号",
                pages=2,
            ),
            Draft(
                id=new_id(),
                staff_id=hall.clerk.id,
                form="intake",
                subject="x",
                content="{}",
                saved_at=MONDAY,
            ),
        )
        act.index_case(case.id, case.narrative)
        act.commit()
    with hall.store.act("more", staff_id=hall.lead.id, at=MONDAY, case_id=case.id) as act:
        act.put(
            replace(case, told="", due_at=MONDAY + timedelta(days=1)),
            replace(point, finding="经查", amount_fen=None),
            replace(
                letter,
                state=LetterState.DELIVERED,
                number="临供客复〔2026〕1号",
                serial=1,
                issued_on=date(2026, 11, 23),
                pdf_hash=hashlib.sha256(PDF).hexdigest(),
                delivery=Delivery.BY_HAND,
            ),
        )
        act.commit()
    i18n.use("en")
    return hall


def other(value: object) -> object:
    """The same value with one byte changed."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if value == "":
        return " "
    assert isinstance(value, str)
    return value[:-1] + chr(ord(value[-1]) ^ 1)


def told_after(full: Hall, statement: str, *values: object) -> list[str]:
    """What verification says after a change behind Desk's back."""
    full.store.close()
    with closing(sqlite3.connect(full.path)) as book:
        book.execute("PRAGMA ignore_check_constraints = ON")
        kept = book.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in kept:
            book.execute(f"DROP TRIGGER {name}")
        assert book.execute(statement, values).rowcount == 1
        for _name, sql in kept:
            book.execute(sql)
        book.commit()
    return full.store.verify()


def cells() -> dict[str, tuple[str, ...]]:
    """Every column of every table that verification answers for."""
    columns = {
        mapping.table: ("seq", "salt", *mapping.names)
        for mapping in MAPPINGS.values()
        if mapping is not DRAFTS
    }
    journal = ("seq", "at", "staff_id", "act", "case_id", "changes", "note", "previous", "hash")
    return columns | {
        "journal": journal,
        "serials": ("name", "period", "last", "salt"),
        "case_words": ("seq", "text", "marks", "salt"),
        "customer_words": ("seq", "text", "marks"),
        "alembic_version": ("version_num",),
    }


@pytest.mark.parametrize("table", cells())
def test_one_changed_value_is_found_and_named(full: Hall, table: str) -> None:
    full.store.close()
    kept = full.path.read_bytes()
    for column in cells()[table]:
        with closing(sqlite3.connect(full.path)) as book:
            key = "rowid"
            row, value, row_id = book.execute(
                f"SELECT {key}, {column}, {'id' if (table, column) in named() else key} "
                f"FROM {table} ORDER BY {key} DESC LIMIT 1"
            ).fetchone()
        change = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
        told = told_after(full, change, other(value), row)
        assert told, column
        if (table, column) in named():
            assert any(column in each and str(row_id) in each for each in told), told
        if table == "journal" and column != "seq":
            assert f"Journal entry {row} " in told[0]
        full.path.write_bytes(kept)


def named() -> set[tuple[str, str]]:
    return {
        (mapping.table, name) for mapping in MAPPINGS.values() for name in mapping.names[1:]
    } - {(DRAFTS.table, name) for name in DRAFTS.names}


@pytest.mark.parametrize("table", [m.table for m in MAPPINGS.values() if m is not DRAFTS])
def test_a_row_that_is_gone_is_found(full: Hall, table: str) -> None:
    told = told_after(full, f"DELETE FROM {table} WHERE seq = (SELECT max(seq) FROM {table})")
    assert any("in the journal but not in the book" in each for each in told)


UNLIKE = {
    "handovers": ("state", "'lapsed'"),
    "concerns": ("staff_id", "named_by"),
    "contents": ("sha256", "'x'"),
    "case_links": ("kind", "'related'"),
    "extensions": ("kind", "'ceiling'"),
    "incident_cases": ("case_id", "'x'"),
    "escalations": ("fact", "'x'"),
}
"""What must differ in a second row of a table that holds one of a kind."""


@pytest.mark.parametrize("table", [m.table for m in MAPPINGS.values() if m is not DRAFTS])
def test_a_row_that_nobody_added_is_found(full: Hall, table: str) -> None:
    mapping = next(each for each in MAPPINGS.values() if each.table == table)
    fresh = {"id": "'smuggled'", "reference": "'x'", "number": "'x'", "code": "'x'"}
    fresh |= {"hash": "'x'", "version": "99", "request_id": "''"}
    fresh |= {"lookup_code": "'x'", "position": "99", "until": "'x'", "serial": "99"}
    columns = ", ".join(("salt", *mapping.names))
    values = ", ".join(("salt", *(fresh.get(name, name) for name in mapping.names)))
    if table in UNLIKE:
        values = values.replace(*UNLIKE[table])
    told = told_after(full, f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} LIMIT 1")
    assert any("smuggled" in each and "not known" in each for each in told)


def test_rows_in_another_order_are_found(full: Hall) -> None:
    with full.store.act("more", staff_id=full.clerk.id, at=MONDAY) as act:
        act.add(a_customer(), a_customer())
        act.commit()
    told = told_after(full, "UPDATE customers SET seq = 9 WHERE seq = 2")
    assert any("another place" in each for each in told)


def test_the_last_entry_cannot_be_cut_off(full: Hall) -> None:
    told = told_after(full, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert any("not what the journal says" in each for each in told)


def test_an_entry_from_the_middle_is_missed(full: Hall) -> None:
    told = told_after(full, "DELETE FROM journal WHERE seq = 2")
    assert "Journal entry 2 " in told[0]


def test_an_entry_made_to_fit_what_was_changed_breaks_the_next(full: Hall) -> None:
    told = told_after(full, "UPDATE journal SET hash = ? WHERE seq = 1", "f" * 64)
    assert "Journal entry 1 " in told[0]


def test_a_trigger_that_was_taken_away_is_missed(full: Hall) -> None:
    with closing(sqlite3.connect(full.path)) as book:
        book.execute("DROP TRIGGER journal_refuses_update")
    assert any("journal_refuses_update" in each for each in full.store.verify())


def test_words_missing_from_the_index_are_found(full: Hall) -> None:
    with closing(sqlite3.connect(full.path)) as book:
        book.execute("INSERT INTO case_pairs (rowid, pairs) VALUES (77, '电费')")
        book.commit()
    assert any("search index" in each for each in full.store.verify())


def test_a_value_of_another_kind_is_found(full: Hall) -> None:
    told = told_after(full, "UPDATE cases SET narrative = CAST(narrative AS BLOB) WHERE seq = 1")
    assert any("narrative" in each for each in told)


def test_bytes_that_are_no_text_are_reported_and_do_not_end_the_reading(full: Hall) -> None:
    told = told_after(full, "UPDATE cases SET told = CAST(x'ff' AS TEXT) WHERE seq = 1")
    assert any("told" in each for each in told)


def test_a_page_that_is_not_the_frozen_one_is_named(full: Hall) -> None:
    told = told_after(full, "UPDATE documents SET content = ? WHERE seq = 1", PDF[:-1])
    assert any("1号" in each and "frozen" in each for each in told)


def test_a_number_left_out_of_the_register_or_given_twice_is_told(full: Hall) -> None:
    with full.store.act("more", staff_id=full.clerk.id, at=MONDAY) as act:
        case = a_case(full.clerk.id, 900)
        numbers = {2: 1, 3: 1, 4: 4}
        for _each in numbers:
            act.next_serial("letter", "HD01-2026")
        letters = [
            a_letter(
                case.id, full.clerk.id, number=f"n{n}", serial=serial, issued_on=date(2026, 11, 24)
            )
            for n, serial in numbers.items()
        ]
        act.add(case, *letters)
        act.commit()
    told = [each for each in full.store.verify() if "register of letters" in each]
    assert len(told) == 3
    for words in ("number 1 stands on two", "number 2 was taken", "number 3 was taken"):
        assert any(words in each for each in told)


def test_a_thousand_faults_are_not_all_told(full: Hall) -> None:
    with full.store.act("more", staff_id=full.clerk.id, at=MONDAY) as act:
        act.add(*(a_case(full.clerk.id, n) for n in range(3, 131)))
        act.commit()
    full.store.close()
    with closing(sqlite3.connect(full.path)) as book:
        book.execute("UPDATE cases SET address = 'x'")
        book.commit()
    told = full.store.verify()
    assert len(told) == 101
    assert "There is more" in told[-1]


def content(path: Path) -> object:
    """Everything that the record says, as far as it can be read."""

    def all_of(book: sqlite3.Connection) -> Iterator[object]:
        tables = [*(str(row.__tablename__) for row in ROWS.values()), "journal", "serials"]
        for table in (*tables, "case_words"):
            if table != DRAFTS.table:
                yield book.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()

    with closing(sqlite3.connect(path)) as book:
        return list(all_of(book))


@pytest.mark.parametrize("seed", range(60))
def test_a_byte_of_the_file_changes_nothing_or_is_found(full: Hall, seed: int) -> None:
    full.store.close()
    before = content(full.path)
    raw = bytearray(full.path.read_bytes())
    at = random.Random(seed).randrange(100, len(raw))
    raw[at] ^= 1 << (seed % 8)
    full.path.write_bytes(raw)
    told = found_by(full.path)
    if not told:
        assert content(full.path) == before


def found_by(path: Path) -> list[str]:
    try:
        with closing(open_book(path)) as store:
            return store.verify()
    except (Fault, Refusal) as error:
        return [str(error)]


def test_a_book_of_every_kind_of_row_verifies(full: Hall) -> None:
    assert full.store.verify() == []


def test_a_long_story_verifies(hall: Hall) -> None:
    with hall.store.act("more", staff_id=hall.clerk.id, at=MONDAY) as act:
        case = a_case(hall.clerk.id)
        act.add(case)
        act.commit()
    for n in range(30):
        with hall.store.act("more", staff_id=hall.clerk.id, at=MONDAY) as act:
            fresh = act.get(Case, case.id)
            assert fresh is not None
            act.put(replace(fresh, told=str(n) if n % 3 else ""))
            act.commit()
    assert hall.store.verify() == []
