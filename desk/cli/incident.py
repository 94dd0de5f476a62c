"""desk incident: one cause behind many cases; and desk case restore-first."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import beside, output
from desk.cli.inputs import read_list
from desk.cli.outside import MOMENT, Number, Person, Said
from desk.cli.params import Reference
from desk.cli.session import Session, session
from desk.enums import Conclusion, IncidentCause, ReportTo, Responsibility
from desk.forms_counter import ReportForm
from desk.forms_incident import EstimateForm, IncidentChange, IncidentForm, ShareForm
from desk.i18n import N_, _, current, ngettext
from desk.labels import label
from desk.masks import mask_account
from desk.saying import joined, say_moment

if TYPE_CHECKING:
    from desk.incident import Incident
    from desk.services.incident_lists import IncidentFile, IncidentLine, Left

app = typer.Typer(
    no_args_is_help=True, help=N_("One cause behind many cases: one script, one finding.")
)

Which = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Number of the incident."))]
References = Annotated[
    list[str], typer.Argument(metavar="REF…", help=N_("References of the cases."))
]
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
Why = Annotated[str, typer.Option("--reason", help=N_("Why."))]
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

    here.put({**_plain(done.incident, here), "joined": done.joined}, said)


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
    _kept(here, update(here.desk, here.who, number, form))


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
        _kept(here, set_script(here.desk, here.who, number, text))
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
                    _moment(here, one.likely.case.received_at),
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
) -> None:
    from desk.services.incident_answers import share

    here = session(ctx)
    form = ShareForm(
        finding=finding,
        remedy=remedy,
        conclusion=conclusion,
        responsibility=responsibility,
        articles=article,
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
        _say_left(list(done.left))

    here.put({**_plain(done.incident, here), "left": done.left}, words)


@app.command(help=N_("Say what is left to do in the cases of an incident."))
def left(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_lists import what_is_left

    here = session(ctx)
    found = what_is_left(here.desk, here.who, number)
    here.put(found, lambda: _say_left(found))


@app.command(help=N_("As a lead, say that it goes on after all; its script is read again."))
def reopen(ctx: typer.Context, number: Which) -> None:
    from desk.services.incident_lists import reopen

    here = session(ctx)
    _kept(here, reopen(here.desk, here.who, number))


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
            **_plain(line.incident, here),
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
            (_row(here, line) for line in found),
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
        **_plain(file.incident, here),
        "estimates": file.estimates,
        "cases": cases,
        "reports": file.reports,
        "read_by": file.read_by,
        "not_read_by": file.not_read_by,
    }
    here.put(data, lambda: _say(here, file))


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


# -- in words -------------------------------------------------------------------------------


def _numbers(file: Path | None) -> list[str] | None:
    return [read_list(file)] if file is not None else None


def _plain(incident: "Incident", here: Session) -> dict[str, Any]:
    """The incident as a program may have it; account numbers are masked."""
    data: dict[str, Any] = output.plain(incident, here.zone)
    return {**data, "accounts": [mask_account(one) for one in incident.accounts]}


def _moment(here: Session, at: datetime) -> str:
    return say_moment(at.astimezone(here.zone), current())


def _kept(here: Session, incident: "Incident") -> None:
    here.put(_plain(incident, here), lambda: output.put_text(_("It is noted.")))


def _row(here: Session, line: "IncidentLine") -> tuple[object, ...]:
    incident, expected = line.incident, line.estimate
    back = ""
    if expected is not None:
        at = expected.expected_at
        back = _moment(here, at) if at else expected.expectation
    return (
        incident.number,
        incident.title,
        label(incident.cause),
        _moment(here, incident.began_at),
        back,
        line.cases,
        line.without_power or "",
        _("! unread") if line.unread else "",
    )


def _say_left(found: "list[Left]") -> None:
    if not found:
        output.put_text(_("Nothing is left: every case of it has ended."))
        return
    output.put_table(
        (_("Number"), _("What is left")),
        ((one.reference, joined(one.texts, current())) for one in found),
    )


def _say(here: Session, file: "IncidentFile") -> None:
    one = file.incident
    lines = [
        (_("Number"), one.number),
        (_("The incident"), one.title),
        (_("Cause"), label(one.cause)),
        (_("State"), label(one.state)),
        (_("Began"), _moment(here, one.began_at)),
        (_("Area"), one.area),
        (_("Transformer areas"), joined(one.supply_areas, current())),
        (_("Accounts"), len(one.accounts) or ""),
        (_("Script"), one.script),
        (_("Not read by"), joined(file.not_read_by, current()) if one.script else ""),
        (_("Finding"), one.finding),
        (_("Remedy"), one.remedy),
    ]
    for each in file.estimates:
        back = _moment(here, each.expected_at) if each.expected_at else ""
        text = " ".join(filter(None, (back, each.expectation, each.told_by)))
        lines.append((_("Expected back"), text))
    for call in file.reports:
        text = " ".join(filter(None, (label(call.receiver), call.person, call.number)))
        lines.append((_("Reported"), f"{_moment(here, call.at)} {text}"))
    output.put_pairs([line for line in lines if line[1]])
    if file.cases:
        output.put_table(
            (_("Number"), _("Stage"), _("Owner"), _("Power")),
            (
                (each.case.reference, label(each.case.stage), each.holder, power)
                for each in file.cases
                for power in (_power(here, each.restoration),)
            ),
        )


def _power(here: Session, step: Any) -> str:
    if step is None or step.dropped_at is not None:
        return ""
    return _moment(here, step.restored_at) if step.restored_at else _("! none yet")
