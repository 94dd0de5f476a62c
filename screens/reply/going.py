"""Going about in the reply room: its sides, the places where findings and remarks are cured."""

from abc import abstractmethod

from textual import on

from desk.enums import LetterState
from desk.i18n import _
from desk.services.returns import RemarkRow
from screens.reply import other
from screens.reply.check import CheckPanel, place_on
from screens.reply.letter_desk import CHECK, TEXT, WORDS, ReplyDesk
from screens.reply.places import Cure, Place
from screens.reply.writing import TextPanel
from screens.rooms import ROOMS


class ReplyGoing(ReplyDesk):
    """From a line of the check to the place where it is mended, and back."""

    @abstractmethod
    def load(self, *, kept: bool = False) -> None:
        """Read the record again; what stands typed here stays, unless it was `kept` just now."""

    def _turn(self, side: str) -> None:
        """Show one side on the left and put the cursor there."""
        self.side = side
        self.set_class(side != CHECK, "-writing")
        for name, panel in ((CHECK, self._check), (TEXT, self._text), (WORDS, self._words)):
            panel.display = side == name
        if side == CHECK:
            self._check.focus_list()
        elif side == TEXT:
            self._text.enter()
        else:
            self._words.result.focus()
        if side == WORDS:
            self._paper.turn_to_last()
        self._say_next()
        self.refresh_keys()

    @on(TextPanel.Moved)
    def _moved(self, message: TextPanel.Moved) -> None:
        if self.side == TEXT:
            self._paper.turn_to(message.heading)

    @on(CheckPanel.Marked)
    def _marked(self, message: CheckPanel.Marked) -> None:
        line, opened = message.line, self.opened
        self.refresh_keys()
        if opened is None or self.side != CHECK:
            return
        for point in opened.file.points:
            if point.position == line.place.position:
                self._paper.turn_to(point.matter)

    @on(CheckPanel.Asked)
    def _asked(self, message: CheckPanel.Asked) -> None:
        if message.line.remark is not None and self.opened is not None and self.opened.editable:
            self._answer(message.line.remark)
        else:
            self._go_to(message.line.place)

    def _go_to(self, place: Place) -> None:
        opened = self.opened
        if opened is None:
            return
        if place.cure is Cure.TEXT and opened.editable:
            self._turn(TEXT)
            for point in opened.file.points:
                if point.position == place.position:
                    self._text.find(point.matter)
        elif place.cure is Cure.WORDS and opened.editable:
            self._turn(WORDS)
            if place.field == "advice":
                self._words.advice.focus()
        elif place.cure is Cure.ASKED and opened.editable:
            other.asked(self, opened.letter)
        elif place.cure is Cure.ELSEWHERE:
            self.desk_app.tell(_("Nobody can mend this here."), _("Tell the administrator."))
        else:
            self._to_case(place.field)

    def _to_case(self, field: str = "") -> None:
        app = self.desk_app
        if "case" not in ROOMS:
            return
        app.go("case", self.case_reference)
        room = app.room
        if field and room is not None:
            room.call_later(room.jump, field)

    def letters(self) -> None:
        """F7: the tray this letter lies in."""
        super().letters()
        opened, room = self.opened, self.desk_app.room
        if opened is None or opened.letter.state is LetterState.DRAFT or room is None:
            return
        room.call_later(room.jump, opened.letter.id)

    def leave(self) -> None:
        if self.side != CHECK:
            self._turn(CHECK)
            return
        self.close()

    def _answer(self, row: RemarkRow) -> None:
        from screens.reply.remark import GO, AnswerRemark

        opened = self.opened
        if opened is None:
            return

        def done(answered: object) -> None:
            if answered == GO:
                self._go_to(place_on(row.remark))
            elif answered is not None:
                self.load()

        self.app.push_screen(AnswerRemark(opened.letter.id, row), done)
