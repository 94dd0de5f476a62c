"""desk staff: who is on the list of staff, and their PINs."""

from typing import Annotated

import typer

from desk.cli import output
from desk.cli.params import StaffNumber
from desk.cli.session import NEW_PIN, PIN, pin, session
from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment

app = typer.Typer(no_args_is_help=True, help=N_("The list of staff and their PINs."))


@app.command(help=N_("Add a member of staff; their first PIN comes from DESK_NEW_PIN or a prompt."))
def add(
    ctx: typer.Context,
    number: StaffNumber,
    name: Annotated[str, typer.Option(help=N_("Full name."))],
    role: Annotated[Role, typer.Option(help=N_("What they may do."))] = Role.CLERK,
    unit: Annotated[str, typer.Option(help=N_("Team or department."))] = "",
    phone: Annotated[str, typer.Option(help=N_("Phone at work."))] = "",
) -> None:
    from desk.services.people import add_staff

    here = session(ctx)
    who = here.who
    new = pin(NEW_PIN, _("First PIN of {number}").format(number=number), twice=True)
    form = StaffForm(number=number, name=name, role=role.value, unit=unit, phone=phone)
    staff = add_staff(here.desk, who, form, new)
    here.put(
        staff,
        lambda: output.put_text(
            _("{name} can sign in with {number}.").format(name=staff.name, number=staff.number)
        ),
    )


@app.command("list", help=N_("List the staff by number, and who is away."))
def list_(ctx: typer.Context) -> None:
    from desk.services.away import who_is_away
    from desk.services.people import list_staff

    here = session(ctx)
    people = list_staff(here.desk, here.who)
    away = {one.number: one.absence for one in who_is_away(here.desk, here.who)[0] if one.now}

    def presence(number: str) -> str:
        absence = away.get(number)
        if absence is None:
            return ""
        until = here.local(absence.until)
        if until is None:
            return label(absence.reason)
        return _("{reason}, until {moment}").format(
            reason=label(absence.reason), moment=say_moment(until, current())
        )

    def words() -> None:
        output.put_table(
            (_("Number"), _("Name"), _("Role"), _("Unit"), _("In service"), _("Away")),
            (
                (
                    *(p.number, p.name, label(p.role), p.unit),
                    *(_("yes") if p.active else _("no"), presence(p.number)),
                )
                for p in people
            ),
        )

    here.put(
        [
            output.plain(p, here.zone) | {"away": output.plain(away.get(p.number), here.zone)}
            for p in people
        ],
        words,
    )


@app.command(help=N_("Take somebody out of service; what they did stays under their name."))
def disable(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.people import disable_staff

    here = session(ctx)
    disable_staff(here.desk, here.who, number)
    done = _("{number} is out of service.").format(number=number)
    here.put({"number": number}, lambda: output.put_text(done))


@app.command("reset-pin", help=N_("Set a new PIN for somebody, from DESK_NEW_PIN or a prompt."))
def reset(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.people import reset_pin

    here = session(ctx)
    who = here.who
    new = pin(NEW_PIN, _("New PIN of {number}").format(number=number), twice=True)
    reset_pin(here.desk, who, number, new)
    done = _("{number} has a new PIN.").format(number=number)
    here.put({"number": number}, lambda: output.put_text(done))


@app.command(
    "change-pin", help=N_("Change your own PIN; the new one from DESK_NEW_PIN or a prompt.")
)
def change(ctx: typer.Context) -> None:
    from desk.services.people import change_pin

    here = session(ctx)
    old = pin(PIN, _("PIN of {number}").format(number=here.staff))
    who = here.sign_in(old)
    new = pin(NEW_PIN, _("New PIN of {number}").format(number=here.staff), twice=True)
    change_pin(here.desk, who, old, new)
    here.put({"number": who.number}, lambda: output.put_text(_("Your PIN is changed.")))
