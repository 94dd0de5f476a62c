"""How Desk looks and speaks on one computer: a small TOML file that may be missing or broken."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desk.i18n import LANGUAGES, _
from desk.refusals import Fault

LONGEST_IDLE = 480
"""Minutes; beyond that a lock is no lock."""
MOST_KEPT = 1000
"""Hours, days or months of backups; beyond that a rule is a slip of the finger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`language` "" follows the computer, `theme` "" the default, `idle_minutes` 0 never locks.

    `printer_…` name the usual printer for letters as pages, as text of 80 columns, and as slips
    of 32: a queue, the path of a device, or "folder"; "" settles nothing.

    `scanner_folder` is where the scanner puts its files; "" when there is none.

    `problem` says in words what of the file could not be used; the rest of it holds.
    """

    language: str = ""
    theme: str = ""
    idle_minutes: int = 5
    printer_page: str = ""
    printer_text80: str = ""
    printer_slip32: str = ""
    scanner_folder: str = ""
    hall_sound: bool = False
    """Whether a call for help from a window rings on a lead's screen."""
    backup_every: int = 4
    """Hours after which a backup is made by itself; 0 never."""
    backup_hours: int = 24
    backup_days: int = 14
    backup_months: int = 12
    """For how many of each the backups are kept: `desk.backup.rule.KeepRule`."""
    backup_folder: str = ""
    backup_second: str = ""
    """The usual folder for backups beside the book, and a second place on another disk."""
    problem: str = ""


def read_settings(path: Path) -> Settings:
    """The settings in a file. A counter never stands still because a settings file is broken."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        # Most computers have none, and then the first screen need not wait for a reader of TOML.
        return Settings()
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(path, error)
    found = Settings()
    wrong = []
    for name, value in data.items():
        if _fits(name, value):
            found = replace(found, **{name: value})
        else:
            wrong.append(name)
    if wrong:
        problem = _("These settings in {path} are left aside: {names}").format(
            path=path, names=", ".join(sorted(wrong))
        )
        return replace(found, problem=problem)
    return found


def _unreadable(path: Path, error: Exception) -> Settings:
    words = _("The settings in {path} cannot be read and are left aside: {reason}")
    return Settings(problem=words.format(path=path, reason=error))


def _fits(name: str, value: Any) -> bool:
    match name:
        case "language":
            return value in ("", *LANGUAGES)
        case (
            "theme"
            | "printer_page"
            | "printer_text80"
            | "printer_slip32"
            | "scanner_folder"
            | "backup_folder"
            | "backup_second"
        ):
            return isinstance(value, str) and value.isprintable()
        case "hall_sound":
            return isinstance(value, bool)
        case "backup_every" | "backup_hours" | "backup_days" | "backup_months":
            return type(value) is int and 0 <= value <= MOST_KEPT
        case "idle_minutes":
            return type(value) is int and 0 <= value <= LONGEST_IDLE
        case _:
            return False


def write_settings(path: Path, settings: Settings) -> None:
    """Keep the settings; the old file stands until the new one is whole. Fault: it cannot be."""
    # Reading them is on the way to the first screen, writing them is not.
    from desk.system_words import why
    from desk.whole_file import write_whole

    text = (
        f"language = {_quoted(settings.language)}\n"
        f"theme = {_quoted(settings.theme)}\n"
        f"idle_minutes = {settings.idle_minutes}\n"
        f"printer_page = {_quoted(settings.printer_page)}\n"
        f"printer_text80 = {_quoted(settings.printer_text80)}\n"
        f"printer_slip32 = {_quoted(settings.printer_slip32)}\n"
        f"scanner_folder = {_quoted(settings.scanner_folder)}\n"
        f"hall_sound = {'true' if settings.hall_sound else 'false'}\n"
        f"backup_every = {settings.backup_every}\n"
        f"backup_hours = {settings.backup_hours}\n"
        f"backup_days = {settings.backup_days}\n"
        f"backup_months = {settings.backup_months}\n"
        f"backup_folder = {_quoted(settings.backup_folder)}\n"
        f"backup_second = {_quoted(settings.backup_second)}\n"
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as wrong:
        raise Fault(
            _("The settings in {path} cannot be kept: {why}").format(path=path, why=why(wrong)),
            _("See whether the folder may be written to and the disk has room."),
        ) from wrong


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
