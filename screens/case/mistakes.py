"""Dialogs for what went wrong in a case: nothing is overwritten, the number stays."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import Confirmation, LinkKind
from desk.forms_counter import LinkForm, RecordForm, WithdrawForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.services import linking, mistakes
from desk.staff.permissions import May, may
from screens.case.find_case import FindsCase
from screens.case.talk import area
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class LeadForm(FormDialog):
    """A form that a shift lead agrees to over the shoulder where the person may not do it."""

    def lead_for(self) -> str:
        """What the lead agrees to; "" while nobody else is needed."""
        return ""

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            job = self.work()
        except Refusal as refusal:
            self.refused(refusal)
            return
        words = self.lead_for()
        if not words:
            self.write(job, self._done)
            return

        def agreed(lead: "Actor | None") -> None:
            if lead is not None:
                self.write(job, self._done, who=lead)

        self.app.push_screen(OverTheShoulder(words), agreed)


class AddSupplement(FormDialog):
    """Something that is told later; gives the Supplement."""

    draft = "supplement"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Supplement"),
            reference,
            intro=_(
                "It stands below what was told before, with today's date; that stays as it is."
            ),
        )
        self._text = area(
            5, limit=mistakes.LONGEST_SUPPLEMENT, placeholder=_("What is told now, word for word")
        )
        self._told_by = ClerkInput(limit=60, placeholder=_("if it was not the customer"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Told now"), self._text, name="text")
        yield FieldRow(_("Said by"), self._told_by, name="told_by")

    def work(self) -> "Callable[[Desk, Actor], object]":
        text, told_by, reference = self._text.value, self._told_by.text, self.subject
        return lambda desk, who: mistakes.supplement(desk, who, reference, text, told_by)


class Withdraw(FormDialog):
    """The customer takes the case back; gives what came of it."""

    draft = "withdraw"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("The customer withdraws"),
            reference,
            intro=_("The case ends and keeps its number. Nobody is talked into it."),
        )
        self._words = area(3, placeholder=_("Why they take it back, in their own words"))
        self._how = Choice([(how, label(how)) for how in Confirmation], Confirmation.SIGNED)
        self._witness = ClerkInput(limit=20, placeholder=_("staff number of a colleague"))
        self._why = ClerkInput(limit=200, placeholder=_("why nobody else could be there"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Their words"), self._words, name="words")
        yield FieldRow(_("Confirmed"), self._how, name="how")
        yield FieldRow(_("Witness"), self._witness, name="witness", classes="unsigned")
        yield FieldRow(_("Or why none"), self._why, name="reason", classes="unsigned")

    def typed(self) -> None:
        for row in self.query(".unsigned"):
            row.display = self._how.value is not Confirmation.SIGNED

    def work(self) -> "Callable[[Desk, Actor], object]":
        how = self._how.value or Confirmation.SIGNED
        signed = how is Confirmation.SIGNED
        form = WithdrawForm(
            words=self._words.value,
            confirmation=RecordForm(
                how=how,
                witness="" if signed else self._witness.text,
                reason="" if signed else self._why.text,
            ),
        )
        reference = self.subject
        return lambda desk, who: mistakes.withdraw(desk, who, reference, form)


class Annul(FindsCase, LeadForm):
    """A case that should not be one; gives what came of it."""

    draft = "annul"
    other_field = "duplicate_of"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Annul this case"),
            reference,
            intro=_("For what was taken down twice or by mistake. The number stays, with reason."),
        )
        self._reason = ClerkInput(limit=200, placeholder=_("e.g. taken down twice"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._reason, name="reason")
        yield FieldRow(_("Goes on under"), self.other, name=self.other_field)
        yield self.hits

    def lead_for(self) -> str:
        if may(self.desk_app.who.role, May.DECIDE_SCOPE):
            return ""
        return _("A shift lead annuls {reference}.").format(reference=self.subject)

    def work(self) -> "Callable[[Desk, Actor], object]":
        reason, reference, other = (
            needed(self._reason.text, "reason"),
            self.subject,
            self.other.text,
        )
        return lambda desk, who: mistakes.annul(desk, who, reference, reason, other)


class LinkCase(FindsCase, FormDialog):
    """Another case beside this one; gives the CaseLink."""

    draft = "link"
    other_field = "other"

    def __init__(self, reference: str) -> None:
        super().__init__(_("Link another case"), reference)
        self._kind = Choice([(kind, label(kind)) for kind in LinkKind], LinkKind.RELATED)
        self._note = ClerkInput(limit=200)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Other case"), self.other, name=self.other_field)
        yield self.hits
        yield FieldRow(_("How related"), self._kind, name="kind")
        yield FieldRow(_("Note"), self._note, name="note")

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = LinkForm(
            other=needed(self.other.text, self.other_field),
            kind=self._kind.value or LinkKind.RELATED,
            note=self._note.text,
        )
        reference = self.subject
        return lambda desk, who: linking.link_cases(desk, who, reference, form)


class EndLink(FormDialog):
    """Which case does not belong beside this one any more, and why; gives the CaseLink."""

    draft = "unlink"

    def __init__(self, reference: str, others: Sequence[str]) -> None:
        super().__init__(_("End a link"), reference)
        self._other = Choice([(number, number) for number in others], others[0])
        self._reason = ClerkInput(limit=200)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Other case"), self._other, name="other")
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        other, reason = self._other.value or "", needed(self._reason.text, "reason")
        reference = self.subject
        return lambda desk, who: linking.unlink_cases(desk, who, reference, other, reason)
