"""What departments do: their part, or they return it with a ground."""

from db.samples.schedule import Life
from desk.forms_loop import TaskForm
from desk.services import tasks
from desk.staff.model import Actor
from desk.task import Task
from soak.month.hall import STAFF, Later, Month


def does_its_part(month: Month, later: Later, reference: str, number: int) -> Life:
    """Given, accepted, done with evidence."""
    person = month.hall.departments[number % len(month.hall.departments)]
    task = _given(month, reference, person)
    yield later()
    tasks.accept_task(month.desk, person, task.number)
    yield later(1 + number % 3)
    tasks.finish_task(month.desk, person, task.number, "示数与系统一致", "现场照片2张")


def returns_it_first(month: Month, later: Later, reference: str, number: int) -> Life:
    """The first department returns it with a ground; another one does it."""
    people = month.hall.departments
    person = people[number % len(people)]
    task = _given(month, reference, person)
    yield later()
    tasks.return_task(month.desk, person, task.number, "不属本班管辖，请转另一班组")
    month.note("tasks returned")
    yield later()
    yield from does_its_part(month, later, reference, number + 1)


def _given(month: Month, reference: str, person: Actor) -> Task:
    unit = next(form.unit for form in STAFF if form.number == person.number)
    form = TaskForm(department=unit, matter="现场核对表计示数", to_staff=person.number)
    task = tasks.give_task(month.desk, month.holder(reference), reference, form)
    month.note("tasks")
    return task
