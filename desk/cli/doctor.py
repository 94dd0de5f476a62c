"""desk doctor: what this computer has, for whoever is asked why something does not work."""

import platform
import shutil
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import typer

from desk import __version__
from desk.cli import output
from desk.cli.session import Session, session
from desk.i18n import N_, _
from desk.refusals import Fault, Refusal

PARTS = ("textual", "sqlmodel", "sqlalchemy", "typst", "pylopdf-fonts-zh-cn")
ENOUGH = 500_000_000
"""Bytes of free disk below which a hall should look for room."""


def doctor(
    ctx: typer.Context,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=N_("Write report and log into a zip that support may have.")
        ),
    ] = None,
) -> None:
    from desk.private import settle
    from desk.support import bundle as bundled

    here = session(ctx)
    data = here.places.home
    free = shutil.disk_usage(_there(data)).free
    book, well = _book(here)
    glyphs = _glyphs()
    printers = _printers(here)
    scans, scans_read = _scanner(here)
    unusable = _unusable(here) if here.is_open else {}
    report: dict[str, Any] = {
        "desk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "parts": {part: _version(part) for part in PARTS},
        "folder": str(data),
        "book": book,
        "encryption": {"sqlcipher": _version("sqlcipher3"), "book": here.places.key.exists()},
        "free_bytes": free,
        "output": sys.stdout.encoding,
        "glyphs": glyphs,
        "printers": printers,
        "scanner": {"folder": scans, "read": scans_read},
        "unusable_templates": unusable,
        "backups": _backups(here) if here.is_open else "",
        "open_to_others": settle(here.places) if data.exists() else [],
        "sealed": _sealed(here) if here.is_open else None,
    }
    if bundle is not None:
        size = here.places.book.stat().st_size if here.places.book.exists() else 0
        output.to_file(bundle, bundled({**report, "book_bytes": size}, here.places.log))

    def words() -> None:
        output.put_pairs(
            [
                ("Desk", __version__),
                ("Python", f"{report['python']}  {report['system']}"),
                ("SQLite", report["sqlite"]),
                *((part, _version(part) or _("missing")) for part in PARTS),
                (_("Data folder"), data),
                (_("Book"), book),
                (_("Encryption"), _encryption(here)),
                (_("Backups"), report["backups"]),
                (_("Free on disk"), f"{free // 1_000_000} MB"),
                (_("Fonts"), _("{n} characters").format(n=glyphs) if glyphs else _("missing")),
                (_("Printers"), ", ".join(printers) or _("none; letters can go to a folder")),
                (_("Scanner's folder"), _scanner_said(scans, scans_read)),
            ]
        )
        for name, fault in unusable.items():
            said = _("Template {name} is not used, the shipped one takes its place: {why}")
            output.put_text(said.format(name=name, why=fault))
        if report["sealed"] is False:
            output.put_text(
                _("No sealed code is there for when the highest PIN is forgotten: desk staff seal.")
            )
        for open_to_others in report["open_to_others"]:
            output.put_text(open_to_others)
        if bundle is not None:
            output.put_text(_("{path} names nobody and may be sent as it is.").format(path=bundle))
        if free < ENOUGH:
            output.put_text(_("Little room is left on the disk: make some before it is full."))

    here.put_plain(report, words)
    if not well or not glyphs or not all(map(_version, PARTS)):
        raise typer.Exit(1)


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""


def _book(here: Session) -> tuple[str, bool]:
    """The book in words, and whether it can be used; that there is none yet is no fault."""
    path = here.places.book
    if not path.exists():
        return _("none yet: make one with “desk init”"), True
    try:
        branch = here.desk.branch
    except (Refusal, Fault) as why:
        if isinstance(why, Refusal) and why.code == "passphrase_missing":
            return _("encrypted, and not opened: DESK_PASSPHRASE is not set"), True
        return str(why), False
    return f"{path}  {branch.code} {branch.name}  {path.stat().st_size // 1024} kB", True


def _encryption(here: Session) -> str:
    if here.places.key.exists():
        return _("The book is encrypted.")
    if _version("sqlcipher3"):
        return _("possible: “desk encryption on”")
    return _("not installed; the book is readable for whoever reaches its file")


def _backups(here: Session) -> str:
    """How old the last backup is, in words."""
    from desk.backup.words import standing_words
    from desk.services.backups import how_it_stands

    return standing_words(how_it_stands(here.desk, here.keeper))


def _glyphs() -> int:
    from desk.letter.faces import cover

    try:
        return len(cover())
    except (ImportError, OSError):
        return 0


def _unusable(here: Session) -> dict[str, str]:
    """The site's own templates that letters cannot be made from, each with its first fault."""
    from desk.services.site_templates import states

    return {one.name: one.fault for one in states(here.desk) if one.fault}


def _sealed(here: Session) -> bool:
    from desk.services.way_back import is_sealed

    return is_sealed(here.desk)


def _printers(here: Session) -> list[str]:
    from desk.letter.printers import Printers

    return Printers(here.places.letters).names()


def _scanner(here: Session) -> tuple[str, bool]:
    """Where the scanner puts its files, "" when nowhere, and whether that can be read."""
    from desk.attaching import newest
    from desk.settings import read_settings

    folder = read_settings(here.places.settings).scanner_folder
    if not folder:
        return "", False
    try:
        newest(Path(folder), limit=1)
    except Refusal:
        return folder, False
    return folder, True


def _scanner_said(folder: str, read: bool) -> str:
    if not folder:
        return _("none; settle it with “desk case scanner FOLDER”")
    return folder if read else _("{folder} cannot be read").format(folder=folder)
