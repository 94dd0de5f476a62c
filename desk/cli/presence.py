"""desk staff, the part of who is there: absences, and who stands in."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import output
from desk.cli import staff as people
from desk.cli.inputs import form_of, read_form
from desk.cli.params import File
from desk.cli.session import Session, Usage, session
from desk.enums import AbsenceReason, DelegationScope
from desk.forms import AbsenceForm, DelegationForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment

if TYPE_CHECKING:
    from datetime import datetime

app = people.app
absence = typer.Typer(no_args_is_help=True, help=N_("Who is away, and until when."))
app.add_typer(absence, name="absence")

Who = Annotated[
    str, typer.Argument(metavar="NUMBER", help=N_("Staff number; without it, yourself."))
]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help=N_("From when, such as 2026-11-21T13:00."))
]
Until = Annotated[
    str,
    typer.Option(
        "--until", metavar="TIME", help=N_("Until when; left out, until the end is noted.")
    ),
]


@absence.command(help=N_("Note that you are away, or, as a lead, somebody else; or from JSON."))
def add(
    ctx: typer.Context,
    number: Who = "",
    reason: Annotated[
        AbsenceReason | None, typer.Option("--reason", help=N_("For what reason."))
    ] = None,
    since: Since = "",
    until: Until = "",
    file: File = None,
) -> None:
    from desk.services.presence import mark_absent

    here = session(ctx)
    if file is not None and (number or reason or since or until):
        raise Usage(_("Give options or --file, not both."))
    form = (
        read_form(AbsenceForm, file)
        if file is not None
        else form_of(
            AbsenceForm,
            _given(staff=number, since=since, until=until)
            | {"reason": (reason or AbsenceReason.LEAVE).value},
        )
    )
    made = mark_absent(here.desk, here.who, form)

    def words() -> None:
        output.put_text(
            _("Away until {moment}: {reason}").format(
                moment=_moment(here, made.until), reason=label(made.reason)
            )
            if made.until
            else label(made.reason)
        )

    here.put(made, words)


@absence.command(help=N_("Note that you are back, or, as a lead, that somebody else is."))
def end(ctx: typer.Context, number: Who = "") -> None:
    from desk.services.presence import mark_present

    here = session(ctx)
    mark_present(here.desk, here.who, number)
    done = _("{number} is back.").format(number=number or here.who.number)
    here.put({"number": number or here.who.number}, lambda: output.put_text(done))


@absence.command("list", help=N_("List who is away or will be, and who stands in."))
def list_(ctx: typer.Context) -> None:
    from desk.services.away import who_is_away

    here = session(ctx)
    away, standing_in = who_is_away(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Number"), _("Name"), _("Reason"), _("Since"), _("Until")),
            (
                (
                    *(one.number, one.name, label(one.absence.reason)),
                    *(_moment(here, one.absence.since), _moment(here, one.absence.until)),
                )
                for one in away
            ),
            _("Away"),
        )
        output.put_table(
            (_("Stands in"), _("For whom"), _("For what"), _("Since"), _("Until")),
            (
                (
                    *(one.deputy, one.absent, label(one.delegation.scope)),
                    *(_moment(here, one.delegation.since), _moment(here, one.delegation.until)),
                )
                for one in standing_in
            ),
            _("Standing in"),
        )

    here.put({"away": away, "standing_in": standing_in}, words)


@app.command(help=N_("Let somebody stand in, for a while and for some things; or from JSON."))
def delegate(
    ctx: typer.Context,
    deputy: Annotated[
        str, typer.Option("--to", metavar="NUMBER", help=N_("Staff number of who stands in."))
    ] = "",
    number: Annotated[
        str,
        typer.Option("--for", metavar="NUMBER", help=N_("For whom; without it, for yourself.")),
    ] = "",
    scope: Annotated[
        DelegationScope, typer.Option("--scope", help=N_("For what."))
    ] = DelegationScope.CASES,
    since: Since = "",
    until: Until = "",
    file: File = None,
) -> None:
    from desk.services.presence import delegate as stand_in

    here = session(ctx)
    form = (
        form_of(
            DelegationForm,
            _given(since=since, until=until)
            | {"absent": number or here.staff, "deputy": deputy, "scope": scope.value},
        )
        if deputy
        else read_form(DelegationForm, file)
    )
    made = stand_in(here.desk, here.who, form)

    def words() -> None:
        text = _("{deputy} stands in for {number}: {scope}").format(
            deputy=form.deputy, number=form.absent, scope=label(made.scope)
        )
        output.put_text(text)

    here.put(made, words)


def _given(**options: str) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value}


def _moment(here: Session, at: "datetime | None") -> str:
    return say_moment(at.astimezone(here.zone), current()) if at else ""
