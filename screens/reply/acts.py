"""What the keys of the reply room do."""

from textual.widgets import TextArea

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.life import Letter
from desk.proposals import Proposal
from screens.reply import other, work
from screens.reply.keeping import ReplyKeeping
from screens.reply.letter_desk import TEXT, WORDS
from screens.reply.work import Opened, same
from screens.rooms import ROOMS

_RESTING = frozenset(
    {
        *("submit", "mend", "agree", "page", "print_as", "compose"),
        *("case", "discard", "propose", "remark"),
    }
)
"""What rests while a field has the cursor: the field keeps its own keys, Esc leaves it."""


class ReplyActs(ReplyKeeping):
    """What each key of the room does, and when it can."""

    def why_not(self, action: str) -> str:
        if action == "submit":
            return _("First mend what is marked ✗ on the left.")
        return _("The letter is in another state: the line on top says in which.")

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
            case "mend":
                return opened.editable
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

    def action_remark(self) -> None:
        row = self._check.remark
        if row is not None:
            self._answer(row)

    def action_agree(self) -> None:
        from screens.approvals.agree import agree_here

        if self.opened is not None:
            agree_here(self, self.opened.letter, self.load)
