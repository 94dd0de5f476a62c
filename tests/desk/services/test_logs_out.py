"""The erase log and the imports as tables."""

from functools import partial

from desk.customer_file import Erasure, ImportRun
from desk.services.exporting import ListAsked, Listed, list_table
from tests.desk.services.hall import Hall, refused


def keep(hall: Hall, *rows: Erasure | ImportRun) -> None:
    with hall.desk.store.act("test", staff_id=hall.lead.staff_id, at=hall.clock.now()) as act:
        act.add(*rows)
        act.commit()


def test_the_erase_log_says_when_why_and_what_stays(hall: Hall) -> None:
    now = hall.clock.now()
    done = Erasure(
        id="e",
        customer_id="gone",
        ground="request",
        asked_by="书面申请",
        erased=("Customer.name 1", "Account.number 2"),
        kept=("backup elsewhere 0",),
        at=now,
        by=hall.manager.staff_id,
    )
    keep(hall, done)
    table = list_table(hall.desk, hall.manager, ListAsked(listed=Listed.ERASED))
    [row] = table.rows
    assert row[0] == hall.desk.hours.local(now).replace(tzinfo=None, second=0, microsecond=0)
    assert row[3] == 3
    assert "备份" in str(row[4])
    asked = ListAsked(listed=Listed.ERASED)
    refused("not_allowed", partial(list_table, hall.desk, hall.clerk, asked))


def test_every_import_has_its_counts_as_numbers(hall: Hall) -> None:
    now = hall.clock.now()
    for serial in range(25):
        run = ImportRun(
            id=f"r{serial}",
            name="客户.csv",
            content_hash="h",
            mapping="",
            rows_read=200,
            added=196,
            refused=4,
            by=hall.lead.staff_id,
            started_at=now,
            last_at=now,
        )
        keep(hall, run)
    table = list_table(hall.desk, hall.lead, ListAsked(listed=Listed.IMPORTS))
    assert len(table.rows) == 25
    assert table.rows[0][3:] == (200, 196, 0, 0, 4)
