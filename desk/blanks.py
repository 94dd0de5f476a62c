"""Forms with reserved numbers, printed ahead for a day without power."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from desk.enums import BlankKind, BlankState
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.text import clean_line

REGISTER = "blank"
MOST_AT_ONCE = 100
"""Forms in one file; more than that nobody needs for a day without power."""
_SERIAL = re.compile(r"(?:(?:[A-Z0-9]+-)?B-?)?0*([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """One numbered sheet; every one of them is accounted for on a shift sheet."""

    id: str
    kind: BlankKind
    number: str
    printed_at: datetime
    printed_by: str
    state: BlankState = BlankState.PRINTED
    used_on: date | None = None
    case_id: str | None = None
    notice_id: str | None = None
    reason: str = ""
    """Why it was spoiled."""
    settled_at: datetime | None = None
    settled_by: str | None = None
    version: int = 1


def number_of(branch: str, serial: int) -> str:
    """The number that is printed: HD01-B-0001."""
    return f"{branch}-B-{serial:04d}"


def as_number(branch: str, typed: str) -> str:
    """A number as somebody types it off the paper: whole, or its last digits alone."""
    typed = clean_line(typed).upper().replace(" ", "")
    found = _SERIAL.fullmatch(typed)
    if found is None or (typed.count("-") > 1 and not typed.startswith(f"{branch}-")):
        return typed
    return number_of(branch, int(found[1]))


def check_count(count: int) -> None:
    """Refuse to print none, or more than anybody needs."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refusal(
            _("Print between 1 and {most} forms at once.").format(most=MOST_AT_ONCE),
            _("Each of them must be accounted for on the shift sheet."),
            field="count",
            code="bad_count",
        )


def check_free(form: BlankForm, kind: BlankKind, field: str, where: str = "") -> None:
    """Refuse a form that is used up, spoiled, or of another kind.

    `where` names the case or notice it was used for, as far as this person may see it.
    """
    if form.state is BlankState.USED:
        used = _("Form {number} is entered already.").format(number=form.number)
        if where:
            used = _("Form {number} is entered already: {where}.").format(
                number=form.number, where=where
            )
        raise Refusal(
            used,
            _("Look at the number on the paper again; open what was entered before you go on."),
            field=field,
            code="paper_used",
        )
    if form.state is BlankState.SPOILED:
        raise Refusal(
            _("Form {number} was put down as spoiled: {reason}").format(
                number=form.number, reason=form.reason
            ),
            _("Look at the number again, or leave it out and write it into the reason."),
            field=field,
            code="paper_spoiled",
        )
    if form.kind is not kind:
        raise Refusal(
            _("Form {number} is another one: {kind}.").format(
                number=form.number, kind=label(form.kind)
            ),
            _("Look at the number on the paper again."),
            field=field,
            code="paper_kind",
        )


def used(
    form: BlankForm,
    *,
    on: date,
    by: str,
    at: datetime,
    case_id: str | None = None,
    notice_id: str | None = None,
) -> BlankForm:
    """The form as entered; `on` is the day it was written."""
    return replace(
        form,
        state=BlankState.USED,
        used_on=on,
        case_id=case_id,
        notice_id=notice_id,
        settled_at=at,
        settled_by=by,
    )


def spoiled(form: BlankForm, reason: str, *, by: str, at: datetime) -> BlankForm:
    """The form as spoiled; refuses without a reason, and a form that is settled."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(
            _("It is missing why this form is spoiled."),
            _("For example: written wrong and torn up, or lost."),
            field="reason",
            code="missing",
        )
    check_free(form, form.kind, "number")
    return replace(form, state=BlankState.SPOILED, reason=reason, settled_at=at, settled_by=by)


def ranges(numbers: list[str]) -> list[str]:
    """Numbers in few words: those that follow each other become first–last."""
    said: list[str] = []
    run: list[str] = []
    for number in sorted(numbers, key=_serial):
        if run and _serial(number) != _serial(run[-1]) + 1:
            said.append(_span(run))
            run = []
        run.append(number)
    return [*said, _span(run)] if run else said


def _span(run: list[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}–{run[-1].rpartition('-')[2]}"


def _serial(number: str) -> int:
    return int(number.rpartition("-")[2])
