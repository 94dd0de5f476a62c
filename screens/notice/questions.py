"""The two or three questions that tailor the list: a digit answers and goes on."""

from collections.abc import Sequence

from textual import on
from textual.containers import Vertical
from textual.message import Message

from desk.i18n import _
from desk.playbook.procedure import Question
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow


class Questions(Vertical):
    """One choice a question; questions that an answer makes void are taken away."""

    class Answered(Message):
        """The person answered a question."""

        def __init__(self, question: str, option: str) -> None:
            super().__init__()
            self.question = question
            self.option = option

    def __init__(self) -> None:
        super().__init__(id="questions", classes="panel")
        self.border_title = shown(_("Ask the customer"))
        self.border_subtitle = shown(_("Ctrl+E chooses another business"))
        self._asked: dict[str, Question] = {}

    async def show(self, questions: Sequence[Question], answers: dict[str, str]) -> None:
        """Show these questions with their answers; rows that stay are not made anew.

        Two procedures may ask different things under the same id: such a row is made anew.
        """
        wanted = {question.id: question for question in questions}
        for row in list(self.query(FieldRow)):
            if wanted.get(row.field) != self._asked.get(row.field):
                await row.remove()
        there = {row.field for row in self.query(FieldRow)}
        for at, question in enumerate(questions):
            if question.id in there:
                continue
            options = [(option.id, option.text) for option in question.options]
            choice = Choice(options, answers.get(question.id), folded=False)
            row = FieldRow(question.text, choice, name=question.id, classes="question")
            rows = list(self.query(FieldRow))
            if at < len(rows):
                await self.mount(row, before=rows[at])
            else:
                await self.mount(row)
        self._asked = wanted
        self.display = bool(wanted)

    def go_to_open(self, answers: dict[str, str]) -> bool:
        """Bring the cursor to the first question without an answer; False when there is none."""
        for row in self.query(FieldRow):
            if row.field not in answers:
                row.control.focus()
                return True
        return False

    @on(Choice.Changed)
    def _chosen(self, message: Choice.Changed) -> None:
        message.stop()
        for row in self.query(FieldRow):
            if row.control is message.choice:
                row.say("")
                self.post_message(self.Answered(row.field, str(message.value)))
