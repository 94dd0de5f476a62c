"""The tables of keys as the card has them, and its way onto paper."""

from typing import TYPE_CHECKING

from desk.i18n import N_, _, say
from desk.letter.hall_papers import KeyFacts, KeyPartFacts
from screens.keys import Key, spoken, table
from screens.rooms import ROOMS

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.pages import Page
    from desk.staff.model import Actor
    from screens.app import DeskApp

DAILY = ("board", "intake", "registered", "notice", "back", "case", "reply", "approvals")
"""The rooms of a clerk's and a lead's day, in its order; the others say their keys at the foot."""
_TITLES = {"everywhere": N_("Everywhere"), **{name: ROOMS[name].title for name in DAILY}}
SELDOM = frozenset({"reload", "previous_view", "previous_point", "discard"})
"""What a card of one page leaves out: the last part of a key's id."""


def card_parts() -> tuple[KeyPartFacts, ...]:
    """What stands on the card: each room's keys that have a name on the keyboard."""
    return tuple(_part(scope) for scope in ("everywhere", *DAILY))


def _part(scope: str) -> KeyPartFacts:
    keys = [key for key in table(scope) if key.keys and key.id.rpartition(".")[2] not in SELDOM]
    title = _TITLES[scope]
    return KeyPartFacts(
        chinese=say(title, "zh_CN"), english=say(title, "en"), keys=tuple(map(_line, keys))
    )


def _line(key: Key) -> KeyFacts:
    return KeyFacts(
        name=spoken(key.first), chinese=say(key.word, "zh_CN"), english=say(key.word, "en")
    )


def print_card(app: "DeskApp") -> None:
    """Ask for the printer, or keep the card as a file."""
    from screens.dialogs.paper import PutOnPaper

    def make(desk: "Desk", who: "Actor") -> "Page":
        from desk.services.key_card import key_card

        return key_card(desk, who, card_parts())

    app.push_screen(PutOnPaper(_("Card of keys"), make, app.papers))
