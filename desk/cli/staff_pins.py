"""desk staff reset-pin, change-pin, seal, open-seal: PINs, and the way back without one."""

from typing import Annotated

import typer

from desk.cli import output
from desk.cli.params import StaffNumber
from desk.cli.session import NEW_PIN, PIN, SEALED_CODE, Usage, pin, session
from desk.i18n import N_, _, current
from desk.saying import say_moment


def add_to(app: typer.Typer) -> None:
    """Put these commands into the group of staff."""
    app.command("reset-pin", help=N_("Set a PIN for somebody, from DESK_NEW_PIN or a prompt."))(
        reset
    )
    app.command(
        "change-pin", help=N_("Change your own PIN; the new one from DESK_NEW_PIN or a prompt.")
    )(change)
    app.command("seal", help=N_("Make a new sealed code, the way back when a PIN is forgotten."))(
        seal
    )
    app.command(
        "open-seal",
        help=N_(
            "Come back with the sealed code, from DESK_SEALED_CODE or a prompt, and a new PIN."
        ),
    )(open_seal)


def reset(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.people import reset_pin

    here = session(ctx)
    who = here.who
    new = pin(NEW_PIN, _("New PIN of {number}").format(number=number), twice=True)
    reset_pin(here.desk, who, number, new)
    done = _("{number} has a new PIN, and chooses their own at the next sign-in.")
    here.put({"number": number}, lambda: output.put_text(done.format(number=number)))


def change(ctx: typer.Context) -> None:
    from desk.services.people import change_pin, choose_pin, proved

    here = session(ctx)
    if not here.staff:
        raise Usage(_("Say who acts: --staff and the staff number."))
    old = pin(PIN, _("PIN of {number}").format(number=here.staff))
    # A PIN that somebody else has set lets nobody in before it is replaced.
    given = proved(here.desk, here.staff, old).pin_given
    new = pin(NEW_PIN, _("New PIN of {number}").format(number=here.staff), twice=True)
    if given:
        number = choose_pin(here.desk, here.staff, old, new).number
    else:
        who = here.sign_in(old)
        change_pin(here.desk, who, old, new)
        number = who.number
    here.put({"number": number}, lambda: output.put_text(_("Your PIN is changed.")))


def seal(
    ctx: typer.Context,
    look: Annotated[
        bool, typer.Option("--look", help=N_("Say since when one is sealed, and change nothing."))
    ] = False,
) -> None:
    from desk.services.way_back import seal, sealed_since

    here = session(ctx)
    if look:
        standing = sealed_since(here.desk, here.who)
        since = here.local(standing.made_at) if standing else None
        said = _("No code was ever sealed for this book.")
        if since is not None:
            said = _("A code is sealed since {moment}.").format(moment=say_moment(since, current()))
        here.put_plain({"sealed_since": since}, lambda: output.put_text(said))
        return
    code = seal(here.desk, here.who)
    here.put_plain({"sealed_code": code}, lambda: say_code(code))


def open_seal(ctx: typer.Context, number: StaffNumber) -> None:
    from desk.services.way_back import open_seal

    here = session(ctx)
    code = pin(SEALED_CODE, _("Sealed code"))
    new = pin(NEW_PIN, _("New PIN of {number}").format(number=number), twice=True)
    who, next_code = open_seal(here.desk, number, code, new)

    def words() -> None:
        output.put_text(_("{name} has a new PIN; the code is used up.").format(name=who.name))
        say_code(next_code)

    here.put_plain({"number": who.number, "sealed_code": next_code}, words)


def say_code(code: str) -> None:
    """Show a code this once, and what to do with it."""
    from desk.staff.words import code_words

    output.put_text(_("Sealed code: {code}").format(code=code_words(code)))
