"""The catalogue of the interface: English stands in the code, Chinese in desk/locale/zh_CN/*.po.

python tools/catalogue.py compile          the parts into LC_MESSAGES/desk.mo
python tools/catalogue.py check            every text has its Chinese, once, in its own marks
python tools/catalogue.py missing [PATH…]  entries to paste for what has no Chinese yet
"""

import argparse
import ast
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, denormalize, normalize, read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("desk", "db", "screens")
MARKS = {"_": 1, "N_": 1, "say": 1, "ngettext": 2}
"""The functions of desk.i18n and how many of their first arguments are texts."""

_MSGID = re.compile(r'^msgid((?:\s*"(?:[^"\\]|\\.)*")+)', re.MULTILINE)
_LINE = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*'
)
_HAN = r"[\u3400-\u9fff]"
_MARKS = re.compile(
    rf"{_HAN}[,;!?]|{_HAN} ?:(?!//)|{_HAN}\.(?=\s|$)|{_HAN} ?\(|\){_HAN}|[,;:] {_HAN}"
    r"|[，。；：、]{2}"
)
"""Marks of half width beside Chinese, or two that stand together."""
_NAMES = re.compile(r"\{([A-Za-z_]\w*)[^{}]*\}")


class CatalogueError(Exception):
    """A part of the catalogue or a source file cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that the code shows: `ids` is (singular,) or (singular, plural)."""

    ids: tuple[str, ...]
    places: tuple[str, ...]


def locale_dir(root: Path) -> Path:
    """Where the parts stand in a checkout at `root`."""
    return root / "desk" / "locale" / "zh_CN"


def compiled(root: Path) -> Path:
    """Where the compiled catalogue goes in a checkout at `root`."""
    return locale_dir(root) / "LC_MESSAGES" / "desk.mo"


# -- what the code shows ------------------------------------------------------------------


def _marks_of(tree: ast.Module) -> dict[str, str]:
    """Local name → function of desk.i18n, with `import … as …` followed."""
    names = {mark: mark for mark in MARKS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "desk.i18n":
            for alias in node.names:
                if alias.name in MARKS:
                    names[alias.asname or alias.name] = alias.name
    return names


def _called(call: ast.Call, names: dict[str, str]) -> str | None:
    func = call.func
    if isinstance(func, ast.Name):
        return names.get(func.id)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        return func.attr if func.value.id == "i18n" and func.attr in MARKS else None
    return None


def _put_together(arg: ast.expr) -> bool:
    if isinstance(arg, ast.Call):
        return isinstance(arg.func, ast.Attribute) and arg.func.attr == "format"
    return isinstance(arg, ast.JoinedStr | ast.BinOp | ast.IfExp)


def texts_in(source: str, place: str) -> tuple[dict[tuple[str, ...], list[str]], list[str]]:
    """The texts of one module with their places, and what is wrong with how they are marked."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise CatalogueError(f"{place}:{error.lineno}: {error.msg}") from error
    names = _marks_of(tree)
    found: dict[tuple[str, ...], list[str]] = {}
    wrong: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not (mark := _called(node, names)):
            continue
        where = f"{place}:{node.lineno}"
        args = node.args[: MARKS[mark]]
        if any(map(_put_together, args)):
            wrong.append(f"{where}: {mark}() is given a text put together, not a plain string")
            continue
        ids = [a.value for a in args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(ids) == MARKS[mark] and all(ids):
            found.setdefault(tuple(ids), []).append(where)
    return found, wrong


def extract(root: Path, under: Iterable[str] = SOURCES) -> tuple[list[Text], list[str]]:
    """Every text marked below the folders or files `under`, and what is wrong with the marking."""
    found: dict[tuple[str, ...], list[str]] = {}
    wrong: list[str] = []
    for folder in under:
        top = root / folder
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            place = path.relative_to(root).as_posix()
            texts, faults = texts_in(path.read_text(encoding="utf-8"), place)
            wrong += faults
            for ids, places in texts.items():
                found.setdefault(ids, []).extend(places)
    return [Text(ids=ids, places=tuple(places)) for ids, places in found.items()], wrong


# -- what the catalogue holds -------------------------------------------------------------


def parts(root: Path) -> list[Path]:
    """The part files, in the order of their names."""
    return sorted(locale_dir(root).glob("*.po"))


def read_part(path: Path) -> Catalog:
    """One part file; an unreadable line is a `CatalogueError` that names it."""
    try:
        text = path.read_text(encoding="utf-8")
        # Babel reads on past a text without quotes, and loses its ends.
        for number, line in enumerate(text.split("\n"), start=1):
            if not _LINE.fullmatch(line):
                raise CatalogueError(f"{path.name}:{number}: not a line of a catalogue: {line}")
        return read_po(BytesIO(text.encode()), locale="zh_CN", abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"{path.name}:{error.lineno + 1}: {error}") from error
    except ValueError as error:
        raise CatalogueError(f"{path.name}: {error}") from error


def _entries(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def compile_catalogue(root: Path) -> Path:
    """Merge the parts into `desk.mo`; safe while others read it or do the same."""
    # No date of making: the same parts give the same bytes.
    long_ago = datetime.fromtimestamp(0, UTC)
    whole = Catalog(locale="zh_CN", project="Desk", creation_date=long_ago, revision_date=long_ago)
    for path in parts(root):
        for message in _entries(read_part(path)):
            if not message.fuzzy and all(_translations(message)):
                whole.add(message.id, message.string)
    target = compiled(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            write_mo(file, whole)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


# -- the two against each other -----------------------------------------------------------


def _placeholders(text: str) -> set[str]:
    return set(_NAMES.findall(text.replace("{{", "").replace("}}", "")))


def _shown(text: str) -> str:
    return repr(text if len(text) <= 90 else f"{text[:87]}…")


def _twice(root: Path) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in parts(root):
        for written in _MSGID.findall(path.read_text(encoding="utf-8")):
            text = denormalize(written.strip())
            if text and text in seen:
                where = f"{seen[text]} and {path.name}"
                yield f"twice: {_shown(text)} stands in {where}"
            seen.setdefault(text, path.name)


def _faults_of(message: Message, part: str, wanted: set[str]) -> Iterator[str]:
    ids, strings = _ids(message), _translations(message)
    if message.context or ids[0] not in wanted:
        yield f"stale: {part}: {_shown(ids[0])} is no longer in the code"
        return
    if message.fuzzy:
        yield f"fuzzy: {part}: {_shown(ids[0])}"
    if not all(text.strip() for text in strings):
        yield f"empty: {part}: {_shown(ids[0])}"
    elif any(_placeholders(text) != _placeholders(ids[-1]) for text in strings):
        yield f"names differ: {part}: {_shown(ids[0])} against {_shown(strings[0])}"
    elif any(map(_MARKS.search, strings)):
        yield f"marks: {part}: {_shown(strings[0])}"


def problems(root: Path) -> list[str]:
    """What is wrong with the catalogue of the checkout at `root`; empty when all is well."""
    texts, found = extract(root)
    wanted = {text.ids[0] for text in texts}
    plural = {text.ids[0] for text in texts if len(text.ids) == 2}
    held: set[tuple[str, ...]] = set()
    for path in parts(root):
        catalog = read_part(path)
        for message in _entries(catalog):
            held.add(_ids(message))
            found += _faults_of(message, path.name, wanted)
        found += [
            f"stale: {path.name}: {_shown(ids[0])}" for ids in map(_ids, catalog.obsolete.values())
        ]
    found += _twice(root)
    found += [
        f"missing: {_shown(text.ids[0])} at {text.places[0]}"
        for text in texts
        if text.ids not in held
    ]
    found += [
        f"once alone, once counted: {_shown(text.ids[0])} at {text.places[0]}"
        for text in texts
        if len(text.ids) == 1 and text.ids[0] in plural
    ]
    return found


def missing(root: Path, under: Iterable[str] = SOURCES) -> str:
    """Entries, ready to paste, for texts below `under` that no part holds."""
    held = {_ids(message) for path in parts(root) for message in _entries(read_part(path))}
    blocks = []
    for text in extract(root, under)[0]:
        if text.ids in held:
            continue
        lines = [f"#: {text.places[0]}", f"msgid {normalize(text.ids[0])}"]
        if len(text.ids) == 2:
            lines += [f"msgid_plural {normalize(text.ids[1])}", 'msgstr[0] ""']
        else:
            lines.append('msgstr ""')
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def main(argv: list[str] | None = None) -> int:
    """Run one of the three commands; 0 when all is well, 1 when not."""
    parser = argparse.ArgumentParser(prog="catalogue", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("compile")
    commands.add_parser("check")
    commands.add_parser("missing").add_argument("paths", nargs="*", default=SOURCES)
    options = parser.parse_args(argv)
    try:
        if options.command == "compile":
            compile_catalogue(ROOT)
            return 0
        if options.command == "missing":
            print(missing(ROOT, options.paths))
            return 0
        found = problems(ROOT)
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
