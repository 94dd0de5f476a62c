"""The figures of weeks or months side by side, and the weight of topics."""

from desk.insight.figures import By, Figure
from desk.insight.period import Period
from desk.insight.trend import AMOUNT, MOST, Step, Stretch, Trend, Weight, pareto, stretches
from desk.services.base import Desk, service
from desk.services.insight import FIRST_YEAR, Progress, asked_days, one_tally, span_of
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("insight.trend", May.READ, writes=False)
def trend(
    desk: Desk,
    who: Actor,
    step: Step,
    *,
    amount: int = AMOUNT,
    progress: Progress | None = None,
) -> Trend:
    """What each of the last weeks or months brought, closed, and answered in time."""
    today = desk.hours.day_of(desk.clock.now())
    asked = [
        days
        for days in stretches(today, step, max(1, min(amount, MOST)))
        if days.first.year >= FIRST_YEAR
    ]
    made: list[Stretch] = []
    with desk.store.read() as book:
        for days in asked:
            if progress is not None:
                progress(len(made), len(asked))
            span = span_of(desk, days)
            reply = one_tally(book, Figure.REPLY, span)
            made.append(
                Stretch(
                    first=days.first,
                    last=days.last,
                    whole=span.until <= span.now,
                    received=one_tally(book, Figure.RECEIVED, span).all,
                    closed=one_tally(book, Figure.CLOSED, span).all,
                    due=reply.all,
                    in_time=reply.good,
                )
            )
    return Trend(step=step, stretches=tuple(made))


@service("insight.topics", May.READ, writes=False)
def topics(desk: Desk, who: Actor, period: Period | None = None) -> list[Weight]:
    """What was received in a period by topic, the heaviest first; else in this month."""
    span = span_of(desk, asked_days(desk, period))
    with desk.store.read() as book:
        return pareto(book.tally(Figure.RECEIVED, span, By.TOPIC))
