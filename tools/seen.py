"""What a person sees of a screen: text that is too faint, things that stand outside."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

TEXT, FRAME = 4.5, 3.0
"""Least contrast of text and of frames, as WCAG 2.2 asks at level AA (1.4.3, 1.4.11)."""
STRICT = 7.0
"""Least contrast of text at level AAA (1.4.6), which the high-contrast theme promises."""
_DRAWN = range(0x2500, 0x25A0)
"""Lines, corners and blocks: no text."""


def luminance(color: Color) -> float:
    """Relative luminance of a colour, from 0 for black to 1 for white."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def ratio(one: Color, other: Color) -> float:
    """How far two opaque colours stand out from each other: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Faint(NamedTuple):
    """A piece of text that does not stand out enough from its ground."""

    text: str
    ratio: float
    color: str
    ground: str


def _color(color: RichColor | None) -> Color | None:
    return None if color is None or color.is_default else Color.from_rich_color(color)


def _colors(style: Style) -> tuple[Color, Color] | None:
    color, ground = _color(style.color), _color(style.bgcolor)
    if color is None or ground is None:
        return None
    if style.dim:
        color = ground.blend(color, 0.5)
    return (ground, color) if style.reverse else (color, ground)


def _segments(app: App[None]) -> Iterator[Segment]:
    """What is drawn; of a dialog its box alone, because the room behind it is dimmed."""
    screen = app.screen
    boxes = [box.region for box in screen.query(".dialog")] if screen.is_modal else []
    region = boxes[0] if boxes else screen.region
    for line in screen._compositor.render_strips(screen.size)[region.y : region.bottom]:
        yield from line.crop(region.x, region.right)


def faint(app: App[None], *, least: float = TEXT) -> list[Faint]:
    """Every text on the screen below `least`, each pair of colours once; frames below `FRAME`."""
    found: dict[tuple[str, str, bool], Faint] = {}
    for text, style, _control in _segments(app):
        words = text.strip()
        if not words or style is None or (pair := _colors(style)) is None:
            continue
        drawn = all(ord(char) in _DRAWN or char == " " for char in words)
        color, ground = pair
        if (stands := ratio(color, ground)) < (FRAME if drawn else least) - 0.005:
            found[color.hex, ground.hex, drawn] = Faint(words, stands, color.hex, ground.hex)
    return list(found.values())


def _scrolls(widget: Widget) -> bool:
    return widget.allow_vertical_scroll or widget.allow_horizontal_scroll


def outside(screen: Screen[object]) -> list[str]:
    """Widgets of which a part can never be seen: cut off by what is around them."""
    told = []
    for widget in screen.walk_children(Widget):
        region = widget.region
        if not widget.is_on_screen or not region.area or widget.styles.layers:
            continue
        if any(isinstance(one, Widget) and _scrolls(one) for one in widget.ancestors):
            continue
        around = _room(widget, screen)
        if region.intersection(around) != region:
            told.append(f"{widget!r} at {region} in {around}")
    return told


def _room(widget: Widget, screen: Screen[object]) -> Region:
    room = screen.region
    for one in widget.ancestors:
        if isinstance(one, Widget) and one is not screen:
            room = room.intersection(one.region)
    return room
