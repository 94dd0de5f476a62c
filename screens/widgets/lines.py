"""The line on top and the line of keys below, the same in every room."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from desk.i18n import N_, _
from screens.keys import Key, spoken, table
from screens.plain import fit, shown

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from screens.app import DeskApp


class TopWords(NamedTuple):
    """The four things the line on top says."""

    branch: str = ""
    who: str = ""
    today: str = ""
    due: str = ""


class TopLine(Widget):
    """Branch, who, today and what kind of day it is, what is due; the branch gives way first."""

    def words(self) -> TopWords:
        """What is said; without a book or a person there is less."""
        app = cast("DeskApp", self.app)
        if app.desk is None:
            return TopWords(branch=_("Desk"))
        from screens.today import day_words

        branch, today = app.desk.branch.name, day_words(app.desk)
        if app.actor is None or app.locked:
            return TopWords(branch=branch, today=today)
        here, late = app.due
        parts = [_("due today {n}").format(n=here)]
        if late:
            parts.append(_("late {n} !").format(n=late))
        return TopWords(branch, app.actor.name, today, "  ".join(parts))

    def render(self) -> Content:
        branch, who, today, due = self.words()
        width = self.size.width
        rest = sum(cell_len(text) + 2 for text in (who, today, due) if text)
        branch = fit(branch, min(cell_len(branch), max(0, width - rest)))
        left = "  ".join(filter(None, (branch, who)))
        gap = max(0, width - cell_len(left) - cell_len(today) - cell_len(due))
        before = gap // 2
        return Content.assemble(
            shown(left, "bold"),
            Content(" " * before),
            shown(today),
            Content(" " * (gap - before)),
            shown(due, "bold"),
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
            first = getattr(self.screen, "foot_first", None)
            wanted: Mapping[str, int] = first() if first is not None else {}
            found += [
                key._replace(footer=wanted.get(key.id, key.footer))
                for key in table("everywhere")
                if key.footer or key.id in wanted
            ]
            if word := getattr(self.screen, "save_word", ""):
                save = next(key for key in table("everywhere") if key.id == "save")
                found.append(save._replace(word=word, footer=1))
        elif not getattr(self.screen, "agrees", True):
            cancel = next(key for key in found if key.id == "dialog.cancel")
            found = [cancel._replace(word=N_("Back"), footer=1)]
        elif word := getattr(self.screen, "accept_word", ""):
            found = [k._replace(word=word) if k.id == "dialog.accept" else k for k in found]
        elif self.screen.has_class("-menu"):
            # What is marked is chosen by the key that chooses in every list.
            found = [k._replace(keys="enter") if k.id == "dialog.accept" else k for k in found]
        if not self._globally and getattr(self.screen, "dated", False):
            why = next(key for key in table("everywhere") if key.id == "why")
            found.append(why._replace(footer=len(found) + 1))
        if not any(key.keys.startswith("f1,") for key in found):
            found.append(next(key for key in table("everywhere") if key.id == "help"))
        return sorted(found, key=lambda key: key.footer)

    def _target(self, key: Key) -> "Screen[object] | App[object]":
        """Who does what a key does; the word or the name of a key may differ from its table's."""
        own = bool(self._scope) and any(one.id == key.id for one in table(self._scope))
        return self.screen if own else self.app

    def _state(self, key: Key) -> bool | None:
        target = self._target(key)
        name, _bracket, rest = key.action.partition("(")
        arguments = tuple(part.strip("') ") for part in rest.split(",")) if rest else ()
        return target.check_action(name, arguments)

    def render(self) -> Content:
        key_style = self.get_visual_style("foot--key")
        off_style = self.get_visual_style("foot--off")
        # The last one needs no gap behind it.
        room = self.size.width + 2
        chosen: list[tuple[Key, bool]] = []
        keys = [(key, self._state(key)) for key in self.keys()]
        # Help and the palette lead to all the rest: they keep their place when room is short. What
        # does nothing now takes no room from what does.
        wanted = sorted(
            keys, key=lambda pair: (pair[0].id not in ("help", "palette"), pair[1] is not True)
        )
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
                await self.app.run_action(key.action, self._target(key))
                return
