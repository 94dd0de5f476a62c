"""What goes beyond the counter: reports ahead, other channels, the digest; and desk hall."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import case, output
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import Session, session
from desk.enums import ExternalSource, HallEventKind, ReportTo
from desk.forms_counter import ExternalForm, HallEventForm, ReportForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.reporting import ReportAhead
from desk.saying import joined, say_moment

hall = typer.Typer(no_args_is_help=True, help=N_("What happens in the hall, and who saw to it."))

Receiver = Annotated[ReportTo | None, typer.Option("--to", help=N_("Who was told."))]
Person = Annotated[str, typer.Option("--person", help=N_("Who answered."))]
Number = Annotated[str, typer.Option("--number", help=N_("The ticket they gave."))]
Said = Annotated[str, typer.Option("--said", help=N_("What they said."))]
EventId = Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the event."))]
MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


@case.app.command(
    help=N_("Log a report made ahead by phone; without --to and --file, say who is to be told.")
)
def report(
    ctx: typer.Context,
    ref: Reference,
    to: Receiver = None,
    person: Person = "",
    number: Number = "",
    said: Said = "",
    file: File = None,
) -> None:
    from desk.services.reports import report_ahead, to_report

    here = session(ctx)
    if to is None and file is None:
        found = to_report(here.desk, here.who, ref)

        def still() -> None:
            if not found.receivers:
                output.put_text(_("Nobody is left to be told."))
                return
            names = joined((label(one) for one in found.receivers), current())
            output.put_text(_("Still to be told: {names}.").format(names=names))
            for rule in found.rules:
                output.put_pairs([(rule.label, joined(rule.what_to_say, current()))])

        data = {"receivers": list(found.receivers), "due_at": found.due_at}
        here.put(data | {"rules": [rule.id for rule in found.rules]}, still)
        return
    form = (
        ReportForm(receiver=to, person=person, number=number, said=said)
        if to is not None
        else read_form(ReportForm, file)
    )
    _say_report(here, report_ahead(here.desk, here.who, ref, form))


def _say_report(here: Session, kept: ReportAhead) -> None:
    def words() -> None:
        when = say_moment(kept.at.astimezone(here.zone), current())
        text = _("{receiver} was told, {when}.")
        output.put_text(text.format(receiver=label(kept.receiver), when=when))

    here.put(kept, words)


@case.app.command(help=N_("Note that the same matter stands elsewhere, from options or JSON."))
def external(
    ctx: typer.Context,
    ref: Reference,
    source: Annotated[
        ExternalSource | None, typer.Option("--source", help=N_("The other channel."))
    ] = None,
    number: Annotated[str, typer.Option("--number", help=N_("Its number there."))] = "",
    received: Annotated[
        datetime | None,
        typer.Option("--received", formats=MOMENT, help=N_("When they received it.")),
    ] = None,
    due: Annotated[
        datetime | None, typer.Option("--due", formats=MOMENT, help=N_("By when they expect us."))
    ] = None,
    file: File = None,
) -> None:
    from desk.services.externals import add_external

    here = session(ctx)
    form = (
        ExternalForm(source=source, number=number, received_at=received, due_at=due)
        if source is not None
        else read_form(ExternalForm, file)
    )
    added = add_external(here.desk, here.who, ref, form)

    def words() -> None:
        output.put_text(_("{number} is noted.").format(number=added.external.number))
        if added.due_at is not None:
            when = say_moment(added.due_at.astimezone(here.zone), current())
            output.put_text(_("They expect us by {when}.").format(when=when))
        if added.doubled:
            names = joined(added.doubled, current())
            text = _("The same number stands on {cases}: linked, and the lead is told.")
            output.put_text(text.format(cases=names))

    here.put(added, words)


@case.app.command(
    "reported-back", help=N_("Note what another channel was told, which ends its clock.")
)
def reported_back(
    ctx: typer.Context,
    ref: Reference,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("Its number there."))],
    words: Annotated[str, typer.Option("--words", help=N_("What they were told."))],
    at: Annotated[
        datetime | None, typer.Option("--when", formats=MOMENT, help=N_("When, if not now."))
    ] = None,
) -> None:
    from desk.services.externals import report_back

    here = session(ctx)
    done = report_back(here.desk, here.who, ref, number, words, at)

    def said() -> None:
        output.put_text(_("{number} was reported back.").format(number=done.number))

    here.put(done, said)


@case.app.command(help=N_("A case as plain text for the marketing system; the look is kept."))
def digest(
    ctx: typer.Context,
    ref: Reference,
    target: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=N_("File, else standard output.")),
    ] = None,
) -> None:
    from desk.services.digest import case_digest

    here = session(ctx)
    text = case_digest(here.desk, here.who, ref)
    output.tell(_("Names and numbers are whole, for that system alone; the look is kept."))
    if target is not None:
        output.to_file(target, f"{text}\n".encode())
        here.put({"file": str(target)}, lambda: output.put_text(str(target)))
    else:
        here.put({"digest": text}, lambda: output.put_text(text), in_full=True)


# -- the hall -------------------------------------------------------------------------------


@hall.command(help=N_("Call the lead: a threat, a visit of the media, an emergency."))
def event(
    ctx: typer.Context,
    kind: Annotated[HallEventKind, typer.Argument(metavar="KIND", help=N_("What happens."))],
    note: Annotated[str, typer.Option("--note", help=N_("What is seen."))] = "",
    medium: Annotated[str, typer.Option("--who", help=N_("Medium and names."))] = "",
    of_case: Annotated[str, typer.Option("--case", metavar="REF", help=N_("At which case."))] = "",
) -> None:
    from desk.services.hall import raise_event

    here = session(ctx)
    form = HallEventForm(kind=kind, note=note, who=medium, case=of_case)
    made = raise_event(here.desk, here.who, form)
    guide = here.desk.spoken.hall.get(kind)

    def words() -> None:
        output.put_text(_("The lead is called."))
        if guide is not None:
            phones = (f"{one.label} {one.number}".rstrip() for one in guide.call)
            output.put_pairs(
                [
                    (_("Do"), "\n".join(guide.what_to_do)),
                    (_("Say"), "\n".join(guide.say)),
                    (_("Do not say"), "\n".join(guide.avoid)),
                    (_("Phone"), joined(phones, current())),
                ]
            )

    here.put(made, words)


@hall.command("list", help=N_("List what happened: all of it for a lead, else what you raised."))
def list_(
    ctx: typer.Context,
    unseen: Annotated[
        bool, typer.Option("--unseen", help=N_("Only what nobody has seen to."))
    ] = False,
) -> None:
    from desk.services.hall import events

    here = session(ctx)
    found = events(here.desk, here.who, unseen=unseen)

    def words() -> None:
        output.put_table(
            (_("When"), _("What"), _("Raised by"), _("Case"), _("Seen by"), _("Done"), "ID"),
            (
                (
                    say_moment(line.event.at.astimezone(here.zone), current()),
                    label(line.event.kind),
                    line.by,
                    line.reference,
                    line.seen_by,
                    line.event.done,
                    line.event.id,
                )
                for line in found
            ),
        )

    here.put(found, words)


@hall.command(help=N_("Note afterwards what happened, or who it was."))
def note(
    ctx: typer.Context,
    event_id: EventId,
    text: Annotated[str, typer.Option("--note", help=N_("What is seen."))] = "",
    medium: Annotated[str, typer.Option("--who", help=N_("Medium and names."))] = "",
) -> None:
    from desk.services.hall import note_event

    here = session(ctx)
    kept = note_event(here.desk, here.who, event_id, text, medium)
    here.put(kept, lambda: output.put_text(_("It is noted.")))


@hall.command(help=N_("As a lead, note that you saw it, and what was done."))
def seen(
    ctx: typer.Context,
    event_id: EventId,
    done: Annotated[str, typer.Option("--done", help=N_("What was done."))] = "",
) -> None:
    from desk.services.hall import see_event

    here = session(ctx)
    kept = see_event(here.desk, here.who, event_id, done)
    here.put(kept, lambda: output.put_text(_("It is noted.")))


@hall.command("report", help=N_("Log that it was reported by phone."))
def hall_report(
    ctx: typer.Context,
    event_id: EventId,
    to: Annotated[ReportTo, typer.Option("--to", help=N_("Who was told."))],
    person: Person = "",
    number: Number = "",
    said: Said = "",
) -> None:
    from desk.services.reports import report_event

    here = session(ctx)
    form = ReportForm(receiver=to, person=person, number=number, said=said)
    _say_report(here, report_event(here.desk, here.who, event_id, form))
