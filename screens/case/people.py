"""What the room of a case does about people: who it concerns, whom of us it is about."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from desk.concern import SealedIdentity, nobody_left, people_named
from desk.enums import PartyRole
from desk.forms import PartyForm
from desk.i18n import _
from desk.services import concerns, parties
from desk.services.concerns import Named
from desk.services.parties import Told
from screens.case.acts import CaseActs
from screens.case.talk import opened
from screens.dialogs.form import FormDialog
from screens.dialogs.party_rows import PaperRows, PartyRows
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class AddPerson(FormDialog):
    """Somebody whom the case concerns; gives the Told."""

    draft = "party"

    def __init__(self, reference: str) -> None:
        super().__init__(_("Somebody else in the case"), reference)
        self._fields = PartyRows(PartyForm(role=PartyRole.REPRESENTATIVE, name=""))

    def rows(self) -> Iterable[Widget]:
        return self._fields.all_rows()

    @on(Choice.Changed)
    def _chose(self) -> None:
        self._fields.fit()

    def typed(self) -> None:
        self._fields.fit()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form, reference = self._fields.party(opened(self)), self.subject
        return lambda desk, who: parties.add_party(desk, who, reference, form)


class PaperOf(FormDialog):
    """The paper that somebody brought later or anew; gives the Told."""

    draft = "basis"

    def __init__(self, reference: str, told: Told) -> None:
        super().__init__(
            _("The paper they act by"),
            f"{reference}/{told.position}",
            intro=_("Look at the original, and at the day until which it holds."),
        )
        self._reference, self._position = reference, told.position
        one = told.party
        self._fields = PaperRows(
            PartyForm(
                role=one.role,
                name=one.name,
                basis=one.basis,
                basis_kind=one.basis_kind,
                basis_seen=True,
                basis_copied=one.basis_copied,
            )
        )

    def rows(self) -> Iterable[Widget]:
        return self._fields.paper_rows()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = self._fields.paper(opened(self))
        reference, position = self._reference, self._position
        return lambda desk, who: parties.prove_party(desk, who, reference, position, form)


class NameConcerned(FormDialog):
    """Whom of us the case is about; gives the Named."""

    draft = "concern"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("About somebody of us"),
            reference,
            intro=_("From this moment the case does not exist for them; it goes past them, up."),
        )
        self._people = ClerkInput(limit=120, placeholder=_("staff numbers or names"))
        self._note = ClerkInput(limit=200, placeholder=_("may stay empty"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("About us"), self._people, name="concerns")
        yield FieldRow(_("Note"), self._note, name="note")

    def work(self) -> "Callable[[Desk, Actor], object]":
        people = people_named(self._people.text)
        reference, note = self.subject, self._note.text
        return lambda desk, who: concerns.name_concerned(desk, who, reference, people, note)


class PeopleOfCase(CaseActs):
    """Each deed reads the case again when it is done."""

    def action_people(self) -> None:
        from screens.dialogs.people import CasePeople

        reference = self.subject

        def ask(people: list[Told]) -> None:
            def chosen(position: int | None) -> None:
                if position == 0:
                    self.open_dialog(AddPerson(reference), _("They stand in the case now."))
                elif position and people[position - 1].party.role is PartyRole.REPRESENTATIVE:
                    dialog = PaperOf(reference, people[position - 1])
                    self.open_dialog(dialog, _("The paper is noted."))

            self.app.push_screen(CasePeople(people), chosen)

        self.read(lambda desk, who: parties.list_parties(desk, who, reference), ask, group="people")

    def action_concern(self) -> None:
        def done(named: Named | None) -> None:
            if named is None:
                return
            if named.holder is None:
                self.desk_app.tell(_("Noted: the case is gone for them."), nobody_left())
            else:
                holder = _("The case is with {name} now.").format(name=named.holder.name)
                self.desk_app.tell(_("Noted: the case is gone for them."), holder)
            self.load()

        self.app.push_screen(NameConcerned(self.subject), done)

    def action_identity(self) -> None:
        from screens.dialogs.prompt import Prompt

        reference = self.subject

        def asked(reason: str | None) -> None:
            if reason:
                self.write(
                    lambda desk, who: concerns.reveal_identity(desk, who, reference, reason),
                    self._show_identity,
                )

        text = _("The look is kept with its reason. Mind who stands behind you.")
        self.app.push_screen(Prompt(_("Who reported"), _("Reason"), text=text), asked)

    def _show_identity(self, found: SealedIdentity) -> None:
        from desk.services.reveal import InFull
        from screens.dialogs.reveal import ShownInFull

        reporter = InFull(
            role=_("Who reported"),
            name=found.name,
            salutation=found.salutation,
            phone=found.phone,
            address=found.address,
            account_no=found.account_no,
        )
        self.app.push_screen(ShownInFull([reporter]))
