"""What has been kept for long enough: listed, looked at, and erased piece by piece.

Nothing of an open case is touched. Whoever stops a run loses nothing: what is left stays due.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.case import Case
from desk.concern import SealedIdentity
from desk.customer import Customer, Draft
from desk.customer_file import Erasure, Reveal
from desk.enums import DataKind, KeptSince, Nature
from desk.erasing import Due
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.masks import mask_name
from desk.notice import Notice
from desk.papers import Content
from desk.playbook.base import Confidence
from desk.playbook.retention import RetentionRule
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.reporting import HallEvent
from desk.services.base import Desk, service
from desk.services.erasing import Wiping
from desk.services.retention_rules import cutoff
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

PIECE = 50
"""How many are erased in one act."""
MOST_COUNTED = 1000
"""How many are counted; beyond that it is enough to know that there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDue:
    """A rule of keeping, and how much of its kind is due. `count` ends at `MOST_COUNTED`."""

    rule_id: str
    label: str
    data: DataKind
    months: int
    since: KeptSince
    why: str
    source: str
    default: bool
    """True for a working default of ours: to be shown as such, never as a rule."""
    count: int
    oldest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one piece of a run erased, and whether more is due."""

    erased: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """A line of the erase log: what it was about by its number, and who did it."""

    row: Erasure
    about: str
    rule: str
    by: str


@service("retention.list", May.END_KEEPING, writes=False)
def rules_due(desk: Desk, who: Actor) -> list[RuleDue]:
    """Every rule of keeping in force, with how much is due by it."""
    today = desk.hours.day_of(desk.clock.now())
    rules = [rule for rule in desk.spoken.retention.values() if rule.in_force(today)]
    with desk.store.read() as book:
        return [_due(desk, book, rule) for rule in rules]


@service("retention.preview", May.END_KEEPING, writes=False)
def what_is_due(desk: Desk, who: Actor, rule_id: str, *, limit: int = PIECE) -> list[Due]:
    """What a rule would erase first, oldest first; nothing is changed."""
    rule = _rule(desk, rule_id)
    with desk.store.read() as book:
        return book.kept_since(rule.data, cutoff(desk, rule, desk.clock.now()), limit=limit)


@service("retention.run", May.END_KEEPING, whole=True)
def erase_due(desk: Desk, who: Actor, rule_id: str, *, limit: int = PIECE) -> Piece:
    """Erase what is due by a rule, at most `limit` of it, in one act with its log."""
    rule, now = _rule(desk, rule_id), desk.clock.now()
    with desk.store.act(
        "retention.run", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        due = act.kept_since(rule.data, cutoff(desk, rule, now), limit=limit + 1)
        for one in due[:limit]:
            wiping = Wiping(act)
            customer_id, case_id = _ERASE[rule.data](act, wiping, one.row_id, now)
            act.add(
                Erasure(
                    id=new_id(),
                    customer_id=customer_id,
                    case_id=case_id,
                    ground=rule.id,
                    erased=wiping.erased,
                    at=now,
                    by=who.staff_id,
                )
            )
        act.commit()
    return Piece(erased=len(due[:limit]), more=len(due) > limit)


@service("retention.clean", May.END_KEEPING, whole=True)
def clean_up(desk: Desk, who: Actor) -> bool:
    """Take what was erased off the disk; False while somebody's reading holds it up."""
    return desk.store.scrub()


@service("retention.log", May.END_KEEPING, writes=False)
def erase_log(desk: Desk, who: Actor, *, customer_id: str = "", limit: int = 200) -> list[Erased]:
    """What was erased, newest first; of one customer, if named."""
    equals = {"customer_id": customer_id} if customer_id else {}
    with desk.store.read() as book:
        found = book.find(Erasure, order="-at", limit=limit, **equals)
        return [_logged(desk, book, row) for row in found]


def _rule(desk: Desk, rule_id: str) -> RetentionRule:
    rule = desk.spoken.retention.get(rule_id)
    if rule is None or not rule.in_force(desk.hours.day_of(desk.clock.now())):
        raise Refusal(
            _("There is no rule of keeping “{id}”.").format(id=rule_id),
            _("Choose one of: {ids}.").format(ids=", ".join(desk.spoken.retention)),
            field="rule",
            code="no_such_rule",
        )
    return rule


def _due(desk: Desk, book: Book, rule: RetentionRule) -> RuleDue:
    before = cutoff(desk, rule, desk.clock.now())
    due = book.kept_since(rule.data, before, limit=MOST_COUNTED)
    return RuleDue(
        rule_id=rule.id,
        label=rule.label,
        data=rule.data,
        months=rule.months,
        since=rule.since,
        why=rule.why,
        source=_(", ").join(source.cited for source in rule.source),
        default=rule.confidence is Confidence.DEFAULT,
        count=len(due),
        oldest=desk.hours.day_of(due[0].since) if due else None,
    )


def _logged(desk: Desk, book: Book, row: Erasure) -> Erased:
    staff = book.get(Staff, row.by)
    case = book.get(Case, row.case_id) if row.case_id else None
    customer = book.get(Customer, row.customer_id) if row.customer_id else None
    about = case.reference if case is not None else ""
    if customer is not None and customer.name:
        about = mask_name(customer.name, organisation=customer.nature is not Nature.RESIDENT)
    rule = desk.spoken.retention.get(row.ground)
    ground = rule.label if rule is not None else _("asked for by the customer")
    return Erased(row=row, about=about, rule=ground, by=staff.name if staff else "")


# -- one row of each kind: erased, and which customer and case it belonged to -------------

Belongs = tuple[str | None, str | None]


def _case(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    case = act.get(Case, row_id)
    assert case is not None
    wiping.case(case)
    return case.customer_id, case.id


def _letter(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    letter = act.get(Letter, row_id)
    assert letter is not None
    wiping.letter(letter)
    return None, letter.case_id


def _notice(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    notice = act.get(Notice, row_id)
    assert notice is not None
    wiping.notice(notice)
    return None, notice.case_id


def _content(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    content = act.get(Content, row_id)
    assert content is not None
    wiping.content(content)
    return None, None


def _file(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    customer = act.get(Customer, row_id)
    assert customer is not None
    wiping.file(customer, now)
    return customer.id, None


def _draft(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
    draft = act.get(Draft, row_id)
    assert draft is not None
    act.remove(draft)
    wiping.gone["Draft.content"] += 1
    return None, None


def _row(kind: type[Any]) -> Callable[[Act, Wiping, str, datetime], Belongs]:
    def erase(act: Act, wiping: Wiping, row_id: str, now: datetime) -> Belongs:
        row = act.get(kind, row_id)
        assert row is not None
        wiping.wipe(row)
        return getattr(row, "customer_id", None), getattr(row, "case_id", None)

    return erase


_ERASE: dict[DataKind, Callable[[Act, Wiping, str, datetime], Belongs]] = {
    DataKind.CASE_RECORD: _case,
    DataKind.LETTER: _letter,
    DataKind.NOTICE: _notice,
    DataKind.ATTACHMENT: _content,
    DataKind.SEALED_IDENTITY: _row(SealedIdentity),
    DataKind.HALL_EVENT: _row(HallEvent),
    DataKind.DRAFT: _draft,
    DataKind.LOOK: _row(Reveal),
    DataKind.CUSTOMER_FILE: _file,
}
