"""desk init and verify: the book itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from desk.branch import Branch
from desk.cli import output
from desk.cli.encryption import first_passphrase, say_recovery
from desk.cli.secret import given
from desk.cli.session import NEW_PIN, PIN, Usage, pin, session
from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import LANGUAGES, N_, _, current
from desk.ids import new_id
from desk.private import make_folder
from desk.refusals import Refusal
from desk.text import clean_line

ZONE = "Asia/Shanghai"


def init(
    ctx: typer.Context,
    branch: Annotated[
        str, typer.Option(metavar="CODE", help=N_("Short code of the branch, for example HD01."))
    ] = "",
    name: Annotated[str, typer.Option(help=N_("Name of the branch."))] = "",
    unit: Annotated[
        str, typer.Option(help=N_("Full name of the unit at the head of letters; else the name."))
    ] = "",
    lead: Annotated[
        str, typer.Option(metavar="NUMBER", help=N_("Staff number of the first person."))
    ] = "",
    lead_name: Annotated[str, typer.Option(help=N_("Full name of the first person."))] = "",
    role: Annotated[
        Role, typer.Option(help=N_("Role of the first person: lead, manager or admin."))
    ] = Role.MANAGER,
    letter_word: Annotated[
        str, typer.Option(help=N_("The unit's word in letter numbers, before the year."))
    ] = "",
    address: Annotated[str, typer.Option(help=N_("Address of the branch."))] = "",
    phone: Annotated[str, typer.Option(help=N_("Phone of the branch."))] = "",
    supervision_phone: Annotated[
        str, typer.Option(help=N_("Phone of the regulator, printed as the way to disagree."))
    ] = "12398",
    timezone: Annotated[str, typer.Option(help=N_("Time zone of the branch."))] = ZONE,
    language: Annotated[str, typer.Option(help=N_("Language of the letters."))] = "",
    encrypted: Annotated[
        bool, typer.Option("--encrypted", help=N_("Encrypt the book from its first byte on."))
    ] = False,
) -> None:
    from desk.cli.staff_pins import say_code
    from desk.services.book import init_book
    from desk.services.people import sign_in
    from desk.services.way_back import seal
    from desk.staff.pin import hash_pin

    here = session(ctx)
    code = branch or _asked("--branch", _("Short code of the branch, for example HD01"))
    name = name or _asked("--name", _("Name of the branch"))
    unit = unit or _asked("--unit", _("Full name of the unit at the head of letters"), name)
    number = lead or _asked("--lead", _("Staff number of the first person"))
    person = lead_name or _asked("--lead-name", _("Full name of the first person"), number)
    if language and language not in LANGUAGES:
        raise Usage(_("Languages are: {names}.").format(names=", ".join(LANGUAGES)))
    made = Branch(
        id=new_id(),
        code=code,
        name=clean_line(name),
        unit=clean_line(unit),
        letter_word=clean_line(letter_word),
        address=clean_line(address),
        phone=clean_line(phone),
        supervision_phone=clean_line(supervision_phone),
        timezone=_zone(timezone),
        language=language or current(),
    )
    variable = NEW_PIN if given(NEW_PIN) else PIN
    secret = pin(variable, _("PIN of {number}").format(number=number), twice=True)
    # Judged before a file is made: a refused set-up leaves nothing behind.
    hash_pin(secret, number)
    data_folder(here.places.home)
    recovery = ""
    if encrypted:
        recovery = here.machine.vault().make(here.places.book, first_passphrase()).recovery
    store = here.machine.open_store(here.places.book, True)
    try:
        form = StaffForm(number=number, name=person, role=role.value)
        desk = init_book(store, here.machine.clock, made, form, secret)
        code = seal(desk, sign_in(desk, number, secret))
    finally:
        store.close()
    done = {
        "book": here.places.book,
        "branch": desk.branch.code,
        "name": desk.branch.name,
        "lead": clean_line(number).upper(),
        "sealed_code": code,
        **({"recovery_key": recovery} if recovery else {}),
    }

    def words() -> None:
        output.put_text(
            _("The book of {name} is ready: {path}").format(
                name=desk.branch.name, path=here.places.book
            )
        )
        output.put_text(
            _("{number} signs in with “desk” and adds colleagues with “desk staff add”.").format(
                number=done["lead"]
            )
        )
        say_code(code)
        if recovery:
            say_recovery(here, recovery)

    here.put_plain(done, words)


def data_folder(home: Path) -> None:
    """Make the data folder where it is not there yet."""
    try:
        make_folder(home)
    except OSError as error:
        raise Refusal(
            _("The data folder {path} cannot be made.").format(path=home),
            _("Name another one with --at: {reason}").format(reason=error.strerror or error),
            field="at",
            code="no_folder",
        ) from error


def _asked(option: str, question: str, default: str = "") -> str:
    if sys.stdin and sys.stdin.isatty():
        sys.stderr.write(f"{question}{f' [{default}]' if default else ''}: ")
        sys.stderr.flush()
        typed = clean_line(sys.stdin.readline())
        if typed or default:
            return typed or default
    elif default:
        return default
    raise Usage(_("The option {option} is missing.").format(option=option))


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise Refusal(
            _("There is no time zone “{name}”.").format(name=clean_line(name)),
            _("In China it is Asia/Shanghai, or Asia/Urumqi where that is the office's time."),
            field="timezone",
            code="bad_timezone",
        ) from error


def verify(
    ctx: typer.Context,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="BACKUP|HEAD",
            help=N_("A backup, or the head of the journal as a shift sheet prints it."),
        ),
    ] = "",
) -> None:
    from desk.services.book import verify_book

    here = session(ctx)
    known, head = here.keeper.heads(), None
    if against:
        path = Path(against).expanduser()
        if path.is_file():
            ((_name, head),) = here.keeper.heads(path)
        else:
            from desk.backup.heads import head_from

            head = head_from(against)
    wrong = verify_book(here.desk, here.who, known, against=head)

    def words() -> None:
        output.put_text("\n".join(wrong) or _("The book agrees with its journal."))
        if not wrong and (known or head):
            output.put_text(
                _("Its history is the one that {n} backups know.").format(n=len(known))
                if head is None
                else _("Its history is the one you named.")
            )

    here.put({"wrong": wrong, "backups": len(known)}, words)
    if wrong:
        raise typer.Exit(1)
