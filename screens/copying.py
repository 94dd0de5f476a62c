"""What can be copied where one is: the number at once, the rest from a short list.

Names and numbers of people are copied as they stand on the screen: masked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desk.i18n import _
from desk.masks import mask_account, mask_name, mask_phone

if TYPE_CHECKING:
    from desk.views import CaseFile
    from screens.app import DeskApp

LONGEST_SAID = 40
"""Characters of what was copied that are told in full."""


class Copy(NamedTuple):
    """One thing to copy, and what it is called."""

    name: str
    text: str


def number(reference: str) -> Iterator[Copy]:
    """The number of a case, where there is one."""
    if reference:
        yield Copy(_("Number"), reference)


def about(file: "CaseFile") -> Iterator[Copy]:
    """What a case has to copy: its number, who came (masked), the codes that lead to it."""
    yield from number(file.case.reference)
    person = file.complainant
    yield from person_masked(person.name, person.phone, file.case.account_no)


def person_masked(name: str, phone: str, account: str) -> Iterator[Copy]:
    """A person's particulars as lists show them."""
    for word, text in (
        (_("Name, masked"), mask_name(name)),
        (_("Phone, masked"), mask_phone(phone)),
        (_("Account, masked"), mask_account(account)),
    ):
        if text:
            yield Copy(word, text)


def copy_here(app: "DeskApp", *, first: bool = False) -> bool:
    """Copy what there is in front, else in the room; the `first` at once. False: nothing there."""
    from screens.dialogs.pick import Pick, Way
    from screens.working import WorkScreen

    places = [app.screen, app.room]
    found = next(
        (had for one in places if isinstance(one, WorkScreen) and (had := one.copies())), None
    )
    if not found:
        return False
    if first or len(found) == 1:
        _copy(app, found[0])
        return True

    def chosen(name: str | None) -> None:
        if name is not None:
            _copy(app, found[int(name)])

    ways = [Way(str(n), one.name, " ".join(one.text.split())[:60]) for n, one in enumerate(found)]
    app.push_screen(Pick(_("Copy from here"), ways), chosen)
    return True


def _copy(app: "DeskApp", one: Copy) -> None:
    """To the clipboard of the terminal, and say what lies there now."""
    app.copy_to_clipboard(one.text)
    if len(one.text) <= LONGEST_SAID:
        app.tell(_("Copied: {text}").format(text=one.text))
    else:
        words = _("Copied: {name}, {n} characters.")
        app.tell(words.format(name=one.name, n=len(one.text)))
