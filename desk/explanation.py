"""Why a date is what it is: the days behind a deadline, kept with it, and the words for them."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.calendar import DayFact, DayReason
from desk.i18n import N_, say
from desk.playbook.base import Confidence, Unit
from desk.saying import joined, say_day, say_moment

BY_COUNTER = {Unit.COUNTER_MINUTES: timedelta(minutes=1), Unit.COUNTER_HOURS: timedelta(hours=1)}
"""Units that run only while the branch is open, with their length."""
BY_DAYS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS)
"""Units whose limits end when the branch closes on their last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time for which a clock stood still, e.g. while the customer fetched a paper."""

    since: datetime
    until: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """How a running deadline was counted until it was counted again, and why that was."""

    at: datetime
    why: str
    was: "Explanation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a deadline is what it is; everything needed to say so years later.

    `counted` are the days that were counted, `made_up` those working days among them that are
    made up at a weekend; `skipped` are the days passed over or, for calendar days, moved on from.
    `holds` are those that moved the date. `unit` is None for a time that was named, not counted.
    `unknown_years` had no table when it was counted.
    """

    start: datetime
    due_at: datetime
    zone: str
    rule_id: str
    source: str = ""
    as_of: date | None = None
    confidence: Confidence = Confidence.DEFAULT
    amount: int = 0
    unit: Unit | None = None
    counted: tuple[date, ...] = ()
    made_up: tuple[date, ...] = ()
    skipped: tuple[DayFact, ...] = ()
    holds: tuple[Hold, ...] = ()
    calendar_version: str = ""
    unknown_years: tuple[int, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    """How it was counted before, oldest first."""

    @property
    def warned(self) -> bool:
        """Whether the date may still move because a holiday table is not published yet."""
        return bool(self.unknown_years)


# -- kept as JSON -------------------------------------------------------------------------


_SPELL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(explanation: Explanation) -> str:
    """The explanation as it is stored beside its deadline; the same one gives the same text."""
    data = _data(explanation)
    if explanation.earlier:
        data["earlier"] = [
            {"at": one.at.isoformat(), "why": one.why, "was": _data(one.was)}
            for one in explanation.earlier
        ]
    return spelt(data)


def spelt(data: dict[str, Any]) -> str:
    """Stored tables as the text they are stored as."""
    return _SPELL(data)


def read(text: str) -> dict[str, Any]:
    """The tables of a stored explanation; empty where the text is none."""
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


MARK = "\\u0000"
"""Stands for the instant at which a clock began, where texts are compared without it."""
_BEGINS = '{"start":"'


def begun(text: str) -> tuple[str, str]:
    """When the clock of a stored explanation began, and the text with MARK for that instant.

    Clocks that began on one day by one rule differ in nothing else: what is worked out from the
    text of one holds for all of them.
    """
    if not text.startswith(_BEGINS) or MARK in text:
        return read(text).get("start", ""), text
    start = text[len(_BEGINS) :].partition('"')[0]
    return start, text.replace(f'"{start}"', f'"{MARK}"')


def _data(e: Explanation) -> dict[str, Any]:
    return {
        "start": e.start.isoformat(),
        "due_at": e.due_at.isoformat(),
        "zone": e.zone,
        "rule_id": e.rule_id,
        "source": e.source,
        "as_of": e.as_of.isoformat() if e.as_of else None,
        "confidence": e.confidence.value,
        "amount": e.amount,
        "unit": e.unit.value if e.unit else None,
        "counted": [day.isoformat() for day in e.counted],
        "made_up": [day.isoformat() for day in e.made_up],
        "skipped": [
            {
                "day": fact.day.isoformat(),
                "reason": fact.reason.value,
                "name": fact.name,
                "certain": fact.certain,
            }
            for fact in e.skipped
        ],
        "holds": [
            {"since": h.since.isoformat(), "until": h.until.isoformat(), "reason": h.reason}
            for h in e.holds
        ],
        "calendar_version": e.calendar_version,
        "unknown_years": list(e.unknown_years),
    }


def from_json(text: str) -> Explanation:
    """What `to_json` wrote; ValueError or KeyError when it is something else."""
    data: dict[str, Any] = json.loads(text)
    return _read(
        data,
        tuple(
            Earlier(at=_instant(one["at"]), why=one["why"], was=_read(one["was"], ()))
            for one in data.get("earlier", ())
        ),
    )


def _read(data: dict[str, Any], earlier: tuple[Earlier, ...]) -> Explanation:
    return Explanation(
        start=_instant(data["start"]),
        due_at=_instant(data["due_at"]),
        zone=data["zone"],
        rule_id=data["rule_id"],
        source=data["source"],
        as_of=date.fromisoformat(data["as_of"]) if data["as_of"] else None,
        confidence=Confidence(data["confidence"]),
        amount=data["amount"],
        unit=Unit(data["unit"]) if data["unit"] else None,
        counted=tuple(map(date.fromisoformat, data["counted"])),
        made_up=tuple(map(date.fromisoformat, data["made_up"])),
        skipped=tuple(
            DayFact(
                day=date.fromisoformat(row["day"]),
                working=False,
                reason=DayReason(row["reason"]),
                name=row["name"],
                certain=row["certain"],
            )
            for row in data["skipped"]
        ),
        holds=tuple(
            Hold(since=_instant(h["since"]), until=_instant(h["until"]), reason=h["reason"])
            for h in data["holds"]
        ),
        calendar_version=data["calendar_version"],
        unknown_years=tuple(data["unknown_years"]),
        earlier=earlier,
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


# -- in words -----------------------------------------------------------------------------

_ONE = {
    Unit.MINUTES: N_("1 minute"),
    Unit.HOURS: N_("1 hour"),
    Unit.COUNTER_MINUTES: N_("1 opening minute"),
    Unit.COUNTER_HOURS: N_("1 opening hour"),
    Unit.WORKING_DAYS: N_("1 working day"),
    Unit.CALENDAR_DAYS: N_("1 day"),
    Unit.MONTHS: N_("1 month"),
}
_MANY = {
    Unit.MINUTES: N_("{n} minutes"),
    Unit.HOURS: N_("{n} hours"),
    Unit.COUNTER_MINUTES: N_("{n} opening minutes"),
    Unit.COUNTER_HOURS: N_("{n} opening hours"),
    Unit.WORKING_DAYS: N_("{n} working days"),
    Unit.CALENDAR_DAYS: N_("{n} days"),
    Unit.MONTHS: N_("{n} months"),
}
_WHY = {
    DayReason.WEEKDAY: N_("branch closed"),
    DayReason.MAKE_UP: N_("branch closed"),
    DayReason.WEEKEND: N_("weekend"),
    DayReason.HOLIDAY: N_("public holiday"),
    DayReason.CLOSURE: N_("closed by order"),
    DayReason.OVERRIDE: N_("day off set by the branch"),
    DayReason.HELD: N_("clock on hold"),
}

_WHY_WORKING = {
    DayReason.WEEKDAY: N_("an ordinary weekday"),
    DayReason.MAKE_UP: N_("worked in exchange for a holiday"),
    DayReason.OVERRIDE: N_("working day set by the branch"),
}


def say_amount(amount: int, unit: Unit, language: str) -> str:
    """A length of time in words, e.g. 5个工作日."""
    pattern = _ONE[unit] if amount == 1 else _MANY[unit]
    return say(pattern, language).format(n=amount)


def explain(explanation: Explanation, language: str) -> str:
    """Why the deadline is what it is, in sentences a clerk can read aloud."""
    e = explanation
    zone = ZoneInfo(e.zone)
    start, due = e.start.astimezone(zone), e.due_at.astimezone(zone)
    words = {
        "start": say_moment(start, language),
        "day": say_day(start.date(), language),
        "due": say_moment(due, language, year=due.year != start.year, weekday=True),
    }
    if e.unit is None:
        text = say(N_("Named on {start}: by {due}."), language)
    elif e.unit in BY_DAYS:
        text = say(N_("{amount}, counted from the day after {day}: by {due}."), language)
    elif e.unit in BY_COUNTER:
        text = say(N_("{amount} from {start}, while the branch is open: by {due}."), language)
    else:
        text = say(N_("{amount} by the clock from {start}: by {due}."), language)
    if e.unit is not None:
        words["amount"] = say_amount(e.amount, e.unit, language)
    parts = [text.format(**words)]
    held = [fact for fact in e.skipped if fact.reason is DayReason.HELD]
    passed = [fact for fact in e.skipped if fact.reason is not DayReason.HELD]
    if passed:
        moved = e.unit in (Unit.CALENDAR_DAYS, Unit.MONTHS)
        why = (
            N_("The last day is not a working day, so it moves on; passed over: {days}.")
            if moved
            else N_("Not counted: {days}.")
        )
        parts.append(say(why, language).format(days=_stretches(passed, language)))
    if e.made_up:
        days = joined([say_day(day, language, year=False) for day in e.made_up], language)
        parts.append(
            say(N_("Working days made up at a weekend, counted: {days}."), language).format(
                days=days
            )
        )
    if held:
        parts.append(
            say(N_("Not counted, the clock stood still: {days}."), language).format(
                days=_stretches(held, language)
            )
        )
    elif e.holds:
        stood = [_hold(hold, zone, language) for hold in e.holds]
        parts.append(
            say(N_("The clock stood still {times}."), language).format(
                times=joined(stood, language)
            )
        )
    if e.source:
        parts.append(say(N_("Basis: {source}."), language).format(source=e.source))
    if e.unit is not None and e.confidence is Confidence.DEFAULT:
        parts.append(say(N_("The limit is the hall's own setting, not a quoted rule."), language))
    parts += [
        say(
            N_("The holidays of {year} are not published yet: this date may still move."), language
        ).format(year=year)
        for year in e.unknown_years
    ]
    for one in e.earlier:
        again = N_("Counted again on {moment} ({why}); until then it was: {was}")
        parts.append(
            say(again, language).format(
                moment=say_moment(one.at.astimezone(zone), language),
                why=one.why,
                was=explain(replace(one.was, source=""), language),
            )
        )
    return (" " if language == "en" else "").join(parts)


def _hold(hold: Hold, zone: ZoneInfo, language: str) -> str:
    return say(N_("from {since} to {until} ({reason})"), language).format(
        since=say_moment(hold.since.astimezone(zone), language),
        until=say_moment(hold.until.astimezone(zone), language),
        reason=hold.reason or say(N_("no reason given"), language),
    )


def _stretches(facts: list[DayFact], language: str) -> str:
    """Days with their reasons, neighbours with the same reason taken together."""
    runs: list[list[DayFact]] = []
    for fact in facts:
        last = runs[-1][-1] if runs else None
        if (
            last
            and (last.reason, last.name) == (fact.reason, fact.name)
            and fact.day - last.day == timedelta(days=1)
        ):
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return joined([_stretch(run[0], run[-1], language) for run in runs], language)


def _stretch(first: DayFact, last: DayFact, language: str) -> str:
    why = say(first.name or _WHY[first.reason], language)
    start = say_day(first.day, language, year=False)
    if first.day == last.day:
        return say(N_("{day} ({reason})"), language).format(day=start, reason=why)
    return say(N_("{first} to {last} ({reason})"), language).format(
        first=start, last=say_day(last.day, language, year=False), reason=why
    )


def explain_day(fact: DayFact, language: str) -> str:
    """Whether a day is a working day, and why: 2026年10月10日（周六）是工作日（调休上班）。"""
    reasons = _WHY_WORKING if fact.working else _WHY
    why = say(fact.name or reasons[fact.reason], language)
    pattern = (
        N_("{day}: a working day ({reason}).")
        if fact.working
        else N_("{day}: not a working day ({reason}).")
    )
    text = say(pattern, language).format(day=say_day(fact.day, language, weekday=True), reason=why)
    if fact.certain:
        return text
    unsure = say(
        N_("The holidays of {year} are not published yet: this date may still move."), language
    )
    return text + (" " if language == "en" else "") + unsure.format(year=fact.day.year)
