"""Forms of tasks: giving one to a department, and answering one."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import Role, TaskState
from desk.forms import ByWordForm
from desk.forms_loop import TaskForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.services import tasks
from desk.services.departments import DepartmentRow
from desk.staff.model import Actor
from desk.staff.permissions import May, may
from desk.task import OPEN, unconfirmed
from desk.views_loop import TaskView
from screens.case.talk import area, moment_from
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk


class GiveTask(FormDialog):
    """A part of a case for a department; gives the Task."""

    draft = "task"

    def __init__(
        self, reference: str, departments: Sequence[DepartmentRow], positions: Sequence[int]
    ) -> None:
        super().__init__(
            _("Task for a department"),
            reference,
            intro=_("The department sees its part, the address and the account; no more."),
        )
        self._departments = Choice(
            [(row.name, row.shown) for row in departments],
            departments[0].name if departments else None,
            folded=True,
        )
        self._matter = area(3)
        self._due = ClerkInput(limit=30, placeholder=_("as promised; empty for two working days"))
        self._point = ClerkInput(limit=2, placeholder=_("its number; empty for the whole case"))
        self._positions = positions

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Which department"), self._departments, name="department")
        yield FieldRow(_("Matter"), self._matter, name="matter")
        yield FieldRow(_("By when"), self._due, name="due_at")
        yield FieldRow(_("Point"), self._point, name="point")

    def _form(self) -> TaskForm:
        typed = self._point.text
        if typed and (not typed.isdigit() or int(typed) not in self._positions):
            raise Refusal(_("The case has no point “{typed}”.").format(typed=typed), field="point")
        return TaskForm(
            department=self._departments.value or "",
            matter=needed(self._matter.value, "matter"),
            due_at=moment_from(self, self._due.text, "due_at") if self._due.text else None,
            point=int(typed) if typed else None,
        )

    def work(self) -> "Callable[[Desk, Actor], object]":
        form, reference = self._form(), self.subject
        return lambda desk, who: tasks.give_task(desk, who, reference, form)

    def refused(self, refusal: Refusal) -> None:
        super().refused(refusal)
        if refusal.code != "beyond_case":
            return
        form, reference = self._form(), self.subject

        def agreed(lead: Actor | None) -> None:
            if lead is not None:
                self.write(
                    lambda desk, who: tasks.give_task(desk, who, reference, form, agreed=lead),
                    self._done,
                )

        self.app.push_screen(OverTheShoulder(refusal.message), agreed)


ACCEPT, DONE, RETURN, WITHDRAW, CONFIRM = "accept", "done", "return", "withdraw", "confirm"


def answers_to(view: TaskView, who: Actor) -> list[tuple[str, str]]:
    """What this person can say to a task now, the likeliest first."""
    task = view.row.task
    found: list[tuple[str, str]] = []
    if may(who.role, May.AGREE) and unconfirmed(task):
        found.append((CONFIRM, _("Confirm what was told")))
    if task.state in OPEN:
        if task.state is TaskState.GIVEN:
            found.append((ACCEPT, _("Accept")))
        found += [(DONE, _("Done")), (RETURN, _("Send back"))]
        if who.role is not Role.DEPARTMENT:
            found.append((WITHDRAW, _("Take the task back")))
    return found


class AnswerTask(FormDialog):
    """What came of a task: by the department itself, or as it told us; gives the Task."""

    draft = "task_answer"

    def __init__(self, view: TaskView, who: Actor) -> None:
        task = view.row.task
        due = f"{view.row.department} · {task.matter}"
        super().__init__(f"{task.number}", task.number, intro=due)
        self._view = view
        self._own = view.row.mine
        answers = answers_to(view, who)
        self._what: Choice[str] = Choice(answers, answers[0][0], folded=False)
        self._result, self._evidence = area(2), ClerkInput(limit=300)
        self._ground = ClerkInput(limit=300)
        self._person = ClerkInput(task.told_by or task.receiver_name, limit=60)
        self._phone = ClerkInput(task.told_phone or task.receiver_phone, limit=60)
        self._words = ClerkInput(limit=300)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Answer"), self._what, name="what")
        yield FieldRow(_("Result"), self._result, name="result", classes="done")
        yield FieldRow(_("Evidence"), self._evidence, name="evidence", classes="done")
        yield FieldRow(_("Ground"), self._ground, name="ground", classes="ground")
        yield FieldRow(_("Who answered"), self._person, name="person", classes="word")
        yield FieldRow(_("Phone"), self._phone, name="phone", classes="word")
        yield FieldRow(_("In their words"), self._words, name="words", classes="word")

    def typed(self) -> None:
        what = self._what.value
        for kind, shown in (
            ("done", what == DONE),
            ("ground", what in (RETURN, WITHDRAW)),
            ("word", not self._own and what in (ACCEPT, DONE, RETURN)),
        ):
            for row in self.query(f".{kind}"):
                row.display = shown

    def work(self) -> "Callable[[Desk, Actor], object]":
        what, number = self._what.value, self._view.row.task.number
        ground = self._ground.text
        told = None
        if not self._own and what in (ACCEPT, DONE, RETURN):
            told = ByWordForm(
                person=needed(self._person.text, "person"),
                phone=needed(self._phone.text, "phone"),
                words=needed(self._words.text, "words"),
            )
        if what == ACCEPT:
            return lambda desk, who: tasks.accept_task(desk, who, number, told)
        if what == DONE:
            result, evidence = self._result.value, self._evidence.text
            return lambda desk, who: tasks.finish_task(desk, who, number, result, evidence, told)
        if what == RETURN:
            return lambda desk, who: tasks.return_task(desk, who, number, ground, told)
        if what == WITHDRAW:
            return lambda desk, who: tasks.withdraw_task(desk, who, number, ground)
        if what == CONFIRM:
            return lambda desk, who: tasks.confirm_task(desk, who, number)
        raise Refusal(_("Choose what the department answered."), field="what")
