"""The figures in words: the table as lines, as cells, and the list of rules."""

from typing import NamedTuple

from desk.i18n import N_, current, say
from desk.insight.figures import By, Figure
from desk.insight.month import LEAST, TABLE, MonthTable, Part, told
from desk.insight.period import Days, month_of
from desk.insight.rules import WHOLE_RULE, by_name, name_of, other_name, rule_of
from desk.labels import label
from desk.views import Counts, View

UNDER = "· "
"""Stands before a line that belongs to the one above."""
WIDTH = 38
"""Columns that the name of a figure takes."""


class Indicator(NamedTuple):
    """A figure with its rule."""

    figure: Figure
    name: str
    rule: str


class Row(NamedTuple):
    """A line of the table in words; `figure` None for a heading or what has no list behind it."""

    name: str
    now: str
    before: str
    figure: Figure | None = None
    by: By = By.WHOLE
    group: str | None = None
    good: bool | None = None
    strong: bool = False


def month_title(table: MonthTable, language: str) -> str:
    """What the table is called; one that is not whole says so."""
    days = Days(table.first, table.last)
    month = month_of(days)
    words = (
        say(N_("Days {first} to {last}"), language).format(**days._asdict())
        if month is None
        else say(N_("Month table {month}"), language).format(month="{}-{:02d}".format(*month))
    )
    if table.whole or (month is None and table.last <= table.at.date()):
        return words
    return words + " " + say(N_("(up to now)"), language)


def part_name(by: By, group: str, language: str) -> str:
    """A topic or department by its name."""
    if by is By.TOPIC and group:
        from desk.enums import Topic

        return label(Topic(group), language)
    return group or say(N_("not named"), language)


def rows(table: MonthTable, language: str) -> list[Row]:
    """Every line of the table, breakdowns below, ready for screen, paper and file."""
    made: list[Row] = []
    for line in table.lines:
        name = name_of(line.figure, language)
        made.append(
            Row(name, told(line.figure, line.now), told(line.figure, line.before), line.figure)
        )
        other = other_name(line.figure, language)
        if other:
            made.append(
                Row(
                    f"{UNDER}{other}",
                    str(line.now.other),
                    str(line.before.other),
                    line.figure,
                    good=False,
                )
            )
        if line.figure is Figure.COMPLAINTS:
            made.append(Row(_per_million(table, language), table.per_million or "—", ""))
    for by, parts in ((By.TOPIC, table.by_topic), (By.UNIT, table.by_unit)):
        made.append(Row(by_name(by, language), "", "", strong=True))
        made += [_part(by, one, language) for one in parts]
    if table.tasks:
        made.append(Row(name_of(Figure.TASKS, language), "", "", strong=True))
        made += [
            Row(
                f"{UNDER}{part_name(By.UNIT, one.group, language)}",
                told(Figure.TASKS, one),
                "",
                Figure.TASKS,
                By.UNIT,
                one.group,
            )
            for one in table.tasks
        ]
    return made


def _per_million(table: MonthTable, language: str) -> str:
    if not table.served or table.served_on is None:
        return UNDER + say(N_("Complaints per million customers (number not noted)"), language)
    words = say(N_("Complaints per million customers ({served} on {day})"), language)
    return UNDER + words.format(served=table.served, day=table.served_on)


def _part(by: By, one: Part, language: str) -> Row:
    words = say(N_("received {received}, due {due}, in time {in_time}, late {late}"), language)
    return Row(
        f"{UNDER}{part_name(by, one.group, language)}",
        words.format(received=one.received, due=one.due, in_time=one.in_time, late=one.late),
        say(N_("received {received}"), language).format(received=one.before),
        Figure.RECEIVED,
        by,
        one.group,
    )


def month_text(table: MonthTable, language: str) -> str:
    """The whole table as lines of text."""
    from desk.letter.width import width

    lines = [month_title(table, language), ""]
    for row in rows(table, language):
        if row.strong:
            lines += ["", row.name]
            continue
        gap = " " * max(2, WIDTH - width(row.name))
        before = f"  ← {row.before}" if row.before else ""
        lines.append(f"{row.name}{gap}{row.now}{before}")
    return "\n".join([*lines, "", whole_rule(language)])


def whole_rule(language: str) -> str:
    """What holds for every figure."""
    return say(WHOLE_RULE, language).format(least=LEAST)


def indicators(language: str) -> list[Indicator]:
    """Every figure with its rule."""
    return [Indicator(one, name_of(one, language).strip(), rule_of(one, language)) for one in TABLE]


def indicator_text(found: list[Indicator], language: str) -> str:
    """The rules as lines."""
    lines = [f"{one.figure}  {one.name}\n    {one.rule}" for one in found]
    return "\n".join([*lines, "", whole_rule(language)])


def today_text(received: int, closed: int, counts: Counts) -> str:
    """What waits now as lines."""
    language = current()
    head = say(N_("Today: received {received}, closed {closed}."), language)
    lines = [head.format(received=received, closed=closed)]
    for view in View:
        if view is not View.CLOSED and counts[view]:
            lines.append(f"{label(view, language)}: {counts[view]}")
    return "\n".join(lines)
