"""desk staff: who is on the list of staff, what they may do and still hold."""

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output, staff_pins
from desk.cli.params import StaffNumber
from desk.cli.session import NEW_PIN, pin, session
from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment

if TYPE_CHECKING:
    from desk.services.staffing import Held

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
            _("{name} can sign in with {number}, and chooses a PIN of their own then.").format(
                name=staff.name, number=staff.number
            )
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


@app.command(help=N_("Change somebody's name, role, unit or phone; what is not named stays."))
def change(
    ctx: typer.Context,
    number: StaffNumber,
    name: Annotated[str | None, typer.Option(help=N_("Full name."))] = None,
    role: Annotated[Role | None, typer.Option(help=N_("What they may do."))] = None,
    unit: Annotated[str | None, typer.Option(help=N_("Team or department."))] = None,
    phone: Annotated[str | None, typer.Option(help=N_("Phone at work."))] = None,
) -> None:
    from desk.services.people import list_staff
    from desk.services.staffing import change_staff

    here = session(ctx)
    who = here.who
    asked = number.strip().upper()
    now = next((one for one in list_staff(here.desk, who) if one.number == asked), None)
    form = StaffForm(
        number=number,
        name=name if name is not None else now.name if now else "",
        role=(role or (now.role if now else Role.CLERK)).value,
        unit=unit if unit is not None else now.unit if now else "",
        phone=phone if phone is not None else now.phone if now else "",
    )
    staff = change_staff(here.desk, who, form)
    done = _("{name}, {role}: it is noted.").format(name=staff.name, role=label(staff.role))
    here.put(staff, lambda: output.put_text(done))


@app.command(help=N_("What somebody still holds: open cases, tasks, promises."))
def held(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.staffing import held_by

    here = session(ctx)
    found = held_by(here.desk, here.who, number)
    here.put(found, lambda: say_held(found))


@app.command(help=N_("Take somebody out of service, and say what they still hold."))
def disable(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.staffing import disable_staff

    here = session(ctx)
    left = disable_staff(here.desk, here.who, number)

    def words() -> None:
        output.put_text(_("{number} is out of service.").format(number=left.number))
        say_held(left)

    here.put(left, words)


@app.command(
    "take-back", help=N_("Take somebody into service again; the first PIN as with “staff add”.")
)
def take_back(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.staffing import take_back_staff

    here = session(ctx)
    who = here.who
    new = pin(NEW_PIN, _("First PIN of {number}").format(number=number), twice=True)
    staff = take_back_staff(here.desk, who, number, new)
    done = _("{name} is in service again.").format(name=staff.name)
    here.put(staff, lambda: output.put_text(done))


@app.command("hand-on", help=N_("Give all open cases of somebody who has left to another person."))
def hand_on(
    ctx: typer.Context,
    number: StaffNumber,
    to: Annotated[str, typer.Option(metavar="NUMBER", help=N_("Who goes on with them."))],
) -> None:
    from desk.services.staffing import hand_on

    here = session(ctx)
    moved = hand_on(here.desk, here.who, number, to)
    said = _("{count} cases have another holder: {cases}").format(
        count=len(moved), cases=_(", ").join(moved) or "-"
    )
    here.put({"cases": moved}, lambda: output.put_text(said))


def say_held(held: "Held") -> None:
    """What is still in somebody's hands, and what is to be done about it."""
    from desk.staff.words import held_words

    output.put_text(held_words(held))


staff_pins.add_to(app)
