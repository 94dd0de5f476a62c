"""The end of a shift or a day: one sheet on which everything is accounted for."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift from its beginning to the sheet that ends it; the next one begins there."""

    id: str
    serial: int
    began_at: datetime
    ended_at: datetime
    handed_by: str
    taken_by: str | None = None
    """Who took over; None until they signed."""
    taken_at: datetime | None = None
    remarks: str = ""
    sheet: str
    """JSON of the sheet as it was printed."""
    journal_seq: int
    journal_hash: str
    """The head of the journal, so that a chain rewritten later shows."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody signed in, and until when they were seen: what changed since is told."""

    id: str
    staff_id: str
    since: datetime
    seen_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many open cases one person holds, and how many of them are late.

    Without a number: those about their holder and everybody above, which go to the superior unit.
    """

    number: str
    name: str
    open: int
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCount:
    """What became of the blank forms of one kind; `numbers` are those left."""

    kind: str
    before: int
    printed: int
    used: int
    spoiled: int
    left: int
    numbers: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """Each that was used or spoiled in this shift: "HD01-B-0002 HD01-…", with what became of it."""

    @property
    def adds_up(self) -> bool:
        """Whether every form has gone somewhere."""
        return self.before + self.printed - self.used - self.spoiled == self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to account for: its number, whose it is, when, and what it is about."""

    reference: str = ""
    who: str = ""
    at: str = ""
    """A time as ISO 8601, or nothing."""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that one shift accounts for, as it stood at `until`.

    Counts hold every case; what a case is about or who came stands nowhere. Cases about our own
    people are counted and not listed.
    """

    serial: int
    began_at: str
    until: str
    opening: int
    taken: int
    ended: int
    open: int
    owners: tuple[Held, ...] = ()
    forms: tuple[FormCount, ...] = ()
    unaccepted: tuple[Item, ...] = ()
    late: tuple[Item, ...] = ()
    due_next: tuple[Item, ...] = ()
    voids: tuple[Item, ...] = ()
    parked: tuple[Item, ...] = ()
    unconfirmed: tuple[Item, ...] = ()
    originals: tuple[Item, ...] = ()
    events: tuple[Item, ...] = ()
    breaches: tuple[Item, ...] = ()
    journal_seq: int = 0
    journal_hash: str = ""
    remarks: str = ""
    handed_by: str = ""
    taken_by: str = ""
    taken_at: str = ""
    last_open: int | None = None
    """How many cases were open on the sheet before this one; None on the first."""
    untaken: int = 0
    """Number of the shift before, where nobody has signed for taking it over; else 0."""

    @property
    def adds_up(self) -> bool:
        """Whether cases and forms are all accounted for, the sheet before included."""
        return (
            self.opening + self.taken - self.ended == self.open
            and self.last_open in (None, self.opening)
            and sum(one.open for one in self.owners) == self.open
            and all(one.adds_up for one in self.forms)
        )


LISTS = (
    *("unaccepted", "late", "due_next", "voids", "parked", "unconfirmed"),
    *("originals", "events", "breaches"),
)
"""The lists of a sheet, in the order in which they are told."""


def sheet_to_json(sheet: Sheet) -> str:
    """The sheet as it is kept."""
    return json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True)


def sheet_from_json(text: str) -> Sheet:
    """The sheet as it was kept; what another version wrote beside it is left out."""
    read = json.loads(text)
    known = {field.name: read[field.name] for field in fields(Sheet) if field.name in read}
    for name in LISTS:
        known[name] = tuple(Item(**one) for one in known.get(name, ()))
    known["owners"] = tuple(Held(**one) for one in known.get("owners", ()))
    known["forms"] = tuple(
        FormCount(**{**one, "numbers": tuple(one["numbers"]), "gone": tuple(one["gone"])})
        for one in known.get("forms", ())
    )
    return Sheet(**known)
