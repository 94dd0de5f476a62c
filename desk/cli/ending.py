"""desk case ending, terminate, reopen: the end of the service in a case, and the way back."""

import typer

from desk.cli import escalating, output
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import session
from desk.forms_loop import ReopenForm, TerminationForm
from desk.i18n import N_, _

app = escalating.app


@app.command(help=N_("Show on which grounds the service may end, and what is missing before."))
def ending(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.terminating import ending as ask

    here = session(ctx)
    found = ask(here.desk, here.who, ref)

    def words() -> None:
        output.put_table(
            (_("Ground"), _("Rounds"), _("Applies when")),
            (
                (ground.id, f"{found.rounds}/{ground.rounds}", ground.why)
                for ground in found.grounds
            ),
        )
        for one in found.missing:
            output.put_text(f"◆ {one.text}")
        output.put_text(_("The customer is told: {words}").format(words=found.told))

    data = {
        "grounds": [
            {"id": ground.id, "label": ground.label, "why": ground.why, "rounds": ground.rounds}
            for ground in found.grounds
        ],
        "rounds": found.rounds,
        "missing": found.missing,
        "basis": found.basis,
        "told": found.told,
    }
    here.put(data, words)


@app.command(help=N_("End, as manager, the service in a case (“desk schema termination”)."))
def terminate(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.terminating import terminate as end

    here = session(ctx)
    case = end(here.desk, here.who, ref, read_form(TerminationForm, file))
    said = _("The service in {reference} has ended.").format(reference=case.reference)
    here.put(case, lambda: output.put_text(said))


@app.command(help=N_("Take up again, as a lead, an ended service (“desk schema reopen”)."))
def reopen(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.terminating import reopen as take_up

    here = session(ctx)
    case = take_up(here.desk, here.who, ref, read_form(ReopenForm, file))
    said = _("{reference} is taken up again.").format(reference=case.reference)
    here.put(case, lambda: output.put_text(said))
