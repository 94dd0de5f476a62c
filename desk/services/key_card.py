"""The card of keys: one page to be laid beside the keyboard."""

from desk.i18n import current
from desk.letter.facts import InnerKind
from desk.letter.hall_papers import KeyCardFacts, KeyPartFacts
from desk.services.base import Desk, service
from desk.services.composing import composed
from desk.services.facts import unit_of
from desk.services.pages import Page, page, slip_layout
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("keys.page", May.READ, writes=False)
def key_card(desk: Desk, who: Actor, parts: tuple[KeyPartFacts, ...]) -> Page:
    """The card for the printer; `parts` are the tables of keys as the screens have them."""
    language = current()
    today = desk.hours.day_of(desk.clock.now())
    facts = KeyCardFacts(
        language=language, unit=unit_of(desk, desk.branch, language), parts=tuple(parts)
    )
    with desk.store.read() as book:
        markdown = composed(book, InnerKind.KEY_CARD, facts).markdown
    return page(
        InnerKind.KEY_CARD,
        facts,
        markdown=markdown,
        number=f"{desk.branch.code}-J-{today:%Y%m%d}",
        issued_on=today,
        layout=slip_layout(desk),
    )
