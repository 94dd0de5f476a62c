"""The field for the Chinese form of a name: there exactly when no font here can print the name."""

from desk.i18n import _
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class PrintedName(FieldRow):
    """Shows itself for a name that cannot be printed; may stay empty."""

    def __init__(self, form: str = "", beside: ClerkInput | None = None) -> None:
        """`beside` is the field of the name where there is always one; else somebody calls
        `follow`.
        """
        self._beside = beside
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

    def on_mount(self) -> None:
        if self._beside is not None:
            self.watch(self._beside, "value", self.follow)

    def follow(self, name: str) -> None:
        """Show or hide itself for a name; what was typed stays for when it is wanted again."""
        from desk.services.spelling import unprintable

        desk = getattr(self.app, "desk", None)
        self.display = desk is not None and bool(unprintable(desk, name))

    @property
    def text(self) -> str:
        """The form as typed, "" while it is not asked for."""
        return self.form.text if self.display else ""
