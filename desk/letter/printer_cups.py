"""Printers of this computer through CUPS: sent by `lp`, followed by their number through IPP."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from desk.i18n import _
from desk.letter import printer_ipp as ipp
from desk.letter.printer import (
    ON_ITS_WAY,
    ONE_SIDE,
    JobState,
    JobStatus,
    Sheets,
    no_printer,
    safe_name,
)
from desk.refusals import Fault

_QUEUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
_REQUEST = re.compile(r"request id is (\S+)")
_JOB = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]*)-(\d+)")
_SOURCE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}")
_PATIENCE = 30
_STATES = {
    3: JobState.WAITING,
    4: JobState.STOPPED,
    5: JobState.PRINTING,
    6: JobState.STOPPED,
    7: JobState.CANCELLED,
    8: JobState.FAILED,
    9: JobState.DONE,
}
"""The numbers of `job-state`: RFC 8011, 5.3.7."""
_NAMES = ("job-id", "job-name")
_STOPPED = 5
"""`printer-state`: RFC 8011, 5.4.11."""


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
            raise no_printer(_("Printing is not set up on this computer."))
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

    def sources(self) -> list[str]:
        """The paper trays that the printer names; none where it names none."""
        try:
            found = ipp.ask(
                self._environment, ipp.GET_PRINTER, self.queue, ["media-source-supported"]
            )
        except Fault:
            return []
        return [str(one) for group in found for one in group.get("media-source-supported", [])]

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        """Send the page to the queue; the job's name is the one CUPS gave, such as HALL-17."""
        queue = self.queue or self.default()
        if not queue:
            raise no_printer(_("No printer is set as the default."))
        if not _QUEUE.fullmatch(queue) or queue not in self.queues():
            raise no_printer(_("There is no printer “{name}”.").format(name=queue))
        command = ["lp", "-d", queue, "-t", safe_name(name), *_options(sheets)]
        code, out, err = self._run(command, content)
        given = _REQUEST.search(out)
        if code or given is None:
            raise Fault(
                _("The printer did not take the page: {why}").format(
                    why=err.strip() or out.strip() or code
                ),
                _("Check paper and cable, then print it again."),
            )
        return given[1]

    def look(self, job: str) -> JobStatus:
        """What CUPS says of the job, and while it is on its way what the printer says of itself."""
        named = _JOB.fullmatch(job)
        if named is None:
            return JobStatus(state=JobState.UNKNOWN)
        queue, number = named[1], int(named[2])
        found = ipp.ask(self._environment, ipp.GET_JOB, queue, ["job-state"], job=number)
        numbers = [one for group in found for one in group.get("job-state", [])]
        state = _STATES.get(int(numbers[0]), JobState.UNKNOWN) if numbers else JobState.UNKNOWN
        if state not in ON_ITS_WAY:
            return JobStatus(state=state)
        wanted = ["printer-state", "printer-state-reasons"]
        reasons: tuple[str, ...] = ()
        for group in ipp.ask(self._environment, ipp.GET_PRINTER, queue, wanted):
            reasons = tuple(str(one) for one in group.get("printer-state-reasons", []))
            if group.get("printer-state") == [_STOPPED]:
                state = JobState.STOPPED
        return JobStatus(state=state, reasons=tuple(one for one in reasons if one != "none"))

    def find(self, name: str) -> str | None:
        """The latest job under this name in the queue, "" for certain none, None in doubt."""
        try:
            queue = self.queue or self.default()
            found = ipp.ask(self._environment, ipp.GET_JOBS, queue, _NAMES)
            named = [
                (number, self._named(queue, number, job)) for job in found for number in _ids(job)
            ]
        except Fault:
            return None
        same = [number for number, its in named if its == safe_name(name)]
        if same:
            return f"{queue}-{max(same)}"
        return None if any(its is None for _number, its in named) else ""

    def _named(self, queue: str, number: int, job: ipp.Values) -> str | None:
        # A list of jobs may leave out the name of one that the server has put by since;
        # asked for that job alone it reads it again.
        if "job-name" not in job:
            asked = ipp.ask(self._environment, ipp.GET_JOB, queue, _NAMES, job=number)
            job = asked[0] if asked else {}
        names = job.get("job-name")
        return str(names[0]) if names else None


def _ids(job: ipp.Values) -> list[int]:
    return [int(one) for one in job.get("job-id", [])]


def _options(sheets: Sheets) -> list[str]:
    options = []
    if sheets.copies > 1:
        options += ["-n", str(sheets.copies)]
    if sheets.raw:
        return [*options, "-o", "raw"]
    if sheets.duplex:
        options += ["-o", "sides=two-sided-long-edge"]
    if _SOURCE.fullmatch(sheets.source):
        options += ["-o", f"media-source={sheets.source}", "-o", f"InputSlot={sheets.source}"]
    return options
