"""The answer to one point as it stands in a form: texts and lists, and back to what is saved."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk import forms
from desk.calendar import WorkCalendar
from desk.dates import parse_day
from desk.enums import Cause, Conclusion, PointKind, RemedyBy, Responsibility
from desk.money import parse_yuan, say_yuan
from desk.point import IssuePoint

Content = dict[str, str | list[str]]
"""Field → text, or a list of ids. Choices stand by their value, "" where nothing is chosen."""

TEXTS = ("matter", "finding", "basis", "true_part", "remedy", "remedy_owner", "payment", "apology")
CHOICES: dict[str, type] = {
    "kind": PointKind,
    "conclusion": Conclusion,
    "responsibility": Responsibility,
    "cause": Cause,
    "remedy_by": RemedyBy,
}
LISTS = ("articles", "checks")
DAYS = ("remedy_due", "remedy_done_on")
AMOUNT = "amount_fen"


def content_of(point: IssuePoint) -> Content:
    """What the form shows of a point."""
    content: Content = {name: getattr(point, name) for name in TEXTS}
    for name in CHOICES:
        value = getattr(point, name)
        content[name] = value.value if value is not None else ""
    for name in LISTS:
        content[name] = list(getattr(point, name))
    for name in DAYS:
        day = getattr(point, name)
        content[name] = day.isoformat() if day else ""
    content[AMOUNT] = say_yuan(point.amount_fen) if point.amount_fen is not None else ""
    return content


def changed(content: Content, stored: Content) -> list[str]:
    """The fields that differ from what is on record."""
    return [name for name in stored if content.get(name, stored[name]) != stored[name]]


def form_of(
    content: Content, stored: Content, *, today: date, calendar: WorkCalendar
) -> forms.AnswerForm:
    """What to save: the changed fields alone, so that nobody's work is overwritten.

    Refuses a day or an amount that cannot be read, naming its field.
    """
    values: dict[str, Any] = {}
    clear: list[str] = []
    for name in changed(content, stored):
        raw = content[name]
        if name in LISTS or name in TEXTS:
            values[name] = raw
        elif not raw:
            clear.append(name)
        elif name in CHOICES:
            values[name] = CHOICES[name](raw)
        elif name in DAYS:
            values[name] = parse_day(str(raw), today=today, calendar=calendar, field=name)
        else:
            values[name] = parse_yuan(str(raw), field=name)
    return forms.AnswerForm(**values, clear=clear)


def from_draft(data: Mapping[str, Any], stored: Content) -> Content:
    """A draft over what is on record; whatever else stands in the draft is left out."""
    content: Content = dict(stored)
    for name, value in stored.items():
        typed = data.get(name)
        if isinstance(value, list) and isinstance(typed, list):
            content[name] = [str(item) for item in typed]
        elif isinstance(value, str) and isinstance(typed, str):
            content[name] = typed
    return content
