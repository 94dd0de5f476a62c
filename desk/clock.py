"""Where "now" comes from: injected, so that every rule can be tried at any hour."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands where it was set, for tests, samples and practice."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def move(self, **step: float) -> None:
        """Move on by a timedelta given in words, e.g. `move(hours=2)`."""
        self.at += timedelta(**step)
