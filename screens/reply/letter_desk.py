"""What a reply room holds: the letter, what is typed on it, and how both are shown at once."""

from textual import on
from textual.timer import Timer

from desk.enums import LetterKind, LetterState
from desk.forms import ResultForm
from desk.i18n import _
from desk.letter.finding import Finding
from desk.letter.kinds import ANSWERING
from desk.progress import is_answered
from screens.base import DeskScreen
from screens.copying import Copy
from screens.drafts import DraftKeeper
from screens.papers.make import parts_of
from screens.reply import other, work
from screens.reply.check import CheckPanel
from screens.reply.head import Head, next_words
from screens.reply.paper import Paper
from screens.reply.work import Live, Opened, Typed, same
from screens.reply.writing import SomethingTyped, TextPanel, WordsPanel

PAUSE = 0.1
"""Seconds after the last key until the letter is drawn again."""

WITH_RESULT = (LetterKind.REPLY, LetterKind.SUMMARY_REPLY)
"""Kinds that say a result as a whole and give advice."""
CHECK, TEXT, WORDS = "check", "text", "words"
_CHECKED = (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED)
"""States in which the check of a letter still says something useful."""


def _comment_on(opened: Opened) -> str:
    """What was said of a returned letter as a whole; remarks stand beside their points."""
    letter, given = opened.letter, opened.returned
    if not letter.returned_by or given is None:
        return letter.return_comment
    return given.given.comment


class ReplyDesk(DeskScreen):
    """The letter, the panels, and what of them is not saved yet."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.case_reference, self.kind = parts_of(subject)
        self.opened: Opened | None = None
        self.side = CHECK
        """What stands on the left: the check, the text, or result and advice."""
        self._head = Head()
        self._check = CheckPanel()
        self._text = TextPanel()
        self._words = WordsPanel()
        self._paper = Paper(id="paper", classes="panel")
        self._pause = Timer(self, PAUSE, callback=self._live, repeat=0)
        self._text_keeper = DraftKeeper(self, work.TEXT, subject, self._text_content)
        self._words_keeper = DraftKeeper(self, work.WORDS, subject, self._words_content)

    # -- what is typed ---------------------------------------------------------------------

    @property
    def says_result(self) -> bool:
        """Whether this kind says a result as a whole and gives advice."""
        return self.opened is None or self.opened.letter.kind in WITH_RESULT

    def copies(self) -> list[Copy]:
        text = self._text.markdown
        return [*super().copies(), *([Copy(_("Text of the letter"), text)] if text else [])]

    @property
    def _text_dirty(self) -> bool:
        opened = self.opened
        if opened is None or not opened.editable:
            return False
        return not same(self._text.markdown, opened.letter.markdown)

    @property
    def _words_dirty(self) -> bool:
        opened = self.opened
        if opened is None or not opened.editable or not self.says_result:
            return False
        case, form = opened.file.case, self._words.form
        return (form.result, form.advice) != (case.result.strip(), [*case.advice])

    def _typed_now(self) -> Typed | None:
        if self.opened is None or not self._text_dirty:
            return None
        return Typed(self._text.markdown, self.opened.composed, self.opened.letter.markdown)

    def _words_now(self) -> ResultForm | None:
        return self._words.form if self._words_dirty else None

    def _text_content(self) -> dict[str, str]:
        opened = self.opened
        composed, seen = (opened.composed, opened.letter.markdown) if opened else ("", "")
        return Typed(self._text.markdown, composed, seen).content()

    def _words_content(self) -> dict[str, object]:
        form = self._words.form
        return {"result": form.result, "advice": form.advice}

    @on(SomethingTyped)
    def _something_typed(self) -> None:
        if self.side == WORDS:
            (self._words_keeper.touch if self._words_dirty else self._words_keeper.drop)()
        else:
            (self._text_keeper.touch if self._text_dirty else self._text_keeper.drop)()
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._live)

    def _live(self) -> None:
        """Draw and check what stands on the screen."""
        opened = self.opened
        if opened is None:
            return
        self._title()
        markdown, form = self._text.markdown, self._words_now()
        if form is None:
            self._paper.show(markdown)
            self.read(
                lambda desk, _who: work.check_text(desk, opened, markdown),
                lambda live: self._tell_findings(live.findings),
                group="live",
            )
            return

        def done(live: Live) -> None:
            self._paper.show(live.markdown)
            self._tell_findings(live.findings)

        self.read(
            lambda desk, _who: work.check_words(desk, opened, markdown, form), done, group="live"
        )

    def _tell_findings(self, findings: tuple[Finding, ...]) -> None:
        opened = self.opened
        if opened is None:
            return
        letter = opened.letter
        open_letter = letter.state in (LetterState.DRAFT, LetterState.SUBMITTED)
        found = findings if open_letter or letter.state is LetterState.APPROVED else ()
        by = opened.file.names.get(letter.returned_by or "", _("a shift lead"))
        self._check.show(
            found,
            opened.file.points if letter.kind in ANSWERING else (),
            comment=_comment_on(opened),
            by=by,
            remarks=opened.returned.remarks if opened.returned and letter.returned_by else (),
            parts=self._parts(opened),
        )
        self._text.tell(found)
        self._say_next()

    def _parts(self, opened: Opened) -> list[tuple[str, str]]:
        """The parts that are written in this room, while it may still be written in."""
        if not opened.editable:
            return []
        form = self._words.form
        own = not same(self._text.markdown, opened.composed)
        words = _("With your own wording") if own else _("As the record says it")
        if not self.says_result:
            own_words = other.said(opened)
            return [*([("asked", own_words)] if own_words is not None else []), ("text", words)]
        return [
            ("result", form.result or ""),
            ("advice", " ".join(form.advice or ())),
            ("text", words),
        ]

    def _say_next(self) -> None:
        opened = self.opened
        if opened is None:
            return
        if self.side != CHECK:
            words = _("Ctrl+S saves · Esc goes back to the check · Tab goes on")
            self._head.say(words)
            return
        letter = opened.letter
        answers = letter.kind in ANSWERING
        unanswered = sum(not is_answered(point) for point in opened.file.points) if answers else 0
        said, wrong, good = next_words(letter, self._check.blocking, unanswered)
        if letter.return_comment and letter.state is LetterState.DRAFT:
            by = opened.file.names.get(letter.returned_by or "", _("a shift lead"))
            comment = " ".join(letter.return_comment.split())
            said = _("Returned by {name}: {comment}").format(name=by, comment=comment)
            wrong, good = True, False
        self._head.say(said, wrong=wrong, good=good)

    def _title(self) -> None:
        opened = self.opened
        if opened is None:
            return
        letter = opened.letter
        title = _("The letter as it will read")
        if letter.number:
            title = letter.number
        elif self._text_dirty or self._words_dirty:
            title = _("The letter as it will read · not saved")
        self._paper.border_title = title

    def _restored(self, opened: Opened) -> None:
        self.desk_app.tell(
            _("Wording of yours that was not saved stands in the letter again."),
            _("Ctrl+S keeps it, Ctrl+D throws it away."),
        )

    def _tell_lost(self, lost: tuple[str, ...]) -> None:
        from screens.dialogs.tell import Tell

        words = _(
            "The record, or somebody else, changed the letter where you had words of your own. "
            "The newer text stands there now; yours was:"
        )
        self.app.push_screen(Tell(_("Look at these passages"), "\n\n".join([words, *lost])))
