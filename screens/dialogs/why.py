"""Why the dates of a case or a task are what they are, from a list that shows one of them."""

from typing import TYPE_CHECKING, Any

from textual.content import Content

from desk.i18n import _, current
from desk.saying import say_moment
from desk.services.deadlines import DeadlineLine, deadlines
from screens.dialogs.date_strip import OnStrip, strip_above
from screens.plain import shown

if TYPE_CHECKING:
    from desk.views_loop import TaskView
    from screens.working import WorkScreen


def tell_why(room: "WorkScreen[Any]", reference: str) -> None:
    """Read the deadlines of a case and show each with its explanation."""

    def show(lines: list[DeadlineLine]) -> None:
        from screens.dialogs.tell import Tell

        desk = room.desk_app.desk
        said: list[Content] = []
        if desk is not None:
            running = [OnStrip(one.label, one.due_at, one.sign) for one in lines if not one.verdict]
            said += strip_above(running, desk, room.app.size.width)
        for one in lines:
            at = say_moment(
                desk.hours.local(one.due_at) if desk else one.due_at, current(), weekday=True
            )
            said += [
                shown(f"{one.sign} {one.label}  {at}  {one.words}", "bold $primary"),
                shown(one.why),
                Content(""),
            ]
        if not said:
            said.append(shown(_("No deadline was ever set here.")))
        title = f"{_('Why these dates')}  {reference}"
        room.app.push_screen(Tell(title, Content("\n").join(said), tall=True))

    room.read(lambda desk, who: deadlines(desk, who, reference), show, group="why")


def tell_why_task(room: "WorkScreen[Any]", number: str) -> None:
    """Show how the date of a task was found."""
    from desk.services import task_lists

    def show(view: "TaskView") -> None:
        from screens.dialogs.tell import Tell

        words = view.why_due or _("How this date was found is not on record.")
        room.app.push_screen(Tell(f"{_('Why these dates')}  {number}", words))

    room.read(lambda desk, who: task_lists.task_view(desk, who, number), show, group="why")
