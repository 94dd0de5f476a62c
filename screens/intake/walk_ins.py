"""What customers come with most: one key fills kind and topic, and says what to ask."""

from typing import TYPE_CHECKING

from desk.i18n import LANGUAGES, _
from desk.labels import label
from desk.refusals import Refusal
from desk.slots import SLOT
from screens.dialogs.pick import Pick, Way
from screens.intake.sheet import Sheet

if TYPE_CHECKING:
    from desk.services.base import Desk
    from screens.intake.asks import IntakeAsks


def choose_walk_in(screen: "IntakeAsks") -> None:
    """Show the list; what is chosen stands on the form, and ctrl+z takes it back."""
    desk = screen.desk_app.desk
    if desk is None:
        return
    known = desk.spoken.walk_ins
    ways = [Way(one.id, one.label, label(one.topic)) for one in known.values()]

    def chosen(name: str | None) -> None:
        if name is not None:
            one = known[name]
            screen.tell_more(walk_in=one.id, kind=one.kind, topic=one.topic)

    words = _("Kind, topic and what to ask are filled in; the words stay the customer's.")
    screen.app.push_screen(Pick(_("What they come with"), ways, text=words), chosen)


def unsaid(sheet: Sheet, desk: "Desk") -> set[str]:
    """The points that were listened for and that nobody said: they are as open as they were."""
    books = (desk.book_in(language).walk_ins for language in LANGUAGES)
    chosen = (book[sheet.walk_in] for book in books if sheet.walk_in in book)
    return {point.matter for one in chosen for point in one.points}


def still_open(sheet: Sheet) -> Refusal | None:
    """A point that was begun and has a blank left."""
    for number, point in enumerate(sheet.points):
        if found := SLOT.search(point.matter):
            return Refusal(
                _("A blank is left in this point: {blank}.").format(blank=found[0]),
                _("Fill it in as the customer says, or take the point out with Del."),
                field=f"points.{number}.matter",
                code="open_blank",
            )
    return None
