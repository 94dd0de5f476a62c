"""desk init and verify: the book itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.encryption import first_passphrase, say_recovery
from desk.cli.secret import given
from desk.cli.session import NEW_PIN, PIN, Usage, pin, session
from desk.enums import Role
from desk.i18n import LANGUAGES, N_, _
from desk.text import clean_line


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
    weekdays: Annotated[
        str,
        typer.Option(
            metavar="TIMES", help=N_("Open Monday to Friday; 08:30-12:00 13:30-17:30 if not given.")
        ),
    ] = "",
    weekend: Annotated[
        str, typer.Option(metavar="TIMES", help=N_("Open on weekends; closed if not given."))
    ] = "",
    seal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=N_("Picture of the unit's seal; later is early enough.")),
    ] = None,
    letter_word: Annotated[
        str, typer.Option(help=N_("The unit's word in letter numbers, before the year."))
    ] = "",
    address: Annotated[str, typer.Option(help=N_("Address of the branch."))] = "",
    phone: Annotated[str, typer.Option(help=N_("Phone of the branch."))] = "",
    supervision_phone: Annotated[
        str, typer.Option(help=N_("Phone of the regulator, printed as the way to disagree."))
    ] = "12398",
    timezone: Annotated[str, typer.Option(help=N_("Time zone of the branch."))] = "Asia/Shanghai",
    language: Annotated[str, typer.Option(help=N_("Language of the letters."))] = "",
    encrypted: Annotated[
        bool, typer.Option("--encrypted", help=N_("Encrypt the book from its first byte on."))
    ] = False,
) -> None:
    from desk.cli.staff_pins import say_code
    from desk.letter.stationery import picture_in
    from desk.services.beginning import FirstForm, begin

    here = session(ctx)
    code = branch or _asked("--branch", _("Short code of the branch, for example HD01"))
    name = name or _asked("--name", _("Name of the branch"))
    unit = unit or _asked("--unit", _("Full name of the unit at the head of letters"), name)
    number = lead or _asked("--lead", _("Staff number of the first person"))
    person = lead_name or _asked("--lead-name", _("Full name of the first person"), number)
    if language and language not in LANGUAGES:
        raise Usage(_("Languages are: {names}.").format(names=", ".join(LANGUAGES)))
    form = FirstForm(
        branch=code,
        name=name,
        unit=unit,
        number=number,
        lead_name=person,
        role=role.value,
        weekdays=weekdays,
        weekend=weekend,
        letter_word=letter_word,
        address=address,
        phone=phone,
        supervision_phone=supervision_phone,
        timezone=timezone,
        language=language,
    )
    picture = picture_in(seal) if seal is not None else b""
    variable = NEW_PIN if given(NEW_PIN) else PIN
    secret = pin(variable, _("PIN of {number}").format(number=number), twice=True)
    begun = begin(
        here.places,
        here.machine.open_store,
        here.machine.clock,
        form,
        secret,
        seal=picture,
        vault=here.machine.vault() if encrypted else None,
        passphrase=first_passphrase() if encrypted else "",
    )
    done = {
        "book": begun.book,
        "branch": begun.branch,
        "name": begun.name,
        "lead": begun.number,
        "sealed_code": begun.sealed_code,
        **({"recovery_key": begun.recovery} if begun.recovery else {}),
    }

    def words() -> None:
        output.put_text(
            _("The book of {name} is ready: {path}").format(name=begun.name, path=begun.book)
        )
        output.put_text(
            _("{number} signs in with “desk” and adds colleagues with “desk staff add”.").format(
                number=begun.number
            )
        )
        say_code(begun.sealed_code)
        for warning in begun.warnings:
            output.tell(warning)
        if begun.recovery:
            say_recovery(here, begun.recovery)

    here.put_plain(done, words)


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
