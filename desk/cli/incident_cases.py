"""desk incident likely, link, share, restore, left: its cases; and desk case restore-first."""

from datetime import datetime
from typing import Annotated

import typer

from desk.cli import beside, incident, output
from desk.cli.incident import By, Which
from desk.cli.incident_words import moment, say_left
from desk.cli.params import Reference
from desk.cli.session import session
from desk.enums import Conclusion, Responsibility
from desk.forms_incident import ShareForm
from desk.i18n import N_, _, ngettext
from desk.labels import label

app = incident.app

DAY = ["%Y-%m-%d"]

References = Annotated[
    list[str], typer.Argument(metavar="REF…", help=N_("References of the cases."))
]
Why = Annotated[str, typer.Option("--reason", help=N_("Why."))]


@app.command(help=N_("Name open cases that may belong to it, each with why."))
def likely(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_cases import likely_cases

    here = session(ctx)
    found = likely_cases(here.desk, here.who, number)
    data = [
        {
            "reference": one.likely.case.reference,
            "received_at": one.likely.case.received_at,
            "topic": one.likely.case.topic,
            "signs": list(one.likely.signs),
            "why": one.why,
        }
        for one in found
    ]

    def words() -> None:
        if not found:
            output.put_text(_("No open case seems to belong to it."))
            return
        output.put_table(
            (_("Number"), _("Received"), _("Topic"), _("Because")),
            (
                (
                    one.likely.case.reference,
                    moment(here, one.likely.case.received_at),
                    label(one.likely.case.topic),
                    one.why,
                )
                for one in found
            ),
        )

    here.put(data, words)


@app.command(help=N_("Link cases to an incident; without any, all that seem to belong."))
def link(
    ctx: typer.Context,
    number: Which,
    references: Annotated[
        list[str] | None, typer.Argument(metavar="[REF…]", help=N_("References of the cases."))
    ] = None,
    point: Annotated[
        list[int] | None,
        typer.Option("--point", metavar="N", help=N_("Point that is about it; may be repeated.")),
    ] = None,
) -> None:
    from desk.services.incident_cases import likely_cases, link_cases

    here = session(ctx)
    asked = references or [
        one.likely.case.reference for one in likely_cases(here.desk, here.who, number)
    ]
    done = link_cases(here.desk, here.who, number, asked, point or ())

    def words() -> None:
        text = ngettext("{n} case is linked.", "{n} cases are linked.", len(done.linked))
        output.put_text(text.format(n=len(done.linked)))
        for reference, why in done.left_out:
            output.put_text(f"{reference}: {why}")

    here.put(done, words)


@app.command(help=N_("Take a case off an incident, with the reason."))
def unlink(ctx: typer.Context, number: Which, ref: Reference, reason: Why) -> None:
    from desk.services.incident_cases import unlink

    here = session(ctx)
    done = unlink(here.desk, here.who, number, ref, reason)
    text = _("{reference} no longer belongs to it.").format(reference=ref)
    here.put(done, lambda: output.put_text(text))


@app.command(help=N_("Fill one finding into every point that is about it; each still its letter."))
def share(
    ctx: typer.Context,
    number: Which,
    finding: Annotated[str | None, typer.Option("--finding", help=N_("What was found."))] = None,
    remedy: Annotated[str | None, typer.Option("--remedy", help=N_("What is done."))] = None,
    conclusion: Annotated[
        Conclusion | None, typer.Option("--conclusion", help=N_("What follows."))
    ] = None,
    responsibility: Annotated[
        Responsibility | None, typer.Option("--responsibility", help=N_("Whose fault it is."))
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option("--article", metavar="ID", help=N_("Article it rests on; may be repeated.")),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("Who does it."))] = None,
    due: Annotated[
        datetime | None, typer.Option("--due", formats=DAY, help=N_("By which day."))
    ] = None,
    done_on: Annotated[
        datetime | None, typer.Option("--done-on", formats=DAY, help=N_("The day it was done."))
    ] = None,
) -> None:
    from desk.services.incident_answers import share

    here = session(ctx)
    form = ShareForm(
        finding=finding,
        remedy=remedy,
        conclusion=conclusion,
        responsibility=responsibility,
        articles=article,
        remedy_owner=owner,
        remedy_due=due.date() if due else None,
        remedy_done_on=done_on.date() if done_on else None,
    )
    done = share(here.desk, here.who, number, form)

    def words() -> None:
        text = ngettext("{n} point took it.", "{n} points took it.", done.points)
        output.put_text(text.format(n=done.points))
        for one in done.cases:
            for position, why in one.left:
                output.put_text(f"{one.reference}{f' #{position}' if position else ''}: {why}")

    here.put({"points": done.points, "cases": done.cases}, words)


@app.command(help=N_("Note that customers have power again."))
def restore(ctx: typer.Context, references: References, by: By = "") -> None:
    from desk.services.restoring import restored

    here = session(ctx)
    done = [restored(here.desk, here.who, reference, by) for reference in references]
    text = ngettext("Power is back in {n} case.", "Power is back in {n} cases.", len(done))
    here.put(done, lambda: output.put_text(text.format(n=len(done))))


@app.command(help=N_("Say what is left to do in the cases of an incident."))
def left(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_lists import what_is_left

    here = session(ctx)
    found = what_is_left(here.desk, here.who, number)
    here.put(found, lambda: say_left(found))


@beside.app.command(
    "restore-first", help=N_("Power first for a paid-up customer whom our fault cut off.")
)
def restore_first(
    ctx: typer.Context,
    ref: Reference,
    ground: Annotated[
        str, typer.Option("--ground", help=N_("By what one knows that they had paid."))
    ] = "",
    drop: Annotated[
        str, typer.Option("--drop", metavar="REASON", help=N_("Take the step back, with why."))
    ] = "",
) -> None:
    from desk.services.restoring import drop_restore, restore_first

    here = session(ctx)
    if drop:
        dropped = drop_restore(here.desk, here.who, ref, drop)
        here.put(dropped, lambda: output.put_text(_("The step is taken back.")))
        return
    step = restore_first(here.desk, here.who, ref, ground)
    here.put(step, lambda: output.put_text(_("Power comes first here; the short clock runs.")))
