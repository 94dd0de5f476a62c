"""What of a file was read already: the same account or customer may stand in it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desk.i18n import _
from desk.importing.rows import Entry, Value, Wrong


@dataclass(slots=True)
class Seen:
    """Hashes of what stood in the rows so far; a million of them fit into memory."""

    _rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    _customers: dict[int, tuple[int, int]] = field(default_factory=dict)

    def look(self, entry: Entry) -> tuple[Entry | Wrong | None, str]:
        """The entry with what is new in it, None for the very same row again, or what is wrong.

        The second is a note: what the row says otherwise than an earlier one of its customer.
        """
        key = hash(entry.number or f"\x1f{entry.customer_number}")
        said = entry.said
        line, before = self._rows.setdefault(key, (entry.line, said))
        if line != entry.line:
            if said == before:
                return None, ""
            words = _("line {line} says something else of the same account")
            return Wrong(entry.line, words.format(line=line), "account.number"), ""
        if not entry.customer_number:
            return entry, ""
        own = {name: value for name, value in entry.customer.items() if name != "number"}
        line, before = self._customers.setdefault(
            hash(entry.customer_number), (entry.line, _hash(own))
        )
        if line == entry.line:
            return entry, ""
        # The first row of a customer says who that is; all others bring a further account.
        only = {name: entry.customer[name] for name in ("number", "name") if name in entry.customer}
        note = ""
        if _hash(own) != before:
            note = _("line {line} says something else of the same customer; that stays").format(
                line=line
            )
        return replace(entry, customer=only, again=True), note


def _hash(values: Mapping[str, Value]) -> int:
    return hash(tuple(sorted(values.items())))
