"""A folder with backups: their names, what is known of each, how one is carried to another."""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.backup import OWN, PART, Found, settle, sha256_of, take_name, write_manifest
from db.bare import same_key
from db.faults import reworded
from desk.backup.model import LONGEST_MANIFEST, MANIFEST, Backup, Kept, backup_from
from desk.i18n import _
from desk.refusals import Fault

SUFFIX = ".db"


def free_name(folder: Path, book: Found, now: datetime) -> Path:
    """The path of the next backup, over nothing: HD01-20261122-140512.db, by the local time."""
    stem = f"{book.branch or 'desk'}-{now.astimezone(book.zone):%Y%m%d-%H%M%S}"
    count = 1
    while True:
        path = folder / f"{stem}{f'-{count}' if count > 1 else ''}{SUFFIX}"
        if not path.exists():
            return path
        count += 1


def kept_at(path: Path) -> Kept:
    """What is known of the backup at `path` without reading it through."""
    manifest = path.with_name(f"{path.name}{MANIFEST}")
    try:
        if manifest.exists() and not manifest.is_file():
            raise ValueError(manifest.name)
        with manifest.open(encoding="utf-8") as file:
            backup = backup_from(file.read(LONGEST_MANIFEST), path)
        size = path.stat().st_size
    except FileNotFoundError:
        return Kept(path=path, problem=_("Nothing beside it says what it is."))
    except (OSError, ValueError):
        return Kept(path=path, problem=_("What stands beside it cannot be read."))
    if size != backup.size:
        return Kept(path=path, backup=backup, problem=_("It has not the size it was made with."))
    return Kept(path=path, backup=backup)


def listed(*folders: Path) -> list[Kept]:
    """Every backup in these folders, newest first; what is not there holds none.

    In the first whatever ends like a book is listed, in the others what calls itself a backup.
    """
    found: dict[Path, Kept] = {}
    for number, folder in enumerate(dict.fromkeys(folders)):
        try:
            found_here = (path for path in folder.iterdir() if path.suffix == SUFFIX)
            names = sorted(path for path in found_here if path.is_file())
        except OSError:
            continue
        for path in names:
            one = kept_at(path)
            if number == 0 or one.backup is not None:
                found[path] = one
    return sorted(
        found.values(),
        key=lambda one: (one.backup.made_at.timestamp() if one.backup else 0.0, one.path.name),
        reverse=True,
    )


def carry(backup: Backup, target: Path) -> None:
    """Copy a backup with all that belongs to it, compare, and only then give it its name."""
    part = target.with_name(f"{target.name}{PART}")
    try:
        with reworded(part):
            shutil.copyfile(backup.path, part)
            with suppress(OSError):
                part.chmod(OWN)
            settle(part)
            if sha256_of(part) != backup.sha256:
                raise Fault(_("The second copy does not hold what the backup holds."))
            target.unlink(missing_ok=True)
            same_key(backup.path, target)
            take_name(part, target)
            write_manifest(replace(backup, path=target))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sweep(folder: Path, branch: str) -> None:
    """Take away what a backup of this branch that was cut off left behind."""
    for left in folder.glob(f"{branch or 'desk'}-*{SUFFIX}*{PART}*"):
        with suppress(OSError):
            left.unlink()


def text_of(path: Path) -> str:
    """What stands in a small file; "" where there is none that can be read."""
    try:
        if not path.is_file():
            return ""
        with path.open(encoding="utf-8") as file:
            return file.read(LONGEST_MANIFEST)
    except (OSError, ValueError):
        return ""


def unusable(folder: Path, error: OSError) -> Fault:
    """Nothing can be kept in this folder."""
    return Fault(
        _("Backups cannot be kept in {path}: {reason}").format(
            path=folder, reason=error.strerror or error
        ),
        _("Name another folder for the backups, or have this one made writable."),
    )
