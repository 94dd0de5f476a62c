"""How a letter will be printed: its size, and where the address for the post stands."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import AddressPlace, LetterSize
from desk.i18n import _
from desk.labels import label
from desk.letter.life import Letter
from screens.dialogs.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class PrintAs(FormDialog):
    """Gives the letter as it is kept then."""

    draft = "print_as"

    def __init__(self, letter: Letter) -> None:
        super().__init__(_("How the letter is printed"), letter.id)
        self._letter = letter
        self._print = Choice([(one, label(one)) for one in LetterSize], letter.size, folded=False)
        self._address = Choice(
            [(one, label(one)) for one in AddressPlace], letter.address_place, folded=False
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Size of the print"), self._print, name="size")
        yield FieldRow(_("Address"), self._address, name="address_place")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.printed_as import print_letter_as

        letter = self._letter
        letter_id, size, place = letter.id, self._print.value, self._address.value
        # What nobody touched here may have been chosen otherwise at another window.
        size = size if size != letter.size else None
        place = place if place != letter.address_place else None

        def keep(desk: "Desk", who: "Actor") -> Letter:
            return print_letter_as(desk, who, letter_id, size=size, address_place=place)

        return keep
