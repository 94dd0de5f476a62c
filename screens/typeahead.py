"""Keys typed faster than the screen moves land where the person meant them.

Textual hands a key to the widget that has the focus now; what that key moves, moves a few
messages later. A clerk (or a card reader) who types on after enter would fill the old field.
So after a key that may move something, later keys wait until its effects are through.
"""

import asyncio
from collections import deque
from contextlib import suppress

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget

from screens.quiet import QuietApp

PATIENCE = 0.25
"""Seconds after which waiting keys go on whatever happened: no key is ever kept back for good."""


class TypeAheadApp(QuietApp):
    """Holds keys back while an earlier one still has its effect."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._moving: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._moving is not None:
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Key | events.Paste) -> None:
        before = self.focused
        await super().on_event(event)
        if isinstance(event, events.Key) and not event.is_printable:
            self._moving = asyncio.create_task(self._settle(before))

    async def _settle(self, before: Widget | None) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                if before is not None:
                    await _passed(before)
                    for node in list(before.ancestors_with_self):
                        if isinstance(node, MessagePump):
                            await _passed(node)
                for _round in range(4):
                    await _passed(self)
                    await _passed(self.screen)
                    if self.screen.focused is not None:
                        break
                await _passed(self)
        self.call_later(self._go_on)

    async def _go_on(self) -> None:
        self._moving = None
        while self._held and self._moving is None:
            await self._take(self._held.popleft())


async def _passed(node: MessagePump) -> None:
    """Wait until a node has handled everything that is in its queue now."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()
