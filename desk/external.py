"""The same matter elsewhere: at 95598, 12345 or 12398."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.enums import Channel, ExternalSource
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

CHANNELS = {
    ExternalSource.HOTLINE_95598: Channel.FROM_95598,
    ExternalSource.CITY_12345: Channel.FROM_12345,
    ExternalSource.REGULATOR_12398: Channel.FROM_12398,
}
"""Under which channel the playbook keeps the limits of each."""
LONGEST_NUMBER = 60
FARTHEST = timedelta(days=366)
"""A due time or a receipt farther away than this is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRef:
    """A number under which another channel holds this matter; the earliest due of all rules."""

    id: str
    case_id: str
    source: ExternalSource
    number: str
    received_at: datetime
    due_at: datetime | None = None
    reported_at: datetime | None = None
    """When we told that channel what came of it."""
    reported_by: str | None = None
    reported_words: str = ""
    note: str = ""
    made_by: str
    version: int = 1


def number_of(typed: str, field: str) -> str:
    """A number as it is kept and compared: without spaces, letters in capitals."""
    number = "".join(clean_line(typed).split()).upper()
    if not number:
        raise Refusal(
            _("The number of the other channel is missing."),
            _("It stands on the ticket or in the customer's message; ask for it."),
            field=field,
            code="missing",
        )
    if len(number) > LONGEST_NUMBER:
        raise Refusal(
            _("A number has at most {most} characters.").format(most=LONGEST_NUMBER),
            _("Write the number alone; the rest goes into the note."),
            field=field,
            code="too_long",
        )
    return number


def check_times(received_at: datetime, due_at: datetime | None, now: datetime, path: str) -> None:
    """Refuse times that cannot be; `path` stands before the field's name."""
    if received_at > now + timedelta(minutes=5):
        raise Refusal(
            _("The other channel cannot have received it in the future."),
            _("Check the date on the ticket."),
            field=f"{path}received_at",
            code="in_future",
        )
    if now - received_at > FARTHEST:
        raise Refusal(
            _("That is more than a year ago."),
            _("Check the year on the ticket."),
            field=f"{path}received_at",
            code="too_far",
        )
    if due_at is None:
        return
    if due_at <= received_at:
        raise Refusal(
            _("It would be due before the other channel received it."),
            _("Check both dates on the ticket."),
            field=f"{path}due_at",
            code="due_before_received",
        )
    if due_at - now > FARTHEST:
        raise Refusal(
            _("That is more than a year ahead."),
            _("Check the year on the ticket."),
            field=f"{path}due_at",
            code="too_far",
        )
