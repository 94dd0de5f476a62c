"""Two files that may be of one customer: suspected, listed, and what somebody found out."""

from dataclasses import dataclass, replace

from desk.customer import Customer
from desk.customer_file import CustomerLink
from desk.doubles import Likeness, Side, Sign, likeness
from desk.enums import SameAs
from desk.forms import CustomerForm
from desk.forms_doubles import SameForm
from desk.i18n import _
from desk.ids import new_id
from desk.names import readings
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.merging import kept_customer, on_file, standing_link
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

BLOCK = 50
"""So many files may share a phone or a name in a house; what more share says nothing."""
MOST_PAIRS = 20_000
"""Pairs that are weighed at most in one report."""
LIKE = 200
"""Files that one typed customer is compared with at most."""
ENOUGH = 5
"""Characters of a phone from which on it is worth looking for."""
SETTLED = (SameAs.APART, SameAs.HOUSEHOLD)
"""Findings after which nobody is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A file on record that looks like another, with the words that speak for it."""

    side: Side
    likeness: Likeness
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectedPair:
    """Two files that look like one. `link` is what was found out about them so far."""

    one: Side
    other: Side
    likeness: Likeness
    why: tuple[str, ...]
    link: CustomerLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubles:
    """The suspected pairs of the book, the surest first; `more` where the list was cut."""

    pairs: tuple[SuspectedPair, ...]
    more: bool = False


@service("customer.suspect", May.READ, writes=False)
def suspect(desk: Desk, who: Actor, form: CustomerForm, *, limit: int = 3) -> tuple[Suspect, ...]:
    """Files that a new customer may already have, the surest first; for a form half typed too."""
    side = typed(form)
    if not (side.name or len(side.phone) >= ENOUGH or side.accounts):
        return ()
    with desk.store.read() as book:
        return _suspects(desk, book, side)[:limit]


@service("customer.doubles_of", May.READ, writes=False)
def doubles_of(desk: Desk, who: Actor, customer_id: str) -> tuple[SuspectedPair, ...]:
    """Files that look like this one, without those judged apart; with those linked as the same."""
    with desk.store.read() as book:
        side = book.side_of(kept_customer(book, customer_id).id)
        assert side is not None
        found = [
            SuspectedPair(
                one=side,
                other=one.side,
                likeness=one.likeness,
                why=one.why,
                link=standing_link(book, side.customer_id, one.side.customer_id),
            )
            for one in _suspects(desk, book, side)
        ]
        known = {pair.other.customer_id for pair in found}
        for link in _links(book, side.customer_id):
            other_id = link.other_id if link.customer_id == side.customer_id else link.customer_id
            other = book.get(Customer, other_id)
            if other_id in known or other is None or other.merged_into is not None:
                continue
            their = book.side_of(other_id)
            assert their is not None
            like = likeness(side, their, _weights(desk))
            found.append(
                SuspectedPair(one=side, other=their, likeness=like, why=_why(desk, like), link=link)
            )
        return tuple(pair for pair in found if pair.link is None or pair.link.kind not in SETTLED)


@service("customer.doubles", May.MERGE, writes=False)
def doubles(desk: Desk, who: Actor, *, limit: int = 200) -> Doubles:
    """The suspected doubles of the whole book; pairs that were judged apart are not asked again."""
    weights = _weights(desk)
    found: list[SuspectedPair] = []
    weighed = 0
    with desk.store.read() as book:
        judged: dict[frozenset[str], CustomerLink] = {
            frozenset((link.customer_id, link.other_id)): link
            for link in book.find(CustomerLink, ended_at=None)
        }
        for one, other in book.pairs(block=BLOCK, limit=MOST_PAIRS):
            weighed += 1
            link = judged.get(frozenset((one.customer_id, other.customer_id)))
            like = likeness(one, other, weights)
            if not like.suspected or (link is not None and link.kind in SETTLED):
                continue
            found.append(
                SuspectedPair(one=one, other=other, likeness=like, why=_why(desk, like), link=link)
            )
    found.sort(key=lambda pair: -pair.likeness.points)
    return Doubles(pairs=tuple(found[:limit]), more=len(found) > limit or weighed >= MOST_PAIRS)


@service("customer.same", May.REGISTER)
def link_customers(
    desk: Desk, who: Actor, customer_id: str, other_id: str, form: SameForm
) -> CustomerLink:
    """Keep what was found out about two files: one customer, one household, or two apart."""
    reason = clean_line(form.reason)
    if not reason:
        raise Refusal(
            _("The reason is missing."),
            _("Say how you know, for example: same person, seen the identity card."),
            field="reason",
            code="missing",
        )
    now = desk.clock.now()
    with desk.store.act("customer.same", staff_id=who.staff_id, at=now) as act:
        one, other = on_file(act, customer_id), on_file(act, other_id)
        if kept_customer(act, one.id).id == kept_customer(act, other.id).id:
            raise Refusal(
                _("These two are one file already."),
                _("Choose another file, or take the merge back first."),
                field="other_id",
                code="same_file",
            )
        before = standing_link(act, one.id, other.id)
        if before is not None and before.kind is form.kind:
            raise Refusal(
                _("That stands between these two files already."),
                field="kind",
                code="unchanged",
            )
        if before is not None:
            act.put(replace(before, ended_at=now))
        first, second = sorted((one, other), key=lambda each: (each.made_at, each.id))
        made = CustomerLink(
            id=new_id(),
            customer_id=first.id,
            other_id=second.id,
            kind=form.kind,
            reason=reason,
            at=now,
            by=who.staff_id,
        )
        act.add(made)
        act.commit()
    return made


@service("customer.end_same", May.REGISTER)
def end_link(desk: Desk, who: Actor, customer_id: str, other_id: str) -> CustomerLink:
    """End what was found out about two files; that it was found stays on record."""
    now = desk.clock.now()
    with desk.store.act("customer.end_same", staff_id=who.staff_id, at=now) as act:
        link = standing_link(act, on_file(act, customer_id).id, on_file(act, other_id).id)
        if link is None:
            raise Refusal(
                _("Nothing stands between these two files."), field="other_id", code="not_linked"
            )
        ended = replace(link, ended_at=now)
        act.put(ended)
        act.commit()
    return ended


def typed(form: CustomerForm) -> Side:
    """A customer as somebody types them."""
    name = clean_line(form.name)
    account, address = clean_line(form.account_no), clean_line(form.address)
    return Side(
        name=name,
        printed_name=clean_line(form.printed_name),
        pinyin=readings(name)[0] if name else "",
        phone=clean_line(form.phone),
        addresses=(address,) if address else (),
        accounts=(account,) if account else (),
    )


def _suspects(desk: Desk, book: Book, side: Side) -> tuple[Suspect, ...]:
    weights = _weights(desk)
    weighed = [
        (likeness(side, one, weights), one) for one in book.like(side, block=LIKE, limit=LIKE)
    ]
    suspected = [pair for pair in weighed if pair[0].suspected]
    suspected.sort(key=lambda pair: -pair[0].points)
    return tuple(Suspect(side=one, likeness=like, why=_why(desk, like)) for like, one in suspected)


def _weights(desk: Desk) -> dict[Sign, int]:
    return {sign: entry.points for sign, entry in desk.playbook.double_signs.items()}


def _why(desk: Desk, like: Likeness) -> tuple[str, ...]:
    said = desk.spoken.double_signs
    return tuple(said[sign].label for sign in like.signs if sign in said)


def _links(book: Book, customer_id: str) -> list[CustomerLink]:
    links = book.find(CustomerLink, customer_id=customer_id)
    links += book.find(CustomerLink, other_id=customer_id)
    return [link for link in links if link.ended_at is None]
