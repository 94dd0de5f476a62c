"""desk case escalate and desk escalations: cases that went up, and what was done about it."""

from typing import Annotated

import typer

from desk.cli import clocks, output
from desk.cli.case_words import moment_words
from desk.cli.params import Reference
from desk.cli.session import session
from desk.enums import Role
from desk.i18n import N_, _
from desk.labels import label

app = clocks.app
escalations = typer.Typer(
    no_args_is_help=True, help=N_("Cases that were raised: who must do what by when.")
)


@app.command(help=N_("Raise a case to the shift lead or the manager, with the reason."))
def escalate(
    ctx: typer.Context,
    ref: Reference,
    reason: Annotated[str, typer.Option(help=N_("Why, and what is wanted."))],
    to: Annotated[Role, typer.Option(help=N_("lead or manager."))] = Role.LEAD,
) -> None:
    from desk.services.escalating import escalate as raise_case

    here = session(ctx)
    done = raise_case(here.desk, here.who, ref, reason, to)

    def words() -> None:
        assert done.due_at is not None
        output.put_text(
            _("Raised to the {role}, to be answered by {moment}.").format(
                role=label(done.to_role), moment=moment_words(here, done.due_at)
            )
        )

    here.put(done, words)


@escalations.command("list", help=N_("List what was raised and waits; of one case, all of it."))
def list_(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help=N_("Number of a case."))] = "",
) -> None:
    from desk.services.escalating import escalations as ask

    here = session(ctx)
    found = ask(here.desk, here.who, ref)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Why"), _("Who"), _("What to do"), _("By"), _("Done"), "ID"),
            (
                (
                    one.reference,
                    one.why,
                    label(one.escalation.to_role),
                    one.escalation.duty,
                    ("! " if one.late else "")
                    + (moment_words(here, one.escalation.due_at) if one.escalation.due_at else ""),
                    f"{one.done_by} {one.escalation.done_note}".strip(),
                    one.escalation.id,
                )
                for one in found
            ),
        )

    here.put(found, words)


@escalations.command(help=N_("Note what was done about it; by the role it went to."))
def done(
    ctx: typer.Context,
    ref: Reference,
    escalation_id: Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the line."))],
    note: Annotated[str, typer.Option(help=N_("What was done, in a sentence."))],
) -> None:
    from desk.services.escalating import answer_escalation

    here = session(ctx)
    one = answer_escalation(here.desk, here.who, ref, escalation_id, note)
    here.put(one, lambda: output.put_text(_("Noted; the case is no longer raised for this.")))
