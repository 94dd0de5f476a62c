"""What people are typing: kept every pause, offered back, thrown away only by asking."""

import json
from collections.abc import Callable
from typing import Any

from desk.customer import Draft
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May

LARGEST = 200_000
"""Characters of JSON a draft may hold."""


@service("draft.save", May.OWN_PIN)
def save_draft(desk: Desk, who: Actor, form: str, subject: str, content: dict[str, Any]) -> Draft:
    """Keep what stands in a form; the last state of one person's form on one subject wins."""
    return keep("draft.save", desk, who, form, subject, content)


def keep(
    name: str,
    desk: Desk,
    who: Actor,
    form: str,
    subject: str,
    content: dict[str, Any],
    check: Callable[[Book], None] | None = None,
) -> Draft:
    """Keep a draft in an act called `name`, unless `check` refuses. For services alone."""
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > LARGEST:
        raise Refusal(
            _("This is too long to be kept as a draft."),
            _("Shorten it, or save what you have."),
            code="too_long",
        )
    now = desk.clock.now()
    with desk.store.act(name, staff_id=who.staff_id, at=now) as act:
        if check is not None:
            check(act)
        found = act.find(Draft, staff_id=who.staff_id, form=form, subject=subject)
        draft = Draft(
            id=found[0].id if found else new_id(),
            staff_id=who.staff_id,
            form=form,
            subject=subject,
            content=text,
            saved_at=now,
        )
        if found:
            act.put(draft)
        else:
            act.add(draft)
        act.commit()
    return draft


@service("draft.list", May.OWN_PIN, writes=False)
def drafts(desk: Desk, who: Actor, form: str = "") -> list[Draft]:
    """One's own drafts, newest first; of one form when it is named."""
    with desk.store.read() as book:
        own = book.find(Draft, order="-saved_at", staff_id=who.staff_id)
    return [draft for draft in own if not form or draft.form == form]


@service("draft.discard", May.OWN_PIN)
def discard_draft(desk: Desk, who: Actor, form: str, subject: str) -> None:
    """Throw away one's own draft of a form on a subject; nothing happens when there is none."""
    now = desk.clock.now()
    with desk.store.act("draft.discard", staff_id=who.staff_id, at=now) as act:
        act.remove(*act.find(Draft, staff_id=who.staff_id, form=form, subject=subject))
        act.commit()
