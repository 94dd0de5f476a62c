"""Which characters the letter's fonts can show; the engine itself does not warn of a hole."""

import dataclasses
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.i18n import _
from desk.letter.book import PLACEHOLDERS
from desk.letter.faces import cover
from desk.letter.facts import PaperFacts
from desk.letter.markdown import tree


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A character that no font has; `field` is the path of the fact it stands in, or "text"."""

    character: str
    field: str


def holes(text: str, fonts: Path | None = None) -> list[str]:
    """The characters of `text` that would print as a hole, each once, in order.

    `fonts` is the folder of a site's own. Spaces, line ends, joiners and variation selectors need
    no glyph.
    """
    known = cover(fonts)
    return [
        char
        for char in dict.fromkeys(text)
        if ord(char) not in known
        and not char.isspace()
        and unicodedata.category(char) != "Cf"
        and not 0xFE00 <= ord(char) <= 0xFE0F
        and not 0xE0100 <= ord(char) <= 0xE01EF
    ]


def way_out() -> str:
    """What to do about a character that no font has."""
    return _(
        "Write it with other characters: a name in its official Chinese form. Or have the "
        "administrator put a font that has it into the folder “fonts” of the data folder."
    )


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in the facts with its dotted path; points and lists count from 1."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            # A letter may answer some points only: they keep the numbers of the record.
            yield from strings(item, f"{path}.{getattr(item, 'position', number)}")
    elif type(value) is str:
        yield path, value


def uncovered(markdown: str, facts: PaperFacts, fonts: Path | None = None) -> list[Uncovered]:
    """Every character of the letter that no font can show, with the field it came from."""
    text = "\n".join(block.text() for block in tree(markdown))
    for mark in (mark for marks in PLACEHOLDERS.values() for mark in marks):
        # One that a fact holds was typed by a person, and nothing fills it.
        if not any(mark in one for _path, one in strings(facts)):
            text = text.replace(mark, "")
    bad = holes(text, fonts)
    if not bad:
        return []
    found = [Uncovered(char, path) for path, text in strings(facts) for char in bad if char in text]
    known = {one.character for one in found}
    return found + [Uncovered(char, "text") for char in bad if char not in known]
