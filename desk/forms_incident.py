"""What people fill in about incidents."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desk.enums import Conclusion, IncidentCause, Responsibility
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentForm(Form):
    """One cause behind many cases, as it is declared."""

    title: str
    cause: IncidentCause
    began_at: datetime | None = None
    """When it began; None for now."""
    area: str = ""
    supply_areas: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    """Each item may hold many, as they were pasted."""
    script: str = ""
    restore_first: bool = False
    expected_at: datetime | None = None
    expectation: str = ""
    told_by: str = ""
    """Who at dispatch or the repair crew gave the estimate."""
    case: str = ""
    """Reference of the case it is declared from; it is linked at once."""
    join: bool = False
    """Where it stands already: add what is new to that one instead."""
    apart: bool = False
    """It is another one, though it looks like one that stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChange(Form):
    """What changes in an incident; what is left out stays."""

    title: str | None = None
    cause: IncidentCause | None = None
    began_at: datetime | None = None
    area: str | None = None
    supply_areas: list[str] | None = None
    accounts: list[str] | None = None
    restore_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateForm(Form):
    """When it is expected back; no time means that nobody can say yet."""

    expected_at: datetime | None = None
    expectation: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareForm(Form):
    """The answer shared by every point that is about it; what is left out stays."""

    finding: str | None = None
    articles: list[str] | None = None
    conclusion: Conclusion | None = None
    responsibility: Responsibility | None = None
    remedy: str | None = None
    remedy_owner: str | None = None
    remedy_due: date | None = None
    remedy_done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Form):
    """What is known of a visitor while the form is typed; all of it may be missing."""

    account_no: str = ""
    address: str = ""
    narrative: str = ""
