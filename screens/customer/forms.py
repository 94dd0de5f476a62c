"""Dialogs that put a customer's file right; what is masked stays masked while it is changed.

A field shows in its placeholder what stands on file. Left empty it stays so; "-" empties it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from desk import file_words, masks
from desk.customer import Account
from desk.customer_file import CustomerContact
from desk.enums import Nature, NoteKind, SupplyRelation
from desk.forms_file import AccountForm, NoteForm, OriginalForm, ReachForm, RelationForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.services import customer_file, file_additions, file_changes
from desk.services.customer_file import CustomerFile
from desk.text import clean_line
from screens.customer.days import day_typed
from screens.dialogs.form import FormDialog
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

    Work = Callable[[Desk, Actor], object]

EMPTIES = "-"
"""What is typed into a field to take away what stands on file."""


class FileForm(FormDialog):
    """A dialog on a customer's file. If somebody else changed it meanwhile, it shows what stands.

    `fields` are lines by name; `stands` says what is on file for each.
    """

    def __init__(
        self, title: str, found: CustomerFile, intro: str = "", *, row_id: str = ""
    ) -> None:
        customer_id = found.customer.id
        kept_as = f"{customer_id}/{row_id}" if row_id else ""
        super().__init__(title, customer_id, intro=intro, kept_as=kept_as)
        self.found = found
        self.fields: dict[str, ClerkInput] = {}
        self.reason = ClerkInput(limit=200, placeholder=_("needed where something is replaced"))
        self._meanwhile = Static(classes="form-restored")
        self._meanwhile.display = False

    def stands(self) -> dict[str, str]:
        """What stands on file, masked, by field."""
        return {}

    def line(self, name: str, limit: int = 200) -> FieldRow:
        """The row of a line that shows what stands on file."""
        self.fields[name] = ClerkInput(limit=limit, placeholder=self._standing(name))
        return FieldRow(_(file_words.FIELDS[name]), self.fields[name], name=name)

    def _standing(self, name: str) -> str:
        stands = self.stands()
        if not stands:
            return ""
        # A placeholder breaks at spaces, and only its first line is seen.
        return clean_line(stands[name]).replace(" ", "\u00a0") or _("nothing on file")

    def typed_in(self, name: str) -> str | None:
        """What was typed: None to leave what stands there, "" to take it away."""
        text = self.fields[name].text
        return {"": None, EMPTIES: ""}.get(text, text)

    def body(self) -> Iterable[Widget]:
        yield self._meanwhile
        yield from super().body()

    def refused(self, refusal: Refusal) -> None:
        if refusal.code != "changed_meanwhile":
            super().refused(refusal)
            return
        subject = self.subject

        def show(found: CustomerFile) -> None:
            self.found = found
            self.take_up()
            for name, field in self.fields.items():
                field.placeholder = self._standing(name)
            self._meanwhile.update(shown(f"! {refusal.message} {refusal.hint}"))
            self._meanwhile.display = True

        self.read(lambda desk, who: customer_file.customer_file(desk, who, subject), show)

    def take_up(self) -> None:
        """The file was read again: find the row that is being changed in it."""


class ChangeOriginal(FileForm):
    """The original record: name, kind, number, phone, address."""

    draft = "customer"

    def __init__(self, found: CustomerFile) -> None:
        intro = _("Left empty a field stays as it is; “-” empties it. Cases keep what they hold.")
        super().__init__(_("Original record"), found, intro)
        kept = found.customer
        self._nature = Choice([(nature, label(nature)) for nature in Nature], kept.nature)
        sizes = [(False, _("usual")), (True, _("Large print"))]
        self._large = Choice(sizes, kept.large_print)

    def stands(self) -> dict[str, str]:
        kept = self.found.customer
        return {
            "name": file_words.masked_name(kept),
            "printed_name": masks.mask_name(kept.printed_name),
            "salutation": kept.salutation,
            "number": masks.mask_account(kept.number),
            "phone": masks.mask_phone(kept.phone),
            "address": masks.mask_address(kept.address),
        }

    def rows(self) -> Iterable[Widget]:
        yield self.line("name")
        yield self.line("salutation", 20)
        yield FieldRow(_("Kind"), self._nature, name="nature")
        yield self.line("number", 40)
        yield self.line("phone", 40)
        yield self.line("address")
        yield FieldRow(_("Papers"), self._large, name="large_print")
        yield self.line("printed_name")
        yield FieldRow(_("Reason"), self.reason, name="reason")

    def work(self) -> "Work":
        typed = {name: self.typed_in(name) for name in self.fields}
        form = OriginalForm(
            **typed,
            nature=self._nature.value,
            large_print=self._large.value,
            reason=self.reason.text,
        )
        kept = self.found.customer
        return lambda desk, who: file_changes.correct_customer(
            desk, who, kept.id, form, version=kept.version
        )


class ChangeAccount(FileForm):
    """A supply account: a new one, or one that moved or got another meter."""

    draft = "account"
    _NAMES = ("number", "address", "meter_no", "supply_class", "supply_area", "equipment")

    def __init__(self, found: CustomerFile, account: Account | None) -> None:
        intro = _("Left empty a field stays as it is; “-” empties it.") if account else ""
        super().__init__(_("Supply account"), found, intro, row_id=account.id if account else "")
        self._account = account

    def take_up(self) -> None:
        old = self._account
        if old is not None:
            self._account = next((a for a in self.found.accounts if a.id == old.id), old)

    def stands(self) -> dict[str, str]:
        account = self._account
        if account is None:
            return {}
        return {
            "number": masks.mask_account(account.number),
            "address": masks.mask_address(account.address),
            "meter_no": masks.mask_account(account.meter_no),
            "supply_class": account.supply_class,
            "supply_area": account.supply_area,
            "equipment": account.equipment,
        }

    def rows(self) -> Iterable[Widget]:
        for name in self._NAMES:
            row = self.line(name, 30 if name == "number" else 200)
            yield FieldRow(_("Account"), row.control, name=name) if name == "number" else row
        if self._account is not None:
            yield FieldRow(_("Reason"), self.reason, name="reason")

    def work(self) -> "Work":
        typed = {name: self.typed_in(name) for name in self._NAMES}
        form = AccountForm(**typed, reason=self.reason.text)
        account, customer_id = self._account, self.subject
        return lambda desk, who: file_changes.set_account(
            desk,
            who,
            customer_id,
            form,
            account_id=account.id if account else "",
            version=account.version if account else 0,
        )


class ChangeReach(FileForm):
    """A person by whom the customer is reached."""

    draft = "reach"
    _NAMES = ("name", "relation", "phone", "note")

    def __init__(self, found: CustomerFile, person: CustomerContact | None) -> None:
        intro = _("Left empty a field stays as it is; “-” empties it.") if person else ""
        super().__init__(_("Reached through"), found, intro, row_id=person.id if person else "")
        self._person = person

    def take_up(self) -> None:
        old = self._person
        if old is not None:
            self._person = next((c for c in self.found.contacts if c.id == old.id), old)

    def stands(self) -> dict[str, str]:
        person = self._person
        if person is None:
            return {}
        return {
            "name": masks.mask_name(person.name),
            "relation": person.relation,
            "phone": masks.mask_phone(person.phone),
            "note": masks.mask_in_text(person.note),
        }

    def rows(self) -> Iterable[Widget]:
        for name in self._NAMES:
            yield self.line(name)
        if self._person is not None:
            yield FieldRow(_("Reason"), self.reason, name="reason")

    def work(self) -> "Work":
        typed = {name: self.typed_in(name) for name in self._NAMES}
        form = ReachForm(**typed, reason=self.reason.text)
        person, customer_id = self._person, self.subject
        return lambda desk, who: file_changes.set_contact(
            desk,
            who,
            customer_id,
            form,
            contact_id=person.id if person else "",
            version=person.version if person else 0,
        )


class AddNote(FormDialog):
    """A note on contract, credit, business or demand."""

    draft = "note"

    def __init__(self, customer_id: str) -> None:
        super().__init__(_("Note"), customer_id)
        self._kind = Choice([(kind, label(kind)) for kind in NoteKind], NoteKind.BUSINESS)
        self._text = ClerkTextArea("", limit=1000)
        self._text.styles.height = 5

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Kind"), self._kind, name="kind")
        yield FieldRow(_("Note"), self._text, name="text")

    def work(self) -> "Work":
        form = NoteForm(kind=self._kind.value or NoteKind.BUSINESS, text=self._text.value)
        customer_id = self.subject
        return lambda desk, who: file_additions.add_note(desk, who, customer_id, form)


class ChangeRelation(FormDialog):
    """How the customer stands to us, why and until when; `lead` is who says so."""

    draft = "relation"

    def __init__(self, found: CustomerFile, lead: "Actor | None") -> None:
        intro = _("“Needs attention” ends by itself on its last day. It never stands on paper.")
        super().__init__(_("Relation"), found.customer.id, intro=intro)
        self._lead = lead
        options = [(relation, label(relation)) for relation in SupplyRelation]
        self._relation = Choice(options, found.relation.relation)
        self._reason = ClerkInput(found.relation.reason, limit=200)
        until = found.relation.until
        self._until = ClerkInput(
            until.isoformat() if until else "",
            limit=20,
            placeholder=_("a day, e.g. 12-01 or +30"),
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Relation"), self._relation, name="relation")
        yield FieldRow(_("Reason"), self._reason, name="reason")
        yield FieldRow(_("Last day"), self._until, name="until")

    def work(self) -> "Work":
        form = RelationForm(
            relation=self._relation.value or SupplyRelation.LONG_STANDING,
            reason=self._reason.text,
            until=day_typed(self, self._until.text, "until"),
        )
        customer_id, lead = self.subject, self._lead
        return lambda desk, who: file_changes.set_relation(desk, lead or who, customer_id, form)
