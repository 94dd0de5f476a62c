"""The line on top and the line of keys below, the same in every room."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from desk.i18n import _
from screens.keys import Key, spoken, table
from screens.plain import shown

if TYPE_CHECKING:
    from screens.app import DeskApp


class TopLine(Widget):
    """Branch, who, today and what kind of day it is, what is due."""

    def render(self) -> Content:
        left, middle, right = cast("DeskApp", self.app).top_words()
        width = self.size.width
        gap = width - sum(cell_len(text) for text in (left, middle, right))
        if gap < 6:
            # Too narrow: the branch gives way first, then the day.
            left = left[: max(0, len(left) + (gap - 6) // 2)]
            gap = max(2, width - sum(cell_len(text) for text in (left, middle, right)))
        before = gap // 2
        return Content.assemble(
            shown(left, "bold"),
            Content(" " * before),
            shown(middle),
            Content(" " * (gap - before)),
            shown(right, "bold"),
        )


class FootLine(Widget):
    """The keys of the room, then those that work everywhere, as many as fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key", "foot--off"}

    def __init__(self, scope: str, *, globally: bool = True) -> None:
        super().__init__()
        self._scope = scope
        self._globally = globally
        self._places: list[tuple[int, int, Key]] = []

    def keys(self) -> list[Key]:
        """The keys that may stand here, most wanted first."""
        own = list(table(self._scope)) if self._scope else []
        found = [key for key in own if key.footer]
        if self._globally:
            found += [key for key in table("everywhere") if key.footer]
            if word := getattr(self.screen, "save_word", ""):
                save = next(key for key in table("everywhere") if key.id == "save")
                found.append(replace(save, word=word, footer=1))
        return sorted(found, key=lambda key: key.footer)

    def _state(self, key: Key) -> bool | None:
        own = bool(self._scope) and key in table(self._scope)
        target = self.screen if own else self.app
        name, _bracket, rest = key.action.partition("(")
        arguments = tuple(part.strip("') ") for part in rest.split(",")) if rest else ()
        return target.check_action(name, arguments)

    def render(self) -> Content:
        key_style = self.get_visual_style("foot--key")
        off_style = self.get_visual_style("foot--off")
        room = self.size.width
        chosen: list[tuple[Key, bool]] = []
        keys = [(key, self._state(key)) for key in self.keys()]
        # Help and the palette lead to all the rest: they keep their place when room is short.
        wanted = sorted(keys, key=lambda pair: pair[0].id not in ("help", "palette"))
        for key, state in wanted:
            length = cell_len(f"{spoken(key.first)} {_(key.word)}") + 2
            if state is not False and length <= room:
                chosen.append((key, state is True))
                room -= length
        chosen.sort(key=lambda pair: pair[0].footer)
        parts: list[Content] = []
        self._places = []
        x = 0
        for key, active in chosen:
            name, word = spoken(key.first), _(key.word)
            if active:
                part = Content.assemble((name, key_style), Content(f" {word}  "))
            else:
                part = Content.styled(f"{name} {word}  ", off_style)
            parts.append(part)
            length = cell_len(f"{name} {word}")
            self._places.append((x, x + length, key))
            x += length + 2
        return Content("").join(parts)

    async def on_click(self, event: events.Click) -> None:
        for start, end, key in self._places:
            if start <= event.x < end:
                own = bool(self._scope) and key in table(self._scope)
                await self.app.run_action(key.action, self.screen if own else self.app)
                return
