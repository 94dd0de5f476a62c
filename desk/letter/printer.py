"""Where a page goes: the port of every printer, and the simplest of them, a folder.

A finished job is no proof of paper: who stands at the printer confirms it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desk.i18n import _
from desk.refusals import Fault, Refusal
from desk.system_words import why
from desk.whole_file import write_whole

_UNSAFE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff〔〕._-]+")
_LONGEST_NAME = 80


class JobState(StrEnum):
    """What is known of a job after it was sent."""

    WAITING = "waiting"
    PRINTING = "printing"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"


ON_ITS_WAY = frozenset({JobState.WAITING, JobState.PRINTING, JobState.STOPPED})
"""States in which paper may still come."""
LOST = frozenset({JobState.CANCELLED, JobState.FAILED})
"""States in which no more paper will come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStatus:
    """A job at one moment. `reasons` are the printer's keywords of IPP, such as "media-jam"."""

    state: JobState
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """How a job is printed. `source` names a tray of the printer, "" the printer's own choice.

    `raw` bytes are in the printer's own language and pass through nothing; `ending` is that of a
    file of them.
    """

    copies: int = 1
    duplex: bool = False
    source: str = ""
    raw: bool = False
    ending: str = "pdf"


ONE_SIDE = Sheets()


class Printer(Protocol):
    """Takes a page and says what became of it."""

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        """Send a page; `name` is shown in the queue. Returns the name of the job."""
        ...

    def look(self, job: str) -> JobStatus:
        """What became of a job."""
        ...

    def find(self, name: str) -> str | None:
        """The job that was sent under this name, "" for certain none; None when nobody can say."""
        ...


def safe_name(name: str) -> str:
    """A name for files and queues on every system, never hidden, never a path, never an option."""
    kept = _UNSAFE.sub("_", name).strip("._-")[:_LONGEST_NAME].strip("._-")
    return kept or "letter"


def no_printer(message: str) -> Refusal:
    """There is no such printer here."""
    return Refusal(
        message,
        _("Choose a printer that is set up on this computer, or print to a folder."),
        field="printer",
        code="no_printer",
    )


class FolderPrinter:
    """Keeps pages as files in a folder, made if it is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        """Write the page; the job's name is the path of the file.

        The same page twice is the same file; another page under a taken name gets a number.
        """
        base = safe_name(name)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target, number = self.folder / f"{base}.{sheets.ending}", 1
            while target.exists():
                if target.read_bytes() == content:
                    return str(target)
                number += 1
                target = self.folder / f"{base}-{number}.{sheets.ending}"
            write_whole(target, content)
        except OSError as wrong:
            raise Fault(
                _("The page cannot be kept in {folder}: {why}").format(
                    folder=self.folder, why=why(wrong)
                ),
                _("Choose another folder, or make room on this one."),
            ) from wrong
        return str(target)

    def look(self, job: str) -> JobStatus:
        """Done when the file stands in this folder."""
        path = Path(job)
        here = path.parent == self.folder and path.is_file()
        return JobStatus(state=JobState.DONE if here else JobState.UNKNOWN)

    def find(self, name: str) -> str:
        """None, for certain: what is sent again lands in the file it lay in."""
        return ""


class DevicePrinter:
    """A printer that takes text at a path of this computer, such as /dev/usb/lp0."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        """Write the bytes to the device; the job's name is the path."""
        if not sheets.raw:
            raise Refusal(
                _("{path} takes text only.").format(path=self.path),
                _("Choose a form as text, or a printer for pages."),
                field="printer",
                code="text_only",
            )
        if not self.path.exists():
            raise no_printer(_("There is no printer at {path}.").format(path=self.path))
        try:
            with self.path.open("ab", buffering=0) as device:
                for _copy in range(sheets.copies):
                    rest = memoryview(content)
                    while rest:
                        rest = rest[device.write(rest) :]
        except OSError as wrong:
            raise Fault(
                _("The printer did not take the page: {why}").format(why=why(wrong)),
                _("Check paper and cable, then print it again."),
            ) from wrong
        return str(self.path)

    def look(self, job: str) -> JobStatus:
        """Nothing is known: a cable does not answer."""
        return JobStatus(state=JobState.UNKNOWN)

    def find(self, name: str) -> None:
        """Nobody can say."""
