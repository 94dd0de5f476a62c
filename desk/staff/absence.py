"""Who is away, and who stands in: leave, the end of a shift, 代班."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.enums import AbsenceReason, DelegationScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A span in which somebody is not there; `until` None means until they are back."""

    id: str
    staff_id: str
    since: datetime
    until: datetime | None = None
    reason: AbsenceReason = AbsenceReason.LEAVE
    made_by: str
    made_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Somebody stands in for somebody else, for a while and for some things."""

    id: str
    absent_id: str
    deputy_id: str
    since: datetime
    until: datetime | None = None
    scope: DelegationScope = DelegationScope.CASES
    made_by: str
    made_at: datetime
    version: int = 1


def covers(span: Absence | Delegation, at: datetime) -> bool:
    """Whether a span holds at an instant; its end no longer belongs to it."""
    return span.since <= at and (span.until is None or at < span.until)


def absent(absences: Iterable[Absence], staff_id: str, at: datetime) -> Absence | None:
    """The absence of somebody at an instant, None when they are there."""
    return next((a for a in absences if a.staff_id == staff_id and covers(a, at)), None)


def stands_in_for(
    delegations: Iterable[Delegation], deputy_id: str, at: datetime, scope: DelegationScope
) -> tuple[str, ...]:
    """For whom somebody stands in at an instant, for one kind of work."""
    wanted = (scope, DelegationScope.ALL)
    return tuple(
        d.absent_id
        for d in delegations
        if d.deputy_id == deputy_id and d.scope in wanted and covers(d, at)
    )


def deputies_of(
    delegations: Iterable[Delegation], absent_id: str, at: datetime, scope: DelegationScope
) -> tuple[str, ...]:
    """Who stands in for somebody at an instant, for one kind of work."""
    wanted = (scope, DelegationScope.ALL)
    return tuple(
        d.deputy_id
        for d in delegations
        if d.absent_id == absent_id and d.scope in wanted and covers(d, at)
    )
