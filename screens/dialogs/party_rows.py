"""The fields about one person of a case, wherever somebody fills them in."""

from collections.abc import Iterator

from desk.case import Party
from desk.dates import parse_day
from desk.enums import Basis, PartyRole
from desk.forms import BasisForm, PartyForm
from desk.i18n import _
from desk.labels import label
from desk.services.base import Desk
from desk.services.parties import checked
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.printed_name import PrintedName
from screens.widgets.row import FieldRow

ROLES = (PartyRole.REPRESENTATIVE, PartyRole.ACCOUNT_HOLDER, PartyRole.ADDRESSEE)


def acts_by(party: PartyForm | Party) -> str:
    """The paper somebody acts by, with a sign where it was not seen."""
    if party.role is not PartyRole.REPRESENTATIVE:
        return ""
    name = label(party.basis_kind) if party.basis_kind else party.basis
    return name if party.basis_seen else f"! {name} ({_('not seen')})"


class PaperRows:
    """The paper by which somebody acts: what it is, whether seen and copied, how long it holds."""

    def __init__(self, given: PartyForm) -> None:
        until = given.basis_valid_to.isoformat() if given.basis_valid_to else ""
        self._kind = Choice([(one, label(one)) for one in Basis], given.basis_kind)
        self._words = ClerkInput(
            given.basis, limit=100, placeholder=_("its title, number, or day; may stay empty")
        )
        self._seen = Choice([(True, _("seen")), (False, _("not seen"))], given.basis_seen)
        self._copied = Choice(
            [(False, _("no copy kept")), (True, _("copy kept"))], given.basis_copied
        )
        self._until = ClerkInput(until, limit=20, placeholder=_("e.g. 2026-12-31"))
        self._minor = Choice([(False, _("No")), (True, _("Yes"))], given.minor)
        self._of_paper = (
            FieldRow(_("Acts by"), self._kind, name="basis_kind"),
            FieldRow(_("Which paper"), self._words, name="basis"),
            FieldRow(_("Original"), self._seen, name="basis_seen"),
            FieldRow(_("Copy"), self._copied, name="basis_copied"),
            FieldRow(_("Valid to"), self._until, name="basis_valid_to"),
        )
        self._for_minor = FieldRow(_("For a minor"), self._minor, name="minor")

    def paper_rows(self) -> Iterator[FieldRow]:
        """The fields, in their order."""
        yield from self._of_paper

    def paper(self, desk: Desk) -> BasisForm:
        """The paper as it stands in the fields; refuses a day that cannot be read."""
        until = None
        if self._until.text:
            until = parse_day(
                self._until.text, today=desk.hours.day_of(desk.clock.now()), field="basis_valid_to"
            )
        return BasisForm(
            basis=self._words.text,
            basis_kind=self._kind.value,
            basis_seen=bool(self._seen.value),
            basis_copied=bool(self._copied.value),
            basis_valid_to=until,
        )


class PartyRows(PaperRows):
    """One person and, where they act for somebody, their paper."""

    def __init__(self, given: PartyForm) -> None:
        super().__init__(given)
        self._role = Choice([(role, label(role)) for role in ROLES], given.role)
        self._called = ClerkInput(given.name, limit=200)
        self._printed = PrintedName(given.printed_name, self._called)
        self._salutation = ClerkInput(given.salutation, limit=20)
        self._phone = ClerkInput(given.phone, limit=30)
        self._address = ClerkInput(given.address, limit=200)

    def all_rows(self) -> Iterator[FieldRow]:
        """The fields, in their order."""
        yield FieldRow(_("As what"), self._role, name="role")
        yield FieldRow(_("Name"), self._called, name="name")
        yield self._printed
        yield FieldRow(_("Salutation"), self._salutation, name="salutation")
        yield FieldRow(_("Phone"), self._phone, name="phone")
        yield FieldRow(_("Address"), self._address, name="address")
        yield from self.paper_rows()
        yield self._for_minor

    def fit(self) -> None:
        """Show what belongs to the role that is chosen."""
        acts = self._role.value is PartyRole.REPRESENTATIVE
        for row in self._of_paper:
            row.display = acts
        self._for_minor.display = acts and self._kind.value is Basis.GUARDIAN

    def party(self, desk: Desk) -> PartyForm:
        """The person as they stand in the fields; refuses what is missing or does not hold."""
        role = self._role.value or PartyRole.REPRESENTATIVE
        acts = role is PartyRole.REPRESENTATIVE
        paper = self.paper(desk) if acts else BasisForm(basis_seen=False)
        form = PartyForm(
            role=role,
            name=self._called.text,
            printed_name=self._printed.text,
            salutation=self._salutation.text,
            phone=self._phone.text,
            address=self._address.text,
            basis=paper.basis,
            basis_kind=paper.basis_kind,
            basis_seen=paper.basis_seen,
            basis_copied=paper.basis_copied,
            basis_valid_to=paper.basis_valid_to,
            minor=acts and self._kind.value is Basis.GUARDIAN and bool(self._minor.value),
        )
        checked(desk, form)
        return form
