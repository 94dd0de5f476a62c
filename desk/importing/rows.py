"""What a row says of a customer and an account, or why it cannot be taken in."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import is_normalized

from desk.customer import PHONE
from desk.enums import Nature
from desk.i18n import _
from desk.importing.mapping import ImportMapping, places
from desk.importing.source import LONGEST_CELL, Row
from desk.importing.targets import EMPTY, FLAGS, NATURES, TARGETS, Target
from desk.text import clean_line

ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+?\d{1,3}")
"""A long number as a spreadsheet shows it after it lost its last digits."""
_ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./_-]*")

Value = str | bool | Nature


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be taken in: the fields it says something about, cleaned and judged."""

    line: int
    customer: Mapping[str, Value]
    account: Mapping[str, Value]
    again: bool = False
    """Whether its customer stood in an earlier row, which says who that is."""

    @property
    def number(self) -> str:
        """The account number, "" where the file has none."""
        return str(self.account.get("number", ""))

    @property
    def customer_number(self) -> str:
        """The customer number, "" where the file has none."""
        return str(self.customer.get("number", ""))

    @property
    def said(self) -> int:
        """The same for rows that say the same."""
        return hash((*sorted(self.customer.items()), *sorted(self.account.items())))


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a row is refused, in the language of the interface. `field` is the one it is about."""

    line: int
    reason: str
    field: str = ""


Judge = Callable[[Row], Entry | Wrong]


class _No(Exception):
    """A value that cannot be taken in, with the reason in words."""


def judge_of(mapping: ImportMapping, headers: Sequence[str]) -> Judge:
    """The judge of the rows of a file with these headers, read by this mapping."""
    where = [
        (
            TARGETS[name],
            name.startswith("customer."),
            TARGETS[name].field,
            place,
            _reader(TARGETS[name], mapping),
        )
        for name, place in places(mapping, headers).items()
    ]
    width = len(headers)
    key = TARGETS[mapping.key]
    key_of_customer, key_field = key.name.startswith("customer."), key.field

    def judge(row: Row) -> Entry | Wrong:
        if len(row.cells) > width:
            words = _("The row has {found} cells; the headers are {wanted}.")
            return Wrong(row.line, words.format(found=len(row.cells), wanted=width))
        customer: dict[str, Value] = {}
        account: dict[str, Value] = {}
        for target, of_customer, field, place, read in where:
            cell = row.cells[place] if place < len(row.cells) else ""
            if not cell or cell.lower() in EMPTY:
                continue
            try:
                value = read(cell)
            except _No as no:
                words = _("{word}: {fields}").format(word=_(target.title), fields=no)
                return Wrong(row.line, words, target.name)
            (customer if of_customer else account)[field] = value
        if not (customer if key_of_customer else account).get(key_field):
            return Wrong(row.line, _("{field} is missing.").format(field=_(key.title)), key.name)
        if account and "number" not in account:
            # An account without a number cannot be found again; its address is still of use.
            address = account.pop("address", "")
            account.clear()
            if address:
                customer.setdefault("address", address)
        return Entry(row.line, customer, account)

    return judge


def _reader(target: Target, mapping: ImportMapping) -> Callable[[str], Value]:
    words = mapping.words.get(target.name, {})
    if target.kind == "nature":
        natures = {**NATURES, **{n.value: n for n in Nature}}
        natures |= {_loose(word): Nature(value) for word, value in words.items()}
        return lambda cell: _word(cell, natures)
    if target.kind == "flag":
        flags = {**FLAGS, **{_loose(word): value == "yes" for word, value in words.items()}}
        return lambda cell: _word(cell, flags)
    if target.kind == "number":
        return lambda cell: _number(_text(cell, target))
    if target.kind == "phone":
        return lambda cell: _phone(_text(cell, target))
    return lambda cell: _text(cell, target)


def _loose(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().lower()


def _word(cell: str, words: Mapping[str, Nature] | Mapping[str, bool]) -> Value:
    found = words.get(_loose(cell))
    if found is None:
        raise _No(
            _("the word “{word}” has no meaning here; give it one in the mapping").format(
                word=clean_line(cell)[:30]
            )
        )
    return found


def _text(cell: str, target: Target) -> str:
    if len(cell) > LONGEST_CELL:
        raise _No(_("the cell holds {count} characters").format(count=f"{len(cell):,}"))
    if cell[0] in "=@" or cell.lower() in _ERRORS:
        raise _No(_("this is a formula or an error of the spreadsheet, no value"))
    # Nearly every cell is as clean as it comes.
    text = cell if cell.isprintable() and is_normalized("NFC", cell) else clean_line(cell)
    if len(text) > target.longest:
        raise _No(_("longer than {most} characters").format(most=target.longest))
    if "\ufffd" in text:
        raise _No(_("a character was lost when the file was written"))
    return text


def _number(text: str) -> str:
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if ROUNDED.fullmatch(text):
        raise _No(_("a spreadsheet has rounded this number; its last digits are lost"))
    if text.endswith(".0"):
        text = text[:-2]
    if not _NUMBER.fullmatch(text):
        raise _No(_("this is no number: digits and letters alone"))
    return text


def _phone(text: str) -> str:
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    text = text.replace("、", "/").replace("，", ",")
    if ROUNDED.fullmatch(text):
        raise _No(_("a spreadsheet has rounded this number; its last digits are lost"))
    if text.endswith(".0"):
        text = text[:-2]
    if not PHONE.fullmatch(text):
        raise _No(_("this is no phone number"))
    return text
