"""Keeping what was written in the reply room, and submitting the letter."""

from desk.i18n import _
from desk.refusals import Refusal
from screens.reply import work
from screens.reply.going import ReplyGoing
from screens.reply.letter_desk import CHECK


class ReplyKeeping(ReplyGoing):
    """Saving and submitting; what is refused leads back to the check."""

    def save(self) -> None:
        if self.opened is not None and not self.opened.editable:
            self.desk_app.nothing_to("save")
            return
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
