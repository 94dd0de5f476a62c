"""What the playbook says in another language: its texts alone, laid over the Chinese entries.

Rules, figures, ids and conditions stand once, in the Chinese pack. Beside it a folder named after
a language holds TOML files with `[texts]` (each Chinese text and what it says in that language)
and, for lists that are not translated word by word, tables like `[phrase.words]` (id → list). A
site's own folder may hold such a folder too. A text that was not translated stays Chinese.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from desk.i18n import _
from desk.playbook.base import Entry
from desk.playbook.pack import Problem

T = TypeVar("T")

OWN_LISTS = {"phrase": "words", "procedure": "aliases"}
"""Kinds with a list that each language has for itself, and the field it stands in."""
UNSPOKEN_KINDS = frozenset({"keyword"})
"""Kinds that only read what customers say, in whatever words they say it."""
_UNSPOKEN = {"id", "words", "unless", "aliases", "any_of", "when", "url", "number"}
_UNSPOKEN |= {"procedures", "articles", "basis", "sensitive"}


@dataclass(slots=True)
class Texts:
    """What a language says for each Chinese text, its own lists, and what was wrong in reading.

    `files` names the file of each text; `lists` is by kind and id.
    """

    said: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    list_files: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path) -> Texts:
    """The files of one folder, by name; empty where there is no such folder."""
    texts = Texts()
    for path in sorted(folder.glob("*.toml")):
        name = f"{folder.name}/{path.name}"
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            reason = _("The file cannot be read: {detail}.").format(detail=error)
            texts.problems.append(Problem(name, "", "", reason))
            continue
        for kind, table in tables.items():
            _take(name, kind, table, texts)
    return texts


def merged(layers: Iterable[Texts]) -> Texts:
    """Several folders as one; what a later one says goes before."""
    texts = Texts()
    for layer in layers:
        texts.said.update(layer.said)
        texts.lists.update(layer.lists)
    return texts


def _take(file: str, kind: str, table: object, texts: Texts) -> None:
    if not isinstance(table, dict):
        texts.problems.append(Problem(file, kind, "", _("This must be a table.")))
    elif kind == "texts":
        for chinese, said in table.items():
            if not isinstance(said, str):
                reason = _("This must be text in quotation marks.")
                texts.problems.append(Problem(file, chinese, "", reason))
            elif texts.said.setdefault(chinese, said) != said:
                reason = _("{file} says it in other words.").format(file=texts.files[chinese])
                texts.problems.append(Problem(file, chinese, "", reason))
            texts.files.setdefault(chinese, file)
    elif kind not in OWN_LISTS or set(table) != {OWN_LISTS[kind]}:
        reason = _("There is no field of this name; look at its spelling.")
        texts.problems.append(Problem(file, kind, ", ".join(table), reason))
    else:
        _take_lists(file, kind, table[OWN_LISTS[kind]], texts)


def _take_lists(file: str, kind: str, table: object, texts: Texts) -> None:
    for key, words in table.items() if isinstance(table, dict) else ():
        if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
            texts.lists[kind, key] = tuple(words)
            texts.list_files[kind, key] = file
        else:
            reason = _("This must be a list in square brackets.")
            texts.problems.append(Problem(file, f"{kind} {key}", OWN_LISTS[kind], reason))


def laid_over(
    tables: Mapping[str, Mapping[str, Entry]], texts: Texts
) -> dict[str, dict[str, Entry]]:
    """The same entries with every text that `texts` knows put in the place of the Chinese one."""

    def say(text: str) -> str:
        return texts.said.get(text, text)

    def one(kind: str, entry: Entry) -> Entry:
        entry = _said(entry, say)
        own = texts.lists.get((kind, entry.id))
        changed: dict[str, Any] = {OWN_LISTS[kind]: own} if own else {}
        return replace(entry, **changed) if changed else entry

    return {
        kind: dict(table)
        if kind in UNSPOKEN_KINDS
        else {key: one(kind, entry) for key, entry in table.items()}
        for kind, table in tables.items()
    }


def _said(value: T, say: Callable[[str], str]) -> T:
    if isinstance(value, Enum):
        return value
    found: Any = value
    if isinstance(value, str):
        found = say(value)
    elif isinstance(value, tuple):
        found = tuple(_said(part, say) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for each in fields(value):
            part = getattr(value, each.name)
            if each.name not in _UNSPOKEN and (other := _said(part, say)) != part:
                changed[each.name] = other
        found = replace(value, **changed) if changed else value
    same: T = found
    return same


def spoken(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an entry that people read, with the path of its field."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value.strip():
            yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from spoken(part, f"{path}.{number}")
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _UNSPOKEN:
                part = getattr(value, each.name)
                yield from spoken(part, f"{path}.{each.name}".lstrip("."))
