"""Where a page goes: a folder, or a printer of this computer through CUPS.

A finished job is no proof of paper: who stands at the printer confirms it.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desk.i18n import _
from desk.refusals import Fault, Refusal

_UNSAFE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff〔〕._-]+")
_QUEUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
_REQUEST = re.compile(r"request id is (\S+)")
_JOB = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]*)-(\d+)")
_PATIENCE = 30
_LONGEST_NAME = 80


class JobState(StrEnum):
    """What is known of a job after it was sent."""

    WAITING = "waiting"
    DONE = "done"
    UNKNOWN = "unknown"


class Printer(Protocol):
    """Takes a page and says what became of it."""

    def send(self, content: bytes, name: str) -> str:
        """Send the PDF `content`; `name` is shown in the queue. Returns the name of the job."""
        ...

    def state(self, job: str) -> JobState:
        """What became of a job."""
        ...


def safe_name(name: str) -> str:
    """A name for files and queues on every system, never hidden, never a path, never an option."""
    kept = _UNSAFE.sub("_", name).strip("._-")[:_LONGEST_NAME].strip("._-")
    return kept or "letter"


class FolderPrinter:
    """Keeps pages as files in a folder, made if it is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, content: bytes, name: str) -> str:
        """Write the page; the job's name is the path of the file.

        The same page twice is the same file; another page under a taken name gets a number.
        """
        base = safe_name(name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            target, number = self.folder / f"{base}.pdf", 1
            while target.exists():
                if target.read_bytes() == content:
                    return str(target)
                number += 1
                target = self.folder / f"{base}-{number}.pdf"
            self._write(target, content)
        except OSError as wrong:
            raise Fault(
                _("The page cannot be kept in {folder}: {why}").format(
                    folder=self.folder, why=wrong.strerror or wrong
                ),
                _("Choose another folder, or make room on this one."),
            ) from wrong
        return str(target)

    def _write(self, target: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def state(self, job: str) -> JobState:
        """Done when the file stands in this folder."""
        path = Path(job)
        here = path.parent == self.folder and path.is_file()
        return JobState.DONE if here else JobState.UNKNOWN


def _no_printer(message: str) -> Refusal:
    return Refusal(
        message,
        _("Choose a printer that is set up on this computer, or print to a folder."),
        field="printer",
        code="no_printer",
    )


class CupsPrinter:
    """A queue of CUPS; an empty `queue` means the default printer of this computer.

    `environment` is for finding the commands `lp` and `lpstat` and the CUPS server.
    """

    def __init__(self, queue: str = "", environment: Mapping[str, str] | None = None) -> None:
        self.queue = queue
        self._environment = {**(os.environ if environment is None else environment), "LC_ALL": "C"}

    def _run(self, command: Sequence[str], content: bytes = b"") -> tuple[int, str, str]:
        program = shutil.which(command[0], path=self._environment.get("PATH"))
        if program is None:
            raise _no_printer(_("Printing is not set up on this computer."))
        try:
            done = subprocess.run(
                [program, *command[1:]],
                input=content,
                capture_output=True,
                env=self._environment,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as wrong:
            raise Fault(
                _("The printing service does not answer."),
                _("Check that the printer is on, or print to a folder."),
            ) from wrong
        text = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return done.returncode, *text

    def queues(self) -> list[str]:
        """The printers set up on this computer."""
        _code, out, _err = self._run(["lpstat", "-e"])
        return [line.strip() for line in out.splitlines() if line.strip()]

    def default(self) -> str:
        """The default printer, or "" when there is none."""
        _code, out, _err = self._run(["lpstat", "-d"])
        return out.partition("destination:")[2].strip()

    def send(self, content: bytes, name: str) -> str:
        """Send the page to the queue; the job's name is the one CUPS gave, such as HALL-17."""
        queue = self.queue or self.default()
        if not queue:
            raise _no_printer(_("No printer is set as the default."))
        if not _QUEUE.fullmatch(queue) or queue not in self.queues():
            raise _no_printer(_("There is no printer “{name}”.").format(name=queue))
        code, out, err = self._run(["lp", "-d", queue, "-t", safe_name(name)], content)
        given = _REQUEST.search(out)
        if code or given is None:
            raise Fault(
                _("The printer did not take the page: {why}").format(
                    why=err.strip() or out.strip() or code
                ),
                _("Check paper and cable, then print it again."),
            )
        return given[1]

    def state(self, job: str) -> JobState:
        """Whether CUPS still holds the job, is through with it, or does not know it."""
        named = _JOB.fullmatch(job)
        if named is None:
            return JobState.UNKNOWN
        for which, state in (("not-completed", JobState.WAITING), ("completed", JobState.DONE)):
            _code, out, _err = self._run(["lpstat", "-W", which, "-o", named[1]])
            if any(line.split()[:1] == [job] for line in out.splitlines()):
                return state
        return JobState.UNKNOWN
