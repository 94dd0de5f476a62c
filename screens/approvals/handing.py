"""Dialogs from the paper to the receipt: delivering, a try that failed, the slip that came back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.dates import parse_day, parse_moment
from desk.enums import Delivery, Rating
from desk.forms import AttemptForm, DeliveryForm, ReceiptForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.letter.delivery import TRIES, DeliveryAttempt, failed_tries
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services import delivery, receipts
from desk.views import LetterRow
from screens.approvals.forms import LONGEST_NOTE, name_of
from screens.dialogs.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Way(StrEnum):
    """What the clerk may say of a letter that lies ready: it is settled, or a try failed."""

    BY_HAND = Delivery.BY_HAND.value
    POST = Delivery.POST.value
    REFUSED = Delivery.REFUSED.value
    NOT_MET = "not_met"
    NOT_FOUND = Delivery.NOT_FOUND.value
    NOBODY = Delivery.NOBODY.value


_FIELDS: dict[Way, tuple[str, ...]] = {
    Way.BY_HAND: ("receiver", "entitled", "at"),
    Way.POST: ("tracking", "note", "at"),
    Way.REFUSED: ("witness", "note", "at"),
    Way.NOT_MET: ("note", "next_on", "at"),
    Way.NOT_FOUND: ("note",),
    Way.NOBODY: ("note",),
}
"""The fields each way needs, beside the way itself."""

_NOTES = {
    Way.POST: N_("may stay empty"),
    Way.REFUSED: N_("may stay empty; what the customer said"),
    Way.NOT_MET: N_("where you tried and what you found"),
    Way.NOT_FOUND: N_("may stay empty; the tries are on record"),
    Way.NOBODY: N_("why there is nobody to deliver to; a shift lead notes this"),
}


class _Dated(FormDialog):
    """A form with days and times as a clerk types them."""

    def moment(self, field: ClerkInput, name: str) -> datetime | None:
        """The time typed in a field; None where nothing stands there."""
        desk = self.desk_app.desk
        if not field.text or desk is None:
            return None
        return parse_moment(
            field.text,
            now=desk.clock.now(),
            zone=desk.branch.timezone,
            calendar=desk.calendar,
            field=name,
        )

    def day(self, field: ClerkInput, name: str) -> date | None:
        """The day typed in a field; None where nothing stands there."""
        desk = self.desk_app.desk
        if not field.text or desk is None:
            return None
        today = desk.hours.day_of(desk.clock.now())
        return parse_day(field.text, today=today, calendar=desk.calendar, field=name)


class Deliver(_Dated):
    """How the letter reached the customer, or that a try failed.

    Gives the Letter, or the DeliveryAttempt that failed.
    """

    draft = "deliver_letter"

    def __init__(
        self, row: LetterRow, attempts: Sequence[DeliveryAttempt], tell: "Callable[[datetime], str]"
    ) -> None:
        tries = [
            _("{when}: {result}, {note}").format(
                when=tell(one.at), result=label(one.result), note=one.note
            )
            for one in attempts
        ]
        super().__init__(
            _("Deliver {name}").format(name=name_of(row)), row.letter_id, intro="\n".join(tries)
        )
        failed = failed_tries(attempts)
        words = {Way.NOT_MET: _("Nobody met: note a try")} | {
            Way(way.value): label(way) for way in Delivery
        }
        if failed < TRIES:
            words[Way.NOT_FOUND] = _("Not found (after {n} tries)").format(n=TRIES)
        self._how = Choice[Way]([(way, words[way]) for way in Way], Way.BY_HAND, folded=False)
        self._receiver = ClerkInput(limit=60, placeholder=_("empty: the addressee in person"))
        self._entitled = ClerkInput(
            limit=LONGEST_NOTE, placeholder=_("somebody else: adult of the household, authority…")
        )
        self._tracking = ClerkInput(limit=40, placeholder=_("e.g. XA12345678901"))
        self._witness = ClerkInput(limit=20, placeholder=_("staff number of who saw it"))
        self._note = ClerkInput(limit=LONGEST_NOTE)
        self._next = ClerkInput(limit=20, placeholder=_("empty: the next working day"))
        self._at = ClerkInput(limit=40, placeholder=_("empty: now; else e.g. 14:30"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("How"), self._how, name="delivery")
        yield FieldRow(_("Taken by"), self._receiver, name="receiver")
        yield FieldRow(_("By what right"), self._entitled, name="entitled")
        yield FieldRow(_("Postal number"), self._tracking, name="tracking")
        yield FieldRow(_("Witness"), self._witness, name="witness")
        yield FieldRow(_("Note"), self._note, name="note")
        yield FieldRow(_("Next try"), self._next, name="next_on")
        yield FieldRow(_("When"), self._at, name="at")

    def typed(self) -> None:
        how = self._how.value
        for row in self.query(FieldRow):
            if row.field != "delivery":
                row.display = how is not None and row.field in _FIELDS[how]
        if how in _NOTES:
            self._note.placeholder = _(_NOTES[how])

    def work(self) -> "Callable[[Desk, Actor], object]":
        how, letter_id = self._how.value, self.subject
        if how is None:
            raise Refusal(_("Choose how it was delivered."), field="delivery")
        at = self.moment(self._at, "at") if "at" in _FIELDS[how] else None
        if how is Way.NOT_MET:
            tried = AttemptForm(
                note=self._note.text, at=at, next_on=self.day(self._next, "next_on")
            )
            return lambda desk, who: delivery.failed_attempt(desk, who, letter_id, tried)
        said = {
            name: field.text
            for name, field in (
                ("receiver", self._receiver),
                ("entitled", self._entitled),
                ("tracking", self._tracking),
                ("witness", self._witness),
                ("note", self._note),
            )
            if name in _FIELDS[how]
        }
        form = DeliveryForm(delivery=Delivery(how.value), at=at, **said)
        return lambda desk, who: delivery.deliver_letter(desk, who, letter_id, form)


class CameBack(_Dated):
    """The post brought a letter back; gives the DeliveryAttempt."""

    draft = "letter_came_back"

    def __init__(self, row: LetterRow) -> None:
        super().__init__(
            _("{name} came back by post").format(name=name_of(row)),
            row.letter_id,
            intro=_("It lies among the letters to deliver again; choose another way there."),
        )
        self._note = ClerkInput(limit=LONGEST_NOTE, placeholder=_("e.g. returned: moved away"))
        self._next = ClerkInput(limit=20, placeholder=_("empty: the next working day"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason on it"), self._note, name="note")
        yield FieldRow(_("Next try"), self._next, name="next_on")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = AttemptForm(
            note=self._note.text, came_back=True, next_on=self.day(self._next, "next_on")
        )
        letter_id = self.subject
        return lambda desk, who: delivery.failed_attempt(desk, who, letter_id, form)


class ReceiptBack(_Dated):
    """The signed slip, with the box the customer ticked; gives the Letter."""

    draft = "letter_receipt"

    def __init__(self, row: LetterRow) -> None:
        super().__init__(
            _("The receipt of {name} is back").format(name=name_of(row)),
            row.letter_id,
            intro=_("What is ticked on it counts as said unasked; nobody types it twice."),
        )
        options: list[tuple[Rating | str, str]] = [("", _("no box ticked"))]
        options += [(one, label(one)) for one in Rating]
        self._rating = Choice[Rating | str](options, "", folded=False)
        self._signed = ClerkInput(limit=20, placeholder=_("empty: today"))
        self._words = ClerkInput(limit=LONGEST_NOTE, placeholder=_("may stay empty"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Box ticked"), self._rating, name="rating")
        yield FieldRow(_("Signed on"), self._signed, name="signed_on")
        yield FieldRow(_("Words on it"), self._words, name="words")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ReceiptForm(
            signed_on=self.day(self._signed, "signed_on"),
            rating=Rating(self._rating.value) if self._rating.value else None,
            words=self._words.text,
        )
        letter_id = self.subject
        return lambda desk, who: receipts.countersign_letter(desk, who, letter_id, form)


def told_in(desk: "Desk") -> "Callable[[datetime], str]":
    """How moments are said at this branch."""
    return lambda at: say_moment(desk.hours.local(at), current(), year=False)
