"""Colours that can be read: every pair of text and ground that the stylesheets put together."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

import screens
from screens.theme import CONTRAST, DAY, NIGHT, THEMES
from tools.seen import FRAME, STRICT, TEXT, luminance, ratio

HERE = Path(screens.__file__).parent
STYLES = sorted(HERE.rglob("*.tcss"))
CODE = sorted(HERE.rglob("*.py"))
GROUNDS = ("background", "surface", "panel")
"""What text stands on where its own rule names no ground."""
TINTED = (
    ("background", "primary", 0.15),
    ("surface", "primary", 0.1),
    ("background", "error", 0.15),
)
"""The grounds of a field in work, of the point that is edited and of an emergency."""
BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOR = re.compile(r"(?:^|[;\s])(color|border-title-color|border-subtitle-color):\s*\$([a-z-]+)")
GROUND = re.compile(
    r"(?:^|[;\s])(background|border-title-background|border-subtitle-background):"
    r"\s*\$([a-z-]+)(?:\s+(\d+)%)?"
)
FRAMES = re.compile(r"border(?:-top|-left|-bottom|-right)?:\s*\w+\s+\$([a-z-]+)")
IN_CODE = re.compile(r'"((?:(?:bold|italic|underline|reverse) )*)\$([a-z-]+)(?: on \$([a-z-]+))?"')


class Pair(NamedTuple):
    """A colour of text, and the ground its rule names, or ""."""

    text: str
    ground: str
    share: float = 1.0


def rules() -> Iterator[str]:
    """The declarations of every rule, in the stylesheets and in the widgets' own."""
    for path in STYLES:
        plain = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        yield from (body for _head, body in BLOCK.findall(plain))
    for path in CODE:
        for css in re.findall(r'DEFAULT_CSS = "{1,3}(.*?)"{1,3}\n', path.read_text("utf-8"), re.S):
            yield from (body for _head, body in BLOCK.findall(css))


def pairs() -> set[Pair]:
    """What the rules and the code put together."""
    found = set()
    for body in rules():
        grounds = {name: (token, share) for name, token, share in GROUND.findall(body)}
        for name, token in COLOR.findall(body):
            ground, share = grounds.get(name.replace("color", "background"), ("", ""))
            if name == "color":
                ground, share = grounds.get("background", ("", ""))
            found.add(Pair(token, ground, int(share or 100) / 100))
    for path in CODE:
        for _manner, token, ground in IN_CODE.findall(path.read_text(encoding="utf-8")):
            found.add(Pair(token, ground))
    return found


def colours(theme: Theme) -> dict[str, Color]:
    """Every variable of a theme that is one colour, as the application has it."""
    app = App[None]()
    app.register_theme(theme)
    app.theme = theme.name
    found = {}
    for name, value in app.get_css_variables().items():
        if re.fullmatch(r"#[0-9A-Fa-f]{3,8}", value):
            found[name] = Color.parse(value)
    return found


def grounds_of(pair: Pair, known: dict[str, Color]) -> Iterator[Color]:
    if pair.ground:
        on = known[pair.ground]
        yield from (known[base].blend(on, pair.share) for base in GROUNDS)
        return
    yield from (known[base] for base in GROUNDS)
    for base, tint, share in TINTED:
        yield known[base].blend(known[tint], share)


def test_the_ratio_is_that_of_the_guidelines() -> None:
    """Values worked out in WCAG's own examples and by hand."""
    black, white, grey = Color.parse("#000"), Color.parse("#fff"), Color.parse("#767676")
    assert ratio(black, white) == 21.0
    assert ratio(white, white) == 1.0
    assert round(ratio(grey, white), 2) == 4.54
    assert round(luminance(Color.parse("#ff0000")), 4) == 0.2126


def test_the_pairs_are_found() -> None:
    found = pairs()
    assert Pair("text-muted", "") in found
    assert Pair("background", "primary") in found
    assert Pair("foreground", "input-selection-background") in found
    assert len(found) > 10


@pytest.mark.parametrize(("theme", "least"), [(DAY, TEXT), (NIGHT, TEXT), (CONTRAST, STRICT)])
def test_every_text_stands_out_from_its_ground(theme: Theme, least: float) -> None:
    known = colours(theme)
    wrong = [
        f"${pair.text} on {pair.ground or ground.hex}: {ratio(known[pair.text], ground):.2f}"
        for pair in sorted(pairs() | {Pair("foreground", "primary-muted")})
        for ground in grounds_of(pair, known)
        if ratio(known[pair.text], ground) < least
    ]
    assert not wrong, wrong


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_frame_stands_out_from_the_room(theme: Theme) -> None:
    known = colours(theme)
    frames = {token for body in rules() for token in FRAMES.findall(body)}
    assert {"border-blurred", "primary"} <= frames
    wrong = [
        f"${frame} on ${base}"
        for frame in sorted({*frames, "border", "scrollbar"})
        for base in ("background", "surface")
        if ratio(known[frame], known[base]) < FRAME
    ]
    assert not wrong, wrong


def test_no_colour_is_named_outside_of_the_themes() -> None:
    """Who changes a theme changes every screen."""
    own = re.compile(r"#[0-9a-fA-F]{6}\b|\"(?:bold )?(?:red|green|yellow|blue|cyan|white|black)\"")
    named = [
        f"{path.name}: {found[0]}"
        for path in (*STYLES, *CODE)
        if path.name != "theme.py"
        for found in own.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not named
