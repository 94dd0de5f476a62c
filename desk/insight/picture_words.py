"""What charts show, as titles and tables of text: the same figures as on the picture."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.i18n import N_, say
from desk.insight.figures import By
from desk.insight.month import LEAST, percent
from desk.insight.trend import Step, Trend, Weight, short_name
from desk.insight.words import part_name

_STEPS = {
    Step.WEEK: N_("week from"),
    Step.MONTH: N_("month"),
}


class Table(NamedTuple):
    """Heads and lines of text."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def trend_table(trend: Trend, language: str) -> Table:
    """Weeks or months, the latest first."""
    heads = (
        say(_STEPS[trend.step], language),
        *(say(words, language) for words in (N_("received"), N_("settled"), N_("due"))),
        *(say(words, language) for words in (N_("in time"), N_("late"), N_("% in time"))),
    )
    lines = tuple(
        (
            short_name(one.days) + ("" if one.whole else " " + say(N_("(up to now)"), language)),
            *(str(n) for n in (one.received, one.closed, one.due, one.in_time, one.late)),
            percent(one.in_time, one.due) or "—",
        )
        for one in reversed(trend.stretches)
    )
    return Table(heads, lines)


def share_told(weight: Weight) -> str:
    """How much of all a topic is; "" where there are too few to speak of shares."""
    return f"{weight.share:.0%}" if weight.whole >= LEAST else ""


def reached_told(weight: Weight) -> str:
    """How much of all is reached with a topic; counts where there are few."""
    return f"{weight.reached:.0%}" if weight.whole >= LEAST else f"{weight.sum}/{weight.whole}"


def topic_table(found: Sequence[Weight], language: str) -> Table:
    """Topics by their weight."""
    heads = tuple(
        say(words, language) for words in (N_("Topic"), N_("received"), N_("share"), N_("together"))
    )
    return Table(
        heads,
        tuple(
            (
                part_name(By.TOPIC, one.group, language),
                str(one.count),
                share_told(one) or "—",
                reached_told(one),
            )
            for one in found
        ),
    )
