"""A task: one part of a case that a department does, by a time it promised."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import TaskState

OPEN = (TaskState.GIVEN, TaskState.ACCEPTED)
"""A task that still waits for its department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part of a case in the hands of a department. `number` stands on its sheet.

    What a department without a place at Desk said is entered `by_word`: person, phone and words
    as they were told, until the lead has confirmed them.
    """

    id: str
    number: str
    case_id: str
    point_id: str | None = None
    department: str
    receiver_id: str | None = None
    """The person of the department, where they sign in here."""
    receiver_name: str = ""
    receiver_phone: str = ""
    matter: str
    """What is to be found out or done."""
    due_at: datetime
    beyond_agreed_by: str | None = None
    """The lead who agreed to a time later than the case allows."""
    state: TaskState = TaskState.GIVEN
    given_by: str
    given_at: datetime
    answered_at: datetime | None = None
    """When it was accepted, or returned."""
    ground: str = ""
    """Why it was returned or withdrawn."""
    result: str = ""
    evidence: str = ""
    done_at: datetime | None = None
    by_word: bool = False
    told_by: str = ""
    told_phone: str = ""
    told_words: str = ""
    """What was told by word, line by line, each with its time and person."""
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    version: int = 1


def unconfirmed(task: Task) -> bool:
    """Whether something of it was told by word and no lead has confirmed it."""
    return task.by_word and task.confirmed_by is None and task.state is not TaskState.WITHDRAWN
