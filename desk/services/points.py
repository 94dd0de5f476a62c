"""The points of a case and their answers."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from desk.case import Case
from desk.enums import CONCLUSIONS
from desk.forms import AnswerForm, PointForm, ResultForm
from desk.gates import shut_gates
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import approval, flow
from desk.services.base import Desk, case_act, service
from desk.services.intake_checks import MOST_POINTS, check_matter
from desk.services.meanwhile import changed_meanwhile
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

LONGEST_ANSWER = 5_000
CLEARABLE = (
    "conclusion",
    "responsibility",
    "cause",
    "remedy_due",
    "remedy_done_on",
    "amount_fen",
)
"""Fields of an answer that can be emptied by name; a text is emptied by an empty text."""
_ONE_LINE = ("matter", "remedy_owner", "true_part", "payment")


@service("point.add", May.WORK)
def add_point(desk: Desk, who: Actor, reference: str, form: PointForm) -> IssuePoint:
    """Add a point that came out later; the reply must answer it too."""
    matter = clean_line(form.matter)
    check_matter(matter, "matter")
    with case_act(desk, who, "point.add", reference) as (act, case, _now):
        point = put_point(act, case, form)
        approval.cancel(act, case, who.staff_id)
        flow.index(act, flow.update(act, desk, case))
        act.commit()
    return point


def put_point(act: Act, case: Case, form: PointForm) -> IssuePoint:
    """A further point of a case, inside an act; the caller checked what it says."""
    points = act.find(IssuePoint, case_id=case.id, order="position")
    if len(points) >= MOST_POINTS:
        raise Refusal(
            _("A case holds at most {most} points.").format(most=MOST_POINTS),
            _("Join points that ask for the same thing."),
            field="points",
            code="too_many",
        )
    point = IssuePoint(
        id=new_id(),
        case_id=case.id,
        position=len(points) + 1,
        kind=form.kind,
        matter=clean_line(form.matter),
    )
    act.add(point)
    return point


@service("point.answer", May.WORK)
def answer_point(
    desk: Desk,
    who: Actor,
    reference: str,
    position: int,
    form: AnswerForm,
    *,
    version: int | None = None,
) -> IssuePoint:
    """Write down what was found on a point, what follows and what is done about it.

    Fields left out keep what stands; an answer may grow over days. `version` is the one the
    person was looking at: if somebody else answered meanwhile, nothing is overwritten.
    """
    with case_act(desk, who, "point.answer", reference) as (act, case, now):
        point = point_at(act, case, position)
        if version is not None and version != point.version:
            raise changed_meanwhile(act, point.id, case_id=case.id)
        changed = filled_in(desk, case, point, form, desk.hours.day_of(now))
        changed = replace(changed, answered_by=who.staff_id, answered_at=now)
        act.put(changed)
        approval.cancel(act, case, who.staff_id)
        flow.index(act, flow.update(act, desk, case))
        kept = act.get(IssuePoint, point.id)
        act.commit()
    assert kept is not None
    return kept


@service("case.result", May.WORK)
def set_result(desk: Desk, who: Actor, reference: str, form: ResultForm) -> Case:
    """Write the result as a whole and the advice, as the reply will say them."""
    with case_act(desk, who, "case.result", reference) as (act, case, _now):
        if form.result is not None:
            case = replace(case, result=_limited(clean(form.result).strip(), "result"))
        if form.advice is not None:
            advice = tuple(filter(None, (clean_line(a) for a in form.advice)))
            case = replace(case, advice=advice)
        approval.cancel(act, case, who.staff_id)
        case = flow.update(act, desk, case)
        act.commit()
    return case


def point_at(book: Book, case: Case, position: int, field: str = "position") -> IssuePoint:
    """The point with this number; refuses when the case has none such."""
    found = book.find(IssuePoint, case_id=case.id, position=position, limit=1)
    if not found:
        raise Refusal(
            _("Case {reference} has no point {position}.").format(
                reference=case.reference, position=position
            ),
            field=field,
            code="no_such_point",
        )
    return found[0]


def filled_in(
    desk: Desk, case: Case, point: IssuePoint, form: AnswerForm, today: date
) -> IssuePoint:
    """The point with what the form says of it; every rule of an answer holds."""
    changed = _changed(point, form)
    _check(desk, case, changed, form, today)
    return changed


def _changed(point: IssuePoint, form: AnswerForm) -> IssuePoint:
    values: dict[str, Any] = {}
    for name in form.clear:
        if name not in CLEARABLE:
            raise Refusal(
                _("“{field}” cannot be emptied.").format(field=clean_line(name)),
                _("Possible: {allowed}.").format(allowed=", ".join(CLEARABLE)),
                field="clear",
                code="not_clearable",
            )
        values[name] = None
    for item in fields(form):
        value = getattr(form, item.name)
        if value is None or item.name == "clear":
            continue
        if isinstance(value, list):
            value = tuple(dict.fromkeys(clean_line(v) for v in value))
        elif type(value) is str:
            value = clean_line(value) if item.name in _ONE_LINE else clean(value).strip()
            value = _limited(value, item.name)
        values[item.name] = value
    return replace(point, **values)


def _limited(text: str, field: str) -> str:
    if len(text) > LONGEST_ANSWER:
        raise Refusal(
            _("This text has at most {most} characters.").format(most=LONGEST_ANSWER),
            _("Say the essential; keep papers with the case."),
            field=field,
            code="too_long",
        )
    return text


def check_days(due: date | None, done_on: date | None, today: date) -> None:
    """Refuse a promise for a day that has passed, and a deed on a day to come."""
    if due is not None and done_on is None and due < today:
        raise Refusal(
            _("The promised day lies in the past."),
            _("Name a day from today on, or say on which day it was done."),
            field="remedy_due",
            code="in_past",
        )
    if done_on is not None and done_on > today:
        raise Refusal(
            _("A day in the future cannot be the day it was done."),
            _("Enter it as the promised day instead."),
            field="remedy_done_on",
            code="in_future",
        )


def _check(desk: Desk, case: Case, point: IssuePoint, form: AnswerForm, today: date) -> None:
    check_matter(point.matter, "matter")
    if point.conclusion is not None and point.conclusion not in CONCLUSIONS[point.kind]:
        allowed = "、".join(label(c) for c in CONCLUSIONS[point.kind])
        raise Refusal(
            _("A point of this kind ({kind}) cannot have the conclusion “{conclusion}”.").format(
                kind=label(point.kind), conclusion=label(point.conclusion)
            ),
            _("Possible: {allowed}.").format(allowed=allowed),
            field="conclusion",
            code="conclusion_kind",
        )
    for article in point.articles:
        desk.spoken.citable(article, today)
    check_days(form.remedy_due, point.remedy_done_on, today)
    if point.amount_fen is not None and not 0 <= point.amount_fen <= 10**12:
        raise Refusal(_("This amount cannot be right."), field="amount_fen", code="bad_amount")
    gates = shut_gates(desk.spoken, case.topic, point, today)
    if gates:
        raise Refusal(
            _("Before this conclusion these must be on record: {checks}.").format(
                checks=_(", ").join(check.label for gate in gates for check in gate.missing)
            ),
            gates[0].gate.why,
            field="conclusion",
            code="gate_shut",
        )
