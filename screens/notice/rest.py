"""Below the list of a return: what is new and why, and whether the rest may follow later."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from desk.i18n import _
from desk.labels import label
from desk.notice.breach import NewlyMissing, NewReason
from screens.notice.return_work import ReturnWork
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class Rest(Vertical):
    """Posts `Changed` when the person types or chooses."""

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self) -> None:
        super().__init__(id="rest", classes="panel")
        self.border_title = shown(_("What is still missing"))
        self._new = Static(classes="new-items")
        self._away = Choice(
            [
                (False, _("May follow; the customer need not come again")),
                (True, _("Must come again")),
            ],
            False,
            folded=False,
        )
        self._by = ClerkInput(limit=20, placeholder=_("e.g. 11-30, tomorrow, +3 working days"))
        self._why = ClerkInput(limit=300)
        self._rows = {
            "send_away": FieldRow(_("The rest"), self._away, name="send_away"),
            "by": FieldRow(_("Follows by"), self._by, name="commitment_due"),
            "why": FieldRow(_("Why come"), self._why, name="send_away_reason", own=True),
        }

    def compose(self) -> ComposeResult:
        yield self._new
        yield from self._rows.values()

    def fill(self, work: ReturnWork) -> None:
        """Show what a draft knows."""
        self._away.value = work.send_away
        self._by.value = work.follows_by
        self._why.value = work.send_away_reason

    async def show(self, work: ReturnWork, new: Sequence[NewlyMissing], may_follow: bool) -> None:
        """Show what this return comes to."""
        lines = [
            _("“{name}” was not told then. {reason}.").format(
                name=newly.row.name, reason=label(newly.reason)
            )
            for newly in new
        ]
        self._new.display = bool(lines)
        self._new.update(shown("\n".join(lines), "$warning"))
        wanted = {
            f"new_items.{newly.row.material_id}": newly
            for newly in new
            if newly.reason is NewReason.OMISSION
        }
        for row in list(self.query(".omission")):
            if isinstance(row, FieldRow) and row.field not in wanted:
                await row.remove()
        there = {row.field for row in self.query(FieldRow)}
        for name, newly in wanted.items():
            if name not in there:
                words = work.why.get(newly.row.material_id, "")
                field = ClerkInput(words, limit=300, placeholder=_("How we came to leave it out"))
                row = FieldRow(newly.row.name, field, name=name, classes="omission", own=True)
                await self.mount(row, before=self._rows["send_away"])
        self._rows["send_away"].display = may_follow
        self._rows["by"].display = may_follow and not work.send_away
        self._rows["why"].display = may_follow and work.send_away
        self.display = bool(lines) or may_follow

    def take(self, work: ReturnWork) -> None:
        """Put what stands in the fields into the work."""
        work.send_away = bool(self._away.value)
        work.follows_by = self._by.text
        work.send_away_reason = self._why.text
        for row in self.query(FieldRow):
            if row.field.startswith("new_items.") and isinstance(row.control, ClerkInput):
                work.why[row.field.removeprefix("new_items.")] = row.control.text

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self.post_message(self.Changed())
