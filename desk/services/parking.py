"""Parking a half-typed registration, and passing on what somebody left parked."""

from dataclasses import replace
from typing import Any

from desk.customer import Draft
from desk.i18n import _
from desk.parked import INTAKE, MOST, ParkedBy, check_room, is_about
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.drafts import keep
from desk.services.people import somebody, staff_by_number
from desk.services.presence import is_away
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may


@service("draft.park", May.REGISTER)
def park(desk: Desk, who: Actor, subject: str, content: dict[str, Any]) -> Draft:
    """Put a half-typed registration aside; refuses the tenth.

    A refusal loses nothing: the form stays where it is, and is kept at every pause as before.
    """

    def room(book: Book) -> None:
        own = book.find(Draft, staff_id=who.staff_id, form=INTAKE)
        check_room(sum(1 for draft in own if draft.subject != subject))

    return keep("draft.park", desk, who, INTAKE, subject, content, room)


@service("draft.left", May.LOOK_AFTER, writes=False)
def left_parked(desk: Desk, who: Actor) -> list[ParkedBy]:
    """Who has registrations waiting half typed: how many, since when, whether they are away.

    What is typed in them is for whoever typed it.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        kept: dict[str, list[Draft]] = {}
        for draft in book.find(Draft, form=INTAKE):
            kept.setdefault(draft.staff_id, []).append(draft)
        found = [
            ParkedBy(
                staff.number,
                staff.name,
                is_away(book, staff.id, now),
                len(own),
                min(draft.saved_at for draft in own),
            )
            for staff_id, own in kept.items()
            if staff_id != who.staff_id and (staff := book.get(Staff, staff_id)) is not None
        ]
    return sorted(found, key=lambda one: (not one.away, one.oldest))


@service("draft.pass_on", May.LOOK_AFTER)
def pass_on_parked(desk: Desk, who: Actor, number: str, to_number: str) -> int:
    """Give all that somebody left parked to another person; how many there were.

    For somebody who is away or has left: what a person here is typing stays theirs.
    """
    now = desk.clock.now()
    with desk.store.act("draft.pass_on", staff_id=who.staff_id, at=now) as act:
        giver = somebody(act, number)
        receiver = staff_by_number(act, to_number, "to_staff")
        if not is_away(act, giver.id, now):
            raise Refusal(
                _("{name} is here and goes on with it.").format(name=giver.name),
                _("Parked work is passed on for people who are away or have left."),
                field="number",
                code="holder_present",
            )
        if receiver.id == giver.id or not may(receiver.role, May.REGISTER):
            raise Refusal(
                _("{name} cannot go on with it.").format(name=receiver.name),
                _("Choose another person."),
                field="to_staff",
                code="cannot_register",
            )
        if is_away(act, receiver.id, now):
            raise Refusal(
                _("{name} is away now.").format(name=receiver.name),
                _("Choose somebody who is there, or ask the shift lead."),
                field="to_staff",
                code="receiver_absent",
            )
        left = act.find(Draft, staff_id=giver.id, form=INTAKE)
        if any(is_about(draft, receiver.number, receiver.name) for draft in left):
            # Whoever reads this may not learn what is typed, nor about whom.
            raise Refusal(
                _("{name} cannot go on with it.").format(name=receiver.name),
                _("Choose another person."),
                field="to_staff",
                code="not_for_them",
            )
        waiting = len(act.find(Draft, staff_id=receiver.id, form=INTAKE))
        if waiting + len(left) > MOST:
            raise Refusal(
                _("{name} has {waiting} parked, and {count} more are too many.").format(
                    name=receiver.name, waiting=waiting, count=len(left)
                ),
                _("Choose another person, or let them finish some first."),
                field="to_staff",
                code="park_full",
            )
        for draft in left:
            act.put(replace(draft, staff_id=receiver.id))
        if left:
            act.commit()
    return len(left)
