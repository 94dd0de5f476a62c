"""Tasks in a list: of one case, of a department, or of the whole hall."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from desk.bars import level
from desk.enums import CaseStatus
from desk.i18n import _, current
from desk.labels import label
from desk.saying import relative
from desk.services import departments, lists, task_lists
from desk.views import CaseFile
from desk.views_loop import TaskRow, TasksAsked, TaskView
from screens.base import DeskDialog
from screens.dialogs.narrow import Narrow, Narrowed
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.task_forms import AnswerTask, GiveTask, answers_to
from screens.dialogs.why import tell_why_task
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.services.pages import Page
    from desk.staff.model import Actor
    from screens.base import DeskScreen


SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list; without a task the one that gives a new one."""

    task: TaskRow | None = None


class Tasks(DeskDialog[str]):
    """The list; enter answers a task, or gives a new one on the last line of a case's list."""

    dated = True

    def __init__(self, reference: str = "", first: str = "") -> None:
        title = _("Tasks of {reference}").format(reference=reference) if reference else _("Tasks")
        super().__init__(title)
        self.add_class("-lists")
        self._reference, self._first = reference, first
        self._ended, self._narrowed = False, Narrowed()
        self._file: CaseFile | None = None
        self._list = PagedList[Line](
            [
                Column(_("Due"), 16),
                Column(_("Which department"), 16),
                Column(_("Matter"), 14, grows=2),
                Column(_("State"), 14),
            ],
            self._cells,
            empty=_("No task waits."),
        )
        self._more = Flow(classes="dialog-text")

    def body(self) -> Iterable[Widget]:
        text = _("Enter: accept, done, send back. 1 its sheet, 2 ended too, Ctrl+E whose and when.")
        if self._reference:
            text = _("Enter answers a task, or gives a new one on the last line. 1 prints a sheet.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list
        yield self._more

    def on_mount(self) -> None:
        self._load()

    def _which(self) -> TasksAsked:
        return TasksAsked(
            reference=self._reference,
            department=self._narrowed.whose,
            ended=self._ended,
            due_from=self._narrowed.due_from,
            due_by=self._narrowed.due_by,
        )

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.TASKS, tasks=self._which())

    def _load(self) -> None:
        reference = self._reference

        asked = self._which()

        def read(desk: "Desk", who: "Actor") -> tuple[list[TaskRow], CaseFile | None]:
            found = task_lists.tasks(desk, who, **asdict(asked))
            return found, lists.case_file(desk, who, reference) if reference else None

        self.read(read, self._show)

    def _show(self, found: tuple[list[TaskRow], CaseFile | None]) -> None:
        rows, self._file = found
        open_ = self._file is not None and self._file.case.status is CaseStatus.OPEN
        more = [Line()] if open_ else []
        first = self._first
        self._list.show(
            [*map(Line, rows), *more],
            same=lambda line: line.task is not None and line.task.task.number == first,
        )
        self._list.styles.height = min(max(len(self._list.rows), 1) + 2, self.app.size.height - 14)
        self._list.focus()

    def _cells(self, line: Line) -> Sequence[Cell]:
        desk, row = self.desk_app.desk, line.task
        if row is None or desk is None:
            return "", "", (_("+ give a new task"), "strong"), ""
        task = row.task
        left = relative(
            task.due_at,
            desk.clock.now(),
            current(),
            calendar=desk.calendar,
            zone=desk.branch.timezone,
        )
        gone = (desk.clock.now() - task.given_at) / max(task.due_at - task.given_at, SECOND)
        due: Cell = (f"!{level(1, 1)}{left}", "late") if row.late else f"·{level(gone, 1)}{left}"
        if task.done_at is not None or task.ground:
            due = ("", "faint")
        state: Cell = label(task.state)
        if row.to_confirm:
            state = (_("by word, to confirm"), "soon")
        return due, row.department, (task.matter, "strong"), state

    def why(self) -> bool:
        row = self._list.marked.task if self._list.marked is not None else None
        if row is None:
            return False
        tell_why_task(self, row.task.number)
        return True

    @on(PagedList.Marked)
    def _marked(self) -> None:
        row = self._list.marked.task if self._list.marked is not None else None
        if row is None:
            self._more.say()
            return
        task = row.task
        lines = [Para(f"{task.number} · {row.reference} · {row.given_by}")]
        lines += [Para(text) for text in (task.result, task.ground, task.told_words) if text]
        self._more.say(*lines)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        line = self._list.marked
        if line is None:
            self.dismiss(None)
            return
        row = line.task
        if row is not None:
            number = row.task.number
            self.read(lambda desk, who: task_lists.task_view(desk, who, number), self._answer)
        elif self._file is not None:
            reference = self._reference
            self.read(lambda desk, who: departments.departments(desk, who, reference), self._give)

    def on_key(self, event: events.Key) -> None:
        """1 puts the sheet of the marked task on paper; 2 and ctrl+e widen and narrow the list."""
        key = (event.character or "").casefold()
        row = self._list.marked.task if self._list.marked is not None else None
        if key in ("1", "p") and row is not None:
            event.stop()
            self._print(row.task.number)
        elif key in ("2", "e") and not self._reference:
            event.stop()
            self._ended = not self._ended
            self._load()
        elif event.key == "ctrl+e" and not self._reference:
            event.stop()
            self.app.push_screen(Narrow(_("Which department"), self._narrowed), self._narrow)

    def _narrow(self, found: Narrowed | None) -> None:
        if found is not None:
            self._narrowed = found
            self.query_one(".dialog").border_subtitle = shown(found.words())
            self._load()

    def _print(self, number: str) -> None:
        def make(desk: "Desk", who: "Actor") -> "Page":
            return task_lists.task_page(desk, who, number)

        self.app.push_screen(PutOnPaper(_("Task sheet"), make, self.desk_app.papers))

    def _give(self, known: list[departments.DepartmentRow]) -> None:
        assert self._file is not None
        positions = [point.position for point in self._file.points]
        self.app.push_screen(GiveTask(self._reference, known, positions), self._kept)

    def _answer(self, view: TaskView) -> None:
        if not answers_to(view, self.desk_app.who):
            self.desk_app.tell(
                _("{number}: {state}.").format(
                    number=view.row.task.number, state=label(view.row.task.state)
                ),
                view.row.task.result or view.row.task.ground,
            )
            return
        self.app.push_screen(AnswerTask(view, self.desk_app.who), self._kept)

    def _kept(self, task: object) -> None:
        if task is not None:
            self.desk_app.tell(_("The task is noted."))
            self._load()


def show_tasks(room: "DeskScreen", reference: str = "", first: str = "") -> None:
    """The tasks of a case, of the hall, or, for a department, its own."""
    room.app.push_screen(Tasks(reference, first), lambda _none: room.fell_due())


def show_own_tasks(room: "DeskScreen") -> None:
    """Somebody of a department works from the list of their tasks, where there are any."""

    def show(found: list[TaskRow]) -> None:
        if found:
            show_tasks(room)

    room.read(task_lists.tasks, show, group="own_tasks")
