"""How often a backup is made, how long each is kept, and how old the last one may grow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.backup.model import Backup, Head, Kept, Second
from desk.settings import Settings

GRACE = timedelta(hours=1)
"""How much later than its time a backup may come before it is called late."""
AHEAD = timedelta(minutes=5)
"""A backup from further in the future was made by a clock that was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRule:
    """`every` hours a backup is due, 0 never by itself.

    All of the last `hours` are kept, then the last of each of the last `days` days, then the last
    of each of the last `months` months. `folder` and `second` are paths; "" is the usual folder
    beside the book, and no second place.
    """

    every: int = 4
    hours: int = 24
    days: int = 14
    months: int = 12
    folder: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand: the last backup that can be relied on, and what is wrong.

    `late` says that it is older than the rule allows while the book went on; `failed` in words
    why the last try came to nothing, "" when it did not.
    """

    last: Backup | None
    age: timedelta | None
    late: bool
    second: Second | None = None
    second_wanted: bool = False
    failed: str = ""

    @property
    def loud(self) -> bool:
        """Whether a person should do something."""
        return self.late or bool(self.failed) or self.second_missing

    @property
    def second_missing(self) -> bool:
        """Whether a second copy is wanted, and the last is not there."""
        return self.second_wanted and (self.second is None or bool(self.second.problem))


def rule_in(settings: Settings) -> KeepRule:
    """The rule that the settings of a computer hold."""
    return KeepRule(
        every=settings.backup_every,
        hours=settings.backup_hours,
        days=settings.backup_days,
        months=settings.backup_months,
        folder=settings.backup_folder,
        second=settings.backup_second,
    )


def with_rule(settings: Settings, rule: KeepRule) -> Settings:
    """The settings with another rule in them."""
    return replace(
        settings,
        backup_every=rule.every,
        backup_hours=rule.hours,
        backup_days=rule.days,
        backup_months=rule.months,
        backup_folder=rule.folder,
        backup_second=rule.second,
    )


def same_disk(folder: Path, second: str) -> bool:
    """Whether the second place lies on the disk of the first, and would break with it."""
    try:
        return bool(second) and folder.stat().st_dev == Path(second).expanduser().stat().st_dev
    except OSError:
        # A place that is not there is said elsewhere.
        return False


def last_of(kept: Iterable[Kept], now: datetime) -> Backup | None:
    """The newest that can be relied on; one from the future comes from a wrong clock."""
    sound = [one.backup for one in kept if one.verified and one.backup is not None]
    return max(
        (one for one in sound if one.made_at <= now + AHEAD),
        key=lambda one: (one.made_at, one.head.seq),
        default=None,
    )


def is_due(kept: Sequence[Kept], head: Head, now: datetime, rule: KeepRule) -> bool:
    """Whether a backup is to be made by itself: the time has come, and the book went on."""
    if not rule.every:
        return False
    # Of a book with a fault every copy has it: one a minute would fill the disk.
    made = [one.backup for one in kept if one.backup is not None and not one.backup.verified]
    if any(timedelta() <= now - one.made_at < timedelta(hours=rule.every) for one in made):
        return False
    last = last_of(kept, now)
    if last is None:
        return True
    return head != last.head and now - last.made_at >= timedelta(hours=rule.every)


def standing(
    kept: Sequence[Kept],
    head: Head,
    now: datetime,
    rule: KeepRule,
    *,
    second: Second | None = None,
    failed: str = "",
) -> Standing:
    """How things stand by this rule."""
    last = last_of(kept, now)
    allowed = timedelta(hours=rule.every or 24) + GRACE
    return Standing(
        last=last,
        age=max(now - last.made_at, timedelta()) if last else None,
        late=last is None or (head != last.head and now - last.made_at > allowed),
        second=second if second is not None and second.place == rule.second else None,
        second_wanted=bool(rule.second),
        failed=failed,
    )


def dropped_by(kept: Iterable[Kept], now: datetime, rule: KeepRule, zone: ZoneInfo) -> list[Kept]:
    """Which of the backups the rule no longer keeps, oldest first.

    The newest that can be relied on always stays; one that cannot never takes the place of one
    that can; one without a manifest, or from the future, is nobody's to throw away.
    """
    aged = sorted(
        ((one.backup.made_at, one) for one in kept if one.backup is not None and not one.problem),
        key=lambda pair: pair[0],
    )
    known = [(at, one) for at, one in aged if at <= now + AHEAD]
    sound = [(at, one) for at, one in known if one.verified]
    stays = {id(one) for at, one in known if now - at <= timedelta(hours=rule.hours)}
    stays |= {id(one) for _at, one in sound[-1:]}
    days = _last_of_each(sound, lambda at: at.astimezone(zone).date().toordinal())
    today = now.astimezone(zone).date().toordinal()
    stays |= {id(one) for day, one in days.items() if today - day < rule.days}
    months = _last_of_each(sound, lambda at: _month(at.astimezone(zone)))
    month = _month(now.astimezone(zone))
    stays |= {id(one) for each, one in months.items() if month - each < rule.months}
    return [one for _at, one in known if id(one) not in stays]


def _last_of_each(
    sound: Iterable[tuple[datetime, Kept]], period: Callable[[datetime], int]
) -> dict[int, Kept]:
    return {period(at): one for at, one in sound}


def _month(at: datetime) -> int:
    return at.year * 12 + at.month
