"""What goes out: JSON on standard output alone, tables for people, messages on standard error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from desk.breaking import WORD
from desk.i18n import _
from desk.masks import mask_account
from desk.refusals import Fault, Refusal
from desk.text import UNPRINTABLE, clean, clean_line

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 200
"""Cells of a line where no terminal says how wide it is: a pipe cuts nothing off."""
SECRET = frozenset(
    {
        *("pin_hash", "pins_before", "code_hash", "failed_tries", "locked_until"),
        *("digests", "content", "facts", "place"),
    }
)
"""Fields that never leave by the command line."""


def plain(value: Any, zone: ZoneInfo | None = None) -> Any:
    """A value as JSON holds it: shapes by field name, words as spelt, times in `zone`."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value.astimezone(zone) if zone else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: plain(getattr(value, item.name), zone)
            for item in fields(value)
            if item.name not in SECRET
        }
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item, zone) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, zone) for item in value]
    return value


_veils: list[Callable[[str], str]] = []


@contextmanager
def veiled(veil: Callable[[str], str]) -> Iterator[None]:
    """Whatever is written meanwhile goes through `veil`, which hides numbers of people."""
    _veils.append(veil)
    try:
        yield
    finally:
        _veils.pop()


def _hidden(text: str) -> str:
    for veil in _veils:
        text = veil(text)
    return text


def _hidden_data(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        # An account is known for one by its name alone: bare digits may be anything.
        return mask_account(value) if name in ("account_no", "accounts") else _hidden(value)
    if isinstance(value, list):
        return [_hidden_data(item, name) for item in value]
    if isinstance(value, dict):
        return {key: _hidden_data(item, key) for key, item in value.items()}
    return value


def put_json(value: Any, zone: ZoneInfo | None = None, *, line: bool = False) -> None:
    """Write a value as JSON to standard output; on one line where many follow each other."""
    data = plain(value, zone)
    data = _hidden_data(data) if _veils else data
    text = json.dumps(data, ensure_ascii=False, indent=None if line else 2)
    # What acts on a terminal, or cannot be written at all, is spelt; readers get it back.
    text = UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    sys.stdout.write(text + "\n")


def tell(*sentences: str) -> None:
    """Say something to a person on standard error."""
    sys.stderr.write(" ".join(filter(None, map(clean, sentences))) + "\n")


def progress(done: int, of: int) -> None:
    """Say on a terminal how far something is that takes a while; nothing where there is none."""
    if not sys.stderr.isatty():
        return
    if done == of or done % 10 == 0:
        sys.stderr.write(f"\r{done}/{of}")
    if done == of:
        sys.stderr.write("\n")
    sys.stderr.flush()


def console() -> "Console":
    """Where tables and sentences for people go; what they hold is never read as markup."""
    import rich._wrap
    from rich.console import Console

    rich._wrap.re_word = WORD
    return Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else WIDE,
        markup=False,
        emoji=False,
        highlight=False,
    )


def put_text(text: str) -> None:
    """Write text for a person as it stands, control characters left out."""
    sys.stdout.write(_hidden(clean(text)).rstrip("\n") + "\n")


def put_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table for people; every cell is shown literally, on as many lines as it needs."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(clean_line(title), style="bold") if title else None,
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_hidden(clean(_cell(value)))) for value in row))
    console().print(table)


def put_pairs(pairs: Iterable[tuple[str, object]]) -> None:
    """Name and value, one pair a line; empty values are left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        text = _hidden(clean(_cell(value)))
        if text.strip():
            table.add_row(Text(name, style="dim"), Text(text))
    console().print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def to_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; an older one of the name is replaced."""
    from desk.whole_file import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        message = _("The file {path} cannot be written.").format(path=path)
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise Refusal(
                message,
                _("Name a folder that exists and in which you may write."),
                field="output",
                code="file_unwritable",
            ) from error
        raise Fault(
            message, _("The system says: {reason}").format(reason=error.strerror or error)
        ) from error
