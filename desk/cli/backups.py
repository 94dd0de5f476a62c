"""desk backup, backups, restore: copies of the book, and putting one in its place."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from desk.backup.model import Kept, Made
from desk.backup.restore import Prepared, said
from desk.backup.rule import KeepRule
from desk.backup.words import made_words, rule_words, standing_words, state_words
from desk.cli import output
from desk.cli.session import Session, session
from desk.i18n import N_, _, current
from desk.refusals import Fault, Refusal
from desk.services.backups import (
    check_backup,
    clear_backups,
    list_backups,
    make_backup,
    note_restore,
    prepare_restore,
    proved_by,
    set_rule,
)
from desk.services.base import Desk
from desk.staff.model import Actor

app = typer.Typer(
    no_args_is_help=True,
    help=N_("The backups of the book: what there is, whether it is sound, how long it stays."),
)

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup."))]
Number = Annotated[int | None, typer.Option(min=0, metavar="N")]


def backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=N_("Another file than the next by rule.")
        ),
    ] = None,
) -> None:
    here = session(ctx)
    made = make_backup(here.desk, here.who, here.keeper, target)
    here.put_plain(made_data(made), lambda: output.put_text("\n".join(made_words(made))))


def made_data(made: Made) -> dict[str, Any]:
    """What a run left, for programs."""
    one = made.backup
    return {
        "file": one.path,
        "size": one.size,
        "rows": one.counts,
        "journal_head": one.head.hash,
        "journal_seq": one.head.seq,
        "sha256": one.sha256,
        "faults": one.faults,
        "second": output.plain(made.second) if made.second else None,
        "dropped": made.dropped,
    }


@app.command("list", help=N_("List the backups, newest first, and how old the last one is."))
def list_(ctx: typer.Context) -> None:
    here = session(ctx)
    kept, elsewhere, found = list_backups(here.desk, here.who, here.keeper)
    data = {
        "standing": {
            "last": found.last.path if found.last else None,
            "age_minutes": int(found.age.total_seconds()) // 60 if found.age is not None else None,
            "late": found.late,
            "failed": found.failed,
            "second": output.plain(found.second, here.zone) if found.second else None,
            "second_missing": found.second_missing,
        },
        "folder": here.keeper.folder,
        "backups": [_data(here, one) for one in kept],
        "second": [_data(here, one) for one in elsewhere],
    }

    def words() -> None:
        output.put_text(standing_words(found))
        for folder, shown in (
            (str(here.keeper.folder), kept),
            (here.keeper.rule.second, elsewhere),
        ):
            if shown:
                output.put_table(
                    (_("Made"), _("Cases"), _("Size"), _("Read through"), _("File")),
                    (_cells(here, one) for one in shown),
                    folder,
                )

    here.put_plain(data, words)


def _data(here: Session, one: Kept) -> dict[str, Any]:
    known = one.backup
    return {
        "file": one.path,
        "made_at": here.local(known.made_at) if known else None,
        "rows": known.counts if known else {},
        "journal_seq": known.head.seq if known else None,
        "journal_head": known.head.hash if known else None,
        "verified": one.verified,
        "problem": one.problem,
    }


def _cells(here: Session, one: Kept) -> tuple[str, str, str, str, str]:
    known = one.backup
    if known is None:
        return "", "", "", state_words(one), one.path.name
    return (
        f"{known.made_at.astimezone(here.zone):%Y-%m-%d %H:%M}",
        str(known.counts.get("cases", 0)),
        f"{known.size // 1024} kB",
        state_words(one),
        one.path.name,
    )


@app.command(help=N_("Read a backup through as it lies there."))
def check(ctx: typer.Context, path: BackupFile) -> None:
    here = session(ctx)
    wrong = list(check_backup(here.desk, here.who, here.keeper, path))

    def words() -> None:
        output.put_text("\n".join(wrong) or _("The backup is sound: it can be restored."))

    here.put_plain({"file": path, "wrong": wrong}, words)
    if wrong:
        raise typer.Exit(1)


@app.command(help=N_("Show or set how often backups are made, how long they stay, and where."))
def keep(
    ctx: typer.Context,
    every: Annotated[
        int | None, typer.Option(metavar="HOURS", help=N_("Hours between two; 0 never by itself."))
    ] = None,
    hours: Annotated[
        int | None, typer.Option(metavar="N", help=N_("All of the last so many hours stay."))
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", help=N_("The last of each of so many days stays."))
    ] = None,
    months: Annotated[
        int | None, typer.Option(metavar="N", help=N_("The last of each of so many months stays."))
    ] = None,
    folder: Annotated[
        str | None,
        typer.Option(metavar="DIR", help=N_("Where backups go; “-” is the usual folder.")),
    ] = None,
    second: Annotated[
        str | None,
        typer.Option(metavar="DIR", help=N_("A second place, on another disk; “-” is none.")),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help=N_("Throw away now what the rule no longer keeps."))
    ] = False,
) -> None:
    here = session(ctx)
    numbers = {"every": every, "hours": hours, "days": days, "months": months}
    places = {"folder": folder, "second": second}
    given: dict[str, Any] = {name: n for name, n in numbers.items() if n is not None}
    given |= {
        name: "" if path == "-" else path for name, path in places.items() if path is not None
    }
    rule: KeepRule = here.keeper.rule
    if given:
        rule = set_rule(here.desk, here.who, here.keeper, replace(rule, **given))
    gone = clear_backups(here.desk, here.who, here.keeper) if clear else []

    def words() -> None:
        output.put_text("\n".join(rule_words(rule, here.keeper.folder)))
        if clear:
            output.put_text(_("Thrown away: {names}").format(names=", ".join(gone) or _("none")))

    # Who only looks at the rule is asked for as well.
    _known = here.who
    here.put_plain({**output.plain(rule), "dropped": gone}, words)


def restore(
    ctx: typer.Context,
    path: BackupFile,
    yes: Annotated[
        bool, typer.Option("--yes", help=N_("Put it there; without this it is only compared."))
    ] = False,
) -> None:
    here = session(ctx)
    if path.is_file():
        # On a new computer there is not even a folder yet.
        from desk.services.beginning import data_folder

        data_folder(here.places.home)
    who, prepared = _compared(here, path)
    switched = False
    try:
        lines = said(prepared, current())
        if not here.as_json:
            output.put_text("\n".join(lines))
        aside = None
        if yes or _agreed():
            here.close()
            aside = here.keeper.switch(prepared, here.machine.clock.now())
            switched = True
            _note(here, who, prepared)
    finally:
        if not switched:
            here.keeper.discard(prepared)
    data = {
        "restored": switched,
        "file": path,
        "history": prepared.history,
        "lost": output.plain(prepared.lost),
        "faults": prepared.faults,
        "counts": prepared.counts,
        "kept_aside": aside,
        "said": lines,
    }

    def words() -> None:
        if not switched:
            output.put_text(_("Nothing was changed. With --yes the backup becomes the book."))
            return
        output.put_text(_("The backup is the book now."))
        if aside is not None:
            output.put_text(_("What was there lies in {path}.").format(path=aside))

    here.put_plain(data, words)


def _compared(here: Session, path: Path) -> tuple[Actor, Prepared]:
    """Who restores, proved by the book that is here, or by the backup where there is none."""
    try:
        desk: Desk | None = here.desk
    except Fault:
        desk = None
    except Refusal as refusal:
        if refusal.code not in ("no_book", "not_set_up"):
            raise
        desk = None
    here.unlock_backup(path)
    if desk is not None:
        return here.who, prepare_restore(desk, here.who, here.keeper, path)
    prepared = here.keeper.prepare(path)
    try:
        typed = here.typed_pin()
        return proved_by(here.keeper, prepared, here.machine.clock, here.staff, typed), prepared
    except BaseException:
        here.keeper.discard(prepared)
        raise


def _agreed() -> bool:
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    sys.stderr.write(_("Type “yes” to put it in the place of the book: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("yes", "是", "好")


def _note(here: Session, who: Actor, prepared: Prepared) -> None:
    from desk.services.book import open_desk

    store = here.machine.open_store(here.places.book, False)
    try:
        note_restore(open_desk(store, here.machine.clock), who.staff_id, prepared)
    finally:
        store.close()
