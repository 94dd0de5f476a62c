"""desk task: the parts of cases that departments do."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output
from desk.cli.exports import (
    Csv,
    DueBy,
    DueFrom,
    InFull,
    ListTarget,
    Replace,
    Xlsx,
    day_asked,
    put_list,
)
from desk.cli.handover import ByWord, Phone, Words, told
from desk.cli.inputs import form_of, read_form
from desk.cli.params import File, Reference
from desk.cli.session import Session, session
from desk.forms_loop import TaskForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_due

if TYPE_CHECKING:
    from desk.task import Task
    from desk.views_loop import TaskRow

app = typer.Typer(no_args_is_help=True, help=N_("Parts of cases that departments do."))

Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Number of the task."))]
SheetTarget = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
]
AgreedBy = Annotated[
    str,
    typer.Option(
        "--agreed-by",
        metavar="NUMBER",
        help=N_("The lead who agrees to a later time; the PIN is in DESK_LEAD_PIN."),
    ),
]


@app.command(help=N_("Give a department its part, from options or JSON (“desk schema task”)."))
def add(
    ctx: typer.Context,
    ref: Reference,
    department: Annotated[str, typer.Option(help=N_("Which department."))] = "",
    matter: Annotated[str, typer.Option(help=N_("What is to be done."))] = "",
    due: Annotated[str, typer.Option(metavar="TIME", help=N_("By when it promised it."))] = "",
    point: Annotated[int | None, typer.Option(min=1, help=N_("Number of the point."))] = None,
    agreed_by: AgreedBy = "",
    file: File = None,
) -> None:
    from desk.services.tasks import give_task

    here = session(ctx)
    if department or matter:
        given = {"department": department, "matter": matter, "due_at": due or None, "point": point}
        form = form_of(TaskForm, given)
    else:
        form = read_form(TaskForm, file)
    agreed = here.agreeing(agreed_by)
    task = give_task(here.desk, here.who, ref, form, agreed=agreed)

    def words() -> None:
        output.put_text(
            _("Task {number} is with {department}, due {moment}.").format(
                number=task.number, department=task.department, moment=_moment(here, task.due_at)
            )
        )

    here.put(task, words, allow=[task.number, task.receiver_phone])


@app.command(
    "list", help=N_("List open tasks, the first due first; a department sees its own alone.")
)
def list_(
    ctx: typer.Context,
    case: Annotated[str, typer.Option("--case", metavar="REF", help=N_("Of this case."))] = "",
    department: Annotated[str, typer.Option(help=N_("Which department."))] = "",
    late: Annotated[bool, typer.Option("--late", help=N_("Only those past their time."))] = False,
    to_confirm: Annotated[
        bool, typer.Option("--to-confirm", help=N_("Only those answered by word, for the lead."))
    ] = False,
    ended: Annotated[
        bool, typer.Option("--ended", help=N_("Those that are done or ended, too."))
    ] = False,
    due_from: DueFrom = "",
    due_by: DueBy = "",
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from dataclasses import asdict

    from desk.services.task_lists import tasks
    from desk.views_loop import TasksAsked

    here = session(ctx)
    asked = TasksAsked(
        reference=case,
        department=department,
        late=late,
        to_confirm=to_confirm,
        ended=ended,
        due_from=day_asked(here, due_from, "due_from"),
        due_by=day_asked(here, due_by, "due_by"),
    )
    target = ListTarget(csv, xlsx, in_full, replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.TASKS, tasks=asked), target)
        return
    found = tasks(here.desk, here.who, **asdict(asked))

    def words() -> None:
        output.put_table(
            (_("Task"), _("Case"), _("Which department"), _("Matter"), _("Due"), _("State")),
            (_line(here, row) for row in found),
        )

    here.put(found, words, allow=[row.task.number for row in found])


def _line(here: Session, row: "TaskRow") -> tuple[str, ...]:
    state = label(row.task.state)
    if row.late:
        state = _("! late: {state}").format(state=state)
    elif row.to_confirm:
        state = _("{state}, by word, to be confirmed").format(state=state)
    due = _moment(here, row.task.due_at)
    return (row.task.number, row.reference, row.department, row.task.matter, due, state)


@app.command(help=N_("Show one task, with as much of its case as the department needs."))
def show(ctx: typer.Context, number: Number) -> None:
    from desk.services.task_lists import task_view

    here = session(ctx)
    view = task_view(here.desk, here.who, number)
    task = view.row.task

    def words() -> None:
        output.put_pairs(
            [
                (_("Task"), task.number),
                (_("Case"), view.row.reference),
                (_("Which department"), view.row.department),
                (_("Matter"), task.matter),
                (_("Point"), view.point_matter),
                (_("Customer"), view.customer),
                (_("Address"), view.address),
                (_("Account"), view.account_no),
                (_("Meter"), view.meter_no),
                (_("Given by"), view.row.given_by),
                (_("Due"), _moment(here, task.due_at)),
                (_("Why"), view.why_due),
                (_("State"), _line(here, view.row)[-1]),
                (_("Ground"), task.ground),
                (_("Result"), task.result),
                (_("Evidence"), task.evidence),
                (_("Told by word"), task.told_words),
            ]
        )

    here.put(view, words, allow=[task.number, view.account_no, view.meter_no, view.holder_phone])


@app.command(help=N_("Take a task on, or note that the department took it on by word."))
def accept(
    ctx: typer.Context, number: Number, by_word: ByWord = "", phone: Phone = "", words: Words = ""
) -> None:
    from desk.services.tasks import accept_task

    here = session(ctx)
    _say(here, accept_task(here.desk, here.who, number, told(by_word, phone, words)))


@app.command("return", help=N_("Send a task back with a ground."))
def return_(
    ctx: typer.Context,
    number: Number,
    ground: Annotated[str, typer.Option("--ground", help=N_("Why it goes back."))],
    by_word: ByWord = "",
    phone: Phone = "",
    words: Words = "",
) -> None:
    from desk.services.tasks import return_task

    here = session(ctx)
    by = told(by_word, phone, words)
    _say(here, return_task(here.desk, here.who, number, ground, by))


@app.command(help=N_("Note what came of a task, and by what one can see it."))
def done(
    ctx: typer.Context,
    number: Number,
    result: Annotated[str, typer.Option("--result", help=N_("What came of it."))],
    evidence: Annotated[str, typer.Option("--evidence", help=N_("By what one can see it."))],
    by_word: ByWord = "",
    phone: Phone = "",
    words: Words = "",
) -> None:
    from desk.services.tasks import finish_task

    here = session(ctx)
    by = told(by_word, phone, words)
    _say(here, finish_task(here.desk, here.who, number, result, evidence, by))


@app.command(help=N_("Take a task back that is not done yet."))
def withdraw(
    ctx: typer.Context,
    number: Number,
    ground: Annotated[str, typer.Option("--ground", help=N_("Why it is taken back."))],
) -> None:
    from desk.services.tasks import withdraw_task

    here = session(ctx)
    _say(here, withdraw_task(here.desk, here.who, number, ground))


@app.command(help=N_("Confirm, as a lead, what a department told by word."))
def confirm(ctx: typer.Context, number: Number) -> None:
    from desk.services.tasks import confirm_task

    here = session(ctx)
    _say(here, confirm_task(here.desk, here.who, number))


@app.command(help=N_("Write the sheet of a task to a file, to be printed for the department."))
def sheet(ctx: typer.Context, number: Number, output_: SheetTarget) -> None:
    from desk.services.task_lists import task_page

    here = session(ctx)
    made = task_page(here.desk, here.who, number)
    text = output_.suffix == ".txt"
    output.to_file(output_, made.text.encode("utf-8") if text else made.pdf)
    here.put_plain({"file": str(output_)}, lambda: output.put_text(str(output_)))


@app.command(help=N_("List the departments, that of a case first."))
def departments(
    ctx: typer.Context,
    case: Annotated[str, typer.Option("--case", metavar="REF", help=N_("Of this case."))] = "",
) -> None:
    from desk.services.departments import departments as known

    here = session(ctx)
    found = known(here.desk, here.who, case)

    def words() -> None:
        output.put_table(
            (_("Which department"), _("What it does"), _("Phone"), _("Signs in here")),
            ((row.shown, row.does, row.phone, "、".join(row.people)) for row in found),
        )

    here.put(found, words, allow=[row.phone for row in found])


def _say(here: Session, task: "Task") -> None:
    here.put(
        task,
        lambda: output.put_text(f"{task.number}: {label(task.state)}"),
        allow=[task.number, task.told_phone],
    )


def _moment(here: Session, at: datetime) -> str:
    return say_due(at.astimezone(here.zone), current(), here.desk.calendar)
