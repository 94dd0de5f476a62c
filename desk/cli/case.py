"""desk case: registration, the work on a case, its end."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk import masks
from desk.cli import output
from desk.cli.beside_words import plain_beside, say_beside
from desk.cli.case_words import masked, public_in, say_file
from desk.cli.exports import Csv, InFull, ListTarget, Replace, Xlsx, put_list
from desk.cli.inputs import read_form
from desk.cli.params import After, File, Limit, Reference, RequestId
from desk.cli.session import Session, session
from desk.enums import ClockKind, PointKind
from desk.forms import (
    AnswerForm,
    CaseForm,
    PointForm,
    ResultForm,
)
from desk.i18n import N_, _, current
from desk.labels import label
from desk.letter.finding import place
from desk.refusals import Refusal
from desk.related import Beside
from desk.saying import relative, say_moment
from desk.views import View

if TYPE_CHECKING:
    from datetime import datetime

    from desk.views import QueueRow

app = typer.Typer(no_args_is_help=True, help=N_("Register cases, answer their points, close them."))
point = typer.Typer(no_args_is_help=True, help=N_("The points of a case and their answers."))
app.add_typer(point, name="point")

Number = Annotated[int, typer.Argument(metavar="N", min=1, help=N_("Number of the point."))]


@app.command(help=N_("Register a case from JSON (“desk schema case”), whole or not at all."))
def register(ctx: typer.Context, file: File = None, request_id: RequestId = "") -> None:
    from desk.services.intake import register_case
    from desk.services.related import related

    here = session(ctx)
    form = read_form(CaseForm, file)
    done = register_case(here.desk, here.who, form, request_id=request_id)
    found = Beside()
    with suppress(Refusal):
        # The case stands, whatever may be read of it afterwards.
        found = related(here.desk, here.who, done.reference)

    def words() -> None:
        told = _("{reference} is registered; lookup code {code}.").format(
            reference=done.reference, code=done.lookup_code
        )
        if done.repeated:
            told = _("{reference} was registered before; nothing was added.").format(
                reference=done.reference
            )
        output.put_text(told)
        output.put_pairs(
            [
                (_("First responder"), done.first_responder),
                *(
                    (label(ClockKind(kind)), say_moment(at.astimezone(here.zone), current()))
                    for kind, at in done.due.items()
                ),
                (_("Told to the customer"), done.told),
                *([(_("Incident"), done.incident)] if done.incident else []),
                (_("Next step"), done.next_step),
            ]
        )
        if found.cases or found.warning:
            say_beside(here, found)

    here.put({**output.plain(done, here.zone), "beside": plain_beside(here, found)}, words)


@app.command(help=N_("Show everything about a case."))
def show(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.lists import case_file

    here = session(ctx)
    file = case_file(here.desk, here.who, ref)
    here.put(masked(here, file), lambda: say_file(here, file), allow=public_in(file))


@app.command("list", help=N_("List cases of one view of the board, the most urgent first."))
def list_(
    ctx: typer.Context,
    view: Annotated[View, typer.Option("--view", help=N_("View of the board."))] = View.ALL,
    after: After = "",
    limit: Limit = 200,
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from desk.services.lists import queue

    here = session(ctx)
    target = ListTarget(csv, xlsx, in_full, replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.BOARD, view=view), target)
        return
    if view is View.FIRST:
        _under_my_name(here, after, limit)
        return
    rows = queue(here.desk, here.who, view, after=after, limit=limit)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Customer"), _("Topic"), _("Stage"), _("Points"), _("Due"), _("Holder")),
            (
                (
                    row.reference,
                    masks.mask_name(row.customer),
                    label(row.topic),
                    label(row.stage),
                    f"{row.answered}/{row.points}",
                    _due(here, row.due_at),
                    row.holder,
                )
                for row in rows
            ),
            label(view),
        )

    here.put([_listed(here, row) for row in rows], words)


def _under_my_name(here: Session, after: str, limit: int) -> None:
    """A first responder's own list, with what each case waits for."""
    from desk.services.under_name import under_my_name

    found = under_my_name(here.desk, here.who, after=after, limit=limit)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Customer"), _("Topic"), _("Holder"), _("Waits for"), _("Due")),
            (
                (
                    one.row.reference,
                    masks.mask_name(one.row.customer),
                    label(one.row.topic),
                    one.row.holder,
                    one.text,
                    _due(here, one.row.due_at),
                )
                for one in found
            ),
            label(View.FIRST),
        )

    here.put(
        [_listed(here, one.row) | {"waits_for": one.text, "waits": one.waits} for one in found],
        words,
    )


def _listed(here: Session, row: "QueueRow") -> dict[str, Any]:
    """A row as a program reads it; names are masked in every list."""
    data: dict[str, Any] = output.plain(row, here.zone)
    return data | {"customer": masks.mask_name(row.customer)}


def _due(here: Session, at: "datetime | None") -> str:
    if at is None:
        return ""
    desk = here.desk
    now, zone = desk.clock.now(), desk.branch.timezone
    return relative(at, now, current(), calendar=desk.calendar, zone=zone)


@app.command(help=N_("Say how a case stands, in sentences to read aloud."))
def stands(
    ctx: typer.Context,
    ref: Reference,
    asker: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help=N_("Who asks: their number in “desk case party list”, 0 for anybody else."),
        ),
    ] = None,
) -> None:
    from desk.services.standing import stands as say

    here = session(ctx)
    text = say(here.desk, here.who, ref, asker)
    here.put({"stands": text}, lambda: output.put_text(text))


@app.command(help=N_("List what is still missing before a case can be closed."))
def missing(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.closing import what_is_missing

    here = session(ctx)
    found = what_is_missing(here.desk, here.who, ref)

    def words() -> None:
        output.put_text("\n".join(m.text for m in found) or _("Nothing is missing."))

    here.put(found, words)


@point.command(help=N_("Add a point that came out later, from options or JSON."))
def add(
    ctx: typer.Context,
    ref: Reference,
    kind: Annotated[PointKind | None, typer.Option(help=N_("Kind of the point."))] = None,
    matter: Annotated[str, typer.Option(help=N_("What the customer says, asks or wants."))] = "",
    file: File = None,
) -> None:
    from desk.services.points import add_point

    here = session(ctx)
    form = PointForm(kind=kind, matter=matter) if kind else read_form(PointForm, file)
    added = add_point(here.desk, here.who, ref, form)
    here.put(
        added,
        lambda: output.put_text(_("Added as point {n}.").format(n=added.position)),
    )


@point.command(
    help=N_("Answer a point from JSON (“desk schema answer”); fields left out keep what stands.")
)
def answer(
    ctx: typer.Context,
    ref: Reference,
    n: Number,
    file: File = None,
    seen: Annotated[
        int | None,
        typer.Option(
            "--seen", metavar="VERSION", help=N_("Refuse if the point is no longer this version.")
        ),
    ] = None,
) -> None:
    from desk.progress import is_answered
    from desk.services.points import answer_point

    here = session(ctx)
    form = read_form(AnswerForm, file)
    kept = answer_point(here.desk, here.who, ref, n, form, version=seen)

    def words() -> None:
        text = _("Point {n} is answered.") if is_answered(kept) else _("Point {n} is kept.")
        output.put_text(text.format(n=n))

    here.put(kept, words)


@point.command(
    help=N_("Propose words for the answer to a point, from earlier replies and the playbook.")
)
def propose(ctx: typer.Context, ref: Reference, n: Number) -> None:
    from desk.proposals import ORIGINS
    from desk.services.proposals import propose as ask

    here = session(ctx)
    found = ask(here.desk, here.who, ref, n)

    def words() -> None:
        output.put_table(
            (_("Where from"), _("Near"), _("Field"), _("Text")),
            (
                (
                    f"{_(ORIGINS[one.origin])}{_(': ')}{one.source}",
                    f"{one.similarity}%" if one.similarity else "",
                    place(f"points.{n}.{one.field}"),
                    one.text,
                )
                for one in found
            ),
        )

    here.put(found, words)


@app.command(help=N_("Write the result as a whole and advice from JSON (“desk schema result”)."))
def result(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.points import set_result

    here = session(ctx)
    case = set_result(here.desk, here.who, ref, read_form(ResultForm, file))
    here.put(case, lambda: output.put_text(_("Kept.")))


@app.command(help=N_("Close a case; refused while anything is missing."))
def close(
    ctx: typer.Context,
    ref: Reference,
    note: Annotated[str, typer.Option(help=N_("A note for the file."))] = "",
) -> None:
    from desk.services.closing import close_case

    here = session(ctx)
    case = close_case(here.desk, here.who, ref, note)
    here.put(
        case,
        lambda: output.put_text(_("{reference} is closed.").format(reference=case.reference)),
    )
