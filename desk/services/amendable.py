"""Which fields of a record may be put right, by whom, and how a value is read."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from desk.dates import parse_day
from desk.enums import CaseKind, Grade, Topic, Urgency
from desk.i18n import _
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.services.file_checks import check_called
from desk.services.spelling import checked_form
from desk.text import clean, clean_line


def _text(desk: Desk, text: str) -> str:
    return clean_line(text)


def _needed(desk: Desk, text: str) -> str:
    text = clean_line(text)
    if not text:
        raise Refusal(_("This must not stay empty."), field="value", code="missing")
    return text


def _name(desk: Desk, text: str) -> str:
    check_called(text, "value")
    return _needed(desk, text)


def _salutation(desk: Desk, text: str) -> str:
    check_called(text, "value")
    return clean_line(text)


def _form(desk: Desk, text: str) -> str:
    return checked_form(desk, text, "value")


def _lines(desk: Desk, text: str) -> str:
    return clean(text).strip()


def _day(desk: Desk, text: str) -> date | None:
    today = desk.hours.day_of(desk.clock.now())
    return parse_day(text, today=today, field="value") if clean_line(text) else None


def _word(vocabulary: type[StrEnum]) -> Callable[[Desk, str], Any]:
    def read(_desk: Desk, text: str) -> Any:
        words = [word.value for word in vocabulary]
        if text.strip() not in words:
            raise Refusal(
                _("{value} is none of: {words}.").format(
                    value=text.strip() or "—", words=", ".join(words)
                ),
                field="value",
                code="unknown_word",
            )
        return vocabulary(text.strip())

    return read


Read = Callable[[Desk, str], Any]

OF_CASE: dict[str, Read] = {
    "kind": _word(CaseKind),
    "topic": _word(Topic),
    "grade": _word(Grade),
    "urgency": _word(Urgency),
    "account_no": _text,
    "address": _text,
    "remedy_sought": _lines,
    "emotional_need": _lines,
    "expected_by": _day,
    "told": _text,
}
"""Fields of a case that may be put right, and how a value is read."""

OF_COMPLAINANT: dict[str, Read] = {
    "name": _name,
    "printed_name": _form,
    "salutation": _salutation,
    "phone": _text,
}
"""Fields of the person who came; their entry in the customer file stays as it is."""

BY_LEAD = ("kind", "grade")
"""What decides limits and approvals is put right by a lead."""
