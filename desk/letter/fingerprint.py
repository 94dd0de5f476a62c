"""By what an issued letter is known again: the hashes of its parts, and what it was made with."""

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desk import __version__
from desk.letter.shelf import templates_folder, text_hash

PARTS = ("typst", "pylopdf-fonts-zh-cn", "jinja2", "markdown-it-py")
"""What shapes the text and the page besides Desk itself."""
TEXT_PARTS = ("desk", "jinja2")
"""What of all that has a hand in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Hashes of the issued text, of the facts and of the page layout; versions of what made it."""

    markdown: str
    facts: str
    layout: str
    parts: dict[str, str] = field(default_factory=dict)
    seal: str = ""
    """Of the picture of the seal, where one was printed."""
    fonts: str = ""
    """Of the names of a site's own fonts, where it has any."""

    def as_json(self) -> str:
        """As it is kept with the letter."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


@cache
def layout_hash() -> str:
    """The hash of the page layout that is installed: every file of it."""
    files = sorted(templates_folder().rglob("*.typ"))
    return text_hash("\n".join(f"{one.name}\n{one.read_text(encoding='utf-8')}" for one in files))


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    def of(part: str) -> str:
        try:
            return version(part)
        except PackageNotFoundError:
            return ""

    return (("desk", __version__), *((part, of(part)) for part in PARTS))


def fonts_hash(folder: Path | None) -> str:
    """The hash of the names of a site's own fonts; empty where there are none."""
    from desk.letter.faces import faces

    return text_hash("\n".join(faces(folder).own)) if folder else ""


def fingerprint(markdown: str, facts: str, *, seal: str = "", fonts: str = "") -> Fingerprint:
    """The fingerprint of a letter that is made now; `facts` as JSON, `seal` a hash."""
    return Fingerprint(
        markdown=text_hash(markdown),
        facts=text_hash(facts),
        layout=layout_hash(),
        parts=dict(_parts()),
        seal=seal,
        fonts=fonts,
    )


def read_fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint kept with a letter; None if there is none that can be read."""
    try:
        held = json.loads(text)
        return Fingerprint(**held)
    except (ValueError, TypeError):
        return None
