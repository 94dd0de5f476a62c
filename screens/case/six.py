"""The six steps on the head of a case: how far they are, and the way to what the next one needs."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from desk.enums import CaseStatus
from desk.i18n import LANGUAGES, N_, _
from desk.playbook.entries import PhraseKind
from desk.six_steps import Need, Step, need_of, present_of, sign_of, six_steps
from desk.views import CaseFile
from screens.case.ending import Ends
from screens.plain import shown

if TYPE_CHECKING:
    from desk.services.base import Desk

WORDS = (
    N_("Listen"),
    N_("Apologise"),
    N_("Analyse"),
    N_("Propose"),
    N_("Act"),
    N_("Follow"),
)
"""The six in one word each; the playbook has them in full."""
_NEEDS = {
    "apology": N_("say sorry"),
    "point": N_("note points"),
    "finding": N_("finding {n}"),
    "conclusion": N_("conclusion {n}"),
    "remedy": N_("remedy {n}"),
    "task": N_("open task"),
    "promise": N_("open promise"),
    "letter": N_("letter to arrive"),
    "follow_up": N_("call back"),
}


def steps_of(file: CaseFile, desk: "Desk") -> tuple[Step, ...]:
    """The six steps as the record has them.

    People write down what was said in the language they said it in, whatever the screen speaks.
    """
    books = map(desk.book_in, LANGUAGES)
    sorry = [word for book in books for word in book.words_of(PhraseKind.APOLOGY)]
    return six_steps(file, sorry)


def need_words(need: Need) -> str:
    """What is lacking, in few words."""
    return _(_NEEDS[need.code]).format(n=need.position)


class SixTrack(Static):
    """`✓` done, `▶` the present one with what it needs, `·` to come, `–` not in this case.

    A click on a step posts `Asked`; one that is done asks for what happened.
    """

    class Asked(Message):
        """Somebody wants to go where a step is worked on."""

        def __init__(self, order: int) -> None:
            super().__init__()
            self.order = order

    def __init__(self) -> None:
        super().__init__(id="six", classes="head-line")
        self._ends: list[int] = []

    def show(self, file: CaseFile, desk: "Desk") -> None:
        """Show how far a case is."""
        steps = steps_of(file, desk)
        going_on = file.case.status is CaseStatus.OPEN
        present = present_of(steps) if going_on else 0
        parts, at, self._ends = [], 0, []
        for step, word in zip(steps, WORDS, strict=True):
            sign = sign_of(step, present)
            style = "$success" if step.done else "bold $primary" if sign == "▶" else "$text-muted"
            parts.append(shown(f"{sign}{_(word)}", style))
            at += cell_len(f"{sign}{_(word)}") + 1
            self._ends.append(at)
        need = need_of(file, present)
        if need is not None:
            parts.append(shown(f"→ {need_words(need)}", "bold"))
            parts.append(shown("Ctrl+↓", "$primary"))
        self.update(Content(" ").join(parts))

    def on_click(self, event: events.Click) -> None:
        order = next((n for n, end in enumerate(self._ends, 1) if event.x < end), 0)
        self.post_message(self.Asked(order))


class SixSteps(Ends):
    """The ways from the six steps to where each is done."""

    def action_six(self) -> None:
        self._go_to_step(0)

    @on(SixTrack.Asked)
    def _asked(self, message: SixTrack.Asked) -> None:
        self._go_to_step(message.order)

    def _go_to_step(self, order: int) -> None:
        """To what a step needs; 0 means the present one, and one that is done shows the record."""
        file, desk = self.file, self.desk_app.desk
        if file is None or desk is None:
            return
        steps = steps_of(file, desk)
        order = order or present_of(steps)
        done = order and steps[order - 1].done
        need = None if done or self.ended else need_of(file, order)
        if need is None:
            self.action_record()
        elif need.position:
            self.jump(f"points.{need.position}.{need.code}")
        else:
            self._settle_need(need.code)

    def _settle_need(self, code: str) -> None:
        ways = {
            "apology": self.action_manners,
            "point": self.action_add_point,
            "task": self.action_tasks,
            "promise": self.action_kept,
            "letter": self.letters,
            "follow_up": self._call_back,
        }
        ways[code]()

    def _call_back(self) -> None:
        from screens.case.menu import deeds

        if self.file is not None and "follow_up" in deeds(self.file, self.desk_app.who):
            self.action_follow_up()
        else:
            # The call comes after the letter has arrived.
            self.letters()
