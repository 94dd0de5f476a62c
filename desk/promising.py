"""Promises to customers: how one stands, and which of them somebody else must agree to first."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.casework import Commitment
from desk.enums import Role
from desk.i18n import N_
from desk.playbook import wording

if TYPE_CHECKING:
    from desk.playbook.undertakings import Authority

_YUAN = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(万)?(?:元|块|yuan|RMB)|[¥￥]\s*(\d[\d,]*(?:\.\d+)?)", re.I
)


class PromiseState(StrEnum):
    """How a promise stands; every promise that a customer heard is open, kept or broken."""

    WAITING = "waiting"
    """Nobody has agreed yet; the customer hears nothing of it."""
    DECLINED = "declined"
    OPEN = "open"
    LATE = "late"
    """Still open, and its day has passed."""
    KEPT = "kept"
    BROKEN = "broken"


STATE_WORDS = {
    PromiseState.WAITING: N_("waits for agreement"),
    PromiseState.DECLINED: N_("not agreed to"),
    PromiseState.OPEN: N_("to be kept"),
    PromiseState.LATE: N_("past its day"),
    PromiseState.KEPT: N_("kept"),
    PromiseState.BROKEN: N_("broken"),
}
"""A promise's state in words, to be translated where it is shown."""


def promise_state(one: Commitment, today: date) -> PromiseState:
    """Where a promise stands on a day."""
    if one.declined_reason:
        return PromiseState.DECLINED
    if one.kept_on is not None:
        return PromiseState.KEPT
    if one.broken_reason:
        return PromiseState.BROKEN
    if one.asks_agreement and one.agreed_by is None:
        return PromiseState.WAITING
    return PromiseState.LATE if one.due_on < today else PromiseState.OPEN


def is_open(one: Commitment) -> bool:
    """Whether a promise still has to be kept, or to be agreed to."""
    return one.kept_on is None and not one.broken_reason and not one.declined_reason


def money_in(text: str) -> int:
    """The largest amount in yuan that a text names, in fen; 0 where it names none."""
    found = [
        int(Decimal((plain or signed).replace(",", "")) * (10_000 if ten_thousands else 1) * 100)
        for plain, ten_thousands, signed in _YUAN.findall(text)
    ]
    return max(found, default=0)


def beyond(
    authorities: Iterable["Authority"], role: Role, text: str, amount_fen: int | None, day: date
) -> tuple["Authority", ...]:
    """The limits of a role that a promise goes beyond: by its amount, or by what it promises."""
    amount = max(amount_fen or 0, money_in(text))
    return tuple(
        one
        for one in authorities
        if one.in_force(day)
        and role in one.roles
        and (
            (one.above_fen is not None and amount > one.above_fen)
            or bool(set(wording.found(one.words, text)) - set(wording.found(one.unless, text)))
        )
    )
