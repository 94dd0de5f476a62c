"""The customer asks again: what they say, and how they came to say it."""

from collections.abc import Iterable

from textual.widget import Widget

from desk.enums import ContactWay
from desk.i18n import _
from desk.labels import label
from screens.dialogs.prompt import Prompt
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow

WAYS = (ContactWay.IN_PERSON, ContactWay.PHONE, ContactWay.MESSAGE)


class Remind(Prompt):
    """Gives the words, which may be none; `way` is how the customer asked."""

    def __init__(self, title: str, *, text: str = "", phone: bool = False) -> None:
        super().__init__(title, _("Their words"), text=text, needed=False, limit=300)
        usual = ContactWay.PHONE if phone else ContactWay.IN_PERSON
        self._way = Choice([(way, label(way)) for way in WAYS], usual, folded=False)

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield FieldRow(_("How"), self._way, name="way")

    @property
    def way(self) -> ContactWay:
        """How they asked."""
        return self._way.value or ContactWay.IN_PERSON
