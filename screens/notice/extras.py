"""Beside the materials: blanks the hall fills in, papers that may follow, whom it is for."""

from collections.abc import Sequence
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from desk.calendar import WorkCalendar
from desk.i18n import LANGUAGES, _
from desk.notice.model import Blank
from desk.services.base import Desk
from screens.notice.work import NoticeWork
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

PRINTED, ORAL, BY_HAND = "printed", "oral", "by_hand"
"""How a customer is told."""
_WHO = ("customer_name", "salutation", "account_no")


class Extras(Vertical):
    """Fields that depend on procedure and ticks; posts `Changed` when the person types."""

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self, *, with_case: bool) -> None:
        super().__init__(id="extras", classes="panel")
        self.border_title = shown(_("On the paper"))
        self._with_case = with_case
        self._who = {name: ClerkInput(limit=60) for name in _WHO}
        self._follows = Choice([(False, _("No")), (True, _("Yes, by the day below"))], False)
        self._by = ClerkInput(limit=20, placeholder=_("e.g. 11-30, tomorrow, +3 working days"))
        self._told = Choice(
            [
                (PRINTED, _("On paper, two copies")),
                (ORAL, _("On the phone")),
                (BY_HAND, _("On a paper form")),
            ],
            PRINTED,
        )
        self._paper = ClerkInput(limit=30, placeholder=_("number of the form filled in by hand"))
        self._told_at = ClerkInput(
            limit=40, placeholder=_("the time on the form, e.g. 9:20 or yesterday 16:30")
        )
        self._language: Choice[str] = Choice(
            [(code, {"zh_CN": "中文", "en": "English"}[code]) for code in LANGUAGES], "zh_CN"
        )
        self._rows = {
            "follows": FieldRow(_("May follow"), self._follows, name="commitment"),
            "by": FieldRow(_("Follows by"), self._by, name="commitment_due"),
        }
        self._by_hand = (
            FieldRow(_("Paper form"), self._paper, name="paper_number"),
            FieldRow(_("Written at"), self._told_at, name="told_at"),
        )

    def compose(self) -> ComposeResult:
        names = {
            "customer_name": _("Customer"),
            "salutation": _("Salutation"),
            "account_no": _("Account no."),
        }
        if not self._with_case:
            for name, control in self._who.items():
                yield FieldRow(names[name], control, name=name)
        yield from self._rows.values()
        yield FieldRow(_("Told how"), self._told, name="oral")
        yield from self._by_hand
        yield FieldRow(_("Language"), self._language, name="language")

    async def show(self, work: NoticeWork, blanks: Sequence[Blank]) -> None:
        """Show what there is to fill in now."""
        wanted = {f"blanks.{blank.key}": blank for blank in blanks}
        for row in list(self.query(".blank")):
            if isinstance(row, FieldRow) and row.field not in wanted:
                await row.remove()
        there = {row.field for row in self.query(FieldRow)}
        for name, blank in wanted.items():
            if name not in there:
                field = ClerkInput(
                    work.blanks.get(blank.key, ""),
                    limit=120,
                    placeholder=blank.hint or _("left empty it prints as a line to write on"),
                )
                row = FieldRow(blank.label, field, name=name, classes="blank")
                await self.mount(row, before=self._rows["follows"])
        follow = work.may_follow()
        self._rows["follows"].display = follow
        self._rows["by"].display = follow and work.follows
        for row in self._by_hand:
            row.display = work.by_hand

    def fill(self, work: NoticeWork) -> None:
        """Show what a draft or the case knows."""
        for name, control in self._who.items():
            control.value = getattr(work, name)
        self._follows.value = work.follows
        self._by.value = work.follows_by
        self._told.value = ORAL if work.oral else BY_HAND if work.by_hand else PRINTED
        self._paper.value, self._told_at.value = work.paper_number, work.told_at
        self._language.value = work.language

    def take(self, work: NoticeWork) -> None:
        """Put what stands in the fields into the work."""
        for name, control in self._who.items():
            setattr(work, name, control.text)
        work.follows = bool(self._follows.value)
        work.follows_by = self._by.text
        work.oral, work.by_hand = self._told.value == ORAL, self._told.value == BY_HAND
        work.paper_number, work.told_at = self._paper.text, self._told_at.text
        work.language = self._language.value or "zh_CN"
        for row in self.query(FieldRow):
            if row.field.startswith("blanks.") and isinstance(row.control, ClerkInput):
                work.blanks[row.field.removeprefix("blanks.")] = row.control.text

    def due(self, work: NoticeWork, today: date, calendar: WorkCalendar) -> date | None:
        """The day the customer commits to; refuses what cannot be read."""
        from desk.dates import parse_day

        if not (work.follows and work.may_follow()):
            return None
        if not work.follows_by:
            return work.last_day(today)
        return parse_day(work.follows_by, today=today, calendar=calendar, field="commitment_due")

    def told_at(self, work: NoticeWork, desk: Desk) -> datetime | None:
        """When the paper form was written; None where it was none, refuses what cannot be read."""
        from desk.dates import parse_moment
        from desk.services.blanks import check_time

        if not work.by_hand:
            return None
        if not work.told_at:
            check_time(work.paper_number, None, "told_at")
            return None
        return parse_moment(
            work.told_at,
            now=desk.clock.now(),
            zone=desk.branch.timezone,
            calendar=desk.calendar,
            field="told_at",
        )

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self.post_message(self.Changed())
