"""Draws who imports whom, from the imports themselves: docs/pictures/imports.svg.

    python tools/imports_picture.py write
    python tools/imports_picture.py check

A box is a folder; a full arrow goes down, to what it stands on; a dashed one goes back up, inside
one floor. Under its name stand the libraries that a folder imports by itself. An import that is
there for types alone is none: nothing of it is left when Desk runs.
"""

import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from textwrap import wrap

import grimp

ROOT = Path(__file__).resolve().parents[1]
NAME = "imports.svg"
PICTURE = ROOT / "docs" / "pictures" / NAME
FLOORS = ("desk", "db", "screens")
BARS = ("desk.cli", "desk.services")
"""Folders that know nearly all the others: drawn as wide as all of them."""
SUBJECTS = "desk"
"""The subjects: the modules that lie in desk itself."""
ORDER = ("backup", "exporting", "importing", "staff", "insight", "letter", "notice", "playbook")
"""Neighbours that stand side by side; a folder that is not named follows."""
WIDE, MARGIN, GAP, STEP, LINE = 1040, 20, 10, 42, 13
INK, FAINT, PAPER = "#1b1b1b", "#6b6b6b", "#ffffff"
FILL = {"desk": "#eef3f9", "db": "#f5f1e6", "screens": "#eef5ea", "root": "#f3f3f3"}


@dataclass
class Box:
    """A folder: where it is drawn, and the small lines under its name."""

    name: str
    x: float
    y: float
    width: float
    lines: list[str] = field(default_factory=list)
    least: float = 0

    @property
    def height(self) -> float:
        """As high as its lines."""
        return max(self.least, 26 + LINE * len(self.lines) + (4 if self.lines else 0))

    @property
    def middle(self) -> float:
        """Where lines from above and below meet it."""
        return self.x + self.width / 2


def place_of(module: str) -> str:
    """The box that a module of ours lies in, else the library."""
    parts = module.split(".")
    if parts[0] != "desk":
        return parts[0]
    if parts[1:2] == ["__main__"]:
        return "desk.__main__"
    folder = len(parts) > 1 and (ROOT / "desk" / parts[1]).is_dir()
    return f"desk.{parts[1]}" if folder else SUBJECTS


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Box → box or library, for every import there is."""
    graph = grimp.build_graph(
        *FLOORS,
        include_external_packages=True,
        exclude_type_checking_imports=True,
        cache_dir=None,
    )
    ours = [module for module in graph.modules if module.split(".")[0] in FLOORS]
    found = {
        (place_of(module), place_of(imported))
        for module in ours
        for imported in graph.find_modules_directly_imported_by(module)
    }
    return frozenset(pair for pair in found if pair[0] != pair[1])


def inner() -> list[str]:
    """The folders of desk beside each other, in the order they are drawn."""
    found = {place for pair in arrows() for place in pair if place.startswith("desk.")}
    names = {name.split(".")[1] for name in found - {*BARS, "desk.__main__"}}
    return [*(name for name in ORDER if name in names), *sorted(names - set(ORDER))]


def depth(name: str, under: frozenset[str] = frozenset()) -> int:
    """How many folders of desk lie below one."""
    below = [
        two.split(".")[1]
        for one, two in arrows()
        if one == f"desk.{name}" and two.startswith("desk.") and two not in BARS
    ]
    return max((1 + depth(each, under | {name}) for each in below if each not in under), default=0)


def libraries(place: str) -> list[str]:
    """What others made that a box imports, by names short enough to stand in it."""
    return sorted(
        two if len(two) < 15 else f"{two[:13]}…"
        for one, two in arrows()
        if one == place
        and two.split(".")[0] not in (*FLOORS, *sys.stdlib_module_names)
        and not two.startswith("_")
    )


def folders(floor: str) -> list[str]:
    """The folders of a floor."""
    found = (ROOT / floor).iterdir()
    return sorted(path.name for path in found if (path / "__init__.py").exists())


def drawn() -> str:
    """The picture as SVG."""
    names, across = inner(), WIDE - 2 * MARGIN
    half = (across - 80) / 2
    root = Box("desk/__main__.py", WIDE / 2 - 90, 14, 180)
    sides = {}
    for floor, x in (("screens", MARGIN), ("db", WIDE - MARGIN - half)):
        lines = wrap(" · ".join(folders(floor)), int(half / 6.4))
        lines += ["", *wrap(", ".join(libraries(floor)), int(half / 6.4))]
        sides[floor] = Box(f"{floor}/", x, 74, half, lines)
    sides["screens"].least = sides["db"].least = max(box.height for box in sides.values())
    frame = Box("desk/", MARGIN, sides["db"].y + sides["db"].height + 48, across)
    bars = {}
    y = frame.y + 34
    for name in BARS:
        lines = wrap(", ".join(libraries(name)), 120)
        bars[name] = Box(f"{name.split('.')[1]}/", MARGIN + 16, y, across - 32, lines)
        y += bars[name].height + 26
    wide = (across - 32 - GAP * (len(names) - 1)) / len(names)
    deepest = max(depth(name) for name in names)
    boxes = {}
    for at, name in enumerate(names):
        lines = wrap(", ".join(libraries(f"desk.{name}")), int(wide / 6.2), break_long_words=False)
        top = y + (deepest - depth(name)) * STEP
        boxes[f"desk.{name}"] = Box(f"{name}/", MARGIN + 16 + at * (wide + GAP), top, wide, lines)
    low = max(box.y + box.height for box in boxes.values()) + 40
    lines = ["the subjects and their rules: one file each", ", ".join(libraries(SUBJECTS))]
    subjects = Box("*.py", MARGIN + 16, low, across - 32, lines)
    frame.least = subjects.y + subjects.height + 16 - frame.y
    parts = [_box(frame, FILL["desk"])]
    parts += [_from_root(root, box) for box in (*sides.values(), frame)]
    parts += [_down(box.middle, box.y + box.height, frame.y) for box in sides.values()]
    parts += _inside(bars, boxes, subjects)
    parts += [_box(box, PAPER) for box in (*bars.values(), *boxes.values(), subjects)]
    parts += [_box(box, FILL[floor]) for floor, box in sides.items()]
    parts.append(_box(root, FILL["root"]))
    return _page(parts, frame.y + frame.height + 14)


def _inside(bars: dict[str, Box], boxes: dict[str, Box], subjects: Box) -> list[str]:
    made = []
    known = arrows()
    over = bars["desk.services"]
    made.append(_down(over.middle, bars["desk.cli"].y + bars["desk.cli"].height, over.y))
    for name, box in boxes.items():
        for shift, bar in enumerate(bars):
            if (bar, name) in known:
                x = box.middle + (shift * 2 - 1) * 8
                made.append(_down(x, bars[bar].y + bars[bar].height, box.y))
        if (name, SUBJECTS) in known:
            made.append(_down(box.middle - 8, box.y + box.height, subjects.y))
        if (SUBJECTS, name) in known:
            made.append(_down(box.middle + 8, subjects.y, box.y + box.height, back=True))
        if (name, "desk.services") in known:
            x = box.x + box.width - 12
            made.append(_down(x, box.y, over.y + over.height, back=True))
        made += [
            _aside(box, boxes[two]) for one, two in sorted(known) if one == name and two in boxes
        ]
    return made


def _aside(one: Box, two: Box) -> str:
    if abs(one.x - two.x) > 1.5 * (one.width + GAP):
        over, start, end = one.y - 12, one.x + one.width - 10, two.x + 12
        return _line((start, one.y), (start, over), (end, over), (end, two.y))
    right = one.x < two.x
    start, end = (one.x + one.width, two.x) if right else (one.x, two.x + two.width)
    return _line((start, one.y + 14), (end, two.y + 14))


def _down(x: float, start: float, end: float, *, back: bool = False) -> str:
    return _line((x, start), (x, end), back=back)


def _from_root(root: Box, box: Box) -> str:
    low = root.y + root.height
    return _line(
        (root.middle, low), (root.middle, low + 14), (box.middle, low + 14), (box.middle, box.y)
    )


def _line(*points: tuple[float, float], back: bool = False) -> str:
    dashed = ' stroke-dasharray="4 3"' if back else ""
    way = " L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return f'<path d="M{way}" marker-end="url(#tip)"{dashed}/>'


def _box(box: Box, fill: str) -> str:
    made = [
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" rx="4" fill="{fill}"/>',
        f'<text x="{box.x + 8:.0f}" y="{box.y + 18:.0f}" class="name">{box.name}</text>',
    ]
    made += [
        f'<text x="{box.x + 8:.0f}" y="{box.y + 18 + LINE * number:.0f}">{line}</text>'
        for number, line in enumerate(box.lines, 1)
        if line
    ]
    return "".join(made)


def _page(parts: list[str], height: float) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height:.0f}" '
            f'width="{WIDE}" height="{height:.0f}" role="img" aria-label="imports">',
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            f'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="{FAINT}" '
            'stroke="none"/></marker></defs>',
            "<style>text{font:10.5px sans-serif;fill:#444}"
            f".name{{font:bold 13px monospace;fill:{INK}}}"
            f"path{{fill:none;stroke:{FAINT};stroke-width:1.2}}rect{{stroke:{FAINT}}}</style>",
            f'<rect x="0" y="0" width="{WIDE}" height="{height:.0f}" fill="{PAPER}" '
            'stroke="none"/>',
            *parts,
            "</svg>\n",
        ]
    )


def stale() -> list[str]:
    """What of the picture is not as the imports are: its name, or nothing."""
    there = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
    return [] if there == drawn() else [NAME]


def main(arguments: list[str]) -> int:
    """Write the picture, or say whether it is that of the imports."""
    if arguments == ["write"]:
        PICTURE.write_text(drawn(), encoding="utf-8")
        return 0
    if arguments == ["check"]:
        for name in stale():
            print(f"{name} is not that of the imports: python tools/imports_picture.py write")
        return 1 if stale() else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
