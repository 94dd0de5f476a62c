"""What is known of a case at a glance: matter, points, chain, next step. Personal data masked."""

from typing import TYPE_CHECKING

from textual.content import Content

from desk.deadline import DeadlineState
from desk.enums import HandoverState, Nature
from desk.i18n import _, current
from desk.labels import label
from desk.masks import mask_name, mask_phone
from desk.progress import is_answered
from desk.quiet import quiet
from desk.saying import relative, say_moment
from desk.views import CaseFile
from desk.warned import short_of, sign_of, state_of
from screens.board.next_step import next_step
from screens.case.raised import raised_lines
from screens.case.steps import steps
from screens.plain import shown
from screens.widgets.track import track

if TYPE_CHECKING:
    from desk.services.base import Desk

MATTER = 160
"""Characters of the narrative that are shown."""


def preview(file: CaseFile, desk: "Desk") -> Content:
    """The case in a panel beside the list."""
    file = quiet(file, desk)
    parts = [
        [_title(file), shown(_who(file)), track(*steps(file, desk))],
        [*raised_lines(file, desk), _head(_("Next step")), shown(next_step(file), "bold")],
        [_head(_("Matter")), shown(_cut(file.case.narrative))],
        [_head(_("Points")), *_points(file)],
        [_head(_("Who holds it")), shown(_chain(file)), *_offers(file, desk)],
    ]
    if clocks := _clocks(file, desk):
        parts.append([_head(_("Deadlines")), *clocks])
    return Content("\n\n").join(Content("\n").join(part) for part in parts)


def short_preview(file: CaseFile, desk: "Desk") -> Content:
    """The case in the few lines below the list."""
    file = quiet(file, desk)
    lines = [
        Content("  ").join([_title(file), shown(_who(file))]),
        *raised_lines(file, desk),
        _said(_("Next step"), next_step(file), "bold"),
        *_offers(file, desk),
        *_points(file),
        _said(_("Matter"), _cut(file.case.narrative)),
    ]
    return Content("\n").join(lines)


def _title(file: CaseFile) -> Content:
    case = file.case
    return Content.assemble(
        shown(case.reference, "bold $primary"),
        shown(f"  {label(case.kind)} · {label(case.topic)}"),
    )


def _who(file: CaseFile) -> str:
    party = file.complainant
    unit = file.customer is not None and file.customer.nature is not Nature.RESIDENT
    name = mask_name(party.name, organisation=unit)
    # A unit, or whoever wishes it, is addressed by the name itself: once is enough, and masked.
    said = "" if party.salutation == party.name else party.salutation
    return f"{name}{said}  {mask_phone(party.phone)}".rstrip()


def _head(words: str) -> Content:
    return shown(words, "$text-muted underline")


def _said(name: str, text: str, style: str = "") -> Content:
    before = _("{name}: {text}").format(name=name, text="")
    return Content.assemble(shown(before, "$text-muted"), shown(text, style))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MATTER else f"{text[: MATTER - 1]}…"


def _points(file: CaseFile) -> list[Content]:
    lines = []
    for point in file.points:
        done = is_answered(point)
        sign = "✓" if done else "○"
        ending = f" → {label(point.conclusion)}" if point.conclusion else ""
        words = _("{name}: {text}").format(name=label(point.kind), text=_cut(point.matter))
        # Without a space, because a line of Chinese would break there.
        text = sign + _("{n}. {text}").format(n=point.position, text=f"{words}{ending}")
        lines.append(shown(text, "$success" if done else ""))
    return lines or [shown(_("No point is written down yet."))]


def _chain(file: CaseFile) -> str:
    names = [file.names.get(span.staff_id, "?") for span in file.chain]
    first = file.names.get(file.case.first_responder_id, "?")
    words = _("First responder {name}").format(name=first)
    return f"{words}  {' → '.join(names)}" if len(names) > 1 else words


def _offers(file: CaseFile, desk: "Desk") -> list[Content]:
    lines = []
    for handover in file.handovers:
        if handover.state is HandoverState.OFFERED:
            by = say_moment(desk.hours.local(handover.contact_by), current(), year=False)
            words = _("Offered to {name}, who is to contact the customer by {moment}.")
            lines.append(shown(words.format(name=handover.receiver_name, moment=by), "$warning"))
    return lines


def _clocks(file: CaseFile, desk: "Desk") -> list[Content]:
    lines = []
    now = desk.clock.now()
    for clock in file.clocks:
        if clock.met_at is None and not clock.verdict:
            words = relative(
                clock.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone
            )
            state = state_of(clock, now)
            said = _("{name}: {text}").format(name=label(clock.kind), text=words)
            late = "bold $error" if state is DeadlineState.OVERDUE else ""
            lines.append(shown(f"{sign_of(state)} {said} {short_of(state)}".rstrip(), late))
    return lines
