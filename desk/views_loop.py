"""Small shapes for lists of tasks and promises."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.casework import Commitment
from desk.enums import Topic
from desk.promising import PromiseState
from desk.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task in a list: `department` in the language of the interface, names by whom it was given.

    `late` is said of an open task past its time, `to_confirm` of one answered by word that no lead
    has confirmed; `mine` whether the reader is of its department.
    """

    task: Task
    reference: str
    department: str
    given_by: str
    late: bool
    to_confirm: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """All that a department may read of a case: its part, where, and whom it is about.

    The customer's name and phone are masked; address, account and meter are there because the
    work is done there. Neither the narrative nor other points are told.
    """

    row: TaskRow
    topic: Topic
    point: int | None = None
    point_matter: str = ""
    customer: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    meter_no: str = ""
    holder: str = ""
    holder_phone: str = ""
    told_on: date | None = None
    """By which day the customer was told to have an answer."""
    due_at: datetime
    why_due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A promise in a list; the customer masked.

    `told_late` is said of a broken one of which the customer heard only after its day.
    """

    commitment: Commitment
    reference: str
    state: PromiseState
    customer: str
    made_by: str
    agreed_by: str = ""
    told_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksAsked:
    """Which tasks, as `task_lists.tasks` takes it."""

    reference: str = ""
    department: str = ""
    late: bool = False
    to_confirm: bool = False
    ended: bool = False
    due_from: date | None = None
    due_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesAsked:
    """Which promises, as `promise_lists.promises` takes it."""

    reference: str = ""
    owner: str = ""
    mine: bool = False
    late: bool = False
    waiting: bool = False
    ended: bool = False
    due_from: date | None = None
    due_by: date | None = None


ALL_TASKS, ALL_PROMISES = TasksAsked(), PromisesAsked()


def due_within(day: date, due_from: date | None, due_by: date | None) -> bool:
    """Whether a day lies between two others, which belong to it; None is no bound."""
    return (due_from is None or due_from <= day) and (due_by is None or day <= due_by)
