"""What a new case has beyond the counter: calls that were made, the same matter elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.enums import ExternalSource, ReportTo
from desk.forms_counter import ExternalForm, ReportForm
from desk.i18n import _, current
from desk.labels import label
from desk.playbook.entries import Sensitive
from desk.refusals import Refusal
from desk.reporting import receiver_of
from desk.saying import joined
from desk.services import externals
from desk.services.base import Desk
from screens.dialogs.elsewhere import double_words
from screens.intake.aside import AsideDialog
from screens.intake.paras import colon
from screens.limits import typed_limit
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

RECEIVER = ReportTo.REPAIR
"""Who is phoned where nothing says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMade:
    """A call before the case was registered; `at` is an ISO instant."""

    receiver: ReportTo
    person: str = ""
    number: str = ""
    at: str

    @property
    def brings_help(self) -> bool:
        """Whether somebody comes because of it; what is told upward is not for the customer."""
        return self.receiver not in (ReportTo.SUPERIOR, ReportTo.SPOKESPERSON)

    def form(self) -> ReportForm:
        """As it is registered."""
        return ReportForm(
            receiver=self.receiver,
            person=self.person,
            number=self.number,
            at=datetime.fromisoformat(self.at),
        )

    def words(self, desk: Desk) -> str:
        """What is noted on the form, with the time at the branch."""
        time = f"{desk.hours.local(datetime.fromisoformat(self.at)):%H:%M}"
        text = _("Emergency phoned in at {time}").format(time=time)
        who = " ".join(filter(None, (self.person, self.number)))
        return colon(text, who or label(self.receiver))


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The same matter at another channel; `due` is as the clerk typed it."""

    source: ExternalSource
    number: str
    due: str = ""

    def form(self, desk: Desk, place: int) -> ExternalForm:
        """As it is registered; refuses a due time that cannot be read."""
        due = None
        if self.due.strip():
            due = typed_limit(desk, self.due, f"externals.{place}.due_at")
        return ExternalForm(source=self.source, number=self.number, due_at=due)


def calls_from(rows: Iterable[dict[str, Any]]) -> tuple[CallMade, ...]:
    """Calls as a draft kept them."""
    return tuple(CallMade(**{**row, "receiver": ReportTo(row["receiver"])}) for row in rows)


def elsewhere_from(rows: Iterable[dict[str, Any]]) -> tuple[Elsewhere, ...]:
    """Outside numbers as a draft kept them."""
    return tuple(Elsewhere(**{**row, "source": ExternalSource(row["source"])}) for row in rows)


def still_to_call(
    entries: Sequence[Sensitive], wanted: Sequence[ReportTo], made: Sequence[CallMade]
) -> list[ReportTo]:
    """Whom to phone because of danger or a rule, and nobody noted yet; in order."""
    phones = [receiver_of(one.number) for entry in entries for one in entry.call]
    done = {call.receiver for call in made}
    return [one for one in dict.fromkeys([*phones, *wanted]) if one not in done]


class Called(AsideDialog[CallMade]):
    """A call that was made; gives it with the time at which the dialog was opened.

    `left` is whom to phone still; `made` was noted before.
    """

    aside = "called"

    def __init__(self, left: Sequence[ReportTo], made: Sequence[CallMade], now: datetime):
        super().__init__(_("The call"))
        self._now = now
        self._left = left
        self._made = made
        order = list(dict.fromkeys([*left, *ReportTo]))
        # After the first nothing stands chosen, so that nobody notes a call that was not made.
        first = None if made else (order[0] if left else RECEIVER)
        self._to = Choice([(one, label(one)) for one in order], first)
        self._person = ClerkInput(limit=60)
        self._number = ClerkInput(limit=60, placeholder=_("if there is one"))

    def body(self) -> Iterable[Widget]:
        text = _("Say who answered and the ticket number, if there is one.")
        if self._made:
            noted = joined((label(call.receiver) for call in self._made), current())
            text = _("Noted: {calls}. Note the next one, or press Esc.").format(calls=noted)
        yield Static(shown(text), classes="dialog-text")
        yield FieldRow(_("Whom"), self._to, name="receiver")
        yield FieldRow(_("Who answered"), self._person)
        yield FieldRow(_("Ticket"), self._number)

    def on_mount(self) -> None:
        super().on_mount()
        (self._to if self._made else self._person).focus()

    def accept(self) -> None:
        receiver = self._to.value
        if receiver is None:
            if not self._person.text and not self._number.text:
                self.dismiss(None)
                return
            words = _("Say whom you phoned.")
            self.refused(Refusal(words, field="receiver", code="missing"))
            return
        self.dismiss(
            CallMade(
                receiver=receiver,
                person=self._person.text,
                number=self._number.text,
                at=self._now.isoformat(),
            )
        )


class SameElsewhere(AsideDialog[tuple[Elsewhere, ...]]):
    """One number for each channel; gives those that were filled in."""

    aside = "elsewhere"

    def __init__(self, given: Sequence[Elsewhere], refusal: Refusal | None = None) -> None:
        super().__init__(_("The same matter elsewhere"))
        self._refusal = refusal
        self._given = given
        known = {one.source: one for one in given}
        self._numbers = {
            one: ClerkInput(known[one].number if one in known else "", limit=60)
            for one in ExternalSource
        }
        self._dues = {
            one: ClerkInput(
                known[one].due if one in known else "",
                limit=40,
                placeholder=_("due there; else by the limit of that channel"),
            )
            for one in ExternalSource
        }

    def body(self) -> Iterable[Widget]:
        text = _("Ask for the number: we answer once, by the earliest due of all.")
        yield Static(shown(text), classes="dialog-text")
        for source in ExternalSource:
            yield FieldRow(label(source), self._numbers[source], name=f"{source.value}.number")
            yield FieldRow("", self._dues[source], name=f"{source.value}.due_at")

    def on_mount(self) -> None:
        super().on_mount()
        if self._refusal is not None:
            self.call_after_refresh(self._refuse, self._refusal)

    def _refuse(self, refusal: Refusal) -> None:
        _externals, place, field = refusal.field.split(".")
        source = self._given[int(place)].source.value
        self.refused(
            Refusal(refusal.message, refusal.hint, field=f"{source}.{field}", code=refusal.code)
        )

    @on(Input.Blurred)
    def _left(self, message: Input.Blurred) -> None:
        """Warn of a number that another case holds before anything is kept."""
        for source, field in self._numbers.items():
            if field is message.input and field.text:
                self._look(source, field.text)

    def _look(self, source: ExternalSource, number: str) -> None:
        def known(cases: list[str]) -> None:
            for row in self.query(FieldRow):
                if cases and row.field == f"{source.value}.number":
                    row.say(*double_words(cases))

        self.read(
            lambda desk, who: externals.known(desk, who, source, number), known, group=source.value
        )

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        made = []
        for source, number in self._numbers.items():
            due = self._dues[source].text
            if number.text:
                made.append(Elsewhere(source=source, number=number.text, due=due))
            elif due:
                words = _("The number of the other channel is missing.")
                self.refused(Refusal(words, field=f"{source.value}.number", code="missing"))
                return
        desk = self.desk_app.desk
        try:
            for place, one in enumerate(made):
                if desk is not None:
                    one.form(desk, place)
        except Refusal as refusal:
            self._given = made
            self._refuse(refusal)
            return
        self.dismiss(tuple(made))
