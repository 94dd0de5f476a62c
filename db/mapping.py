"""Row ↔ dataclass, and nothing else: how each field of each entity is spelt in its column."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from db import tables
from desk.alarm import Alarm
from desk.blanks import BlankForm
from desk.branch import Branch
from desk.care import Attention, Care
from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.concern import Concern, SealedIdentity
from desk.custody import Custody, Handover
from desk.customer import Account, Customer, Draft
from desk.customer_file import (
    CustomerContact,
    CustomerLink,
    CustomerMerge,
    CustomerNote,
    Erasure,
    FileChange,
    ImportRun,
    Operation,
    Reveal,
)
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead, Restoration
from desk.joint import Signatory
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter, LetterTemplate, TemplateAdoption
from desk.letter.returned import LetterReturn
from desk.letter.run import PrintItem, PrintRun
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.papers import Attachment, Content, Paper
from desk.point import IssuePoint
from desk.ports import Entity
from desk.raising import ClockPause, Escalation, Extension
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.reporting import HallEvent, ReportAhead
from desk.shift import Shift, Visit
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Staff, WayBack
from desk.task import Task
from desk.termination import Termination

T = TypeVar("T")

Stored = str | int | bytes | None
"""What a column may hold."""

Convert = Callable[[Any], Any]

ROWS: dict[type[Any], type[tables.Kept]] = {
    Branch: tables.BranchRow,
    Staff: tables.StaffRow,
    WayBack: tables.WayBackRow,
    Absence: tables.AbsenceRow,
    Delegation: tables.DelegationRow,
    Customer: tables.CustomerRow,
    Account: tables.AccountRow,
    Case: tables.CaseRow,
    Party: tables.PartyRow,
    CaseClock: tables.ClockRow,
    IssuePoint: tables.PointRow,
    Handover: tables.HandoverRow,
    Custody: tables.CustodyRow,
    Contact: tables.ContactRow,
    Commitment: tables.CommitmentRow,
    Referral: tables.ReferralRow,
    Alarm: tables.AlarmRow,
    Notice: tables.NoticeRow,
    NoticeBreach: tables.BreachRow,
    LetterTemplate: tables.TemplateRow,
    TemplateAdoption: tables.AdoptionRow,
    Letter: tables.LetterRow,
    LetterReturn: tables.LetterReturnRow,
    DeliveryAttempt: tables.DeliveryAttemptRow,
    Document: tables.DocumentRow,
    PrintRun: tables.PrintRunRow,
    PrintItem: tables.PrintItemRow,
    FollowUp: tables.FollowUpRow,
    Draft: tables.DraftRow,
    Concern: tables.ConcernRow,
    SealedIdentity: tables.SealedRow,
    Signatory: tables.SignatoryRow,
    HallEvent: tables.HallEventRow,
    ReportAhead: tables.ReportRow,
    ExternalRef: tables.ExternalRow,
    RecordConfirmation: tables.ConfirmationRow,
    Supplement: tables.SupplementRow,
    Amendment: tables.AmendmentRow,
    CaseLink: tables.LinkRow,
    Paper: tables.PaperRow,
    Content: tables.ContentRow,
    Attachment: tables.AttachmentRow,
    BlankForm: tables.BlankRow,
    Shift: tables.ShiftRow,
    Visit: tables.VisitRow,
    Care: tables.CareRow,
    Attention: tables.AttentionRow,
    CustomerContact: tables.CustomerContactRow,
    CustomerLink: tables.CustomerLinkRow,
    CustomerMerge: tables.CustomerMergeRow,
    CustomerNote: tables.CustomerNoteRow,
    Erasure: tables.ErasureRow,
    FileChange: tables.FileChangeRow,
    ImportRun: tables.ImportRunRow,
    Operation: tables.OperationRow,
    Reveal: tables.RevealRow,
    ClockPause: tables.ClockPauseRow,
    Escalation: tables.EscalationRow,
    Extension: tables.ExtensionRow,
    Incident: tables.IncidentRow,
    IncidentCase: tables.IncidentCaseRow,
    IncidentEstimate: tables.IncidentEstimateRow,
    IncidentRead: tables.IncidentReadRow,
    Restoration: tables.RestorationRow,
    Task: tables.TaskRow,
    Termination: tables.TerminationRow,
}
"""Which row keeps which dataclass."""


@lru_cache(maxsize=256)
def instant(at: datetime) -> str:
    """An instant as it is stored: UTC, microseconds, always the same width."""
    if at.tzinfo is None:
        raise ValueError(f"an instant without a zone: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _optional(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _plain(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _tuple_json(value: tuple[object, ...]) -> str:
    return _encode(_plain(value)) if value else "[]"


def _dict_json(value: dict[str, object]) -> str:
    return _encode(_plain(value)) if value else "{}"


def _nested(hint: Any) -> Convert:
    """From JSON back to a field's type: tuples, dicts and dataclasses of plain values."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        of = {each.name: _nested(hints[each.name]) for each in fields(hint)}
        # A field that later versions added is not in older rows: its default stands for it.
        return lambda value: hint(**{k: of[k](v) for k, v in value.items() if k in of})
    if get_origin(hint) is tuple:
        each = _nested(get_args(hint)[0])
        return lambda value: tuple(each(item) for item in value)
    if get_origin(hint) is dict:
        each = _nested(get_args(hint)[1])
        return lambda value: {key: each(item) for key, item in value.items()}
    _write, decode, optional = _scalar(hint)
    if decode is None:
        return lambda value: value
    return _optional(decode) if optional else decode


def _scalar(hint: Any) -> tuple[Convert | None, Convert | None, bool]:
    """How a plain type is spelt and read, and whether it may be absent."""
    if get_origin(hint) in (Union, UnionType):
        rest = [each for each in get_args(hint) if each is not NoneType]
        if len(rest) != 1:
            raise TypeError(hint)
        encode, decode, _again = _scalar(rest[0])
        return encode, decode, True
    if hint in (str, int, bytes):
        return None, None, False
    if hint is bool:
        return int, bool, False
    if hint is datetime:
        return instant, datetime.fromisoformat, False
    if hint is date:
        return date.isoformat, date.fromisoformat, False
    if isinstance(hint, type) and issubclass(hint, Enum):
        return str, hint, False
    raise TypeError(hint)


def _nothing(hint: Any) -> Stored:
    """How a column of this type says that there is nothing."""
    if get_origin(hint) is tuple:
        return "[]"
    if get_origin(hint) is dict:
        return "{}"
    if get_origin(hint) in (Union, UnionType):
        return None
    if hint in (int, bool):
        return 0
    return b"" if hint is bytes else ""


def _converters(hint: Any) -> tuple[Convert | None, Convert | None]:
    """How a field of this type is written and read; None where the value goes as it is."""
    if get_origin(hint) in (tuple, dict):
        decode = _nested(hint)
        encode = _tuple_json if get_origin(hint) is tuple else _dict_json
        return encode, lambda text: decode(json.loads(text))
    write, read, optional = _scalar(hint)
    if optional:
        return write and _optional(write), read and _optional(read)
    return write, read


@dataclass(frozen=True, slots=True)
class Mapping(Generic[T]):
    """How one entity is kept. `names` are its fields in order, `id` first."""

    kind: type[T]
    table: str
    names: tuple[str, ...]
    nothing: tuple[Stored, ...]
    """What each column holds when there is nothing to say."""
    wheres: frozenset[str]
    """Conditions of the table's partial indexes, word by word."""
    version: int
    """Position of the field `version`, -1 where an entity has none."""
    insert: str
    """Takes salt, then the fields."""
    select: str
    """Gives salt, then the fields; a WHERE may follow."""
    _read: Callable[[Any], tuple[Any, ...]]
    _write_at: tuple[tuple[int, Convert], ...]
    _read_at: tuple[tuple[int, Convert], ...]
    _writers: dict[str, Convert]
    _derived: tuple[str, ...]
    """Fields that follow from others: written, so that an index holds them, and not read."""

    def stored(self, row: T) -> tuple[Stored, ...]:
        """The columns of an entity, in the order of `names`."""
        values = list(self._read(row))
        for at, write in self._write_at:
            values[at] = write(values[at])
        return tuple(values)

    def entity(self, values: Sequence[Any]) -> T:
        """The entity whose columns, in the order of `names`, these are."""
        held = list(values)
        for at, read in self._read_at:
            held[at] = read(held[at])
        given = dict(zip(self.names, held, strict=True))
        for name in self._derived:
            del given[name]
        return self.kind(**given)

    def spelt(self, name: str, value: object) -> Stored:
        """One value as its column holds it. An unknown field raises KeyError."""
        return cast(Stored, self._writers[name](value))

    def writer(self, name: str) -> Convert:
        """How values of one field are spelt. An unknown field raises KeyError."""
        return self._writers[name]

    def update(self, changed: tuple[str, ...]) -> str:
        """The statement that sets some columns of the row with an id."""
        return _update(self.table, changed)


@cache
def _update(table: str, changed: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in changed)} WHERE id = ?"


def _wheres(name: str) -> frozenset[str]:
    table = tables.metadata.tables.get(name)
    indexes = table.indexes if table is not None else ()
    return frozenset(str(index.dialect_options["sqlite"]["where"]) for index in indexes)


def mapped(kind: type[T], table: str) -> Mapping[T]:
    """The mapping of a dataclass to a table with the same columns."""
    hints = get_type_hints(kind)
    described = fields(cast(Any, kind))
    declared = [each.name for each in described]
    names = ("id", *(name for name in declared if name != "id"))
    pairs = [_converters(hints[name]) for name in names]
    columns = ", ".join(("salt", *names))
    return Mapping(
        kind=kind,
        table=table,
        names=names,
        nothing=tuple(_nothing(hints[name]) for name in names),
        wheres=_wheres(table),
        version=names.index("version") if "version" in names else -1,
        insert=f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (len(names) + 1))})",
        select=f"SELECT {columns} FROM {table}",
        _read=attrgetter(*names),
        _write_at=tuple((at, pair[0]) for at, pair in enumerate(pairs) if pair[0]),
        _read_at=tuple((at, pair[1]) for at, pair in enumerate(pairs) if pair[1]),
        _writers={
            name: pair[0] or (lambda value: value) for name, pair in zip(names, pairs, strict=True)
        },
        _derived=tuple(each.name for each in described if not each.init),
    )


MAPPINGS: dict[type[Any], Mapping[Any]] = {
    kind: mapped(kind, str(row.__tablename__)) for kind, row in ROWS.items()
}
"""Every entity, in the order in which rows refer to each other."""


def mapping_of(kind: type[T]) -> Mapping[T]:
    """How this entity is kept."""
    return cast("Mapping[T]", MAPPINGS[kind])


def mapping_for(row: Entity) -> Mapping[Any]:
    """How the entity of this row is kept."""
    return MAPPINGS[type(row)]
