"""desk case due, hold, run-on, extend, extend-agree: the deadlines of a case."""

from typing import Annotated

import typer

from desk.cli import beside, output
from desk.cli.case_words import moment_words
from desk.cli.delivering import When, moment_of
from desk.cli.params import Reference
from desk.cli.session import session
from desk.enums import ClockKind
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.i18n import N_, _
from desk.labels import label

app = beside.app

WhichClock = Annotated[ClockKind, typer.Option("--clock", help=N_("Which deadline."))]


@app.command(help=N_("Explain every deadline of a case: days counted, days skipped, rule, source."))
def due(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.deadlines import deadlines

    here = session(ctx)
    lines = deadlines(here.desk, here.who, ref)

    def words() -> None:
        for line in lines:
            head = f"{line.sign} {line.label} {moment_words(here, line.due_at)} · {line.words}"
            output.put_text(head)
            output.put_text(f"  {line.why}")
        if not lines:
            output.put_text(_("No deadline was ever set here."))

    here.put(lines, words)


@app.command("hold", help=N_("Let a deadline stand still, where its rule allows it."))
def hold(
    ctx: typer.Context,
    ref: Reference,
    reason: Annotated[
        str, typer.Option(metavar="ID", help=N_("Reason of the playbook; a wrong one lists them."))
    ],
    note: Annotated[str, typer.Option(help=N_("For whom or what we wait."))] = "",
    clock: WhichClock = ClockKind.REPLY,
    when: When = "",
    until: Annotated[
        str, typer.Option(metavar="WHEN", help=N_("Until when it stood still, if that is over."))
    ] = "",
) -> None:
    from desk.services.pausing import pause

    here = session(ctx)
    form = PauseForm(
        kind=clock,
        reason=reason,
        words=note,
        since=moment_of(here, when),
        until=moment_of(here, until, field="until"),
    )
    held = pause(here.desk, here.who, ref, form)
    here.put(
        held,
        lambda: output.put_text(
            _("{kind} stands still until {moment} at most: {reason}.").format(
                kind=label(clock),
                moment=moment_words(here, held.until or held.at_most),
                reason=held.reason,
            )
        ),
    )


@app.command("run-on", help=N_("Let a deadline that stands still run on."))
def run_on(
    ctx: typer.Context, ref: Reference, clock: WhichClock = ClockKind.REPLY, when: When = ""
) -> None:
    from desk.services.pausing import resume

    here = session(ctx)
    ended = resume(here.desk, here.who, ref, clock, moment_of(here, when))
    here.put(
        ended,
        lambda: output.put_text(_("{kind} runs again.").format(kind=label(clock))),
    )


@app.command(help=N_("Ask for more time for an answer; drafts the holding letter with the day."))
def extend(
    ctx: typer.Context,
    ref: Reference,
    reason: Annotated[str, typer.Option(help=N_("Why the answer takes longer."))],
    done: Annotated[str, typer.Option(help=N_("What has been done so far."))],
    days: Annotated[
        int, typer.Option(min=0, help=N_("By how many working days; 0: as the rule allows."))
    ] = 0,
    clock: WhichClock = ClockKind.REPLY,
) -> None:
    from desk.services.extending import ask_extension

    here = session(ctx)
    form = ExtensionForm(kind=clock, days=days, reason=reason, done=done)
    asked = ask_extension(here.desk, here.who, ref, form)

    def words() -> None:
        output.put_text(
            _("Asked for until {moment}; the holding letter is drafted.").format(
                moment=moment_words(here, asked.new_due_at)
            )
        )
        output.put_text(_("It holds once a lead has agreed and the letter is delivered."))

    here.put(asked, words)


@app.command("extend-agree", help=N_("Agree, as a lead, to an extension that somebody asked for."))
def agree(ctx: typer.Context, ref: Reference, clock: WhichClock = ClockKind.REPLY) -> None:
    from desk.services.extending import agree_extension

    here = session(ctx)
    agreed = agree_extension(here.desk, here.who, ref, clock)
    words = (
        _("Agreed; another deadline runs until {moment}.")
        if agreed.new_clock_id
        else _("Agreed; it holds until {moment} once the holding letter is delivered.")
    )
    here.put(
        agreed,
        lambda: output.put_text(words.format(moment=moment_words(here, agreed.new_due_at))),
    )
