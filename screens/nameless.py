"""Names that no font here prints, where no field asks for their Chinese form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.i18n import _, current
from desk.saying import joined

if TYPE_CHECKING:
    from screens.app import DeskApp


def tell_form(app: "DeskApp", names: Sequence[str]) -> None:
    """Say that papers go out without these names, and how they get them."""
    app.tell(
        _("No font here prints {names}.").format(names=joined(names[:3], current())),
        _("Write the official Chinese form in brackets behind the name; papers print that."),
        severity="warning",
    )
