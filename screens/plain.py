"""The one door out: text that people typed, made safe to stand on a screen as it is."""

from functools import lru_cache

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

from desk.text import clean, clean_line


def shown(text: str, style: str = "") -> Content:
    """Text for any Textual widget that reads `str` as markup: shown literally, never obeyed."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def cell(text: str, style: str = "") -> Text:
    """One line of text for DataTable, Tree and our own lists: shown literally."""
    return Text(clean_line(text), style=style, no_wrap=True, overflow="ellipsis", end="")


def sentences(message: str, hint: str = "") -> str:
    """What happened and what to do, as one text: Chinese sentences stand without a space."""
    gap = "" if message.endswith(("。", "！", "？", "；")) else " "
    return f"{message}{gap}{hint}".strip()


@lru_cache(maxsize=4096)
def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells of a terminal, cut with "…" or filled with spaces.

    Chinese characters take two cells; where one would be halved a space stands instead.
    """
    if width <= 0:
        return ""
    length = cell_len(text)
    if length > width:
        kept, used = [], 0
        for char in text:
            size = cell_len(char)
            if used + size > width - 1:
                break
            kept.append(char)
            used += size
        text, length = "".join(kept) + "…", used + 1
    space = " " * (width - length)
    return space + text if right else text + space
