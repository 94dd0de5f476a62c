"""Acts of a history by their names, and how often each is drawn.

What a rule refuses is refused and the history goes on; nothing else may come out of an act.
"""

from tests.histories import answering, beside, dates, ending
from tests.histories.life import Act

ACTS: dict[str, Act] = {**answering.ACTS, **beside.ACTS, **ending.ACTS, **dates.ACTS}
COURSES = {
    "finish": ("reply", "clear", "satisfied", "clear", "close"),
    "give up": ("reply", "dissatisfied", "wait", "reply", "dissatisfied", "clear", "terminate"),
}
"""Acts one after another on one case, so that it comes to its end."""
NUMBERS = (0, 0, 0, 0, 1, 1, *range(2, 10))
"""Numbers that are drawn: mostly the same case, so that it comes to its end."""
SELDOM = frozenset({"withdraw", "annul", "clock wrong", "calendar", "recount", "scope"})
OFTEN = (
    *("clear", "reply", "reply", "satisfied", "dissatisfied", "finish", "give up", "reopen"),
    *("close", "terminate", "clock right", "wait", "settle"),
)
"""What is drawn more often, so that histories come to an end of their cases."""
NAMES = (*ACTS, *COURSES, *(name for name in ACTS if name not in SELDOM), *OFTEN, *OFTEN)
