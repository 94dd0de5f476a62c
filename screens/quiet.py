"""An application that leaves nothing behind of what stood on its screens."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from desk.i18n import _
from desk.log import told
from screens.still import StillApp

if TYPE_CHECKING:
    from desk.passing import Passing

log = logging.getLogger(__name__)


class QuietApp(StillApp):
    """Makes no pictures of the screen, and ends by an error without telling what it worked with."""

    sound = False
    """Whether anything may ring; a hall full of people is better off without."""
    _passing: "Passing | None" = None

    @property
    def papers(self) -> Path:
        """The folder that letters are printed into."""
        raise NotImplementedError

    @property
    def passing(self) -> "Passing":
        """Where files for a moment go: pages to look at, copies for a program outside."""
        if self._passing is None:
            from desk.passing import Passing

            self._passing = Passing(self.papers.parent)
        return self._passing

    def let_go(self) -> None:
        """Remove the files for a moment; for when the application has ended."""
        if self._passing is not None:
            self._passing.end()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print every local variable, and with them what a customer said.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        log.error("the application ended by an error", exc_info=error)
        words = _("Desk ended by an error: {reason}").format(reason=told(error))
        hint = _("What was saved is safe. Start Desk again; it offers back what was typed.")
        self.panic(Text(f"{words}\n{hint}"))

    def bell(self) -> None:
        """Ring, if somebody asked for sound; Textual rings of itself here and there."""
        if self.sound:
            super().bell()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        self._no_pictures()

    def save_screenshot(
        self,
        filename: str | None = None,
        path: str | None = None,
        time_format: str | None = None,
    ) -> str:
        self._no_pictures()
        return ""

    def deliver_screenshot(
        self,
        filename: str | None = None,
        path: str | None = None,
        time_format: str | None = None,
    ) -> str | None:
        self._no_pictures()
        return None

    def _no_pictures(self) -> None:
        """Say why; what stands on the screen is a customer's."""
        self.notify(_("Desk makes no pictures of its screens."), markup=False)
