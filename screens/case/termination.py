"""Dialogs about the end of the service in a case, and about taking it up again."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from desk.enums import ContactWay, PointKind
from desk.forms_loop import ReopenForm, TerminationForm
from desk.i18n import _
from desk.labels import label
from desk.services import terminating
from desk.services.terminating import Ending
from desk.staff.permissions import May, may
from screens.case.mistakes import LeadForm
from screens.case.talk import area
from screens.dialogs.form import needed
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Terminate(LeadForm):
    """The ground, what it rests on, and how the customer was told; gives the Case."""

    draft = "terminate"

    def __init__(self, reference: str, ending: Ending) -> None:
        super().__init__(
            _("End the service"),
            reference,
            intro=_(
                "Only after every point was answered and delivered. No further round follows; "
                "new facts take the case up again."
            ),
        )
        self._ending = ending
        self._grounds = {ground.id: ground for ground in ending.grounds}
        self._ground = Choice([(g.id, g.label) for g in ending.grounds])
        self._when = Static(classes="dialog-text")
        self._basis = area(2)
        self._basis.text = ending.basis
        self._beyond = area(2, placeholder=_("What they still ask for, and why it is not owed"))
        self._way = Choice([(way, label(way)) for way in ContactWay], ContactWay.PHONE)
        self._told = area(2, placeholder=_("What else they were told"))

    def rows(self) -> Iterable[Widget]:
        for one in self._ending.missing:
            yield Static(shown(f"! {one.text}", "bold $warning"), classes="dialog-text")
        yield FieldRow(_("Ground"), self._ground, name="ground")
        yield self._when
        yield FieldRow(_("Basis"), self._basis, name="basis")
        yield FieldRow(_("Asked beyond"), self._beyond, name="beyond")
        yield FieldRow(_("Told how"), self._way, name="told_way")
        yield Static(
            shown(_("Say to the customer: {words}").format(words=self._ending.told)),
            classes="dialog-text",
        )
        yield FieldRow(_("Told besides"), self._told, name="told")

    def typed(self) -> None:
        ground = self._grounds.get(self._ground.value or "")
        words = _("Choose a ground.")
        if ground is not None:
            words = _("{when} (dissatisfied in {had} rounds; asks for {n})").format(
                when=ground.why, had=self._ending.rounds, n=ground.rounds
            )
        self._when.update(shown(words))

    def lead_for(self) -> str:
        if may(self.desk_app.who.role, May.TERMINATE):
            return ""
        return _("The manager ends the service in {reference}.").format(reference=self.subject)

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = TerminationForm(
            ground=needed(self._ground.value or "", "ground"),
            basis=needed(self._basis.value.strip(), "basis"),
            beyond=needed(self._beyond.value.strip(), "beyond"),
            told_way=self._way.value or ContactWay.PHONE,
            told=self._told.value,
        )
        reference = self.subject
        return lambda desk, who: terminating.terminate(desk, who, reference, form)


class Reopen(LeadForm):
    """New facts on a case whose service ended; gives the Case."""

    draft = "reopen"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Take it up again"),
            reference,
            intro=_("For new facts. They become a point, and the reply must answer it."),
        )
        self._facts = area(3, placeholder=_("What is new since it ended"))
        self._kind = Choice([(kind, label(kind)) for kind in PointKind], PointKind.ALLEGATION)
        self._reason = ClerkInput(limit=200, placeholder=_("why it changes the matter"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("New facts"), self._facts, name="facts")
        yield FieldRow(_("As a point"), self._kind, name="kind")
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def lead_for(self) -> str:
        if may(self.desk_app.who.role, May.AGREE):
            return ""
        return _("A shift lead takes {reference} up again.").format(reference=self.subject)

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ReopenForm(
            facts=needed(self._facts.value.strip(), "facts"),
            kind=self._kind.value or PointKind.ALLEGATION,
            reason=needed(self._reason.text, "reason"),
        )
        reference = self.subject
        return lambda desk, who: terminating.reopen(desk, who, reference, form)
