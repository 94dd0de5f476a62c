"""A finding shared by many cases: filled into each point that is about it, under every rule."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desk.case import Case
from desk.enums import CONCLUSIONS, CaseStatus, Conclusion, PointKind
from desk.forms import AnswerForm
from desk.forms_incident import ShareForm
from desk.i18n import _
from desk.incident import Incident, IncidentCase
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.refusals import Refusal
from desk.services import approval, flow
from desk.services.base import Desk, case_act, service
from desk.services.incident_rows import links_of, open_one
from desk.services.points import LONGEST_ANSWER, check_days, filled_in
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came of it in one case: the points that took it, and those that did not, with why."""

    reference: str
    points: tuple[int, ...] = ()
    left: tuple[tuple[int, str], ...] = ()
    """Position (0: none in particular) and why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The incident with what it shares, and what came of it case by case."""

    incident: Incident
    cases: tuple[Filled, ...]

    @property
    def points(self) -> int:
        """How many points took it."""
        return sum(len(one.points) for one in self.cases)


@service("incident.share", May.WORK)
def share(desk: Desk, who: Actor, number: str, form: ShareForm) -> Shared:
    """Keep the shared answer and fill it into every open linked case, one act for each.

    What somebody wrote is never overwritten: a point takes it that has no answer yet, or still
    the one that the incident gave it before. Every rule of an answer holds; where one forbids the
    conclusion, the rest is filled in and the conclusion is left to whoever handles the case.
    """
    now = desk.clock.now()
    with desk.store.act("incident.share", staff_id=who.staff_id, at=now) as act:
        incident = open_one(act, number)
        changed = _kept(incident, form)
        if not (changed.finding or changed.remedy):
            raise Refusal(
                _("It is missing what was found, or what is done."),
                _("One sentence that holds for all of them."),
                field="finding",
                code="missing",
            )
        check_days(form.remedy_due, changed.remedy_done_on, desk.hours.day_of(now))
        for article in changed.article_ids:
            desk.spoken.citable(article, desk.hours.day_of(now))
        if changed != incident:
            act.put(changed)
            act.commit()
        links = links_of(act, incident)
        cases = [(link, act.get(Case, link.case_id)) for link in links]
    done = tuple(
        _fill(desk, who, incident, changed, link, case.reference)
        for link, case in cases
        if case is not None and case.status is CaseStatus.OPEN
    )
    return Shared(incident=changed, cases=done)


def _kept(incident: Incident, form: ShareForm) -> Incident:
    changed = incident
    if form.finding is not None:
        changed = replace(changed, finding=_limited(form.finding, "finding"))
    if form.remedy is not None:
        changed = replace(changed, remedy=_limited(form.remedy, "remedy"))
    if form.articles is not None:
        changed = replace(changed, article_ids=tuple(map(clean_line, form.articles)))
    if form.conclusion is not None:
        changed = replace(changed, conclusion=form.conclusion)
    if form.responsibility is not None:
        changed = replace(changed, responsibility=form.responsibility)
    if form.remedy_owner is not None:
        changed = replace(changed, remedy_owner=clean_line(form.remedy_owner)[:100])
    if form.remedy_due is not None:
        changed = replace(changed, remedy_due=form.remedy_due)
    if form.remedy_done_on is not None:
        changed = replace(changed, remedy_done_on=form.remedy_done_on)
    return changed


def _limited(text: str, field: str) -> str:
    text = clean(text).strip()
    if len(text) > LONGEST_ANSWER:
        raise Refusal(
            _("This text has at most {most} characters.").format(most=LONGEST_ANSWER),
            field=field,
            code="too_long",
        )
    return text


def _fill(
    desk: Desk, who: Actor, before: Incident, incident: Incident, link: IncidentCase, ref: str
) -> Filled:
    """Fill one case; a refusal of a rule is told, never passed over in silence."""
    took: list[int] = []
    left: list[tuple[int, str]] = []
    with case_act(desk, who, "incident.fill", ref) as (act, case, now):
        fresh = act.get(IncidentCase, link.id) or link
        points = act.find(IssuePoint, case_id=case.id, order="position")
        mine = [point for point in points if point.id in fresh.point_ids]
        if not mine:
            left.append((0, _("Say first which of its points are about it.")))
        filled = set(fresh.filled)
        for point in mine:
            if not _free(point, before, given=point.id in filled):
                left.append((point.position, _("It is answered already.")))
                continue
            answer, why = _answer(desk, case, point, before, incident, desk.hours.day_of(now))
            if why:
                left.append((point.position, why))
            if answer is None or answer == point:
                continue
            act.put(replace(answer, answered_by=who.staff_id, answered_at=now))
            filled.add(point.id)
            took.append(point.position)
        if took:
            order = tuple(point.id for point in points if point.id in filled)
            act.put(replace(fresh, filled=order, filled_at=now))
            approval.cancel(act, case, who.staff_id)
            flow.index(act, flow.update(act, desk, case))
            act.commit()
    return Filled(reference=ref, points=tuple(took), left=tuple(left))


def _free(point: IssuePoint, before: Incident, *, given: bool) -> bool:
    """Whether nobody's own words stand there."""
    if given:
        return (point.finding, point.remedy) == (before.finding, before.remedy)
    return not is_answered(point) and not point.finding.strip() and not point.remedy.strip()


def _answer(
    desk: Desk, case: Case, point: IssuePoint, before: Incident, incident: Incident, today: date
) -> tuple[IssuePoint | None, str]:
    """The point as it would stand, and what of it a rule did not let through.

    Who does it and when stays as somebody wrote it; a day that has passed since is not promised.
    """
    conclusion = _conclusion(point, incident)
    form = AnswerForm(
        finding=incident.finding or None,
        articles=list(incident.article_ids) or None,
        conclusion=conclusion,
        responsibility=incident.responsibility,
        remedy=incident.remedy or None,
        remedy_owner=_taken(point.remedy_owner, before.remedy_owner, incident.remedy_owner),
        remedy_due=_taken(
            point.remedy_due,
            before.remedy_due,
            due if (due := incident.remedy_due) is not None and due >= today else None,
        ),
        remedy_done_on=_taken(point.remedy_done_on, before.remedy_done_on, incident.remedy_done_on),
    )
    why = ""
    if conclusion is None and incident.conclusion is not None:
        why = _("Its conclusion is left to you: it says or wants something else.")
    try:
        return filled_in(desk, case, point, form, today), why
    except Refusal as refusal:
        why = refusal.message
    try:
        open_ = replace(form, conclusion=None)
        return filled_in(desk, case, point, open_, today), why
    except Refusal:
        return None, why


def _taken(mine: T | None, before: T | None, shared: T | None) -> T | None:
    """What is shared, where nobody's own stands there; None leaves what does."""
    return shared or None if not mine or mine == before else None


def _conclusion(point: IssuePoint, incident: Incident) -> Conclusion | None:
    """What the shared conclusion means for a point of its kind; None where it means nothing."""
    if incident.conclusion in CONCLUSIONS[point.kind]:
        return incident.conclusion
    if point.kind is PointKind.QUESTION and incident.finding:
        return Conclusion.EXPLAINED
    return None
