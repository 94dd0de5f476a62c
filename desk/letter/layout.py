"""How a paper is set: size of its text, sheet, what is laid over it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Size = Literal["auto", "standard", "close", "snug", "compact", "smallest", "large"]
Sheet = Literal["auto", "a4", "a5"]
Window = Literal["none", "window", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a letter is set. `issued_on` dates the file; `archive` makes it PDF/A-2b.

    "auto" chooses: a slip takes the first of its settings that fits one page a copy; a letter is
    set smaller when that saves pages beyond the second, or a second page with hardly a word on it.
    `fonts` is the folder of a site's own fonts, `seal` the SVG text of its seal: a draft never
    carries it. `address` are the lines for the post: in the place of an envelope's window on the
    letter itself, or on a page before it.
    """

    size: Size = "auto"
    sheet: Sheet = "auto"
    archive: bool = False
    issued_on: date | None = None
    fonts: Path | None = None
    seal: str = ""
    address: tuple[str, ...] = ()
    window: Window = "none"
