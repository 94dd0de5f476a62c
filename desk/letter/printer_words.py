"""What a printer says of a job, in words for a clerk, and what to do about it."""

from dataclasses import dataclass

from desk.i18n import N_, _
from desk.letter.printer import ON_ITS_WAY, JobState, JobStatus

_STATES = {
    JobState.WAITING: N_("waiting in the queue"),
    JobState.PRINTING: N_("being printed"),
    JobState.STOPPED: N_("stopped"),
    JobState.DONE: N_("job finished"),
    JobState.CANCELLED: N_("cancelled"),
    JobState.FAILED: N_("broken off by the printer"),
    JobState.UNKNOWN: N_("nothing is known"),
}
_TROUBLE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("media-jam",),
        N_("Paper jam."),
        N_("Open the printer, take the jammed sheet out and close it; it goes on by itself."),
    ),
    (
        ("media-empty", "media-needed"),
        N_("The printer is out of paper."),
        N_("Put paper in; it goes on by itself."),
    ),
    (
        ("cover-open", "door-open", "interlock-open"),
        N_("The printer is open."),
        N_("Close it; it goes on by itself."),
    ),
    (
        ("input-tray-missing",),
        N_("The paper tray is not in its place."),
        N_("Push the tray in; it goes on by itself."),
    ),
    (
        ("toner-empty", "marker-supply-empty", "marker-waste-full"),
        N_("The toner or ink is used up."),
        N_("Put a new cartridge in, and look at the last pages that came out."),
    ),
    (
        ("output-area-full",),
        N_("The output tray is full."),
        N_("Take the paper out; it goes on by itself."),
    ),
    (
        ("connecting-to-device", "timed-out", "offline", "shutdown"),
        N_("The printer does not answer."),
        N_("Is it switched on, is the cable in? It goes on as soon as it answers."),
    ),
    (
        ("spool-area-full",),
        N_("The computer has no room left for what is printed."),
        N_("Ask the administrator to make room on the disk."),
    ),
    (
        ("cups-missing-filter", "cups-insecure-filter"),
        N_("The printer is not set up rightly on this computer."),
        N_("Ask the administrator, or print to a folder."),
    ),
    (
        ("paused", "moving-to-paused", "stopping"),
        N_("The queue of the printer is stopped."),
        N_("Look at the printer; then have the queue started again."),
    ),
)
_SEVERITIES = ("-error", "-warning", "-report")


@dataclass(frozen=True, slots=True)
class Said:
    """`what` there is, `do` what a person can do about it, "" where nothing need be done."""

    what: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


def _bare(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason


def said(status: JobStatus) -> Said:
    """A job's state in words; of several troubles the one that holds up the paper first."""
    if status.state is JobState.CANCELLED:
        return Said(
            _("The job was cancelled at the printer."), _("Print the letter again if it is wanted.")
        )
    if status.state is JobState.FAILED:
        return Said(
            _("The printer broke the job off."), _("Look at the printer, then print it again.")
        )
    bare = {_bare(reason) for reason in status.reasons if not reason.endswith("-report")}
    if status.state in ON_ITS_WAY:
        for reasons, what, do in _TROUBLE:
            if bare.intersection(reasons):
                return Said(_(what), _(do))
    if status.state is JobState.STOPPED:
        return Said(_("The printer has stopped."), _("Look at its display; it says what is wrong."))
    return Said(_(_STATES[status.state]))
