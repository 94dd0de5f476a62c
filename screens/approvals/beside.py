"""What stands beside a letter: the case in the customer's own words, and what the check says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.enums import LetterState, Role
from desk.i18n import N_, _, current
from desk.labels import label
from desk.letter.finding import Finding
from desk.letter.life import Letter
from desk.masks import mask_name
from desk.point import IssuePoint
from desk.quiet import quiet
from desk.saying import say_day, say_moment
from desk.services.agreeing import Agreement
from desk.views import CaseFile
from screens.widgets.flow import Para

if TYPE_CHECKING:
    from desk.services.base import Desk

_HEAD = "$text-muted underline"
_CHECKED = (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED)
_GAP = Para("")
_WHO = {Role.LEAD: N_("a shift lead"), Role.MANAGER: N_("the manager")}


def beside(
    file: CaseFile,
    letter: Letter,
    findings: Sequence[Finding],
    desk: "Desk",
    agreement: Agreement,
) -> tuple[Para, ...]:
    """The case as the letter must answer it."""
    file = quiet(file, desk)
    case, who = file.case, file.complainant
    name = f"{mask_name(who.name)} {who.salutation}".strip()
    paras = [
        Para(case.reference, "bold $primary"),
        Para(f"{name} · {label(case.kind)} · {label(case.topic)}"),
        *_way(file, letter, desk, agreement),
        *_needed(agreement),
    ]
    if letter.state in _CHECKED:
        paras += [_GAP, Para(_("Check"), _HEAD), *_checked(findings)]
    paras += [_GAP, Para(_("What the customer said"), _HEAD), Para(case.narrative)]
    if case.remedy_sought:
        paras.append(Para(_("Wants: {what}").format(what=case.remedy_sought)))
    paras += [_GAP, Para(_("Points"), _HEAD)]
    for point in file.points:
        paras += _point(point)
    return tuple(paras)


def _way(file: CaseFile, letter: Letter, desk: "Desk", agreement: Agreement) -> list[Para]:
    names = file.names

    def at(moment: object) -> str:
        local = desk.hours.local(moment)  # type: ignore[arg-type]
        return say_moment(local, current(), year=False)

    lines = [_("Written by {name}").format(name=names.get(letter.author_id, "?"))]
    if letter.submitted_at is not None:
        lines.append(_("submitted {when}").format(when=at(letter.submitted_at)))
    if letter.approver_id and letter.approved_at is not None:
        given = _(", ").join(
            _("{name} ({role})").format(name=name, role=label(role))
            for name, role in agreement.agreed
        )
        lines.append(
            _("approved by {name}, {when}").format(name=given, when=at(letter.approved_at))
        )
    if letter.issued_at is not None:
        lines.append(_("issued {when}").format(when=at(letter.issued_at)))
    if letter.printed_at is not None:
        printed = _("printed {when}").format(when=at(letter.printed_at))
        where = letter.printed_where
        lines.append(_("{how} ({note})").format(how=printed, note=where) if where else printed)
    elif letter.print_job:
        lines.append(_("sent to print: {job}").format(job=letter.print_job))
    if letter.delivery is not None and letter.delivered_at is not None:
        how = label(letter.delivery)
        if letter.delivery_note:
            how = _("{how} ({note})").format(how=how, note=letter.delivery_note)
        lines.append(_("{how}, {when}").format(how=how, when=at(letter.delivered_at)))
    if letter.countersigned_at is not None:
        lines.append(_("receipt back {when}").format(when=at(letter.countersigned_at)))
    paras = [Para(line, "", "· ") for line in lines]
    if letter.return_comment and letter.state is LetterState.DRAFT:
        by = names.get(letter.returned_by or "", _("a shift lead"))
        words = _("Returned by {name}: {comment}").format(name=by, comment=letter.return_comment)
        paras.append(Para(words, "bold $error", "↩ "))
    if letter.void_reason:
        words = _("Void: {reason}").format(reason=letter.void_reason)
        paras.append(Para(words, "bold $error", "✗ "))
    return paras


def _needed(agreement: Agreement) -> list[Para]:
    """Whose agreement is missing, and who here can give it."""
    if not agreement.needed:
        return []
    roles = _(" and ").join(_(_WHO[role]) for role in agreement.needed)
    paras = [Para(_("Waits for {roles}.").format(roles=roles), "bold", "→ ")]
    able = [
        _("{name} ({role})").format(name=name, role=label(role)) for name, role in agreement.able
    ]
    lacking = [
        role
        for role in agreement.needed
        if role is Role.MANAGER and not any(one is role for _name, one in agreement.able)
    ]
    if able:
        paras.append(Para(_("Here can do so: {names}.").format(names=_(", ").join(able)), "", "  "))
    if agreement.away:
        names = _(", ").join(agreement.away)
        paras.append(Para(_("Away: {names}.").format(names=names), "$text-muted", "  "))
    if lacking and able:
        paras.append(
            Para(_("The manager is not here, or has a part in it."), "bold $warning", "! ")
        )
    elif able and len(able) < len(agreement.needed):
        words = _("One more person is needed who has no part in it.")
        paras.append(Para(words, "bold $warning", "! "))
    if not able:
        words = _(
            "Nobody here can approve now who has no part in it. Until somebody can, the customer "
            "gets the acknowledgement, notices and a holding letter."
        )
        paras.append(Para(words, "bold $error", "! "))
    return paras


def _checked(findings: Sequence[Finding]) -> list[Para]:
    if not findings:
        return [Para(_("Nothing to find fault with."), "$success", "✓ ")]
    paras = []
    if not any(one.blocks for one in findings):
        paras.append(Para(_("Nothing keeps it from going out."), "$success", "✓ "))
    for one in findings:
        words = _("{where}: {why}").format(where=one.where, why=one.why)
        paras.append(
            Para(words, "bold $error", "✗ ") if one.blocks else Para(words, "$warning", "! ")
        )
    return paras


def _point(point: IssuePoint) -> list[Para]:
    end = f" → {label(point.conclusion)}" if point.conclusion else ""
    lead = f"{point.position} "
    words = _("{kind}: {matter}").format(kind=label(point.kind), matter=point.matter)
    paras = [Para(words + end, "bold", lead)]
    if point.finding:
        paras.append(Para(point.finding, "", "  "))
    remedy = [point.remedy, point.remedy_owner]
    if point.remedy_done_on is not None:
        remedy.append(_("done {day}").format(day=say_day(point.remedy_done_on, current())))
    elif point.remedy_due is not None:
        remedy.append(_("by {day}").format(day=say_day(point.remedy_due, current())))
    if any(remedy):
        paras.append(Para(" · ".join(filter(None, remedy)), "", "  → "))
    return paras
