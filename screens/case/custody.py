"""Dialogs about who holds a case: offering it, and an answer by word."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from desk.custody import Handover
from desk.forms import ByWordForm, HandoverForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.services import custody, people
from desk.services.away import Away, StandIn, who_is_away
from desk.staff.model import Staff
from screens.case.talk import area, moment_from
from screens.dialogs.form import FormDialog, needed
from screens.each import Row, for_each
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class OfferHandover(FormDialog):
    """Offer a case to a colleague here, or to a named person elsewhere; gives the Handover.

    With `several` they are all offered in one go; gives what came of each.
    """

    draft = "handover"

    def __init__(self, reference: str, several: Sequence[str] = ()) -> None:
        title = _("Hand over {reference}").format(reference=reference)
        if several:
            title = _("Hand over {n} cases").format(n=len(several))
        intro = _("You hold the case until it is accepted.")
        super().__init__(title, reference, intro=intro, kept_as=",".join(several)[:60])
        self._several = tuple(several)
        self.sent: HandoverForm | None = None
        """What was sent off last, to be offered again with another case."""
        self._where = Choice(
            [(True, _("A colleague here")), (False, _("Somebody elsewhere"))], True
        )
        self._staff = ClerkInput(limit=40, placeholder=_("number, name or unit"))
        self._list = PagedList[Staff](
            [Column(_("Number"), 8), Column(_("Name"), 10), Column(_("Unit"), 10, grows=1)],
            self._colleague,
            empty=_("Nobody is called that."),
            id="colleagues",
        )
        self._list.can_focus = False
        self._person_name = ClerkInput(limit=40)
        self._unit = ClerkInput(limit=60)
        self._phone = ClerkInput(limit=30)
        self._matter = ClerkInput(limit=300, placeholder=_("What is to be done"))
        self._told = ClerkInput(limit=300, placeholder=_("e.g. who will call, and when"))
        self._by = ClerkInput(limit=40, placeholder=_("e.g. tomorrow 10:00"))
        self._reached = Choice(
            [(True, _("Somebody was reached")), (False, _("Nobody; the shift lead is asked"))], True
        )
        self._anyway = Choice(
            [(False, _("No, I choose somebody else")), (True, _("Yes; the offer lapses at once"))],
            False,
        )
        self._people: list[Staff] = []
        self._away: dict[str, list[str]] = {}
        # Who is away now, each with the names of those who stand in.
        self._warned = False

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("To"), self._where, name="where")
        yield FieldRow(_("Colleague"), self._staff, name="to_staff", classes="here")
        yield self._list
        yield FieldRow(_("All the same"), self._anyway, name="anyway", classes="anyway")
        yield FieldRow(_("Name"), self._person_name, name="to_name", classes="elsewhere")
        yield FieldRow(_("Unit"), self._unit, name="to_unit", classes="elsewhere")
        yield FieldRow(_("Phone"), self._phone, name="to_phone", classes="elsewhere")
        yield FieldRow(_("Reached"), self._reached, name="unreachable", classes="elsewhere")
        yield FieldRow(_("Matter"), self._matter, name="matter", own=True)
        yield FieldRow(_("Told"), self._told, name="told", own=True)
        yield FieldRow(_("Contact by"), self._by, name="contact_by")

    def on_mount(self) -> None:
        super().on_mount()
        self._staff.focus()
        self.read(people.list_staff, self._known, group="staff")
        self.read(who_is_away, self._know_away, group="away")

    def _know_away(self, known: tuple[list[Away], list[StandIn]]) -> None:
        away, standing_in = known
        self._away = {
            one.absence.staff_id: [
                s.deputy for s in standing_in if s.delegation.absent_id == one.absence.staff_id
            ]
            for one in away
            if one.now
        }
        self._list.refresh()

    def _colleague(self, person: Staff) -> list[Cell]:
        deputies = self._away.get(person.id)
        unit = f"{person.unit} {label(person.role)}"
        if deputies is None:
            return [person.number, person.name, unit]
        words = _("away")
        if deputies:
            words = _("away, {names} stands in").format(names=_(", ").join(deputies))
        return [person.number, person.name, (f"✗ {words}", "late")]

    def _known(self, staff: list[Staff]) -> None:
        own = self.desk_app.who.staff_id
        self._people = [person for person in staff if person.active and person.id != own]
        self.typed()

    def typed(self) -> None:
        here = self._where.value is not False
        for row in self.query(".here"):
            row.display = here
        for row in self.query(".elsewhere"):
            row.display = not here
        chosen = self._chosen()
        away = here and chosen is not None and (chosen.id in self._away or self._warned)
        for row in self.query(".anyway"):
            row.display = away
        self._list.display = here and self._chosen() is None
        if here:
            asked = self._staff.text.casefold()
            self._list.show([p for p in self._people if asked in _words_of(p)])

    def _chosen(self) -> Staff | None:
        """The colleague whose number stands in the field."""
        number = self._staff.text.partition(" ")[0].upper()
        return next((p for p in self._people if p.number == number), None)

    def on_key(self, event: events.Key) -> None:
        if self.focused is self._staff and event.key in ("up", "down"):
            event.stop()
            self._list.cursor += 1 if event.key == "down" else -1

    @on(Input.Submitted)
    def _pick(self, event: Input.Submitted) -> None:
        if event.input is self._staff and self._chosen() is None and self._list.marked is not None:
            person = self._list.marked
            self._staff.value = f"{person.number} {person.name}"

    @on(PagedList.Marked)
    def _marked(self, event: PagedList.Marked) -> None:
        event.stop()

    def refused(self, refusal: Refusal) -> None:
        if refusal.code == "receiver_absent":
            self._warned = True
            self.typed()
        super().refused(refusal)

    def work(self) -> "Callable[[Desk, Actor], object]":
        here = self._where.value is not False
        number = ""
        if here:
            number = needed(self._staff.text, "to_staff").partition(" ")[0]
        form = HandoverForm(
            to_staff=number,
            to_name="" if here else needed(self._person_name.text, "to_name"),
            to_unit="" if here else self._unit.text,
            to_phone="" if here else needed(self._phone.text, "to_phone"),
            matter=needed(self._matter.text, "matter"),
            told=needed(self._told.text, "told"),
            contact_by=moment_from(self, self._by.text, "contact_by"),
            unreachable=not here and self._reached.value is False,
            anyway=here and self._anyway.value is True,
        )
        self.sent = form
        reference = self.subject
        if self._several:
            rows = [Row(one, one) for one in self._several]
            return for_each(
                rows, lambda desk, who, one: custody.offer_handover(desk, who, one, form)
            )
        return lambda desk, who: custody.offer_handover(desk, who, reference, form)


def _words_of(person: Staff) -> str:
    return f"{person.number} {person.name} {person.unit}".casefold()


class AnswerByWord(FormDialog):
    """What the receiver of an offer said, taken down by the giver; gives the Handover."""

    draft = "by_word"

    def __init__(self, reference: str, handover: Handover) -> None:
        super().__init__(
            _("Answer by word"),
            reference,
            intro=_("{name} cannot sign in here: write down who said what.").format(
                name=handover.receiver_name
            ),
        )
        self._takes = Choice([(True, _("Takes the case")), (False, _("Declines"))], True)
        self._person = ClerkInput(handover.receiver_name, limit=40)
        self._phone = ClerkInput(handover.receiver_phone, limit=30)
        self._reason = ClerkInput(limit=300)
        self._words = area(2, limit=500)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Answer"), self._takes, name="takes")
        yield FieldRow(_("Who said it"), self._person, name="person")
        yield FieldRow(_("Phone"), self._phone, name="phone")
        yield FieldRow(_("Reason"), self._reason, name="reason")
        yield FieldRow(_("Words"), self._words, name="words")

    def typed(self) -> None:
        for row in self.query(FieldRow):
            if row.field == "reason":
                row.display = self._takes.value is False

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ByWordForm(
            person=needed(self._person.text, "person"),
            phone=self._phone.text,
            words=needed(self._words.value, "words"),
        )
        reference = self.subject
        if self._takes.value is False:
            reason = needed(self._reason.text, "reason")
            return lambda desk, who: custody.decline_handover(desk, who, reference, reason, form)
        return lambda desk, who: custody.accept_handover(desk, who, reference, form)
