"""The original record as lines of a list: enter on a line changes what it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from desk import file_words, masks
from desk.customer import Account
from desk.customer_file import CustomerContact, CustomerNote
from desk.i18n import _
from desk.labels import label
from desk.services.customer_file import CustomerFile
from screens.widgets.paged import Cell

ORIGINAL, RELATION, KEY, MIND = "original", "relation", "key", "mind"
ACCOUNT, CONTACT, NOTE, CHANGE = "account", "contact", "note", "change"
ADDS = (ACCOUNT, CONTACT, NOTE)
MOST_CHANGES = 5
"""Corrections that are listed below the record."""

Day = Callable[[datetime], str]
"""The day of the branch on which a moment lies, as it is shown."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line: which part of the record, its name and words, the row behind it if there is one.

    A line of a part in `ADDS` without a row adds one.
    """

    part: str
    name: str
    text: str = ""
    row: Account | CustomerContact | CustomerNote | None = None

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """The line in two columns."""
        if self.part in ADDS and self.row is None:
            return (self.name, "strong"), ""
        if self.part == CHANGE:
            return (self.name, "faint"), (self.text, "faint")
        return (self.name, "faint"), self.text


def record_lines(found: CustomerFile, day: Day) -> list[RecordLine]:
    """The whole original record, masked."""
    return [*_customer(found), *_standing(found), *_rows(found, day), *_changes(found, day)]


def _customer(found: CustomerFile) -> Iterator[RecordLine]:
    kept = found.customer
    nothing = _("nothing on file")
    name = f"{file_words.masked_name(kept)} {kept.salutation}".strip()
    yield RecordLine(ORIGINAL, _("Name"), name)
    kind = label(kept.nature)
    if kept.large_print:
        kind += " · " + _("Large print")
    yield RecordLine(ORIGINAL, _("Kind"), kind)
    number = masks.mask_account(kept.number)
    yield RecordLine(ORIGINAL, _("Customer number"), number or nothing)
    yield RecordLine(ORIGINAL, _("Phone"), masks.mask_phone(kept.phone) or nothing)
    yield RecordLine(ORIGINAL, _("Address"), masks.mask_address(kept.address) or nothing)


def _standing(found: CustomerFile) -> Iterator[RecordLine]:
    yield RecordLine(RELATION, _("Relation"), file_words.relation_words(found.relation))
    yield RecordLine(KEY, _("Key account"), _("yes") if found.customer.key_account else _("no"))
    carer = found.carer or _("nobody yet")
    yield RecordLine(MIND, _("Personal contact"), carer)
    care = found.customer.special_care or _("none on file")
    yield RecordLine(MIND, _("Special care"), care)
    for word in found.attentions:
        text = _("{text} (until {day})").format(text=word.text, day=word.until)
        yield RecordLine(MIND, _("Attention"), text)


def _rows(found: CustomerFile, day: Day) -> Iterator[RecordLine]:
    numbers = file_words.numbers_of(found.customer, found.accounts)
    for account in found.accounts:
        parts = (masks.mask_account(account.number), masks.mask_address(account.address))
        yield RecordLine(ACCOUNT, _("Account"), "  ".join(filter(None, parts)), account)
        if supply := file_words.supply_words(account):
            yield RecordLine(ACCOUNT, "", supply, account)
    yield RecordLine(ACCOUNT, _("+ account"))
    for person in found.contacts:
        reach = (
            masks.mask_name(person.name),
            person.relation,
            masks.mask_phone(person.phone),
            masks.mask_in_text(person.note, known=numbers),
        )
        yield RecordLine(CONTACT, _("Reached through"), "  ".join(filter(None, reach)), person)
    yield RecordLine(CONTACT, _("+ contact"))
    for note in found.notes:
        by = found.names.get(note.by, "")
        text = f"{masks.mask_in_text(note.text, known=numbers)} · {day(note.at)} {by}"
        yield RecordLine(NOTE, label(note.kind), text, note)
    yield RecordLine(NOTE, _("+ note"))


def _changes(found: CustomerFile, day: Day) -> Iterator[RecordLine]:
    for change in found.changes[:MOST_CHANGES]:
        parts = (
            day(change.at),
            file_words.changed_words(change.changed),
            masks.mask_in_text(change.reason),
            found.names.get(change.by, ""),
        )
        yield RecordLine(CHANGE, _("Put right"), " · ".join(filter(None, parts)))
