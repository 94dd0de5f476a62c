"""desk encryption: a book that nobody can read without its passphrase, and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import output
from desk.cli.secret import NEW_PASSPHRASE, PASSPHRASE, RECOVERY_KEY, given, secret
from desk.cli.session import Session, session
from desk.encryption import Change
from desk.i18n import N_, _, current
from desk.refusals import Refusal
from desk.saying import say_day
from desk.services.encryption import begin_encryption, note_encryption, note_recovery

if TYPE_CHECKING:
    from desk.encryption import Encrypted, Vault

app = typer.Typer(
    no_args_is_help=True,
    help=N_("Encrypt the book on the disk: passphrase, recovery key, and the way back."),
)


@app.command(help=N_("Say whether the book is encrypted, and what still lies readable beside it."))
def show(ctx: typer.Context) -> None:
    here = session(ctx)
    book = here.places.book
    vault = here.machine.vault()
    on = vault.is_encrypted(book)
    left = vault.originals(book)

    def words() -> None:
        output.put_text(_("The book is encrypted.") if on else _("The book is not encrypted."))
        if on:
            output.put_text(_("Its key file: {path}").format(path=here.places.key))
        _say_left(left)

    here.put_plain(
        {"encrypted": on, "key_file": here.places.key if on else None, "readable": list(left)},
        words,
    )


@app.command(help=N_("Encrypt a book that stands; nobody else may have it open meanwhile."))
def on(ctx: typer.Context) -> None:
    here, vault = _keeper(ctx)
    book = here.places.book
    _refuse_if_encrypted(vault, book)
    done = vault.encrypt(book, first_passphrase(), here.machine.clock.now())
    _note(here, Change.ENCRYPTED)

    def words() -> None:
        output.put_text(_("The book is encrypted now; every row was compared with the old one."))
        if done.original is not None:
            _say_left((done.original,))
        for path in done.readable:
            if path != done.original:
                output.put_text(_("Readable as well: {path}").format(path=path))
        if done.readable:
            output.put_text(
                _(
                    "Backups made before, here and on other disks, are still readable. Make one "
                    "now, and put the old ones away."
                )
            )
        say_recovery(here, done.recovery)

    here.put_plain(
        {
            "encrypted": True,
            "key_file": here.places.key,
            "original": done.original,
            "readable": list(done.readable),
            "recovery_key": done.recovery,
        },
        words,
    )


@app.command(help=N_("Set another passphrase, from DESK_NEW_PASSPHRASE or a prompt."))
def passphrase(
    ctx: typer.Context,
    new_key: Annotated[
        bool,
        typer.Option(
            "--new-key", help=N_("Encrypt the book anew as well: for when the old one got out.")
        ),
    ] = False,
) -> None:
    here, vault = _keeper(ctx)
    book, now = here.places.book, here.machine.clock.now()
    old = secret(PASSPHRASE, _("Passphrase of the book"))
    new = new_passphrase()
    if new_key:
        done = vault.renew(book, old, new, now)
        _note(here, Change.KEY)
        said = _("The book is encrypted under a new key. Make a backup now.")
        _put_recovery(here, done, said)
        return
    vault.change(book, old, new, now)
    _note(here, Change.PASSPHRASE)

    def words() -> None:
        output.put_text(_("The passphrase is changed."))
        output.put_text(
            _(
                "Backups made before open with the old one. If somebody else knows it, encrypt the "
                "book anew: “desk encryption passphrase --new-key”."
            )
        )

    here.put_plain({"changed": True}, words)


@app.command(help=N_("Set a new passphrase with the recovery key, when the old one is lost."))
def recover(ctx: typer.Context) -> None:
    here = session(ctx)
    vault = here.machine.vault()
    _refuse_if_plain(vault, here.places.book)
    key = secret(RECOVERY_KEY, _("Recovery key"))
    new = new_passphrase()
    vault.recover(here.places.book, key, new, here.machine.clock.now())
    note_recovery(here.desk)
    done = _("The new passphrase is set. Seal the sheet again, or make a new one.")
    here.put_plain({"changed": True}, lambda: output.put_text(done))


@app.command(help=N_("Make a new recovery key; the old sheet opens nothing any more."))
def sheet(ctx: typer.Context) -> None:
    here, vault = _keeper(ctx)
    old = secret(PASSPHRASE, _("Passphrase of the book"))
    done = vault.new_recovery(here.places.book, old, here.machine.clock.now())
    _note(here, Change.SHEET)
    _put_recovery(here, done, _("There is a new recovery key."))


@app.command(help=N_("Make the book readable again for everybody who reaches its file."))
def off(ctx: typer.Context) -> None:
    here, vault = _keeper(ctx)
    _refuse_if_plain(vault, here.places.book)
    old = secret(PASSPHRASE, _("Passphrase of the book"))
    kept = vault.decrypt(here.places.book, old, here.machine.clock.now())
    _note(here, Change.READABLE)

    def words() -> None:
        output.put_text(_("The book is readable again for everybody who reaches its file."))
        output.put_text(
            _("Backups made before stay encrypted; their key is kept in {path}.").format(path=kept)
        )

    here.put_plain({"encrypted": False, "old_key_file": kept}, words)


@app.command(help=N_("Destroy the readable book that encryption left beside this one."))
def discard(ctx: typer.Context) -> None:
    here, vault = _keeper(ctx)
    gone = vault.discard(here.places.book)
    if gone:
        _note(here, Change.DISCARDED)

    def words() -> None:
        for path in gone:
            output.put_text(_("Written over and removed: {path}").format(path=path))
        if not gone:
            output.put_text(_("Nothing readable was left by encryption."))

    here.put_plain({"removed": list(gone)}, words)


def say_recovery(here: Session, recovery: str) -> None:
    """Show a recovery key, once, as the sheet that is sealed."""
    day = say_day(here.machine.clock.now().astimezone().date(), current())
    lines: list[str] = [
        "",
        "=" * 60,
        _("RECOVERY KEY of the book {path}").format(path=here.places.book),
        _("made {day}").format(day=day),
        "",
        f"    {recovery}",
        "",
        _("It opens the book when the passphrase is lost: desk encryption recover"),
        _("Write it down or print it now: it is shown once and kept nowhere."),
        _("Seal it in an envelope and lock that up, away from this computer."),
        "=" * 60,
    ]
    output.put_text("\n".join(lines))


def first_passphrase() -> str:
    """The passphrase that a book gets first; there is no older one to be taken for it."""
    return given(PASSPHRASE) or new_passphrase()


def new_passphrase() -> str:
    """A passphrase that is being set, typed twice."""
    return secret(NEW_PASSPHRASE, _("New passphrase of the book"), twice=True)


def _put_recovery(here: Session, done: "Encrypted", said: str) -> None:
    def words() -> None:
        output.put_text(said)
        say_recovery(here, done.recovery)

    here.put_plain({"changed": True, "recovery_key": done.recovery}, words)


def _keeper(ctx: typer.Context) -> "tuple[Session, Vault]":
    """The session of somebody who keeps the book, which is closed again, and its vault."""
    here = session(ctx)
    begin_encryption(here.desk, here.who)
    here.close()
    return here, here.machine.vault()


def _note(here: Session, change: Change) -> None:
    """Open the book again, and write down what was done."""
    note_encryption(here.desk, here.who, change)


def _refuse_if_encrypted(vault: "Vault", book: Path) -> None:
    if vault.is_encrypted(book):
        raise Refusal(
            _("The book is encrypted already."),
            _("“desk encryption passphrase” sets another passphrase."),
            code="is_encrypted",
        )


def _refuse_if_plain(vault: "Vault", book: Path) -> None:
    if not vault.is_encrypted(book):
        raise Refusal(
            _("The book is not encrypted."),
            _("“desk encryption on” encrypts it."),
            code="not_encrypted",
        )


def _say_left(paths: tuple[Path, ...]) -> None:
    for path in paths:
        output.put_text(_("The readable book of before still lies here: {path}").format(path=path))
    if paths:
        output.put_text(_("When all is well, “desk encryption discard” destroys it."))
