"""desk letter, what goes out at once: slips, and which kinds make sense on a case now."""

from typing import Annotated

import typer

from desk.cli import archive, output
from desk.cli.letter import Kind, letter_of, put
from desk.cli.params import LetterName, Reference
from desk.cli.session import session
from desk.i18n import N_, _
from desk.labels import label

app = archive.app


@app.command(help=N_("List every kind of letter, and whether it makes sense on this case now."))
def kinds(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.letter_sense import letter_kinds

    here = session(ctx)
    found = letter_kinds(here.desk, here.who, ref)

    def words() -> None:
        output.put_table(
            (_("Kind"), _("Option"), _("Now"), _("Latest")),
            (
                (
                    label(one.kind),
                    one.kind.value,
                    _("possible") if one.possible else one.why,
                    f"{one.number} {label(one.state)}".strip() if one.state else "",
                )
                for one in found
            ),
        )

    here.put(found, words)


@app.command(help=N_("Make the acknowledgement slip of a case, issued at once."))
def acknowledge(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.slips import acknowledge as slip

    here = session(ctx)
    put(here, slip(here.desk, here.who, ref))


@app.command(help=N_("Make the registration record of a case in two copies, issued at once."))
def record(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.slips import make_record

    here = session(ctx)
    put(here, make_record(here.desk, here.who, ref))


@app.command(help=N_("Make the follow-up card of a case, issued at once."))
def card(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.slips import make_card

    here = session(ctx)
    put(here, make_card(here.desk, here.who, ref))


@app.command(
    "issue-alone",
    help=N_("Issue a holding letter where nobody else is there who could approve it."),
)
def issue_alone(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.letter_ends import issue_alone as issue

    here = session(ctx)
    put(here, issue(here.desk, here.who, letter_of(here, name, kind).id))


@app.command(help=N_("Give up a draft that nobody wants; it stays with the case, void."))
def discard(
    ctx: typer.Context,
    name: LetterName,
    reason: Annotated[str, typer.Option("--reason", help=N_("For what reason."))],
    kind: Kind = None,
) -> None:
    from desk.services.letter_ends import discard_draft

    here = session(ctx)
    put(here, discard_draft(here.desk, here.who, letter_of(here, name, kind).id, reason))
