"""The fonts of the page: our own pair, and before it those that a site put into a folder.

The folder's subfolders say what a font is for: `body` (仿宋), `title` (小标宋), `heading` (黑体),
`kai` (楷体). What lies in the folder itself is used where every other font lacks a character.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.i18n import _
from desk.refusals import Fault

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
USES = ("body", "title", "heading", "kai")
ENDINGS = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Families for each use, first choice first, and the folders and files they stand in."""

    body: tuple[str, ...]
    title: tuple[str, ...]
    heading: tuple[str, ...]
    kai: tuple[str, ...]
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    own: tuple[str, ...] = ()
    """Families that are the site's; where there are any, its pages differ byte for byte."""


def _files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS))


def _families(folder: Path | None) -> tuple[str, ...]:
    """The families of the fonts below a folder, as the engine calls them."""
    import typst

    if folder is None or not folder.is_dir():
        return ()
    there = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    return tuple(there.families())


def code_points(path: Path) -> frozenset[int]:
    """The characters that the fonts in a file can show; a Fault names a file that is no font."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        if path.suffix.lower() in (".ttc", ".otc"):
            with TTCollection(path, lazy=True) as collection:
                return frozenset().union(*(font.getBestCmap() or () for font in collection))
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError, ValueError, AssertionError) as wrong:
        raise Fault(
            _("The file {path} is no font that can be used.").format(path=path),
            _("Take it out of the folder of fonts, or put a good one in its place."),
        ) from wrong


@cache
def cover(folder: Path | None = None) -> frozenset[int]:
    """Code points that at least one of the fonts can show."""
    return frozenset().union(*(code_points(path) for path in faces(folder).files))


@cache
def faces(folder: Path | None = None) -> Faces:
    """The fonts to set a page in; `folder` holds a site's own, read once."""
    import pylopdf_fonts_zh_cn as shipped

    ours = (Path(shipped.serif_path()), Path(shipped.sans_path()))
    files = {use: _files(folder / use) if folder else () for use in USES}
    others = _files(folder) if folder else ()
    named = {use: _families(folder / use if folder else None) for use in USES}
    known = {name for names in named.values() for name in names}
    last = tuple(name for name in _families(folder) if name not in known)
    site = tuple(path for found in (*files.values(), others) for path in found)
    for path in site:
        code_points(path)
    return Faces(
        body=(*named["body"], SERIF, SANS, *last),
        title=(*named["title"], SERIF, SANS, *last),
        heading=(*named["heading"], SANS, SERIF, *last),
        kai=(*named["kai"], *(named["body"] if named["kai"] else ()), SERIF, SANS, *last),
        folders=tuple(dict.fromkeys(path.parent for path in (*ours, *site))),
        files=(*ours, *site),
        own=tuple(dict.fromkeys((*(name for use in USES for name in named[use]), *last))),
    )
