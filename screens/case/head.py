"""The head of a case: who and what, how far, by when, what next. Personal data masked."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from desk.case import Case
from desk.deadline import DeadlineState
from desk.enums import ClockKind, Grade, Nature, Scope
from desk.i18n import _, current, ngettext
from desk.labels import label
from desk.masks import mask_name, mask_phone
from desk.saying import relative
from desk.services.escalating import duty_words
from desk.staff.model import Actor
from desk.staff.permissions import RANK, May, may
from desk.views import CaseFile
from desk.warned import short_of, sign_of, state_of
from screens.board.next_step import next_step
from screens.case.explained import running
from screens.case.menu import offer_of
from screens.case.raised import open_ones
from screens.case.six import SixTrack
from screens.case.steps import steps
from screens.plain import shown
from screens.widgets.track import Track

if TYPE_CHECKING:
    from desk.services.base import Desk

SOON_HOURS = 4
_DUE_STYLES = {
    DeadlineState.OVERDUE: "bold $error",
    DeadlineState.NINE_TENTHS: "bold $warning",
    DeadlineState.THREE_QUARTERS: "bold $warning",
}


def who_line(file: CaseFile) -> Content:
    """Number, kind, topic, customer, holder."""
    case, person = file.case, file.complainant
    organisation = file.customer is not None and file.customer.nature is not Nature.RESIDENT
    name = mask_name(person.name, organisation=organisation) or _("anonymous")
    if case.sealed:
        name = _("◆ reporter, sealed")
    kind = f"{label(case.kind)} · {label(case.topic)}"
    if case.grade is not Grade.NORMAL:
        kind = f"★{label(case.grade)} {kind}"
    first = file.names.get(case.first_responder_id, "?")
    holder = file.holder
    chain = _("First: {name}").format(name=first)
    if holder != first:
        chain = f"{chain} → {holder}"
    wish = _("large print") if case.large_print else ""
    staying = sum(one.withdrew_at is None for one in file.signatories)
    signed = ngettext("{n} person signed", "{n} people signed", staying).format(n=staying)
    joint = signed if staying else ""
    told = "  ".join(filter(None, (chain, joint, wish, mask_phone(person.phone))))
    return Content.assemble(
        shown(case.reference, "bold $primary"),
        shown(f"  {kind}  "),
        shown(name if person.salutation == person.name else f"{name}{person.salutation}", "bold"),
        shown(about_us(file), "bold $warning"),
        shown(again(case), "bold $warning"),
        shown(of_incident(file), "bold $warning"),
        shown(f"  {told}", "$text-muted"),
    )


def again(case: Case) -> str:
    """The sign of a topic that this customer brings again."""
    return "  " + _("◆ time {n}").format(n=case.times) if case.times > 1 else ""


def of_incident(file: CaseFile) -> str:
    """The sign of a case that belongs to an incident."""
    return "".join(f"  ● {one.number}" for one in file.incidents)


def about_us(file: CaseFile) -> str:
    """The sign of a case about ourselves, for those who may see it."""
    count = len(file.concerns)
    # The hall is public: who they are stands in the record.
    return "  " + _("◆ about us ({count})").format(count=count) if count else ""


def due_line(file: CaseFile, desk: "Desk") -> Content:
    """Every deadline that runs, late ones with a sign; then the key that explains them."""
    now = desk.clock.now()
    # Several promises for one day are one piece with their count: the line is cut off soon.
    told: dict[tuple[str, str], int] = {}
    raised = {one.id: one for one in open_ones(file)}
    for clock in running(file):
        words = relative(
            clock.due_at, now, current(), calendar=desk.calendar, zone=desk.branch.timezone
        )
        state = state_of(clock, now)
        hours = (clock.due_at - now).total_seconds() / 3600
        if state is DeadlineState.WAITING and hours < SOON_HOURS:
            state = DeadlineState.THREE_QUARTERS
        sign = "" if state is DeadlineState.WAITING else sign_of(state)
        gone = short_of(state) if hours >= SOON_HOURS else ""
        style = _DUE_STYLES.get(state, "")
        name = label(clock.kind)
        if clock.kind is ClockKind.ESCALATION and clock.note in raised:
            sign, gone = f"▲{sign}", ""
            style = style or "bold $warning"
            name = label(raised[clock.note].to_role)
        text = f"{sign} {name} {words} {gone}".strip()
        told[text, style] = told.get((text, style), 0) + 1
    parts = [
        shown(f"{text} ×{count}" if count > 1 else text, style)
        for (text, style), count in told.items()
    ]
    if not parts:
        parts.append(shown(_("No deadline runs."), "$text-muted"))
    originals = sum(paper.copies for paper in file.papers if paper.held)
    if originals:
        words = _("originals with us: {n}").format(n=originals)
        # The deadline that comes first must be seen, and this before the others are cut off.
        parts.insert(1, shown(f"◆ {words}", "bold $warning"))
    head = shown(_("Due (Ctrl+K why): "), "$text-muted")
    return Content.assemble(head, Content("  ·  ").join(parts))


def next_line(file: CaseFile, desk: "Desk", who: Actor) -> Content:
    """What to do next, and the key that lists everything else."""
    offer = offer_of(file)
    words = next_step(file)
    if offer is not None and offer.receiver_id == who.staff_id:
        words = _("This case is offered to you: Ctrl+Y accepts it, Ctrl+X declines it.")
    elif offer is not None and offer.giver_id == who.staff_id:
        words = _("{name} has not answered your offer yet; Ctrl+X takes it back.").format(
            name=offer.receiver_name
        )
    elif file.case.scope is Scope.UNCLEAR and may(who.role, May.DECIDE_SCOPE):
        words = _("Decide whose matter it is, and what the customer is told.")
    elif to_answer := [one for one in open_ones(file) if RANK[who.role] >= RANK[one.to_role]]:
        words = f"▲ {duty_words(desk, to_answer[0])}"
    return Content.assemble(
        shown(_("Next: "), "bold $primary"), shown(words, "bold"), shown("  Ctrl+N", "$primary")
    )


class Head(Vertical):
    """Five lines above the work."""

    def __init__(self) -> None:
        super().__init__(id="head")
        self._who = Static(classes="head-line")
        self._track = Track()
        self._six = SixTrack()
        self._due = Static(classes="head-line")
        self._next = Static(classes="head-next")

    def compose(self) -> ComposeResult:
        yield self._who
        yield self._track
        yield self._six
        yield self._due
        yield self._next

    def show(self, file: CaseFile, desk: "Desk", who: Actor) -> None:
        """Show a case as it stands."""
        self._who.update(who_line(file))
        words, at = steps(file, desk)
        self._track.show_steps(words, at)
        self._six.show(file, desk)
        self._due.update(due_line(file, desk))
        self._next.update(next_line(file, desk, who))
