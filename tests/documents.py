"""Reads the documents: what they link to, which keys and commands they name.

A guide names keys in bold: `**F2**` alone, `**Ctrl+E Hand over**` with the word that the screen
puts beside it, `**Ctrl+N › Files**` for a line of a menu or of the palette. Keys and words are
those of `screens.keys`, so a key that changes makes its document fail.
"""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.processes import ROOT

FENCE = re.compile(r"^(?:```.*?^```$|(?:(?<=\n\n)(?: {4}[^\n]*\n)+))", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
KEY = (
    r"(?:(?:Ctrl|Shift)\+(?:F\d{1,2}|[A-Z]|[/\]^↑↓←→])"
    r"|F\d{1,2}|PgUp|PgDn|Enter|Esc|Tab|Space|Del|[↑↓←→]|\d)"
)
BOLD_KEY = re.compile(rf"\*\*({KEY})(?:( › | )([^*]+))?\*\*")
LOOSE_KEY = re.compile(rf"\b(?:(?:Ctrl|Shift)\+{KEY}|Ctrl\+\S|F\d{{1,2}}\b)")
GUIDES = ("clerk", "lead", "administrator", "developer")


class Named(NamedTuple):
    """A key that a document names; `word` "" where the key stands alone."""

    key: str
    word: str
    in_menu: bool


@cache
def text_of(path: Path) -> str:
    """A document."""
    return path.read_text(encoding="utf-8")


def documents() -> list[Path]:
    """Every page that people read: at the top and below docs."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")]
    return sorted(found)


def guides() -> list[Path]:
    """The pages of docs that are written by hand, in both languages."""
    return sorted(
        path
        for name in GUIDES
        for path in (ROOT / "docs" / f"{name}.md", ROOT / "docs" / f"{name}.zh-CN.md")
    )


def twins() -> list[tuple[Path, Path]]:
    """English and Chinese pages of the same name."""
    return [
        (path, path.with_suffix("").with_suffix(".zh-CN.md"))
        for path in documents()
        if path.with_suffix("").with_suffix(".zh-CN.md").exists() and ".zh-CN" not in path.name
    ]


def language_of(path: Path) -> str:
    """The language that a page is written in."""
    return "zh_CN" if path.name.endswith(".zh-CN.md") else "en"


def blocks(text: str) -> list[str]:
    """The blocks of code."""
    return [found.group() for found in FENCE.finditer(text)]


def prose(text: str) -> str:
    """A page without its code."""
    return CODE.sub(" ", FENCE.sub("\n", text))


def anchors(path: Path) -> set[str]:
    """What a link may lead to within a page."""
    made = set()
    for _marks, words in HEADING.findall(FENCE.sub("\n", text_of(path))):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", words).strip().lower()
        made.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return made


def keys_named(path: Path) -> list[Named]:
    """Every key in bold."""
    return [
        Named(key, (word or "").strip(), sign == " › ")
        for key, sign, word in BOLD_KEY.findall(prose(text_of(path)))
    ]


def keys_loose(path: Path) -> list[str]:
    """Keys that stand outside bold, where nothing would look after them."""
    return LOOSE_KEY.findall(BOLD_KEY.sub(" ", prose(text_of(path))))


def commands_named(text: str) -> Iterator[list[str]]:
    """The words of every `desk …` in blocks and in code, without what is only shell."""
    inside = [line for block in blocks(text) for line in block.splitlines()]
    for line in (*inside, *CODE.findall(FENCE.sub("\n", text))):
        for piece in re.split(
            r"\s\|\s|\s\d?[<>]\s|&&|;|\s#\s", re.split(r"\s{4,}", line.strip())[0]
        ):
            try:
                words = shlex.split(piece.replace("\\", "/"))
            except ValueError:
                words = piece.split()
            while words and re.fullmatch(r"[A-Z_]+=.*|\$|\.\.\.", words[0]):
                words = words[1:]
            if words and re.fullmatch(r"(?:\S*/)?desk(?:\.exe)?", words[0]):
                yield words[1:]


def wrong_in(words: list[str], command: Any) -> str:
    """What of a command line the program does not know; "" when it knows all of it."""
    from desk.cli.common import FLAGS, TAKES_VALUE

    rest = iter(words)
    for word in rest:
        name = word.partition("=")[0]
        if word in ("…", "...", "--help", "@-", "-V", "--version") or word in FLAGS:
            continue
        if name in TAKES_VALUE:
            if "=" not in word:
                next(rest, None)
            continue
        below = getattr(command, "commands", {})
        if not word.startswith("-") and below:
            if word not in below:
                return f"there is no {word!r} below {command.name!r}"
            command = below[word]
        elif word.startswith("-") and len(word) > 1:
            found = next((p for p in command.params if name in p.opts), None)
            if found is None:
                return f"{command.name!r} has no {name}"
            if not found.is_flag and "=" not in word:
                next(rest, None)
    return ""


def path_in(words: list[str], command: Any) -> str:
    """The command that a line calls, without its options and values."""
    path = []
    for word in words:
        below = getattr(command, "commands", {})
        if word in below:
            command = below[word]
            path.append(word)
    return " ".join(path)
