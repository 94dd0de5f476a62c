"""What people do at a counter, over and over until the program is killed; each says it was done."""

import hashlib
from collections.abc import Callable
from itertools import count
from pathlib import Path

from db import open_book
from db.backup import back_up
from desk.enums import ContactWay, PointKind
from desk.exporting.files import write_list
from desk.forms import CaseForm, ContactForm, CustomerForm, PointForm, StaffForm
from desk.forms_loop import TaskForm
from desk.letter.life import Letter
from desk.letter.printer import FolderPrinter
from desk.places import Places
from desk.services import (
    attachments,
    casework,
    drafts,
    exporting,
    importing,
    intake,
    letters,
    people,
    print_runs,
    printing,
    tasks,
)
from desk.services.exporting import ListAsked, Listed
from desk.services.importing import ImportForm
from desk.services.print_runs import RunForm
from desk.settings import Settings, write_settings
from tests.crash.life import STEP, Life, the_hall
from tests.desk.services.hall import PIN, Hall, case_form

ROWS, BATCH = 60, 10
"""Rows of a list that is imported, and how many of them are kept together."""
MATTERS = "共{count}件事"
"""Stands in a case's narrative, so that a case can be seen to be whole without the journal."""

Deed = Callable[[Life, Hall], object]


def register(life: Life, hall: Hall) -> None:
    """A customer, a case and one to four points."""
    many = life.rng.randint(1, 4)
    request = life.name("request")
    form = CaseForm(
        topic=case_form().topic,
        narrative=f"{MATTERS.format(count=many)}，排了快一个小时才轮到我。",
        points=[PointForm(kind=PointKind.REQUEST, matter=f"第{n}件事") for n in range(many)],
        customer=CustomerForm(name=f"柳{request}", phone="19900000001", address="临江市柳林巷3号"),
        told="三个工作日内由值班长电话回复您",
    )
    life.say("trying", "register", request=request)
    made = intake.register_case(hall.desk, hall.clerk, form, request_id=request)
    life.done("register", reference=made.reference, points=many, request=request)


def contact(life: Life, hall: Hall) -> None:
    """A call about the newest case, with a promise in it."""
    reference = hall.register()
    life.done("case", reference=reference)
    text = life.name("call")
    form = ContactForm(way=ContactWay.PHONE, text=text)
    casework.log_contact(hall.desk, hall.clerk, reference, form)
    life.done("contact", reference=reference, text=text)


def task(life: Life, hall: Hall) -> None:
    """A part of a case given to a department."""
    reference = hall.register()
    form = TaskForm(department="计量班", matter=life.name("task"), to_staff="4001")
    made = tasks.give_task(hall.desk, hall.clerk, reference, form)
    life.done("task", number=made.number, matter=form.matter)


def draft(life: Life, hall: Hall) -> None:
    """A form that is kept again and again while somebody types."""
    subject = life.name("draft")
    for length in range(1, 6):
        content = {"narrative": "电" * length}
        drafts.save_draft(hall.desk, hall.clerk, "intake", subject, content)
        life.done("draft", subject=subject, length=length)


def written(life: Life, hall: Hall) -> Letter:
    """A reply that waits for the lead."""
    reference = hall.answered(PointKind.REQUEST)
    life.done("answered", reference=reference)
    made = letters.draft_letter(hall.desk, hall.clerk, reference)
    letters.submit_letter(hall.desk, hall.clerk, made.id)
    life.done("letter", id=made.id, state="submitted")
    return made


def letter(life: Life, hall: Hall) -> None:
    """A reply from the first word to the pages in a folder."""
    made = written(life, hall)
    letters.approve_letter(hall.desk, hall.lead, made.id)
    issued = letters.issue_letter(hall.desk, hall.lead, made.id)
    life.done("letter", id=made.id, state="issued", number=issued.number)
    run = print_runs.begin_run(hall.desk, hall.lead, [made.id], RunForm(printer="folder")).run
    printer = FolderPrinter(Places(life.home).letters)
    for item in printing.print_next(hall.desk, hall.lead, run.id, printer):
        content = Path(item.job).read_bytes()
        life.done("file", path=item.job, sha256=hashlib.sha256(content).hexdigest())


def attach(life: Life, hall: Hall) -> None:
    """A file kept with a case, in several pages of the book."""
    reference = hall.register()
    name = life.name("note")
    path = life.home / f"{name}.txt"
    path.write_text(name * 2_000, encoding="utf-8")
    kept = attachments.attach_file(hall.desk, hall.clerk, reference, path)
    life.done("attached", sha256=kept.sha256, size=kept.size)


def export(life: Life, hall: Hall) -> None:
    """The board as a list."""
    table = exporting.list_table(hall.desk, hall.clerk, ListAsked(listed=Listed.BOARD))
    path = life.home / f"{life.name('board')}{life.rng.choice(('.csv', '.xlsx'))}"
    write_list(table, path)
    content = path.read_bytes()
    life.done("file", path=str(path), sha256=hashlib.sha256(content).hexdigest())


def take_in(life: Life, hall: Hall) -> None:
    """A list of customers in batches; one that was broken off is gone on with."""
    stopped = sorted((life.home / "lists").glob("*.csv"))
    path = stopped[-1] if stopped else life.home / "lists" / f"{life.name('list')}.csv"
    if not stopped:
        path.parent.mkdir(exist_ok=True)
        lines = ["户号,户名,联系电话,用电地址"]
        lines += [
            f"{1_000_000 * life.number + 1_000 * life.count + n:010d},柳{n},19900000001,柳林巷{n}号"
            for n in range(ROWS)
        ]
        new = path.with_suffix(".new")
        new.write_text("\n".join(lines), encoding="utf-8")
        new.replace(path)
    manager = hall.manager
    found = importing.preview_import(hall.desk, manager, ImportForm(path=path))
    form = ImportForm(path=path, mapping=found.mapping, resume=found.stopped is not None)
    done = importing.run_import(
        hall.desk,
        manager,
        form,
        told=lambda one: life.done("imported", id=one.run.id, rows=one.run.rows_read),
    )
    life.done("imported", id=done.run.id, rows=ROWS)
    path.rename(path.with_suffix(".done"))


def add_staff(life: Life, hall: Hall) -> None:
    """Somebody new."""
    number = f"7{life.number:03d}{life.count:04d}"
    life.name("staff")
    form = StaffForm(number=number, name="新来的", role="clerk", unit="营业班")
    people.add_staff(hall.desk, hall.manager, form, PIN)
    life.done("staff", number=number)


def copy(life: Life, hall: Hall) -> None:
    """A backup beside the book."""
    folder = life.home / "backups"
    folder.mkdir(exist_ok=True)
    made = back_up(life.book, folder / f"{life.name('copy')}.db")
    life.done("backup", path=str(made.path), cases=made.counts["cases"])


def set_theme(life: Life, _hall: Hall) -> None:
    """The settings of this computer."""
    minutes = life.rng.randint(1, 60)
    write_settings(Places(life.home).settings, Settings(idle_minutes=minutes))


COUNTER: tuple[Deed, ...] = (register, contact, task, draft, add_staff, attach)
PAPER: tuple[Deed, ...] = (letter, export, letter, copy, set_theme)


WARMING: tuple[Deed, ...] = (*COUNTER, written, export, copy, set_theme, take_in)
"""All that can be done once before the first fork. Setting a page begins threads, and no fork
takes those along."""


def _over_and_over(life: Life, deeds: tuple[Deed, ...]) -> None:
    life.ready()
    store = open_book(life.book)
    hall = the_hall(store)
    for _time in count():
        hall.clock.at += STEP
        life.rng.choice(deeds)(life, hall)


def at_the_counter(life: Life) -> None:
    """Acts that end in the book alone."""
    _over_and_over(life, COUNTER)


def on_paper(life: Life) -> None:
    """Acts that leave files."""
    _over_and_over(life, PAPER)


def with_lists(life: Life) -> None:
    """Imports, one after the other."""
    importing.BATCH = BATCH
    _over_and_over(life, (take_in,))
