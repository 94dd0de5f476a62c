"""How backups stand, in words for a hall: how old the last one is, and what to do about it."""

from datetime import timedelta
from pathlib import Path

from desk.backup.model import Kept, Made
from desk.backup.rule import KeepRule, Standing, same_disk
from desk.i18n import _, ngettext


def age_words(age: timedelta) -> str:
    """How long ago, in a few words."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    return _("{n} days ago").format(n=hours // 24)


def standing_words(found: Standing) -> str:
    """One line: how old the last verified backup is, loud with a sign when it is too old."""
    if found.last is None or found.age is None:
        words = _("! There is no verified backup yet")
    elif found.late:
        words = _("! Last verified backup {age}").format(age=age_words(found.age))
    else:
        words = _("Last verified backup {age}").format(age=age_words(found.age))
    if found.failed:
        words += _("; the last try failed")
    if found.second_missing:
        words += _("; ! none in the second place")
    return words


def short_words(found: Standing) -> str:
    """The same in as few words as stand in a border."""
    if found.last is None or found.age is None:
        return _("no backup")
    return _("backup {age}").format(age=age_words(found.age))


def rule_words(rule: KeepRule, folder: Path) -> list[str]:
    """The rule in sentences, where backups lie in `folder`."""
    if rule.every:
        often = ngettext(
            "A backup is made every hour while Desk is open, and at the end of a shift.",
            "A backup is made every {n} hours while Desk is open, and at the end of a shift.",
            rule.every,
        ).format(n=rule.every)
    else:
        often = _("No backup is made by itself.")
    lines = [
        often,
        _(
            "Kept: all of the last {hours} hours, the last of each of {days} days and of {months} "
            "months."
        ).format(hours=rule.hours, days=rule.days, months=rule.months),
        _("Second place: {path}").format(path=rule.second)
        if rule.second
        else _("No second place: a broken disk takes book and backups together."),
    ]
    if same_disk(folder, rule.second):
        lines.append(_("! The second place lies on the same disk as the first."))
    return lines


def state_words(one: Kept) -> str:
    """Whether a backup can be relied on."""
    if one.problem:
        return one.problem
    if one.backup is not None and not one.backup.verified:
        return _("! {n} faults in its history").format(n=one.backup.faults)
    return _("verified")


def made_words(made: Made) -> list[str]:
    """What was made, in sentences."""
    backup = made.backup
    lines = [
        _("{path}: {count} cases, {size} kB, opened, read through and counted.").format(
            path=backup.path, count=backup.counts.get("cases", 0), size=backup.size // 1024
        )
    ]
    if backup.faults:
        lines.append(
            _(
                "! The book does not agree with its journal in {n} places; the backup is a true "
                "copy of that. Run “desk verify”."
            ).format(n=backup.faults)
        )
    if made.second is not None:
        if made.second.problem:
            lines.append(f"! {made.second.problem}")
        else:
            lines.append(
                _("It lies in the second place as well: {path}").format(path=made.second.place)
            )
    if made.dropped:
        lines.append(
            _("{n} older ones that the rule no longer keeps were thrown away.").format(
                n=len(made.dropped)
            )
        )
    return lines
