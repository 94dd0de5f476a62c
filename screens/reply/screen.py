"""The reply: the check and the points left, the letter as it will read right."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from desk.enums import LetterState
from desk.forms import ResultForm
from desk.i18n import N_, _
from desk.refusals import Refusal
from screens.keys import bindings
from screens.reply import work
from screens.reply.acts import ReplyActs
from screens.reply.letter_desk import CHECK
from screens.reply.work import Opened


class ReplyScreen(ReplyActs):
    """Writes the answer to the case `subject` and sends it to be approved."""

    CSS_PATH = "reply.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reply")]
    AUTO_FOCUS = "#check-list"
    scope = "reply"
    heading = N_("Reply")
    save_word = N_("Save")

    def foot_first(self) -> Mapping[str, int]:
        # What is no draft any more goes on where the letters lie.
        opened = self.opened
        gone_on = opened is not None and opened.letter.state not in (
            LetterState.DRAFT,
            LetterState.VOID,
        )
        return {"letters": 3} if gone_on else {}

    def body(self) -> Iterable[Widget]:
        yield self._head
        left = Vertical(self._check, self._text, self._words, id="left")
        yield Horizontal(left, self._paper, id="reply")

    def on_mount(self) -> None:
        self._paper.border_title = _("The letter as it will read")
        self._turn("check")

    def reference(self) -> str:
        return self.case_reference

    # -- opening ---------------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        if not self.subject:
            self._paper.say(_("A reply belongs to a case: open one, then press F7."))
            return
        self.load()

    def load(self, *, kept: bool = False) -> None:
        """Read the record again; what stands typed here stays, unless it was `kept` just now."""
        subject = self.subject
        typed, words = (None, None) if kept else (self._typed_now(), self._words_now())
        if typed is not None:
            self._text_keeper.keep()

        def show(opened: Opened) -> None:
            self._show(opened, words)
            if kept:
                # A key that was pressed while it was being saved is no new wording.
                self._text_keeper.drop()
                self._words_keeper.drop()

        self.write(
            lambda desk, who: work.open_reply(desk, who, subject, typed),
            show,
            refused=self._not_opened,
        )

    def _not_opened(self, refusal: Refusal) -> None:
        if self.opened is None:
            self._paper.say(str(refusal))
            self._head.say(str(refusal), wrong=True)
        self.refused(refusal)

    def _show(self, opened: Opened, words: ResultForm | None) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        was_new = self.opened is None
        if was_new:
            words = opened.words
        self.opened = opened
        self.save_word = N_("Save") if opened.editable else ""
        self._head.show(opened.file, opened.letter, desk)
        self._text.fill(opened.typed or opened.letter.markdown)
        form = words or ResultForm(
            result=opened.file.case.result, advice=[*opened.file.case.advice]
        )
        self._words.fill(form.result or "", form.advice or [])
        self._tell_findings(opened.findings)
        self._paper.show(self._text.markdown, from_top=was_new)
        self._title()
        if not opened.editable and self.side != CHECK:
            self._turn(CHECK)
        if opened.typed or (was_new and words is not None):
            self._restored(opened)
            self._live()
        self.refresh_keys()
        if opened.lost:
            self._tell_lost(opened.lost)
