"""A registered walk-in with four points, and how a test gets in front of it."""

from textual.pilot import Pilot

from desk.enums import PointKind, Topic
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.services.intake import register_case
from desk.services.lists import case_file
from desk.staff.model import Staff, actor_of
from desk.views import CaseFile
from screens.app import DeskApp
from screens.case.form import AnswerPanel
from screens.case.screen import CaseScreen
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from tests.screens.hall import Hall, settle

NARRATIVE = "这个月的电费比上个月多了一倍，表肯定走得快，多收的钱要退给我，阶梯电价到底怎么算？"
POINTS = (
    (PointKind.ALLEGATION, "电费比上个月多了一倍，怀疑电表走得快"),
    (PointKind.REQUEST, "要求退还多收的电费"),
    (PointKind.QUESTION, "阶梯电价怎么算"),
)


def register(hall: Hall, narrative: str = NARRATIVE, *, matters: tuple[str, ...] = ()) -> str:
    """Register a case of the clerk; its reference."""
    points = [PointForm(kind=kind, matter=matter) for kind, matter in POINTS]
    points = [PointForm(kind=PointKind.ALLEGATION, matter=m) for m in matters] or points
    form = CaseForm(
        topic=Topic.METERING_BILLING,
        narrative=narrative,
        customer=CustomerForm(name="柳明月", salutation="女士", phone="13900000001"),
        told="三个工作日内到现场看表",
        points=points,
    )
    return register_case(hall.desk, actor_of(hall.clerk), form).reference


def read(hall: Hall, reference: str) -> CaseFile:
    """The case as it stands in the book."""
    return case_file(hall.desk, actor_of(hall.clerk), reference)


async def enter(pilot: Pilot[None], reference: str, who: Staff | None = None) -> CaseScreen:
    """Stand in front of a case, as the clerk or as somebody else; nobody types a PIN for it."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    await settle(pilot)
    desk = app.wait_for_desk()
    with desk.store.read() as book:
        clerk = book.find(Staff, number="1001")[0]
    app.actor = actor_of(who or clerk)
    app.go("case", reference)
    await settle(pilot)
    return room(pilot)


def room(pilot: Pilot[None]) -> CaseScreen:
    """The case on the screen."""
    assert isinstance(pilot.app, DeskApp)
    assert isinstance(pilot.app.room, CaseScreen)
    return pilot.app.room


def text_of(pilot: Pilot[None]) -> str:
    """Everything that is painted now, as plain lines."""
    width, height = pilot.app.size
    lines = pilot.app.screen._compositor.render_strips()
    assert len(lines) == height
    return "\n".join("".join(segment.text for segment in line)[:width] for line in lines)


def write(form: AnswerPanel, field: str, text: str) -> None:
    """Set a text as if it had been typed; keys are pressed only where typing is the point."""
    control = form.controls[field]
    if isinstance(control, ClerkTextArea):
        control.text = text
    else:
        assert isinstance(control, ClerkInput)
        control.value = text


def choose(form: AnswerPanel, field: str, value: object) -> None:
    control = form.controls[field]
    assert isinstance(control, Choice)
    control.choose(value)


def remedied(form: AnswerPanel) -> None:
    """What a remedy of ours needs before it may go out."""
    write(form, "remedy", "更换电能表并核对一个月的读数")
    write(form, "remedy_owner", "计量班")
    write(form, "remedy_due", "+3")
    write(form, "apology", "给您带来不便，我们深表歉意。")


async def save(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+s")
    await settle(pilot)
