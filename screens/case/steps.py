"""The steps of a case as the head and the preview show them."""

from typing import TYPE_CHECKING

from desk.case_track import CaseTrack, track_of
from desk.i18n import current
from desk.views import CaseFile

if TYPE_CHECKING:
    from desk.services.base import Desk


def steps(file: CaseFile, desk: "Desk") -> CaseTrack:
    """The steps this case goes through, and which one it is at."""
    return track_of(file, desk.playbook, desk.hours.day_of(file.case.received_at), current())
