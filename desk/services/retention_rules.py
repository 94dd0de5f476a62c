"""When the time of keeping is over, by the playbook's rule for a kind of data."""

from datetime import datetime

from desk.enums import DataKind
from desk.playbook.retention import RetentionRule
from desk.services.base import Desk


def rule_of(desk: Desk, kind: DataKind) -> RetentionRule | None:
    """The rule in force today; None where the hall keeps this kind without end."""
    today = desk.hours.day_of(desk.clock.now())
    fitting = [
        rule
        for rule in desk.spoken.retention.values()
        if rule.data is kind and rule.in_force(today)
    ]
    return max(fitting, key=lambda rule: (rule.valid_from, rule.version), default=None)


def cutoff(desk: Desk, rule: RetentionRule, now: datetime) -> datetime:
    """What began before this instant has been kept for long enough."""
    return _shifted(desk.hours.local(now), -rule.months)


def past(desk: Desk, kind: DataKind, since: datetime, now: datetime) -> bool:
    """Whether the time of something that began `since` is over."""
    rule = rule_of(desk, kind)
    return rule is not None and since < cutoff(desk, rule, now)


def ends(desk: Desk, kind: DataKind, since: datetime) -> str:
    """The day until which something is kept, "2031-11-21"; "" where there is no end."""
    rule = rule_of(desk, kind)
    if rule is None:
        return ""
    return _shifted(desk.hours.local(since), rule.months).date().isoformat()


def _shifted(at: datetime, months: int) -> datetime:
    import pendulum

    return pendulum.instance(at).add(months=months)
