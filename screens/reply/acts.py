"""What the keys of the reply room do."""

from abc import abstractmethod

from textual import on
from textual.widgets import TextArea

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.life import Letter
from desk.proposals import Proposal
from desk.refusals import Refusal
from desk.services.returns import RemarkRow
from screens.reply import other, work
from screens.reply.check import CheckPanel, place_on
from screens.reply.letter_desk import CHECK, TEXT, WORDS, ReplyDesk
from screens.reply.places import Cure, Place
from screens.reply.work import Opened, same
from screens.reply.writing import TextPanel
from screens.rooms import ROOMS

_RESTING = frozenset(
    {
        *("submit", "mend", "agree", "page", "print_as", "compose"),
        *("case", "discard", "propose", "remark"),
    }
)
"""What rests while a field has the cursor: the field keeps its own keys, Esc leaves it."""


class ReplyActs(ReplyDesk):
    """Going about in the room, saving, submitting."""

    @abstractmethod
    def load(self, *, kept: bool = False) -> None:
        """Read the record again; what stands typed here stays, unless it was `kept` just now."""

    # -- going about -----------------------------------------------------------------------

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
        # Nothing is lost: what was typed is a draft, and stands here again next time.
        if self._text_dirty:
            self._text_keeper.keep()
        if self._words_dirty:
            self._words_keeper.keep()
        self.close()

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        opened = self.opened
        editable = opened is not None and opened.editable
        writing = isinstance(self.focused, TextArea)
        if action == "write":
            if parameters[:1] == ("words",) and not self.says_result:
                return False
            if writing and (parameters[:1] == ("text",) or self.side == WORDS):
                return False
            return None if opened is None else editable
        if action in _RESTING and writing:
            return False
        if action in other.ACTS:
            return opened is not None and not writing and other.can(action, opened)
        return self._can(action, opened) if action in (*_RESTING, "reload") else True

    def _can(self, action: str, opened: Opened | None) -> bool | None:
        if opened is None:
            return True if action == "reload" else None
        state = opened.letter.state
        match action:
            case "submit":
                return (True if not self._check.blocking else None) if opened.editable else False
            case "agree":
                return state in (LetterState.SUBMITTED, LetterState.APPROVED)
            case "compose":
                own = not same(self._text.markdown, opened.composed)
                return opened.editable and own
            case "remark":
                return opened.editable and self._check.remark is not None
            case "print_as":
                return True if opened.editable else None
            case "discard":
                return self._text_dirty or self._words_dirty
            case "case":
                return True if "case" in ROOMS else None
            case "propose":
                return True if opened.editable and self._check.position else None
            case _:
                return True

    def action_mend(self) -> None:
        """Enter; the list answers it itself while it has the cursor."""
        self._check.choose()

    def action_write(self, side: str) -> None:
        self._turn(side)

    def action_asked(self) -> None:
        if self.opened is not None:
            other.asked(self, self.opened.letter)

    def action_alone(self) -> None:
        if self.opened is not None:
            other.alone(self, self.opened.letter)

    def action_give_up(self) -> None:
        if self.opened is not None:
            other.give_up(self, self.opened.letter)

    def action_case(self) -> None:
        self._to_case()

    def action_reload(self) -> None:
        self.load()

    def action_page(self) -> None:
        from screens.reply.page import show_page

        if self.opened is not None:
            show_page(self, self.opened.letter, self._text.markdown)

    def action_print_as(self) -> None:
        from screens.reply.print_as import PrintAs

        if self.opened is None:
            return

        def chosen(letter: Letter | None) -> None:
            if letter is not None:
                self.load()
                self.desk_app.tell(
                    _("It will be printed so: {size}, {address}.").format(
                        size=label(letter.size), address=label(letter.address_place)
                    ),
                    _("Ctrl+K shows the page."),
                )

        self.app.push_screen(PrintAs(self.opened.letter), chosen)

    def action_propose(self) -> None:
        """Choose a proposal for the marked point; it goes into the record, open as it is."""
        opened, position, reference = self.opened, self._check.position, self.case_reference
        if opened is None or not position:
            return
        from desk.services.proposals import propose

        def put(one: Proposal | None) -> None:
            if one is not None:
                self.write(
                    lambda desk, who: work.take(desk, who, opened, position, one),
                    lambda _done: self._taken(position),
                    refused=self._not_kept,
                )

        def choose(found: list[Proposal]) -> None:
            from screens.case.form import labels
            from screens.dialogs.proposals import Proposals

            self.app.push_screen(Proposals(found, labels()), put)

        self.read(
            lambda desk, who: propose(desk, who, reference, position), choose, group="propose"
        )

    def _taken(self, position: int) -> None:
        self.desk_app.tell(
            _("The proposal stands in point {n}.").format(n=position),
            _("Enter on its line: write what holds for this customer in every ⟦…⟧."),
        )
        self.load()

    def action_compose(self) -> None:
        if self.opened is None:
            return
        self._text.fill(self.opened.composed)
        self._something_typed()
        self._turn(TEXT)
        self.desk_app.tell(
            _("This is what the record alone says."),
            _("Ctrl+S keeps it; Ctrl+D brings back what was saved."),
        )

    def action_discard(self) -> None:
        from screens.dialogs.confirm import Confirm

        def answer(yes: bool | None) -> None:
            opened = self.opened
            if yes and opened is not None:
                self._text.fill(opened.letter.markdown)
                self._words.fill(opened.file.case.result, opened.file.case.advice)
                self._text_keeper.drop()
                self._words_keeper.drop()
                self._live()
                self.refresh_keys()

        question = _("Throw away what was typed since the last saving?")
        self.app.push_screen(Confirm(question, yes=_("Throw away")), answer)

    # -- keeping and submitting ------------------------------------------------------------

    def save(self) -> None:
        if self.opened is None or not (self._text_dirty or self._words_dirty):
            self.desk_app.tell(_("Everything here is saved."))
            return
        self._keep(submit=False)

    def action_submit(self) -> None:
        self._keep(submit=True)

    def _keep(self, *, submit: bool) -> None:
        opened = self.opened
        if opened is None:
            return
        markdown = self._text.markdown if self._text_dirty else ""
        form = self._words_now()

        def done(lost: tuple[str, ...]) -> None:
            self._text_keeper.drop()
            self._words_keeper.drop()
            self.load(kept=True)
            if submit:
                self.desk_app.tell(
                    _("The letter is submitted."),
                    _("A shift lead approves it in F7, or here at your counter with Ctrl+A."),
                )
            else:
                hint = "" if self._check.blocking else _("Ctrl+Y submits it.")
                self.desk_app.tell(_("The letter is saved."), hint)
            if lost:
                self._tell_lost(lost)

        self.write(
            lambda desk, who: work.keep(
                desk, who, opened, markdown=markdown, form=form, submit=submit
            ),
            done,
            refused=self._not_kept,
        )

    def _not_kept(self, refusal: Refusal) -> None:
        if refusal.code in ("changed_meanwhile", "record_changed", "letter_state"):
            # What was typed stays on the left; the letter as it is now is read again.
            self.load()
        elif refusal.code.startswith("lint_") or refusal.code == "remark_open":
            self.load()
            self._turn(CHECK)
        self.refused(refusal)

    def action_remark(self) -> None:
        row = self._check.remark
        if row is not None:
            self._answer(row)

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

    def action_agree(self) -> None:
        from screens.approvals.agree import agree_here

        if self.opened is not None:
            agree_here(self, self.opened.letter, self.load)
