"""The field for the Chinese form of a name: there exactly when no font here can print the name."""

from typing import Any

from desk.i18n import _
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class PrintedName(FieldRow):
    """Shows itself for a name that cannot be printed; may stay empty."""

    def __init__(self, form: str = "") -> None:
        self.form = ClerkInput(
            form, limit=200, placeholder=_("as on the identity card; may stay empty")
        )
        super().__init__(
            _("In Chinese"),
            self.form,
            name="printed_name",
            hint=_(
                "The name is kept as spelt, but no font here prints it. Papers show this form; "
                "without one they go out without the name."
            ),
        )
        self.display = False

    def follow(self, desk: Any, name: str) -> None:
        """Show or hide itself for a name; what was typed stays for when it is wanted again."""
        from desk.services.spelling import unprintable

        self.display = desk is not None and bool(unprintable(desk, name))

    @property
    def text(self) -> str:
        """The form as typed, "" while it is not asked for."""
        return self.form.text if self.display else ""
