"""A pilot that goes on as soon as everything is done, where Textual's waits for a quiet clock.

Textual's own pilot watches the processor for a fortieth of a second around each key. A morning
has thousands of keys; this one asks every queue whether it is empty.
"""

import asyncio
import unicodedata
from typing import Any

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widget import Widget

from screens.typeahead import TypeAheadApp

ROUNDS = 2
"""A key goes from the application to a widget, from there to a screen: each is one round."""
PAUSE = 0.2
"""Seconds: what waits longer than this is no answer to a key, but a draft that is kept."""


class Brisk(Pilot[None]):
    """Presses and waits like Textual's; the keys take the same way through the driver."""

    async def press(self, *keys: str) -> None:
        for key in keys:
            driver = self.app._driver
            assert driver is not None
            event = Key(*_named(key))
            event.set_sender(self.app)
            driver.send_message(event)
            await self._rounds()

    async def pause(self, delay: float | None = None) -> None:
        if delay:
            await asyncio.sleep(delay)
        await self._rounds()
        while thinks(self.app.screen):
            await asyncio.sleep(0.01)
            await self._rounds()

    async def _rounds(self) -> None:
        quiet = 0
        while quiet < ROUNDS:
            await asyncio.sleep(0)
            await self._wait_for_screen()
            self.app.screen._on_timer_update()
            quiet = 0 if self._restless() else quiet + 1

    @property
    def _nodes(self) -> list[Widget]:
        return [self.app.screen, *self.app.screen.query(Widget)]

    def _restless(self) -> bool:
        """Whether something is still on its way: a key, a message, a line to be drawn."""
        app = self.app
        assert isinstance(app, TypeAheadApp)
        if app._moving is not None or app._held or app._batch_count:
            return True
        return any(
            one._layout_required or one._repaint_required or not one._message_queue.empty()
            for one in self._nodes
        )


def thinks(screen: Widget) -> bool:
    """Whether something waits for a pause in typing before it looks at what was typed."""
    timers = [timer for one in (screen, *screen.query(Widget)) for timer in one._timers]
    return any(_runs(timer) for timer in timers if timer._repeat == 0)


def _runs(timer: Any) -> bool:
    """Whether a timer will soon go off."""
    task = timer._task
    if task is None or task.done() or not timer._active.is_set():
        return False
    return bool(timer._interval <= PAUSE)


def _named(key: str) -> tuple[str, str | None]:
    """A key as the driver names it, and the character that it types."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        return key, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return key, key if len(key) == 1 else None
