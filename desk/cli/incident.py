"""desk incident: one cause behind many cases, from declaring it to its end."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.incident_words import plain, row, say_file, say_kept, say_left
from desk.cli.inputs import read_list
from desk.cli.outside import MOMENT, Number, Person, Said
from desk.cli.session import session
from desk.enums import IncidentCause, ReportTo
from desk.forms_counter import ReportForm
from desk.forms_incident import EstimateForm, IncidentChange, IncidentForm
from desk.i18n import N_, _

app = typer.Typer(
    no_args_is_help=True, help=N_("One cause behind many cases: one script, one finding.")
)

Which = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Number of the incident."))]
Began = Annotated[
    datetime | None, typer.Option("--began", formats=MOMENT, help=N_("When it began."))
]
Area = Annotated[
    str | None, typer.Option("--area", help=N_("Where: estates, roads, with commas between."))
]
Areas = Annotated[
    list[str] | None,
    typer.Option("--supply-area", metavar="NUMBER", help=N_("Transformer area; may be repeated.")),
]
Accounts = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FILE", help=N_("File with the account numbers.")),
]
PowerFirst = Annotated[
    bool | None,
    typer.Option("--restore-first/--no-restore-first", help=N_("Power first, the rest later.")),
]
Back = Annotated[
    datetime | None, typer.Option("--expected", formats=MOMENT, help=N_("When it is back."))
]
Expectation = Annotated[str, typer.Option("--words", help=N_("What is expected, in words."))]
By = Annotated[str, typer.Option("--told-by", help=N_("Who said so."))]
Cause = Annotated[IncidentCause, typer.Option("--cause", help=N_("What lies behind it."))]


@app.command(help=N_("Declare an incident; a second one of the same place and time is refused."))
def declare(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help=N_("What happened."))],
    cause: Cause,
    began: Began = None,
    area: Area = None,
    supply_area: Areas = None,
    accounts: Accounts = None,
    script: Annotated[str, typer.Option("--script", help=N_("What every counter says."))] = "",
    restore_first: PowerFirst = None,
    expected: Back = None,
    words: Expectation = "",
    told_by: By = "",
    case: Annotated[
        str, typer.Option("--case", metavar="REF", help=N_("A case of it; it is linked."))
    ] = "",
    join: Annotated[
        bool, typer.Option("--join", help=N_("Add to the one that stands already."))
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help=N_("It is another one than that which stands."))
    ] = False,
) -> None:
    from desk.services.incidents import declare

    here = session(ctx)
    form = IncidentForm(
        title=title,
        cause=cause,
        began_at=began,
        area=area or "",
        supply_areas=list(supply_area or ()),
        accounts=_numbers(accounts) or [],
        script=script,
        restore_first=bool(restore_first),
        expected_at=expected,
        expectation=words,
        told_by=told_by,
        case=case,
        join=join,
        apart=apart,
    )
    done = declare(here.desk, here.who, form)
    number = done.incident.number

    def said() -> None:
        text = _("Added to {number}.") if done.joined else _("{number} is declared.")
        output.put_text(text.format(number=number))

    here.put({**plain(done.incident, here), "joined": done.joined}, said)


@app.command(help=N_("Change what is known of an incident; what is left out stays."))
def update(
    ctx: typer.Context,
    number: Which,
    title: Annotated[str | None, typer.Option("--title", help=N_("What happened."))] = None,
    cause: Annotated[
        IncidentCause | None, typer.Option("--cause", help=N_("What lies behind it."))
    ] = None,
    began: Began = None,
    area: Area = None,
    supply_area: Areas = None,
    accounts: Accounts = None,
    restore_first: PowerFirst = None,
) -> None:
    from desk.services.incidents import update

    here = session(ctx)
    form = IncidentChange(
        title=title,
        cause=cause,
        began_at=began,
        area=area,
        supply_areas=supply_area,
        accounts=_numbers(accounts),
        restore_first=restore_first,
    )
    say_kept(here, update(here.desk, here.who, number, form))


@app.command(help=N_("Say when it is expected back; what was expected before is kept."))
def estimate(
    ctx: typer.Context, number: Which, expected: Back = None, words: Expectation = "", by: By = ""
) -> None:
    from desk.services.incidents import estimate

    here = session(ctx)
    form = EstimateForm(expected_at=expected, expectation=words, told_by=by)
    kept = estimate(here.desk, here.who, number, form)
    here.put(kept, lambda: output.put_text(_("It is noted.")))


@app.command(help=N_("Change what every counter says; without a text, show it and note it read."))
def script(
    ctx: typer.Context,
    number: Which,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help=N_("What every counter says."))
    ] = "",
) -> None:
    from desk.services.incident_lists import incident_file
    from desk.services.incidents import read_script, set_script

    here = session(ctx)
    if text:
        say_kept(here, set_script(here.desk, here.who, number, text))
        return
    file = incident_file(here.desk, here.who, number)
    read_script(here.desk, here.who, number)
    said = file.incident.script
    here.put({"script": said}, lambda: output.put_text(said or _("There is no script yet.")))


@app.command(help=N_("Log that it was reported upward: whom, who answered."))
def report(
    ctx: typer.Context,
    number: Which,
    to: Annotated[ReportTo, typer.Option("--to", help=N_("Who was told."))],
    person: Person = "",
    ticket: Number = "",
    said: Said = "",
) -> None:
    from desk.services.incidents import report

    here = session(ctx)
    form = ReportForm(receiver=to, person=person, number=ticket, said=said)
    kept = report(here.desk, here.who, number, form)
    here.put(kept, lambda: output.put_text(_("It is noted.")))


@app.command(help=N_("As a lead, say that it is over; no case ends by it, what is left is listed."))
def close(
    ctx: typer.Context,
    number: Which,
    note: Annotated[str, typer.Option("--note", help=N_("How it ended."))] = "",
) -> None:
    from desk.services.incident_lists import close

    here = session(ctx)
    done = close(here.desk, here.who, number, note)

    def words() -> None:
        output.put_text(_("{number} is over.").format(number=done.incident.number))
        say_left(list(done.left))

    here.put({**plain(done.incident, here), "left": done.left}, words)


@app.command(help=N_("As a lead, say that it goes on after all; its script is read again."))
def reopen(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_lists import reopen

    here = session(ctx)
    say_kept(here, reopen(here.desk, here.who, number))


@app.command("list", help=N_("List incidents that go on; with --all those that are over too."))
def list_(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help=N_("Those that are over as well."))] = False,
) -> None:
    from desk.services.incident_lists import incidents

    here = session(ctx)
    found = incidents(here.desk, here.who, ended=all_)
    data = [
        {
            **plain(line.incident, here),
            "estimate": line.estimate,
            "cases": line.cases,
            "open_cases": line.open_cases,
            "without_power": line.without_power,
            "unread": line.unread,
        }
        for line in found
    ]

    def words() -> None:
        if not found:
            output.put_text(_("Nothing goes on."))
            return
        output.put_table(
            (
                *(_("Number"), _("The incident"), _("Cause"), _("Began"), _("Expected back")),
                *(_("Cases"), _("Without power"), _("Script")),
            ),
            (row(here, line) for line in found),
        )

    here.put(data, words)


@app.command(help=N_("Show an incident: where, since when, its script, its cases, who was told."))
def show(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_lists import incident_file

    here = session(ctx)
    file = incident_file(here.desk, here.who, number)
    cases = [
        {
            "reference": one.case.reference,
            "stage": one.case.stage,
            "status": one.case.status,
            "due_at": one.case.due_at,
            "holder": one.holder,
            "points": len(one.link.point_ids),
            "filled": list(one.filled),
            "restoration": one.restoration,
        }
        for one in file.cases
    ]
    data = {
        **plain(file.incident, here),
        "estimates": file.estimates,
        "cases": cases,
        "reports": file.reports,
        "read_by": file.read_by,
        "not_read_by": file.not_read_by,
    }
    here.put(data, lambda: say_file(here, file))


def _numbers(file: Path | None) -> list[str] | None:
    return [read_list(file)] if file is not None else None
