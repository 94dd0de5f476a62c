"""What the book holds after a morning, counted apart from the sheet that should say the same."""

from collections import Counter
from collections.abc import Callable

from desk.blanks import BlankForm
from desk.care import Attention, Care
from desk.case import Case, Party
from desk.concern import Concern, SealedIdentity
from desk.custody import Handover
from desk.customer import Draft
from desk.enums import (
    Basis,
    BlankState,
    CaseKind,
    CaseStatus,
    Confirmed,
    HallEventKind,
    HandoverState,
    PartyRole,
    ReportTo,
)
from desk.external import ExternalRef
from desk.joint import Signatory
from desk.papers import Attachment, Paper
from desk.parked import INTAKE
from desk.record import Amendment, RecordConfirmation, Supplement
from desk.reporting import HallEvent, ReportAhead
from desk.shift import Item, Sheet, Shift, sheet_from_json
from desk.staff.model import Staff
from tests.screens.hall import Hall
from tests.screens.window import rows


def _events(hall: Hall, kind: HallEventKind) -> list[HallEvent]:
    return [one for one in rows(hall, HallEvent) if one.kind is kind and one.done]


def _ended(hall: Hall, status: CaseStatus) -> list[Case]:
    return [one for one in rows(hall, Case) if one.status is status]


def _told(hall: Hall, *receivers: ReportTo) -> list[ReportAhead]:
    return [one for one in rows(hall, ReportAhead) if one.receiver in receivers]


def _looks(hall: Hall, act: str) -> list[str]:
    return [entry.act for entry in hall.desk.store.entries() if entry.act == act]


PROOF: dict[str, Callable[[Hall], list[bool]]] = {
    "interrupted": lambda hall: [
        any(draft.form == INTAKE for draft in rows(hall, Draft)),
        any("｜" not in one.narrative and "校表" in one.narrative for one in rows(hall, Case)),
    ],
    "emergency": lambda hall: [bool(_told(hall, ReportTo.REPAIR, ReportTo.FIRE))],
    "threat": lambda hall: [bool(_events(hall, HallEventKind.THREAT))],
    "media": lambda hall: [bool(_events(hall, HallEventKind.MEDIA))],
    "ahead": lambda hall: [any(one.number for one in _told(hall, ReportTo.SUPERIOR))],
    "ourselves": lambda hall: [bool(rows(hall, Concern))],
    "report": lambda hall: [
        bool(rows(hall, SealedIdentity)),
        bool(_looks(hall, "identity.reveal")),
    ],
    "parties": lambda hall: [
        any(
            one.role is PartyRole.REPRESENTATIVE and one.basis_kind is Basis.LETTER_OF_AUTHORITY
            for one in rows(hall, Party)
        )
    ],
    "joint": lambda hall: [any(one.joined_late for one in rows(hall, Signatory))],
    "confirmation": lambda hall: [any(one.witness_id for one in rows(hall, RecordConfirmation))],
    "elsewhere": lambda hall: [bool(rows(hall, ExternalRef))],
    "digest": lambda hall: [bool(_looks(hall, "case.digest"))],
    "mistakes": lambda hall: [
        bool(rows(hall, Supplement)),
        bool(rows(hall, Amendment)),
        bool(_ended(hall, CaseStatus.WITHDRAWN)),
        bool(_ended(hall, CaseStatus.ANNULLED)),
    ],
    "papers": lambda hall: [
        any(one.returned_at for one in rows(hall, Paper)),
        bool(rows(hall, Attachment)),
    ],
    "blanks": lambda hall: [
        {one.state for one in rows(hall, BlankForm)} == set(BlankState),
        any(one.paper_number for one in rows(hall, Case)),
    ],
    "shift": lambda hall: [all(one.taken_by for one in rows(hall, Shift))],
    "care": lambda hall: [bool(rows(hall, Care)), bool(rows(hall, Attention))],
    "inquiry": lambda hall: [
        any(one.kind is CaseKind.INQUIRY for one in _ended(hall, CaseStatus.CLOSED))
    ],
}
"""What each part of the morning must have left in the book."""


def last_sheet(hall: Hall) -> Sheet:
    """The sheet of the shift that was closed."""
    (kept,) = rows(hall, Shift)
    return sheet_from_json(kept.sheet)


def agrees(hall: Hall, sheet: Sheet) -> None:
    """The sheet says what the book holds: nothing waits without standing on it."""
    cases = rows(hall, Case)
    open_ = [case for case in cases if case.status is CaseStatus.OPEN]
    silent = {one.case_id for one in rows(hall, Concern)}
    told = {case.id: case.reference for case in cases if case.id not in silent}
    numbers = {staff.id: staff.number for staff in rows(hall, Staff)}
    assert sheet.adds_up
    assert (sheet.opening, sheet.taken) == (0, len(cases))
    assert (sheet.ended, sheet.open) == (len(cases) - len(open_), len(open_))
    held = Counter(numbers[case.holder_id] for case in open_)
    assert {one.number: one.open for one in sheet.owners} == held
    _forms_agree(hall, sheet)
    drafts = Counter(draft.form for draft in rows(hall, Draft))
    assert set(drafts) <= {INTAKE}, drafts
    assert sum(int(one.text) for one in sheet.parked) == drafts[INTAKE]
    oldest = min(draft.saved_at for draft in rows(hall, Draft))
    assert [one.at for one in sheet.parked] == [hall.desk.hours.local(oldest).isoformat()]
    offers = [one for one in rows(hall, Handover) if one.state is HandoverState.OFFERED]
    assert _said(sheet.unaccepted) == {told[one.case_id] for one in offers}
    papers = [one for one in rows(hall, Paper) if one.original and one.held]
    assert _said(sheet.originals) == {told[one.case_id] for one in papers}
    confirmed = {
        one.case_id for one in rows(hall, RecordConfirmation) if one.what is Confirmed.RECORD
    }
    unconfirmed = {case.id for case in open_} - confirmed
    assert _said(sheet.unconfirmed) == {told[one] for one in unconfirmed if one in told}
    annulled = [one for one in cases if one.status is CaseStatus.ANNULLED]
    assert _said(sheet.voids) == {case.reference for case in annulled}
    events = [one for one in rows(hall, HallEvent) if one.case_id not in silent]
    assert sorted(one.reference for one in sheet.events) == sorted(one.kind for one in events)


def _forms_agree(hall: Hall, sheet: Sheet) -> None:
    forms = rows(hall, BlankForm)
    states = Counter((form.kind.value, form.state) for form in forms)
    for one in sheet.forms:
        assert one.left == states[one.kind, BlankState.PRINTED]
        assert one.used == states[one.kind, BlankState.USED]
        assert one.spoiled == states[one.kind, BlankState.SPOILED]
    assert sum(one.printed for one in sheet.forms) == len(forms)


def _said(items: tuple[Item, ...]) -> set[str]:
    return {one.reference for one in items}
