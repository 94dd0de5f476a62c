"""The command line as one: its groups, its common options, and how it ends."""

import os
import sys
from functools import cache
from typing import Annotated, Any

import typer

from desk import __version__
from desk.cli import (
    alarms,
    backups,
    blanks,
    book,
    calendar_room,
    day,
    demo,
    doctor,
    doubles,
    encryption,
    ending,
    erasing,
    escalating,
    find,
    followup,
    handover,
    incident_cases,
    insight,
    keys,
    knowledge,
    manner,
    output,
    outside,
    presence,
    print_runs,
    promises,
    schema,
    shift,
    suggest,
    task,
    visits,
    window,
)
from desk.cli.common import Line
from desk.cli.inputs import BadInput, NoInput
from desk.cli.machine import Machine
from desk.cli.session import Session, Usage
from desk.cli.wording import name_panels, translated, usage
from desk.i18n import N_, _, current
from desk.log import told, write_down
from desk.places import Places
from desk.refusals import Fault, Refusal

DONE, REFUSED, MISUSED, FAILED = 0, 1, 2, 3
"""Exit codes: done; refused by a rule or the content of the input; wrong usage; a fault."""

app = typer.Typer(
    name="desk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=N_("Complaints in, letters that answer every point out. Without a command: the screens."),
)


@app.callback()
def common(
    ctx: typer.Context,
    at: Annotated[
        str,
        typer.Option("--at", metavar="DIR", help=N_("Data folder, else DESK_HOME, else your own.")),
    ] = "",
    staff: Annotated[
        str,
        typer.Option("--staff", metavar="NUMBER", help=N_("Who acts; the PIN is in DESK_PIN.")),
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help=N_("Answer with JSON for programs."))
    ] = False,
    lang: Annotated[
        str, typer.Option("--lang", metavar="zh_CN|en", help=N_("Language of the interface."))
    ] = "",
    version: Annotated[bool, typer.Option("--version", help=N_("Say the version."))] = False,
) -> None:
    # Where the book is and in which language to speak was settled before this was built.
    here = ctx.obj
    assert isinstance(here, Session)
    here.staff, here.as_json = staff or here.staff, as_json
    if version:
        output.put_text(f"Desk {__version__}")
        raise typer.Exit(DONE)


app.command(
    "demo", help=N_("Look round in a made-up branch; without a terminal, see a letter made.")
)(demo.demo)
app.command("init", help=N_("Set up the book of a branch with its first person."))(book.init)
app.command("suggest", help=N_("Propose topics and points for a narrative."))(suggest.suggest)
app.command("manner", help=N_("Find words of ours that push a customer away, and better ones."))(
    manner.manner
)
app.command("day", help=N_("List what lies before you today, by the hour."))(day.day)
app.command("days", help=N_("Show how much falls due on each of the next ten working days."))(
    day.days
)
app.command("keys", help=N_("List the keys of the screens, or write them onto one page."))(
    keys.keys
)
app.command("find", help=N_("Find cases, customers and letters."))(find.find)
app.command("schema", help=N_("Show what an input looks like, as JSON Schema."))(schema.schema)
app.command("verify", help=N_("Prove that the book agrees with its journal."))(book.verify)
app.command("backup", help=N_("Copy the book while others work; the copy is opened and checked."))(
    backups.backup
)
app.command("restore", help=N_("Compare a backup with the book, and put it in its place."))(
    backups.restore
)
app.command("doctor", help=N_("Say what this computer has: versions, book, fonts, printers."))(
    doctor.doctor
)
app.command("commitments", help=N_("List promises to customers, the first due first."))(
    promises.commitments
)
for _name, _group in (
    ("case", ending.app),
    ("escalations", escalating.escalations),
    ("handover", handover.app),
    ("task", task.app),
    ("notice", visits.app),
    ("letter", print_runs.app),
    ("alarms", alarms.app),
    ("hall", outside.hall),
    ("incident", incident_cases.app),
    ("followup", followup.app),
    ("customer", doubles.app),
    ("retention", erasing.retention),
    ("staff", presence.app),
    ("draft", window.draft),
    ("forms", blanks.app),
    ("shift", shift.app),
    ("insight", insight.app),
    ("playbook", knowledge.playbook),
    ("calendar", calendar_room.app),
    ("encryption", encryption.app),
    ("backups", backups.app),
):
    app.add_typer(_group, name=_name)


def command() -> Any:
    """The parser, with every help text in the language of the interface."""
    name_panels()
    return _command(current())


@cache
def _command(_language: str) -> Any:
    return translated(typer.main.get_command(app))


def run(line: Line, machine: Machine, places: Places) -> int:
    """Carry out one command line; the exit code."""
    here = Session(machine, places, staff=os.environ.get("DESK_STAFF", ""))
    here.as_json = "as_json" in line.given
    try:
        code = command().main(args=line.words, prog_name="desk", standalone_mode=False, obj=here)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has seen enough; nothing more can be written there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (typer.Abort, KeyboardInterrupt):
        output.tell(_("Stopped."))
        return MISUSED
    except Exception as error:
        return _ended(here, error)
    finally:
        here.close()
    return code if isinstance(code, int) else DONE


def _ended(here: Session, error: Exception) -> int:
    if isinstance(error, Refusal):
        return _refused(here, error)
    if isinstance(error, Usage | NoInput) or usage(error):
        output.tell(usage(error) or str(error) or _("Hand over the input: --file FILE, or < FILE."))
        return MISUSED
    if isinstance(error, Fault):
        message, hint = error.message, error.hint
    else:
        message = _("Something failed that should not: {reason}").format(reason=told(error))
        hint = ""
        if write_down(here.places.log, error):
            hint = _("It is written down in {path}.").format(path=here.places.log)
    if here.as_json:
        output.put_json({"fault": message, "hint": hint})
    output.tell(message, hint)
    return FAILED


def _refused(here: Session, refusal: Refusal) -> int:
    more = refusal.more if isinstance(refusal, BadInput) else []
    if here.as_json or not sys.stdout.isatty():
        data: dict[str, Any] = {
            "refusal": refusal.message,
            "hint": refusal.hint,
            "field": refusal.field,
            "code": refusal.code,
        }
        if len(more) > 1:
            data["all"] = [{"refusal": one.message, "field": one.field} for one in more]
        output.put_json(data)
    for one in more or [refusal]:
        output.tell(f"{one.field}: {one.message}" if one.field else one.message, one.hint)
    return REFUSED
