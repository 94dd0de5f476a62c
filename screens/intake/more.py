"""What is seldom needed at the window: kind, channel, urgency, when the customer really came."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from desk.enums import CaseKind, Channel, Grade, Lane, Scope, Urgency
from desk.i18n import N_, _
from desk.labels import label
from desk.refusals import Refusal
from screens.intake.aside import AsideDialog
from screens.intake.sections import SECTIONS, Section, line_of
from screens.intake.sheet import Proposed, Sheet, likely_kind, received
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList
from screens.widgets.row import FieldRow

V = TypeVar("V")

LANGUAGES = (("zh_CN", N_("Chinese")), ("en", N_("English")))


class SectionList(PagedList[Section]):
    """Takes a digit for its line."""

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self.rows):
                event.stop()
                self.cursor = at
                self.action_choose()


class More(AsideDialog[Sheet]):
    """Gives the sheet with the other particulars; `goes_on` is the section that was chosen."""

    aside = "more"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "sections", show=False, priority=True)
    ]

    def __init__(self, sheet: Sheet, proposed: Proposed, refusal: Refusal | None = None) -> None:
        super().__init__(_("More about the case"))
        self.add_class("-more")
        self._sheet = sheet
        self._refusal = refusal
        self.goes_on: Section | None = None
        self.sections = SectionList(
            [Column("", 2, right=True), Column("Ctrl+E", 12), Column("", 30, grows=1)],
            lambda section: (str(SECTIONS.index(section) + 1), *line_of(section, sheet)),
        )
        self._kind = Choice(
            [(kind, label(kind)) for kind in CaseKind], likely_kind(sheet, proposed)
        )
        self._channel = Choice([(one, label(one)) for one in Channel], sheet.channel)
        self._scope = Choice([(one, label(one)) for one in Scope], sheet.scope)
        self._urgency = Choice(
            [(one, label(one)) for one in Urgency], sheet.urgency or proposed.urgency
        )
        self._grade = Choice([(one, label(one)) for one in Grade], sheet.grade or proposed.grade)
        self._lane = Choice([(one, label(one)) for one in Lane], sheet.lane or proposed.lane)
        self._language = Choice([(one, _(word)) for one, word in LANGUAGES], sheet.letter_language)
        self._print = Choice(
            [(False, _("usual print")), (True, _("large print"))], sheet.large_print
        )
        self.received = ClerkInput(
            sheet.received_at, limit=40, placeholder=_("now; else e.g. 9:20 or yesterday 16:30")
        )
        self.reason = ClerkInput(
            sheet.backdated_reason, limit=200, placeholder=_("e.g. paper form, power was off")
        )
        self._concerns = ClerkInput(
            sheet.concerns,
            limit=120,
            placeholder=_("staff numbers or names; gone for them at once"),
        )
        self._paper = ClerkInput(
            sheet.paper_number, limit=30, placeholder=_("number of the form filled in by hand")
        )
        self._account = ClerkInput(
            sheet.account_no, limit=30, placeholder=_("another account than the customer's own")
        )
        self._address = ClerkInput(
            sheet.address, limit=200, placeholder=_("another place than the customer's address")
        )

    def body(self) -> Iterable[Widget]:
        scroll = VerticalScroll(*self._rows(), self.sections, classes="dialog-scroll")
        scroll.can_focus = False
        yield scroll

    def _rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Kind"), self._kind)
        yield FieldRow(_("Belongs to"), self._scope)
        yield FieldRow(_("Urgency"), self._urgency)
        yield FieldRow(_("Grade"), self._grade)
        yield FieldRow(_("Lane"), self._lane)
        yield FieldRow(_("Came by"), self._channel)
        yield FieldRow(_("Received"), self.received, name="received_at")
        yield FieldRow(_("Why late"), self.reason, name="backdated_reason")
        yield FieldRow(_("About us"), self._concerns, name="concerns")
        yield FieldRow(_("Paper form"), self._paper, name="paper_number")
        yield FieldRow(_("Account"), self._account, name="account_no")
        yield FieldRow(_("Location"), self._address)
        yield FieldRow(_("Letter in"), self._language)
        yield FieldRow(_("Papers in"), self._print)

    def on_mount(self) -> None:
        super().on_mount()
        self.sections.show(SECTIONS)
        self.sections.styles.height = len(SECTIONS) + 1
        if self._sheet.paper_number and not self.received.text:
            self.call_after_refresh(self.received.focus)
        if self._refusal is not None:
            self.call_after_refresh(self.refused, self._refusal)

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        desk = self.desk_app.desk
        try:
            if desk is not None:
                received(self.received.text, desk)
        except Refusal as refusal:
            self.goes_on = None
            self.refused(refusal)
            return
        sheet = self._sheet
        chosen = replace(
            sheet,
            kind=self._kind.value or sheet.kind,
            channel=self._channel.value or sheet.channel,
            scope=self._scope.value or sheet.scope,
            urgency=self._changed(self._urgency, sheet.urgency),
            grade=self._changed(self._grade, sheet.grade),
            lane=self._changed(self._lane, sheet.lane),
            letter_language=self._language.value or sheet.letter_language,
            large_print=bool(self._print.value),
            received_at=self.received.text,
            backdated_reason=self.reason.text,
            paper_number=self._paper.text,
            account_no=self._account.text,
            address=self._address.text,
            concerns=self._concerns.text,
        )
        self.dismiss(chosen)

    def action_sections(self) -> None:
        """Ctrl+E again: to what is told in dialogs of its own."""
        self.sections.focus()

    @on(PagedList.Chosen)
    def _go_on(self, message: PagedList.Chosen) -> None:
        self.goes_on = message.row
        self.accept()

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """Remember what the clerk chose, apart from what Desk proposed."""
        message.control.add_class("-chosen")

    @staticmethod
    def _changed(choice: Choice[V], before: V | None) -> V | None:
        # A proposal that nobody touched goes on following the narrative.
        return choice.value if choice.has_class("-chosen") else before
