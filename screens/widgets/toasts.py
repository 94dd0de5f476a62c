"""Toasts whose lines break as Chinese does: at any character, never only at a space by a number."""

from itertools import chain, repeat

from rich.cells import cell_len
from textual.app import App
from textual.content import Content
from textual.geometry import Size
from textual.notifications import Notification, Notifications
from textual.widgets._toast import Toast, ToastHolder, ToastRack

from desk.text import clean
from screens.plain import shown

SIGNS = {"warning": "△ ", "error": "✗ "}


class Told(Toast):
    """One toast; its text is shown literally, with a sign before it where something is wrong."""

    def __init__(self, notification: Notification) -> None:
        super().__init__(notification)
        parts = filter(None, (notification.title, notification.message))
        self._text = clean("\n".join(parts))
        self._sign = SIGNS.get(notification.severity, "")

    def _lines(self, width: int) -> list[str]:
        # Not on the way to the first screen.
        from desk.letter.plain import wrap

        room, sign = max(width, 8), self._sign
        rest = " " * cell_len(sign)
        leads = chain((sign,), repeat(rest))
        parts = zip(self._text.split("\n"), leads, strict=False)
        return [line for part, lead in parts for line in wrap(part, room, first=lead, rest=rest)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(map(shown, self._lines(self.content_size.width)))


class Toasts(ToastRack):
    """The rack of a screen, with toasts of this kind."""

    def show(self, notifications: Notifications) -> None:
        self.display = bool(notifications)
        there = {toast.id for toast in self.children}
        for holder in list(self.query(ToastHolder)):
            if all(self._toast_id(one) != holder.id for one in notifications):
                holder.remove()
        fresh = [
            ToastHolder(Told(one), id=self._toast_id(one))
            for one in notifications
            if not one.has_expired and self._toast_id(one) not in there
        ]
        if fresh:
            self.mount_all(fresh)
            self.call_later(self.scroll_end, animate=False, force=True)


def refresh_toasts(app: App[None], notifications: Notifications) -> None:
    """Show what is told on the screen in sight, where that has a rack."""
    if app.screen_stack:
        for rack in app.screen.query_children(Toasts):
            app.call_later(rack.show, notifications)
